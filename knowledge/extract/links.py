"""The addresses that a page links to. Pure; runs in the parser's own process."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from knowledge.extract.decode import decode_text
from knowledge.extract.html import parse_html

MAX_LINKS = 2000
# What is no document for us, by the name: pictures, sounds, programs, archives, data for machines.
_NO_DOCUMENT = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|mp[34]|m4[av]|wav|ogg|webm|mov|avi|css|js|mjs|map|json|"
    r"xml|rss|atom|zip|gz|tgz|bz2|xz|7z|rar|exe|dmg|pkg|msi|deb|rpm|woff2?|ttf|otf|eot|ics|vcf)$",
    re.I,
)


def read_links(data: bytes, url: str) -> list[str]:
    """Absolute addresses in the order of the page, each once, without their fragments.

    Left out: what the page asks not to follow (rel or robots "nofollow"), and what its name says
    is no document. A page that is no HTML has none. Raises DocumentUnreadable.
    """
    head = data[:1024].lstrip().lower()
    if not head.startswith(b"<") and b"<html" not in head:
        return []
    tree = parse_html(decode_text(data, ""))
    if any("nofollow" in text.lower() for text in tree.xpath("//meta[@name='robots']/@content")):
        return []
    base = urljoin(url, next(iter(tree.xpath("//base/@href")), ""))
    found: dict[str, None] = {}
    for link in tree.iter("a", "area"):
        address = _address(base, link.get("href") or "")
        if address and "nofollow" not in (link.get("rel") or "").lower():
            found.setdefault(address)
        if len(found) == MAX_LINKS:
            break
    return list(found)


def _address(base: str, reference: str) -> str:
    try:
        address = urldefrag(urljoin(base, reference.strip())).url
        parts = urlsplit(address)
    except ValueError:
        # "http://[" and the like: a link that leads nowhere.
        return ""
    if parts.scheme not in ("http", "https") or _NO_DOCUMENT.search(parts.path):
        return ""
    return address

"""Is the widget on the page? The page is fetched as documents are, and its script tags are read.

What a stranger's page holds is only searched, within a bound of size; nothing of it is run or kept.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from chatqual.sites.live import origin_of_page
from chatqual.sites.models import Site
from knowledge.errors import AddressRefused
from knowledge.fetch import fetch_page
from knowledge.web import fetch_rules

MAX_BYTES = 2 * 1024 * 1024
TOTAL_S = 15.0
LOADER = "/widget/loader.js"
_TAG = re.compile(r"<script\b([^>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, in words, and what to do about it. `is_there`: all is as it should be."""

    is_there: bool
    words: str
    advice: str = ""

    def to_json(self) -> dict[str, object]:
        return {"is_there": self.is_there, "words": self.words, "advice": self.advice}


@dataclass(frozen=True, slots=True)
class Tag:
    """A script tag that loads the widget: from which server, and for which site's key."""

    server: str
    key: str


def look_at(site: Site, base: str) -> Look:
    """Fetches the first page of the site. `base`: this server's own address."""
    if not site.origins:
        return Look(False, "The site has no address yet.", "Write it above and save.")
    address = f"{site.origins[0]}/"
    rules = replace(fetch_rules(), max_bytes=MAX_BYTES, total_s=TOTAL_S)
    try:
        page = fetch_page(address, rules)
    except AddressRefused as fault:
        advice = "Open it in a browser. If it shows there, the first hello below is the proof."
        return Look(False, f"{address} could not be looked at: {fault}", advice)
    if page.mime not in ("text/html", "application/xhtml+xml"):
        return Look(
            False, f"{page.url} is no web page, but {page.mime or 'nothing that is known'}."
        )
    text = page.data.decode("utf-8", errors="replace")
    return judge(site, base, page.url, tags_of(text), text)


def tags_of(page: str) -> list[Tag]:
    """The tags that load a widget, in their order; what is commented out is none."""
    found = []
    for match in _TAG.finditer(without_comments(page)):
        values = {
            name.lower(): html.unescape(value.strip("\"'"))
            for name, value in _ATTRIBUTE.findall(match[1])
        }
        try:
            source = urlsplit(values.get("src", ""))
        except ValueError:
            continue
        if source.path.endswith(LOADER):
            key = values.get("data-site") or parse_qs(source.query).get("site", [""])[0]
            scheme = source.scheme or "https"
            found.append(Tag(f"{scheme}://{source.netloc}" if source.netloc else "", key))
    return found


def without_comments(page: str) -> str:
    """In one pass, also where a comment is never closed."""
    parts, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        parts.append(page[at:start])
        end = page.find("-->", start + 4)
        if end < 0:
            return "".join(parts)
        at = end + 3
    return "".join([*parts, page[at:]])


def judge(site: Site, base: str, url: str, tags: list[Tag], page: str) -> Look:
    """What the tags of the page at `url` come to, for this site on this server."""
    if not tags:
        return Look(
            False,
            f"{url} has no tag of the widget.",
            "Put the line above before </body>. If a tag manager adds it, it cannot be seen from "
            "here: open the page once, and the first hello below is the proof.",
        )
    origin = origin_of_page(url)
    if origin not in site.origins:
        return Look(
            False,
            f"The page lies at {origin}, which may not show the chat.",
            f"Change the address above to {origin} and save.",
        )
    # A key may also stand in a script before the tag (window.chatqualSettings).
    ours = [tag for tag in tags if site.public_key == tag.key or _is_set(site, tag, page)]
    if not ours:
        keys = ", ".join(sorted({tag.key or "none" for tag in tags}))
        return Look(
            False,
            f"The tag on {url} names another site: {keys}.",
            f'It has to say data-site="{site.public_key}".',
        )
    if all(tag.server not in (base, origin) for tag in ours if tag.server):
        return Look(
            False,
            f"The tag on {url} loads the widget from {ours[0].server}.",
            f"This server is {base}: copy the line above once more.",
        )
    return Look(True, f"The widget is on {url}.")


def _is_set(site: Site, tag: Tag, page: str) -> bool:
    return not tag.key and "chatqualSettings" in page and f'"{site.public_key}"' in page

"""Reads a sitemap or an index of sitemaps. Pure; runs in the parser's own process."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from knowledge.errors import DocumentUnreadable

MAX_SITEMAP = 50 * 1024 * 1024
MAX_ADDRESSES = 50_000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`pages`: (address, last change as written or ""). `sitemaps`: addresses of further ones."""

    pages: tuple[tuple[str, str], ...] = ()
    sitemaps: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"pages": [list(page) for page in self.pages], "sitemaps": list(self.sitemaps)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Sitemap:
        pages = tuple((str(url), str(changed)) for url, changed in data["pages"])
        return cls(pages, tuple(data["sitemaps"]))


def looks_like_sitemap(data: bytes) -> bool:
    """True for the beginning of a sitemap, packed or not."""
    if data.startswith(b"\x1f\x8b"):
        return True
    head = data[:2048].lstrip()
    return head.startswith(b"<") and (b"<urlset" in head or b"<sitemapindex" in head)


def read_sitemap(data: bytes) -> Sitemap:
    """Raises DocumentUnreadable: no sitemap, too large, or with entities of its own."""
    try:
        root = fromstring(_unpacked(data), forbid_dtd=True)
    except DefusedXmlException as fault:
        raise DocumentUnreadable(
            "forbidden_markup", "The sitemap declares entities of its own; refused for safety."
        ) from fault
    except (ParseError, ValueError) as fault:
        raise DocumentUnreadable("damaged", f"The sitemap is damaged ({fault}).") from fault
    pages: list[tuple[str, str]] = []
    sitemaps: list[str] = []
    for entry in root:
        facts = {_local(child.tag): (child.text or "").strip() for child in entry}
        location = facts.get("loc", "")
        if not location.startswith(("http://", "https://")):
            continue
        if _local(entry.tag) == "url":
            pages.append((location, facts.get("lastmod", "")))
        elif _local(entry.tag) == "sitemap":
            sitemaps.append(location)
    return Sitemap(tuple(pages[:MAX_ADDRESSES]), tuple(sitemaps[:MAX_ADDRESSES]))


def _local(tag: Any) -> str:
    return str(tag).rsplit("}", 1)[-1].lower()


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(data, MAX_SITEMAP)
    except zlib.error as fault:
        raise DocumentUnreadable("damaged", f"The sitemap is damaged ({fault}).") from fault
    if unpacker.unconsumed_tail:
        raise DocumentUnreadable("bomb", "The sitemap unpacks to more than 50 MB; refused.")
    return content

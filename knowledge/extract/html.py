"""HTML: what the page is about, with its headings, lists and tables."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted
from knowledge.extract.clean import one_line
from knowledge.extract.dates import dated_of_text, read_date
from knowledge.extract.decode import decode_text
from knowledge.extract.html_writer import HtmlWriter
from knowledge.extract.language import language_of
from knowledge.extract.markup import (
    content_root,
    drop_frame,
    drop_link_lists,
    drop_unread,
)
from knowledge.extract.plain import PlainWriter

_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Between a page's own title and the site's name.
_TITLE_PARTS = re.compile(r"\s+[|·–—•»-]\s+")
_DATE_METAS = (
    "article:modified_time",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "article:published_time",
    "dcterms.date",
)
# Structured data, as search engines want it: a newer date stands first.
_DATE_DATA = ("dateModified", "datePublished")
_NEAR_TITLE = re.compile(r"byline|meta|date|publish|updated|modified|posted|author", re.I)


def extract_html(data: bytes, name: str = "") -> Extracted:
    """Raises DocumentUnreadable where nothing is left to read."""
    declared = _META_CHARSET.search(data[:4096])
    tree = parse_html(decode_text(data, declared[1].decode("ascii") if declared else ""))
    facts = _facts_of_head(tree)
    hidden = drop_unread(tree)
    root = content_root(tree)
    is_whole_page = root.tag in ("body", "html", "div") and root.get("id") != "content"
    drop_frame(root)
    if is_whole_page:
        drop_link_lists(root)
    writer = PlainWriter()
    html = HtmlWriter(writer)
    html.write(root)
    text = writer.text()
    if not text:
        raise DocumentUnreadable("no_text", "The page holds no text to read.")
    warnings = [f"{hidden} characters that a reader would not see were left out"] if hidden else []
    return Extracted(
        title=_title_of(root, tree, facts["title"]),
        text=text,
        mime="text/html",
        language=language_of(text, facts["language"]),
        dated=read_date(facts["dated"]) or dated_of_text("\n".join([*html.left_out, text])),
        url=facts["url"],
        warnings=tuple(warnings),
    )


def parse_html(text: str) -> Any:
    """An lxml tree. No network, no entities but HTML's own: the HTML parser reads no DTD."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml_html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise DocumentUnreadable("no_text", "The page holds no text to read.") from fault


def _facts_of_head(tree: Any) -> dict[str, str]:
    """What the page says of itself, each "" where it says nothing."""
    metas = {
        str(node.get("property") or node.get("name") or "").lower(): node.get("content", "")
        for node in tree.iter("meta")
    }
    title = next((one_line(node.text_content()) for node in tree.iter("title")), "")
    links = [node.get("href", "") for node in tree.xpath("//link[@rel='canonical']")]
    url = links[0] if links and links[0].startswith(("http://", "https://")) else ""
    dated = next((metas[name] for name in _DATE_METAS if metas.get(name)), "")
    dated = dated or _structured_date(tree) or _marked_date(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return {"title": title, "language": language, "dated": dated, "url": url}


def _structured_date(tree: Any) -> str:
    """Of JSON-LD, read by its keys: one broken comma in it costs no date."""
    data = " ".join(node.text or "" for node in tree.xpath("//script[@type='application/ld+json']"))
    for key in _DATE_DATA:
        if found := re.search(rf'"{key}"\s*:\s*"(\d{{4}}-\d{{2}}-\d{{2}})', data):
            return found[1]
    return ""


def _marked_date(tree: Any) -> str:
    """Of a <time> beside the title; any other is the time of what the page speaks about."""
    for node in tree.iter("time"):
        near = [node, *list(node.iterancestors())[:2]]
        names = " ".join(f"{n.get('class', '')} {n.get('itemprop', '')}" for n in near)
        in_header = any(n.tag == "header" for n in near)
        if node.get("datetime") and (in_header or _NEAR_TITLE.search(names)):
            return str(node.get("datetime"))
    return ""


def _title_of(root: Any, tree: Any, head_title: str) -> str:
    for place in (root, tree):
        for node in place.iter("h1"):
            if text := one_line(node.text_content()).strip("#¶ "):
                return text
    parts = [part for part in _TITLE_PARTS.split(head_title) if part]
    return parts[0] if parts else ""

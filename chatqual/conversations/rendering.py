"""A line's text as sanitised HTML: a small subset of markdown, no images, no HTML of its own."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote", "a"}

_MARKDOWN = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True}).enable(
    ["emphasis", "list", "link", "newline", "backticks", "blockquote", "escape", "entity"]
)


@lru_cache(maxsize=2048)
def render_html(text: str, is_markdown: bool) -> str:
    """HTML that may be shown as it is. A visitor's words are never read as markdown."""
    if not is_markdown:
        return "<p>" + escape(text).replace("\n", "<br>") + "</p>"
    return nh3.clean(
        _MARKDOWN.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )

"""Text of a page that its style keeps from a reader's eyes: what nobody sees, nobody said.

Style sheets are read as far as a page carries them itself, and simple selectors only. What a click
may open stays: a rule that hides by "display" counts only where nothing on the page could undo it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Element = Any

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"^([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?$", re.I)
# Hidden whatever a script does with it.
_FOR_GOOD = re.compile(
    r"font-size:0(?![.\d]*[1-9])|(?:^|;)color:transparent"
    r"|(?:left|top|text-indent):-\d{3,}|clip:rect\(0|clip-path:inset\((?:50|100)%"
)
# What scripts and states of the page switch on and off.
_SWITCHED = re.compile(
    r"display:none|visibility:hidden|opacity:0(?![.\d]*[1-9])"
    r"|(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?=;|!|$).*overflow:hidden"
    r"|overflow:hidden.*(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?=;|!|$)"
)
_COLOUR = re.compile(r"(?:^|;)color:([^;!]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_WHITE = frozenset(
    {"#fff", "#ffffff", "white", "rgb(255,255,255)", "rgba(255,255,255,1)", "hsl(0,0%,100%)"}
)
MAX_RULES = 2000


def unseen_nodes(tree: Element) -> set[Element]:
    """The outermost elements whose text the page's own style keeps out of sight."""
    sheet = _Sheet(tree)
    unseen: set[Element] = set()
    for node in tree.iter():
        if isinstance(node.tag, str) and node.getparent() is not None:
            style = sheet.style_of(node)
            if style and (sheet.hides(style) or _is_in_its_grounds_colour(node, style, sheet)):
                unseen.add(node)
    return unseen


class _Sheet:
    """The rules of the page's own style elements, by what their simple selectors name."""

    def __init__(self, tree: Element) -> None:
        self._rules: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._is_switched = any(True for _ in tree.iter("script"))
        texts = [node.text or "" for node in tree.iter("style")]
        for number, (selector, body) in enumerate(_rules("\n".join(texts))):
            if number >= MAX_RULES:
                break
            self._keep(selector, _plain(body))
        links = tree.xpath("//link[contains(@rel, 'stylesheet')]")
        self.is_all_of_it = not links

    def _keep(self, selector: str, body: str) -> None:
        simple = _SIMPLE.match(selector)
        if simple is None:
            # "p.open", "#a:target", ".menu.active li": some state of the page shows or hides it.
            self._is_switched = self._is_switched or "display:" in body or "visibility:" in body
            return
        tag, mark, name = (simple[1] or "").lower(), simple[2] or "", simple[3] or ""
        self._rules.setdefault((mark, name or tag), []).append((tag if name else "", body))

    def style_of(self, node: Element) -> str:
        """What holds for the element, the attribute last; without blanks, in lower case."""
        keys = [("", node.tag), *((".", name) for name in str(node.get("class", "")).split())]
        keys += [("#", node.get("id"))] if node.get("id") else []
        bodies = [
            body
            for key in keys
            for tag, body in self._rules.get(key, ())
            if not tag or tag == node.tag
        ]
        return ";".join([*bodies, _plain(str(node.get("style", "")))]).strip(";")

    def hides(self, style: str) -> bool:
        return bool(_FOR_GOOD.search(style)) or (
            not self._is_switched and bool(_SWITCHED.search(style))
        )


def _is_in_its_grounds_colour(node: Element, style: str, sheet: _Sheet) -> bool:
    """Written in the colour that it stands on, so far as the page says both."""
    colour = _last(_COLOUR, style)
    if not colour:
        return False
    for place in (node, *node.iterancestors()):
        ground = _last(_GROUND, sheet.style_of(place)) or str(place.get("bgcolor", "")).lower()
        if ground:
            return _same_colour(colour, ground)
        if place.get("class") and not sheet.is_all_of_it:
            return False
    return sheet.is_all_of_it and colour in _WHITE


def _same_colour(one: str, other: str) -> bool:
    return one == other or (one in _WHITE and other in _WHITE)


def _last(pattern: re.Pattern[str], style: str) -> str:
    found = pattern.findall(style)
    return str(found[-1]) if found else ""


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(selector, declarations); those for print, narrow windows and the like are left out."""
    plain = _COMMENT.sub("", css)
    outside = re.sub(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;", "", plain)
    for match in _RULE.finditer(outside):
        for selector in match[1].split(","):
            yield selector.strip(), match[2]


def _plain(style: str) -> str:
    return re.sub(r"\s+", "", style).lower()

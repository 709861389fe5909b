"""Which parts of an HTML page a reader reads, and which are its frame. Works on an lxml tree."""

from __future__ import annotations

import re
from typing import Any

from knowledge.extract.hiding import unseen_nodes

Element = Any

# Struck out (s, del) is taken back: an old price is no price.
_NEVER_TAGS = """
    script style template noscript iframe object embed svg canvas audio video map head meta link
    input select option optgroup textarea progress meter dialog frame frameset applet math
    s del strike
"""
_ROLES = """
    navigation banner contentinfo complementary search menu menubar toolbar alertdialog dialog
    tablist
"""
_NAMES = """
    nav navbar navigation menu breadcrumb breadcrumbs sidebar footer cookie cookies consent gdpr
    share sharing social pagination pager toc skip newsletter subscribe advert ads popup modal
    related feedback editlink topnav topbar masthead subnav sitenav offcanvas copyright foot promo
    comments vote votes helpful
"""
# An aside of these kinds belongs to the text: "This page is about version 1."
_NOTES = """
    note notice callout admonition warning caution danger important tip hint info alert deprecated
"""
# "plan-name", "card__title", "faq-question": headings in all but their element.
_CARD_NAMES = """
    plan card tier package pricing price product edition faq accordion
"""
_CARDS = frozenset(_CARD_NAMES.split())
_TITLES = frozenset({"name", "title", "heading", "question"})
_LONGEST_TITLE = 15
_BUTTON_NAMES = frozenset({"btn", "button", "cta"})
_NEVER = frozenset(_NEVER_TAGS.split())
_FRAME_TAGS = frozenset({"nav", "footer", "aside"})
_FRAME_ROLES = frozenset(_ROLES.split())
_FRAME_NAMES = frozenset(_NAMES.split())
_NOTE_NAMES = frozenset(_NOTES.split())
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+")
_HIDING_STYLE = re.compile(
    r"display:none|visibility:hidden|font-size:0(?![.\d]*[1-9])|opacity:0(?![.\d]*[1-9])"
    r"|(?:left|top|text-indent):-\d{3,}|clip:rect\(0"
)
# A frame never holds more than this part of the page's text.
_MOST_OF_PAGE = 0.4
_NOTABLE_HIDDEN = 40
# Drawn ticks and crosses, told by their class or the drawing's name only.
_YES_WORDS = """
    check checkmark checked tick ticked yes included available true
"""
_NO_WORDS = """
    times cross crossed xmark excluded unavailable not
"""
_YES = frozenset(_YES_WORDS.split())
_NO = frozenset(_NO_WORDS.split())
# Only at the end of a name: "icon-x", and not "no-wrap".
_NO_AT_END = frozenset({"no", "x", "minus", "dash", "false"})
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href", "src")


def visible_text_length(node: Element) -> int:
    return len(" ".join(node.itertext()).split())


def drop(node: Element) -> None:
    """Take the element away, but not the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def drop_unread(root: Element) -> int:
    """Take away what no reader sees; returns how many characters of hidden text that were."""
    unseen = unseen_nodes(root)
    _drop_labels(root)
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or (node.tag in _NEVER and node is not root):
            _keep_label(node)
            drop(node)
    revealed = _revealable_ids(root)
    hidden = 0
    for node in list(root.iter()):
        is_hidden = node in unseen or _is_hidden(node, revealed)
        if node is not root and is_hidden and _is_below(node, root):
            text = " ".join(node.itertext()).strip()
            hidden += len(text)
            if not text:
                _keep_drawn(node)
            drop(node)
    return hidden if hidden >= _NOTABLE_HIDDEN else 0


_FIELDS = ("input", "select", "textarea")


def _drop_labels(root: Element) -> None:
    """The names of a form's fields ask a visitor for something. Outside a form a label opens."""
    for form in list(root.iter("form")):
        fields = {node.get("id") for node in form.iter(*_FIELDS) if node.get("id")}
        for label in list(form.iter("label", "legend")):
            holds_one = next(label.iter(*_FIELDS), None) is not None
            if label.tag == "legend" or label.get("for") in fields or holds_one:
                drop(label)


def drawn(node: Element) -> str:
    """ "yes" or "no" for a tick or a cross that has no words, "" for any other drawing."""
    parts = [part for part in node.iter() if isinstance(part.tag, str)]
    # What is drawn inside says more than the class of the cell around it.
    for part in [*parts[1:], *parts[:1]]:
        names = " ".join(str(part.get(name, "")) for name in ("class", *_HREFS)).lower()
        for name in re.split(r"[\s#/.]+", names):
            words = re.split(r"[-_]+", name)
            if _NO.intersection(words) or words[-1] in _NO_AT_END:
                return "no"
            if _YES.intersection(words):
                return "yes"
    return ""


def is_crossed_out(item: Element) -> bool:
    """An item of a card's list that is shown as missing: by its class or a cross before it."""
    drawings = [part for part in item if not "".join(part.itertext()).strip()]
    return "no" in str(item.get("class", "")).split() or any(
        _NO.intersection(re.split(r"[-_\s]+", str(part.get("class", "")).lower()))
        for part in [item, *drawings]
    )


def _keep_label(node: Element) -> None:
    """A drawn tick in a table's cell is read by its label or by what is drawn."""
    if node.tag == "svg":
        title = "".join(part.text or "" for part in node.iter("{*}title", "title"))
        _keep_drawn(node, node.get("aria-label") or title)


def _keep_drawn(node: Element, label: str = "") -> None:
    in_cell = any(up.tag in ("td", "th") or up.get("role") == "cell" for up in node.iterancestors())
    if word := label or (drawn(node) if in_cell else ""):
        node.tail = f" {word} {node.tail or ''}"


def _is_below(node: Element, root: Element) -> bool:
    """False for what went with a parent that was dropped before."""
    return any(above is root for above in node.iterancestors())


def _revealable_ids(root: Element) -> frozenset[str]:
    """Ids of panels that a click opens: an accordion's answer is no hidden text."""
    ids: set[str] = set()
    for node in root.iter():
        for name in ("aria-controls", "href", "data-target", "data-bs-target", "for"):
            value = node.get(name, "")
            if name in ("aria-controls", "for"):
                ids.update(value.split())
            elif value.startswith("#"):
                ids.add(value[1:])
    return frozenset(ids)


def _is_hidden(node: Element, revealed: frozenset[str]) -> bool:
    if node.get("role") == "tabpanel" or (node.get("id") and node.get("id") in revealed):
        return False
    if node.get("hidden") is not None or node.get("aria-hidden", "").lower() == "true":
        return True
    style = node.get("style")
    return bool(style and _HIDING_STYLE.search(re.sub(r"\s+", "", style.lower())))


def drop_frame(root: Element) -> None:
    """Take away menus, footers, banners and the like."""
    page = max(visible_text_length(root), 1)
    for node in list(root.iter()):
        if node is not root and _is_frame(node, page) and _is_below(node, root):
            drop(node)


def _is_frame(node: Element, page: int) -> bool:
    words = f"{node.get('class', '')} {node.get('id', '')}"
    parts = {part.lower() for part in _NAME_PARTS.findall(words)}
    if node.tag == "aside" and (parts & _NOTE_NAMES or node.get("role") == "note"):
        return False
    if node.tag in _FRAME_TAGS or node.get("role", "") in _FRAME_ROLES:
        return True
    if node.tag == "header":
        # A section's own header holds its heading; the page's holds the logo and the menu.
        inside = any(up.tag in ("main", "article", "section") for up in node.iterancestors())
        return not inside and not node.xpath(".//h1")
    if node.tag in ("main", "article", "body", "html", "h1", "h2", "h3", "table", "td", "li", "p"):
        return False
    if node.tag == "a":
        # A link that looks like a button asks for something; it says nothing.
        return bool(parts & _BUTTON_NAMES)
    if not parts & _FRAME_NAMES:
        return False
    return visible_text_length(node) < _MOST_OF_PAGE * page


def is_title(node: Element) -> bool:
    """A block that is named as the title of a card, a plan or a question."""
    if node.tag not in ("div", "p", "dt", "header"):
        return False
    parts = {part.lower() for part in _NAME_PARTS.findall(str(node.get("class", "")))}
    if not (parts & _CARDS and parts & _TITLES):
        return False
    has_blocks = next(node.iter("h1", "h2", "h3", "h4", "h5", "h6", "ul", "table", "p"), None)
    words = len(" ".join(node.itertext()).split())
    return (has_blocks is None or has_blocks is node) and 0 < words <= _LONGEST_TITLE


def content_root(tree: Element) -> Element:
    """The element that holds what the page is about."""
    body = next(iter(tree.xpath("//body")), tree)
    whole = visible_text_length(body)
    for query in ("//main", "//*[@role='main']", "//article", "//*[@id='content']"):
        found = tree.xpath(query)
        best = max(found, key=visible_text_length, default=None)
        # Several articles are a list of teasers: none of them is the page.
        if best is not None and (len(found) == 1 or query != "//article"):
            length = visible_text_length(best)
            if length >= 30 or length >= whole * 0.5:
                return best
    return body


def drop_link_lists(root: Element) -> None:
    """Take away what is all links: on a page without a main part they are its menus.

    Lists anywhere, and any block above the first heading.
    """
    page = visible_text_length(root)
    heading = next(iter(root.iter("h1", "h2")), None)
    is_above = heading is not None
    for node in list(root.iter()):
        if node is heading:
            is_above = False
        is_list = node.tag in ("ul", "ol") and len(node.findall("li")) >= 3
        is_block_above = is_above and node.tag in ("div", "p", "section", "header", "ul")
        is_column = node.tag == "td" and _is_laid_out(node)
        is_menu = (is_list or is_block_above or is_column) and _is_all_links(node)
        if is_menu and _is_below(node, root) and visible_text_length(node) < _MOST_OF_PAGE * page:
            drop(node)


def _is_laid_out(cell: Element) -> bool:
    """A cell of a table that holds the page's own heading: a column of the page."""
    table = next(cell.iterancestors("table"), None)
    return table is not None and bool(table.xpath(".//h1|.//h2"))


# Whole paragraphs that a page's template writes; questions to the reader and the like.
_FRAME_LINE = re.compile(
    r"(?:(?:was|did|is) (?:this|the|our) (?:page|article|answer|post|information|content|guide)\b"
    r".{0,40}\b(?:help|helpful|useful|question)\b.{0,60}"
    r"|\d+ (?:out )?of \d+ (?:people )?found this helpful.?"
    r"|war (?:diese[rs]?|die|der) (?:seite|artikel|beitrag|antwort|inhalt)\b.{0,60}"
    r"(?:hilfreich|nützlich).{0,40}"
    r"|(?:cet article|cette page|cette réponse) .{0,40}\butile.{0,40}"
    r"|¿.{0,40}\b(?:útil|ayud[óo])\b.{0,40}"
    r"|(?:©|\(c\) |copyright\b).{0,160}"
    r"|all rights reserved\.?|alle rechte vorbehalten\.?|tous droits réservés\.?"
    r"|todos los derechos reservados\.?"
    r"|(?:(?:back|return) to (?:the )?top|print(?: this (?:page|article))?|share(?: this \w+)?"
    r"|e-?mail this page|edit this page|nach oben|seite drucken|haut de page|imprimer|volver arriba"
    r"|imprimir|\W)+"
    # Who wrote it and when; the date is read before.
    r"|(?:(?:written|posted|published|edited) )?by [^.!?]{2,60}\b(?:\d{4}\b|min(?:utes)? read)"
    r"[^.!?]{0,40}"
    r"|von [^.!?]{2,60}\b(?:\d{4}\b|lesezeit)[^.!?]{0,40}"
    r"|par [^.!?]{2,60}\b(?:\d{4}\b|de lecture)[^.!?]{0,40}"
    r"|(?:last )?(?:updated|modified|reviewed|edited)(?: on)?:? [^.!?;]{0,12}\b\d{4}\b[^.!?;]{0,12}"
    r"|(?:zuletzt )?aktualisiert(?: am)?:? [^!?;]{0,20}\b\d{4}\b"
    r"|\d{1,2} ?min(?:utes|uten)?\.? (?:read|lesezeit|de lecture))",
    re.I,
)


def is_frame_line(line: str) -> bool:
    """ "Was this page helpful?", "© 2026 ...", "Back to top": nothing that the page says."""
    return _FRAME_LINE.fullmatch(line) is not None


def _is_all_links(node: Element) -> bool:
    links = list(node.iter("a"))
    linked = sum(len("".join(link.itertext()).strip()) for link in links)
    whole = len("".join("".join(node.itertext()).split()))
    return len(links) >= 2 and whole > 0 and linked >= 0.9 * whole

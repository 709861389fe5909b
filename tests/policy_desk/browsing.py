"""What a browser would send of a form that nobody touched."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict


class Inputs(HTMLParser):
    """Collects names and values as a browser does; `names` are those of one form only."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._area: str | None = None
        self._select: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if "disabled" in has:
            return
        name = has.get("name") or ""
        if tag == "input" and (has.get("type") != "checkbox" or "checked" in has):
            self.sent.append((name, has.get("value") or ""))
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "select":
            self._select = name
            self._chosen: str | None = None
        elif (
            tag == "option"
            and self._select is not None
            and (self._chosen is None or "selected" in has)
        ):
            self._chosen = has.get("value") or ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            # The first line break belongs to the tag; all others are sent as CR LF.
            text = self._text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
            self.sent.append((self._area, text))
            self._area = None
        elif tag == "select" and self._select is not None:
            self.sent.append((self._select, self._chosen or ""))
            self._select = None


def sent_by(form: Any, **changed: Any) -> QueryDict:
    """The data of a form as it is rendered, with `changed` fields (dots written as __)."""
    inputs = Inputs()
    for field in form:
        inputs.feed(str(field))
    data = QueryDict(mutable=True)
    for name, value in inputs.sent:
        data.appendlist(name, value)
    data["seen"] = form.seen
    for name, value in changed.items():
        data.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
    return data

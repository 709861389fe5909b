"""What every extractor gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

# A page of this many code points is a data dump, and would be slow in everything that follows.
MAX_TEXT = 2_000_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text in the plain form, and what it says about itself.

    `title` is "" where the document has none. `dated`: a date that it carries. `language`: ISO
    639-1, "" where nothing tells. `url`: its canonical address, "" where it names none.
    `warnings`: for an admin, such as text that a reader would not see and that was left out.
    """

    title: str
    text: str
    mime: str
    language: str = ""
    dated: date | None = None
    url: str = ""
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        fields["dated"] = self.dated.isoformat() if self.dated else None
        fields["warnings"] = list(self.warnings)
        return fields

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Extracted:
        dated = date.fromisoformat(data["dated"]) if data["dated"] else None
        return cls(**{**data, "dated": dated, "warnings": tuple(data["warnings"])})


_FIRST_HEADING = re.compile(r"\A\s*# +(.+)")


def title_of_text(text: str) -> str:
    """The text's own first heading of the first level, if it begins with one."""
    found = _FIRST_HEADING.match(text)
    return found[1].strip() if found else ""

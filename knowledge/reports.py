"""What a reading did, in numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why, in words for an admin."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did, in documents; `chunks`: passages that need a vector.

    `kept`: pages that seem to be gone and are kept, since most of their source does; see
    knowledge/vanishing.py. `lost`: arguments of which nothing at all could be read.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    retired: int = 0
    kept: int = 0
    skipped: int = 0
    chunks: int = 0
    failures: tuple[Failure, ...] = ()
    lost: tuple[str, ...] = ()

    def __add__(self, other: IngestReport) -> IngestReport:
        return IngestReport(
            *(getattr(self, name) + getattr(other, name) for name in self.__slots__)
        )

    def to_json(self) -> dict[str, Any]:
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        fields["failures"] = [
            {name: getattr(failure, name) for name in Failure.__slots__}
            for failure in self.failures
        ]
        return {**fields, "lost": list(self.lost), "failed": len(self.failures)}

    def in_words(self) -> str:
        """One line for an admin."""
        words = (
            f"{self.added} added, {self.updated} updated, {self.unchanged} unchanged,"
            f" {self.retired} retired, {len(self.failures)} failed"
        )
        if self.kept:
            words += f", {self.kept} seem to be gone and are kept in case of an outage"
        return words + (f": {self.failures[0].message}" if self.failures else "")

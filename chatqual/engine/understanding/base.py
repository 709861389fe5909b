"""What every reader of a line is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, TypeVar
from zoneinfo import ZoneInfo

from chatqual.engine.ports import Sense
from chatqual.engine.slots import SlotName, SlotValue

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and where it stands: code points of the line's text, end exclusive."""

    value: T
    start: int
    end: int
    confidence: float = 0.9

    @property
    def span(self) -> tuple[int, int]:
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a line is read.

    `asked`: the slot the bot has just asked for. `now`: aware instant of the message.
    `before`: known values. `topics`: names of products and topics in the knowledge base.
    `probe`: "amount" reads the amount whatever its role (for evaluation only).
    `fiscal_year_start`: month 1 to 12. `sense`: the classifier, None for rules alone.
    """

    now: datetime
    asked: SlotName | None = None
    locale: str = "en-US"
    time_zone: str = "UTC"
    fiscal_year_start: int = 1
    before: Mapping[SlotName, SlotValue] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    probe: Literal["amount"] | None = None
    sense: Sense | None = None

    @property
    def today(self) -> date:
        """The day of the message in the site's time zone."""
        return self.now.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def language(self) -> str:
        return self.locale.replace("_", "-").split("-")[0].lower() or "en"

    @property
    def region(self) -> str | None:
        """ISO country of the locale ("en-GB" gives "GB"), None where it names none."""
        parts = self.locale.replace("_", "-").split("-")
        tail = parts[-1].upper() if len(parts) > 1 else ""
        return tail if len(tail) == 2 and tail.isalpha() else None

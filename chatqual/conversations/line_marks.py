"""Which lines came or went by mail, for the desk. Whoever mails registers itself at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chatqual.conversations.models import Conversation


@dataclass(frozen=True, slots=True)
class MailMarks:
    """`received`: the visitor's lines that came by mail. `mailed`: what was said up to this line
    was mailed to them, 0 for nothing."""

    received: tuple[int, ...] = ()
    mailed: int = 0


Marker = Callable[[Conversation], MailMarks]
_MARKERS: list[Marker] = [lambda conversation: MailMarks()]


def register_mail_marks(marker: Marker) -> None:
    """The one who mails visitors; the last that registers counts."""
    _MARKERS.append(marker)


def mail_marks(conversation: Conversation) -> MailMarks:
    return _MARKERS[-1](conversation)

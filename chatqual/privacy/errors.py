"""What can go wrong with a deletion or an export.

PrivacyError
├── OnHold      a legal hold forbids it; carries the conversations
├── NoPerson    nobody is found under what was given
└── BusyFile    another connection reads: the freed bytes cannot be wiped yet, it is tried again
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence


class PrivacyError(Exception):
    """The base of them all."""


class OnHold(PrivacyError):
    def __init__(self, conversations: Sequence[uuid.UUID]) -> None:
        names = ", ".join(str(c) for c in conversations)
        super().__init__(f"A legal hold is on {names}. Lift it first.")
        self.conversations = tuple(conversations)


class NoPerson(PrivacyError):
    pass


class BusyFile(PrivacyError):
    pass

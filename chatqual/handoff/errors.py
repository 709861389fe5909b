"""What the desk refuses. Lost races are conversations.errors.StaleOwner and NotOwner.

DeskError
├── NoAccess        not (any more) allowed to use the desk, or signed out
└── NotFound        no such conversation among those that one may see
"""

from __future__ import annotations


class DeskError(Exception):
    """The base of them all."""


class NoAccess(DeskError):
    pass


class NotFound(DeskError):
    pass

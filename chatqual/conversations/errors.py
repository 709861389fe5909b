"""What can go wrong with a conversation.

ConversationError
├── SessionExpired      the token is unknown, expired, forged or another site's
├── StaleOwner          somebody else changed the owner meanwhile; carries who has it now
├── NotOwner            only the owner may do this
├── BadSlot             a value that a person wants to set cannot be kept; says why
└── BadOverride         what a person wants to set of the score cannot be set; says why
"""

from __future__ import annotations


class ConversationError(Exception):
    """The base of them all."""


class SessionExpired(ConversationError):
    pass


class StaleOwner(ConversationError):
    def __init__(self, owner: str) -> None:
        super().__init__(f"already taken by {owner}" if owner else "changed meanwhile")
        self.owner = owner


class NotOwner(ConversationError):
    def __init__(self, owner: str) -> None:
        super().__init__(f"owned by {owner or 'nobody'}")
        self.owner = owner


class BadOverride(ConversationError):
    """Its text is for the person who wanted it."""


class BadSlot(ConversationError):
    """Its text is for the person who wanted it."""

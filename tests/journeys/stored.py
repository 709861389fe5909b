"""What the product keeps of a journey, read from the database of the stack under test."""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import closing
from typing import Any

import psycopg

from tests.servers import Stack

_QUERY = """select c.state from conversations_conversation c
join conversations_message m on m.conversation_id = c.id where m.client_id = """
STATES = ("filled", "confirmed", "conflicting", "declined", "unknown", "asked", "unasked")


def stored_state(stack: Stack, client_id: str) -> dict[str, Any]:
    """The state of the conversation in which the visitor's line with this id stands."""
    url = stack.env.get("DATABASE_URL")
    if url:
        with closing(psycopg.connect(url)) as connection:
            row = connection.execute(_QUERY + "%s", (uuid.UUID(client_id),)).fetchone()
    else:
        path = stack.folder / "chatqual.sqlite3"
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            row = connection.execute(_QUERY + "?", (uuid.UUID(client_id).hex,)).fetchone()
    assert row is not None, "the line is not stored"
    state: dict[str, Any] = row[0] if isinstance(row[0], dict) else json.loads(row[0])
    return state


def mismatch(state: dict[str, Any], text: str, mark: str = "") -> str:
    """What differs from a `stored:` step; "" where it is so.

    The first word is a slot, or `type` for the kind of visitor. The pieces behind it stand in the
    slot's words, value, state or history; "nothing" means that it holds no value.
    """
    subject, _, rest = text.partition(" ")
    held = _held(state, subject)
    for piece in (piece.strip() for piece in rest.split("…")):
        found = _stands(piece, held)
        if found == (mark == "!"):
            return f"{piece!r} in {held}: {found}"
    return ""


def _held(state: dict[str, Any], subject: str) -> dict[str, Any]:
    if subject == "type":
        return {"value": state["lead_type"]}
    if subject == "customer":
        return {"value": state["existing_customer"]}
    if subject == "opted_out":
        return {"value": state["opted_out"]}
    record: dict[str, Any] = state["slots"][subject]
    return record


def _stands(piece: str, held: dict[str, Any]) -> bool:
    if piece == "nothing":
        return held["value"] is None
    if piece in STATES:
        return bool(held["state"] == piece)
    return piece.casefold() in json.dumps(held, ensure_ascii=False).casefold()

from __future__ import annotations

import uuid
from typing import Any

import pytest

from chatqual.realtime.frames import BadFrame
from widget import protocol
from widget.protocol import PARSERS, ServerFrame, parse_client_frame

ID = str(uuid.uuid4())
GOOD: dict[str, dict[str, Any]] = {
    "hello": {"v": 1, "session": None, "after": 0, "page": {"url": "https://a.example"}},
    "message": {"id": ID, "text": "hi"},
    "handoff": {"id": ID},
    "end": {"id": ID},
    "rating": {"id": ID, "score": 5, "comment": "good"},
    "feedback": {"id": ID, "seq": 2, "value": "up"},
    "consent": {"id": ID, "version": "1", "given": True},
    "transcript": {"id": ID},
    "typing": {},
    "read": {"seq": 3},
    "page": {"url": "https://a.example", "title": "A"},
    "ping": {},
}
# The contract's list of what a server sends, with its fields.
SERVER = {
    "welcome": {"v", "session", "conversation", "mode", "seq", "site"},
    "ack": {"id", "seq", "session"},
    "message": {"seq", "id", "author", "name", "text", "html", "citations", "quick_replies",
                "reply_to", "at"},
    "delta": {"reply_to", "n", "text"},
    "typing": {"author", "ttl"},
    "read": {"author", "seq"},
    "mode": {"mode", "agent", "queue"},
    "head": {"seq", "mode"},
    "pong": {"seq", "mode"},
    "event": {"name"},
    "error": {"code", "message", "id", "retry_after"},
}  # fmt: skip


def test_every_client_frame_of_the_contract_is_known() -> None:
    assert set(PARSERS) == set(GOOD)


@pytest.mark.parametrize("type", list(GOOD))
def test_a_good_frame_is_taken(type: str) -> None:
    assert parse_client_frame({"type": type, **GOOD[type]})


def test_every_server_frame_has_the_contracts_fields() -> None:
    found = {
        c.type: set(c.__slots__)
        for c in vars(protocol).values()
        if isinstance(c, type) and issubclass(c, ServerFrame) and c is not ServerFrame
    }
    assert found == SERVER


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        ({"type": "nonsense"}, "Unknown type"),
        ({"type": "hello", "v": 2}, '"v"'),
        ({"type": "hello", "v": 1, "session": 5}, '"session"'),
        ({"type": "hello", "v": 1, "after": -1}, '"after"'),
        ({"type": "hello", "v": 1, "after": True}, '"after"'),
        ({"type": "hello", "v": 1, "page": []}, '"page"'),
        ({"type": "hello", "v": 1, "page": "x"}, '"page"'),
        ({"type": "message", "text": "hi"}, '"id"'),
        ({"type": "message", "id": "7", "text": "hi"}, '"id"'),
        ({"type": "message", "id": ID, "text": 7}, '"text"'),
        ({"type": "message", "id": ID, "text": "  \n "}, "empty"),
        ({"type": "rating", "id": ID, "score": 6}, '"score"'),
        ({"type": "rating", "id": ID, "score": 0}, '"score"'),
        ({"type": "feedback", "id": ID, "seq": 1, "value": "maybe"}, '"value"'),
        ({"type": "consent", "id": ID, "version": "1", "given": "yes"}, '"given"'),
        ({"type": "read", "seq": "3"}, '"seq"'),
        ({"type": "read", "seq": 10**12}, '"seq"'),
    ],
)
def test_a_bad_field_is_named(frame: dict[str, Any], says: str) -> None:
    with pytest.raises(BadFrame, match=says):
        parse_client_frame(frame)


def test_a_text_that_is_too_long_has_a_code_of_its_own() -> None:
    with pytest.raises(BadFrame) as caught:
        parse_client_frame({"type": "message", "id": ID, "text": "x" * 4001})
    assert (caught.value.code, caught.value.id) == ("too_long", ID)
    assert parse_client_frame({"type": "message", "id": ID, "text": "x" * 4000})

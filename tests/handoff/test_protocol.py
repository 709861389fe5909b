from __future__ import annotations

import dataclasses
import json
import uuid
from pathlib import Path
from typing import Any, get_args

import pytest

from chatqual.handoff import protocol
from chatqual.handoff.consumers import DeskConsumer
from chatqual.handoff.ownership import OUTCOMES
from chatqual.handoff.protocol import (
    CLIENT_FRAMES,
    SERVER_FRAMES,
    Send,
    read_client_frame,
    to_json,
)
from chatqual.realtime.frames import BadFrame

ID = str(uuid.uuid4())
OPTIONAL = ("after", "score")
STATIC = Path(protocol.__file__).parent / "static" / "handoff"
GOOD: dict[str, dict[str, Any]] = {
    "hello": {"v": 1, "csrf": "token"},
    "open": {"conversation": ID, "after": 3},
    "leave": {"conversation": ID},
    "older": {"conversation": ID, "before": 3},
    "take": {"id": ID, "conversation": ID, "seen_epoch": 0},
    "release": {"id": ID, "conversation": ID, "seen_epoch": 0},
    "close": {"id": ID, "conversation": ID, "seen_epoch": 0, "outcome": "won"},
    "message": {"id": ID, "conversation": ID, "seen_epoch": 0, "text": "Bo here."},
    "override": {"id": ID, "conversation": ID, "tier": "hot", "score": None, "reason": "Called."},
    "typing": {"conversation": ID},
    "read": {"conversation": ID, "seq": 3},
    "journal": {"conversation": ID},
    "trace": {"conversation": ID, "seq": 3},
    "presence": {"status": "away"},
    "ping": {},
}


def test_every_frame_of_the_browser_is_enumerated_here() -> None:
    assert set(CLIENT_FRAMES) == set(GOOD)
    assert {c.type for c in get_args(protocol.ClientFrame)} == set(GOOD)


def test_every_frame_of_the_server_is_enumerated_here() -> None:
    assert [c.type for c in SERVER_FRAMES] == [
        "welcome",
        "queue",
        "queue_update",
        "colleagues",
        "opened",
        "lines",
        "panel",
        "typing",
        "read",
        "journal",
        "trace",
        "ack",
        "error",
        "head",
        "pong",
    ]


@pytest.mark.parametrize("cls", [*CLIENT_FRAMES.values(), *SERVER_FRAMES])
def test_a_frame_is_frozen_and_has_a_literal_name(cls: Any) -> None:
    assert cls.__dataclass_params__.frozen
    assert isinstance(cls.type, str)


@pytest.mark.parametrize("type", sorted(GOOD))
def test_a_good_frame_is_read_with_its_types(type: str) -> None:
    frame = read_client_frame({"type": type, **GOOD[type]})
    assert frame.type == type
    assert to_json(frame)["type"] == type


@pytest.mark.parametrize(
    ("type", "field"),
    [(t, f) for t, fields in GOOD.items() for f in fields if f not in OPTIONAL],
)
def test_a_frame_with_a_field_missing_is_refused_by_its_name(type: str, field: str) -> None:
    fields = {k: v for k, v in GOOD[type].items() if k != field}
    with pytest.raises(BadFrame, match=field):
        read_client_frame({"type": type, **fields})


@pytest.mark.parametrize("bad", [None, True, -1, 1.5, "1", 2**40, [], {}])
def test_a_number_is_a_number(bad: Any) -> None:
    with pytest.raises(BadFrame, match="seen_epoch"):
        read_client_frame({"type": "take", **GOOD["take"], "seen_epoch": bad})


def test_an_unknown_frame_is_named() -> None:
    with pytest.raises(BadFrame, match="dance"):
        read_client_frame({"type": "dance"})


def test_what_a_newer_page_adds_is_passed_over() -> None:
    frame = read_client_frame({"type": "message", **GOOD["message"], "mood": "fine"})
    assert isinstance(frame, Send)


def test_an_answer_goes_to_plain_json() -> None:
    error = protocol.Error("stale_owner", "Mara has it.", ID, ID, "Mara")
    assert json.loads(json.dumps(to_json(error))) == {
        "type": "error",
        "code": "stale_owner",
        "message": "Mara has it.",
        "id": ID,
        "conversation": ID,
        "owner": "Mara",
        "retry_after": None,
    }


def test_the_consumer_has_a_handler_for_each_event_of_the_channel_layer() -> None:
    for event in (
        "conversation_poke",
        "conversation_typing",
        "conversation_read",
        "conversation_event",
        "desk_poke",
        "desk_presence",
        "staff_recheck",
    ):
        assert callable(getattr(DeskConsumer, event))


def test_nothing_that_is_typed_and_not_sent_has_a_field_in_any_frame() -> None:
    fields = {f.name for f in dataclasses.fields(protocol.Typing)}
    fields |= {f.name for f in dataclasses.fields(protocol.TypingSeen)}
    assert fields == {"conversation", "author", "name", "ttl"}


def test_the_page_has_a_word_for_each_outcome() -> None:
    words = (STATIC / "words.js").read_text()
    assert all(f"  {outcome}: " in words for outcome in OUTCOMES)


def test_the_page_handles_each_frame_of_the_server() -> None:
    store = (STATIC / "store.js").read_text()
    silent = {"head", "pong"}
    assert all(f"on_{c.type}(frame)" in store for c in SERVER_FRAMES if c.type not in silent)

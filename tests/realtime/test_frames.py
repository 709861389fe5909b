from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatqual.realtime.frames import MAX_DEPTH, BadFrame, clean_text, read_frame


def test_it_reads_an_object_with_a_type() -> None:
    assert read_frame('{"type": "ping"}') == {"type": "ping"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "JSON object"),
        ('"ping"', "JSON object"),
        ("{}", '"type"'),
        ('{"type": 7}', '"type"'),
        ('{"type": "ping", "n": NaN}', "NaN"),
        ('{"type": "ping", "n": Infinity}', "Infinity"),
        ('{"type": "ping", "type": "pong"}', "twice"),
        ('{"type": "ping", "text": "a\\u0000b"}', "NUL"),
        ('{"type": "ping", "text": "\\ud800"}', "surrogate"),
        ('{"type": "ping", "n": ' + "9" * 5000 + "}", "not JSON"),
        ('{"type": "ping", "a": ' + "[" * 9 + "]" * 9 + "}", "deeper"),
        ("[" * 30_000, "deeper"),
        (json.dumps({"type": "ping", **{str(i): i for i in range(64)}}), "64 keys"),
    ],
)
def test_it_says_what_is_wrong_with_a_frame(text: str, says: str) -> None:
    with pytest.raises(BadFrame, match=says) as caught:
        read_frame(text)
    assert caught.value.code == "bad_frame"


def test_it_refuses_a_binary_frame() -> None:
    with pytest.raises(BadFrame, match="text frames"):
        read_frame(None, b"\x00\x01")


def test_it_takes_what_is_nested_up_to_the_limit() -> None:
    deep = '{"type": "ping", "a": ' + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "}"
    assert read_frame(deep)["type"] == "ping"


@given(st.text(max_size=200))
def test_any_text_is_an_object_or_a_bad_frame(text: str) -> None:
    try:
        frame = read_frame(text)
    except BadFrame:
        return
    assert isinstance(frame["type"], str)


def test_it_drops_what_cannot_be_seen_and_keeps_lines() -> None:
    hidden = "a\u202eb\u2066c\U000e0041d\x07e\r\nf\tg"
    assert clean_text(hidden) == "abcde\nf\tg"


def test_it_stores_composed_characters() -> None:
    assert clean_text("Cafe\u0301") == "Caf\u00e9"


def test_it_bounds_the_marks_on_one_character() -> None:
    assert len(clean_text("z" + "\u0334" * 500)) == 9


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once

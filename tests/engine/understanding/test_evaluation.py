"""Evaluation lines to items and their summary."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from chatqual.engine.understanding.evaluation import evaluate_line, summarise, wilson

LINE: dict[str, Any] = {
    "id": "a1",
    "text": "we are 60 people, who hosts it?",
    "asked": "team_size",
    "now": "2026-11-20T10:00:00Z",
    "locale": "en-GB",
}


def test_an_item_holds_what_the_contract_names() -> None:
    item = evaluate_line(LINE)
    assert {"id", "slots", "commands", "acts", "lead_type", "ms"} <= set(item)
    slot = item["slots"]["team_size"]
    assert slot["value"] == {"min": 60, "max": 60}
    assert LINE["text"][slice(*slot["span"])] == slot["text"]
    assert 0 < slot["confidence"] <= 1
    assert {"command": "Ask", "question": "who hosts it?"} in item["commands"]
    json.dumps(item)


def test_what_was_known_before_is_corrected() -> None:
    line = {**LINE, "text": "sorry, 80 people", "before": {"team_size": {"min": 60, "max": 60}}}
    item = evaluate_line(line)
    assert [c["command"] for c in item["commands"]] == ["CorrectSlot"]


def test_the_time_is_taken_from_the_given_clock() -> None:
    ticks = iter([1.0, 1.25])
    assert evaluate_line(LINE, clock=lambda: next(ticks))["ms"] == 250.0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": None}, 'no "id"'),
        ({"text": ""}, 'a1: "text"'),
        ({"text": 5}, 'a1: "text"'),
        ({"asked": "colour"}, "a1: \"asked\" is 'colour'"),
        ({"now": "today"}, "a1: \"now\" is 'today'"),
        ({"now": None}, 'a1: "now" is missing'),
        ({"now": "2026-11-20T10:00:00"}, "no time zone"),
        ({"probe": "all"}, 'a1: "probe"'),
        ({"locale": 7}, 'a1: "locale"'),
        ({"before": []}, 'a1: "before"'),
        ({"before": {"shoe": 1}}, "'shoe', which is no slot"),
        ({"before": {"authority": {}}}, '"before" of authority'),
        ({"before": {"email": 5}}, '"before" of email'),
    ],
)
def test_a_bad_line_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        evaluate_line({**LINE, **change})


def test_a_line_that_is_no_object_is_refused() -> None:
    with pytest.raises(ValueError, match="a line is an object, not list"):
        evaluate_line([])  # type: ignore[arg-type]


def test_the_summary_counts_right_and_wrong_by_kind() -> None:
    lines = [
        {
            **LINE,
            "expect": {"slots": {"team_size": {"min": 60, "max": 60}}, "commands_any": [["Ask"]]},
            "absent": ["budget"],
            "not_commands": ["Deny"],
        },
        {**LINE, "id": "a2", "expect": {"slots": {"team_size": {"min": 61, "max": 61}}}},
    ]
    summary = summarise(lines, [evaluate_line(line) for line in lines])
    rows = {row.kind: (row.right, row.total) for row in summary.rows}
    assert rows == {
        "slot team_size": (1, 2),
        "absent budget": (1, 1),
        "commands": (1, 1),
        "commands not given": (1, 1),
    }
    assert summary.filled == {"team_size": 2}
    assert summary.lines == 2


def test_the_summary_prints_a_table_and_gives_json() -> None:
    lines = [{**LINE, "expect": {"lead_type": "sales"}}]
    summary = summarise(lines, [evaluate_line(line) for line in lines])
    assert "lead type" in summary.table()
    json.dumps(summary.to_json())


def test_a_summary_of_nothing_is_empty() -> None:
    assert summarise([], []).rows == ()


def test_the_interval_holds_the_share_and_narrows_with_number() -> None:
    low, high = wilson(9, 10)
    assert low < 0.9 < high
    assert wilson(900, 1000)[1] - wilson(900, 1000)[0] < high - low
    assert wilson(0, 0) == (0.0, 1.0)

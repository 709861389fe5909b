from __future__ import annotations

import copy
from typing import Any

from chatqual.engine.policy import default_policy
from chatqual.policy_desk.differences import differences

OLD = default_policy().to_json()


def changes(**parts: Any) -> list[tuple[str, str, str, str]]:
    """The differences after a few parts were replaced."""
    new = {**copy.deepcopy(OLD), **parts}
    return [(c.where, c.label, c.before, c.after) for c in differences(OLD, new)]


def test_the_same_policy_differs_in_nothing() -> None:
    assert changes() == []


def test_values_are_told_by_their_names_and_units() -> None:
    triggers = {**OLD["triggers"], "urgent": "always"}
    assert changes(triggers=triggers) == [
        (
            "Handing over",
            "Urgent",
            "call a person only for those who do not buy",
            "call a person at once",
        )
    ]
    points = {**OLD["points"], "authority.influencer": 0.5}
    assert changes(points=points) == [
        ("Score and tiers", "Who decides: must ask somebody", "65 %", "50 %")
    ]


def test_an_order_is_told_as_a_way() -> None:
    ((_, label, before, after),) = changes(order=["budget", "need"])
    assert label == "Order"
    assert before.startswith("Need → Team size")
    assert after == "Budget → Need"


def test_a_text_is_told_with_its_language() -> None:
    texts = copy.deepcopy(OLD["texts"])
    texts["de"]["praise"] = ["Gern."]
    assert changes(texts=texts) == [("Welcome and farewell, German", "Praised", "Danke.", "Gern.")]


def test_questions_are_matched_by_their_id_wherever_they_stand() -> None:
    moved = copy.deepcopy(OLD["questions"])
    moved.append(moved.pop(0))
    ((where, label, before, after),) = changes(questions=moved)
    assert (where, label) == ("Questions", "Which comes first")
    assert before.startswith("need, team_size")
    assert after.endswith("company, need")

    gone = changes(questions=OLD["questions"][1:])
    assert gone[0][:2] == ("Questions", "Question need")
    assert gone[0][3] == "taken out"


def test_what_no_form_shows_is_named_too() -> None:
    assert changes(name="own") == [("Other parts", "Name", "default", "own")]

"""Acts by rules, on the project's own examples and on what the rules promise beside them."""

from __future__ import annotations

import pytest

from chatqual.engine.commands import Act
from chatqual.engine.understanding.acts import find_acts
from chatqual.engine.understanding.phrases import data_file
from tests.engine.understanding.reading_cases import context

EXAMPLES = data_file("act_examples")
ORDINARY = data_file("ordinary_lines")["lines"]
# What a line about business may show all the same.
HARMLESS = {"question", "greeting", "thanks", "small_talk"}


def acts_in(text: str) -> set[Act]:
    return {found.act for found in find_acts(text, context())}


@pytest.mark.parametrize(
    ("act", "text"), [(act, text) for act, lists in EXAMPLES.items() for text in lists["examples"]]
)
def test_an_example_shows_its_act(act: Act, text: str) -> None:
    assert act in acts_in(text)


@pytest.mark.parametrize(
    ("act", "text"),
    [(act, text) for act, lists in EXAMPLES.items() for text in lists["near_misses"]],
)
def test_a_near_miss_does_not_show_the_act(act: Act, text: str) -> None:
    assert act not in acts_in(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_line_shows_no_act_of_repair_or_feeling(text: str) -> None:
    assert acts_in(text) <= HARMLESS


@pytest.mark.parametrize("lists", EXAMPLES.values(), ids=EXAMPLES)
def test_every_act_has_examples_and_near_misses(lists: dict[str, list[str]]) -> None:
    assert len(lists["examples"]) >= 10
    assert lists["near_misses"]


def test_a_find_points_at_the_visitors_words() -> None:
    text = "Ok, aber ich möchte mit einem Menschen sprechen"
    (human,) = [found for found in find_acts(text, context(locale="de-DE")) if found.act == "human"]
    start, end = human.span
    assert text[start:end] == "mit einem Menschen sprechen"


def test_spans_count_code_points_where_lower_case_is_longer() -> None:
    text = "İzmir office here. I want to talk to a person"
    (human,) = [found for found in find_acts(text, context()) if found.act == "human"]
    assert text[slice(*human.span)] == "talk to a person"


def test_finds_come_in_reading_order() -> None:
    starts = [f.span for f in find_acts("hi, no thanks. how are you? bye", context())]
    assert starts == sorted(starts)


def test_confidence_is_a_probability_below_certainty() -> None:
    for lists in EXAMPLES.values():
        for text in lists["examples"]:
            assert all(0.5 < found.confidence < 1 for found in find_acts(text, context()))


def test_ok_before_a_question_affirms_nothing() -> None:
    assert "affirm" not in acts_in("ok and what is the uptime")
    assert "affirm" in acts_in("ok. what is the uptime?")
    assert "affirm" not in acts_in("sure, but does it work with SAP?")
    assert "affirm" in acts_in("yes, but does it work with SAP?")


def test_refusing_to_be_transferred_is_no_wish_for_a_person() -> None:
    assert "human" not in acts_in("no, please don't transfer me to an operator")
    assert "deny" in acts_in("no, please don't transfer me to an operator")


def test_a_no_within_a_number_of_words_is_a_quantity() -> None:
    assert "deny" not in acts_in("no deadline yet")
    assert "deny" in acts_in("no, the deadline moved")


def test_capitals_are_anger_only_in_a_long_line() -> None:
    assert "anger" in acts_in("I PAID TWICE AND NOBODY EVER WROTE BACK TO ME")
    assert "anger" not in acts_in("YES PLEASE THANKS")


def test_a_polite_request_for_silence_is_no_abuse() -> None:
    assert "abuse" in acts_in("shut up")
    assert "abuse" not in acts_in("could you please shut up")


@pytest.mark.parametrize("text", ["pass", "Pass.", "pass on that"])
def test_pass_is_about_the_question_and_fetches_nobody(text: str) -> None:
    assert [found.act for found in find_acts(text, context())] == ["skip"]


@pytest.mark.parametrize(
    "text",
    [
        "may I ask questions about the contract here",
        "can our members unsubscribe from the digest",
        "are you just another dumb chatbot?",
        "is the digest opt in or opt out",
    ],
)
def test_what_is_asked_about_is_no_opt_out_and_no_insult(text: str) -> None:
    assert [found.act for found in find_acts(text, context())] == ["question"]


def test_an_empty_line_shows_nothing() -> None:
    assert find_acts("", context()) == []
    assert find_acts(" \n ", context()) == []


@pytest.mark.parametrize(
    "text",
    [
        "can i talk to somone",
        "speak to sombody pls",
        "i want to talk to a humen",
        "speek to an agnet",
    ],
)
def test_a_wish_for_a_person_is_known_by_its_misspelling_too(text: str) -> None:
    assert "human" in {found.act for found in find_acts(text, context())}

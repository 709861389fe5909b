"""The sieve leaves out no match: on single forms of expressions, and on all rules in use."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatqual.engine.understanding.acts_rules import RULES
from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.classifier_examples import act_examples, lead_type_examples
from chatqual.engine.understanding.intent_words import INTENTS
from chatqual.engine.understanding.lead_signs import SIGNS
from chatqual.engine.understanding.sieve import Bunch, Sifted
from chatqual.engine.understanding.sieve_pieces import normal, pieces_of

RULES_IN_USE: list[Sifted] = [
    *(rule.pattern for rule in RULES),
    *(pattern for pattern, _ in chain.from_iterable(SIGNS.values())),
    *(wish.phrase for wish in INTENTS.values()),
]


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\b(?:we|i) (?:need|want)\b", {" we need ", " we want ", " i need ", " i want "}),
        (r"(?<!\w)prices?(?!\w)", {" price ", " prices "}),
        (r"colou?rs?\b", {"color ", "colour ", "colors ", "colours "}),
        (r"sign[ -]?up", {"signup", "sign up"}),
        (r"an \w+ urgent wish", {" urgent wish"}),
        (r"call\s+me,?\s*please", {"call me please", "call meplease"}),
        (r"(?:stop|quit)\w*", {"stop", "quit"}),
        (r"(?:refund){1,3}", {"refund"}),
        (r"für", {"für"}),
    ],
)
def test_an_expression_is_taken_apart_into_words_of_which_a_match_holds_one(
    pattern: str, pieces: set[str]
) -> None:
    assert set(pieces_of(pattern, re.IGNORECASE) or ()) == pieces


@pytest.mark.parametrize("pattern", [r"\d+", r"(?:yes)?\W*", r".*", r"(?:word|\d\d)", r"(?a:\bno)"])
def test_an_expression_that_needs_no_word_is_always_searched(pattern: str) -> None:
    assert Sifted(pattern).search("yes 12 no word") is not None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kind", "\u212aIND"),
        ("desk", "DEſK"),
        ("in", "İN"),
        ("straße", "STRAẞE"),
        (r"ask\b", "ask\u200bme"),
        (r"\bcost", "(cost"),
        (r"(?<![a-z])seats", "5seats"),
        (r"no, thanks", "no,thanks, no, thanks"),
        (r"no(?!\w)", "so no"),
        (r"(?:a|b)\b ?(?!\w)-?x", "a -x"),
    ],
)
def test_whatever_the_expression_matches_passes(pattern: str, text: str) -> None:
    assert re.search(pattern, text, re.IGNORECASE)
    assert Sifted(pattern, re.IGNORECASE).search(text)


@pytest.mark.parametrize(("end", "found"), [(2, True), (3, False), (10, True)])
def test_a_cut_within_a_word_loses_no_match(end: int, found: bool) -> None:
    assert bool(Sifted(r"\bno\b").search("nothing no", 0, end)) is found


def test_no_rule_in_use_loses_a_match_in_the_examples() -> None:
    lines = [*act_examples()[0][::40], *lead_type_examples()[0][::40]]
    lost = [
        (rule.pattern[:60], line)
        for line in map(fold, lines)
        for rule in RULES_IN_USE
        if rule.search(line) is None and rule.compiled.search(line)
    ]
    assert lost == []


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(rule=st.sampled_from(RULES_IN_USE), data=st.data())
def test_no_rule_in_use_loses_what_is_made_to_match_it(rule: Sifted, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rule.compiled))
    assert normal(text)
    assert rule.search(text) is not None


def test_a_bunch_gives_in_order_what_can_match() -> None:
    words = ("seats", "price", "date", "price list")
    bunch = Bunch((Sifted(word), word) for word in words)
    assert bunch.within("A price list, by date") == ["price", "date", "price list"]

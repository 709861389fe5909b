"""The classifier beside the rules: what it adds, where it keeps silent, and how sure it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from chatqual.engine.commands import Act
from chatqual.engine.ports import Likelihoods
from chatqual.engine.understanding import classifier_fit as fitting
from chatqual.engine.understanding.classifier import (
    WEIGHTS,
    LineSense,
    OwnExample,
    Scale,
    Weights,
    claimed,
    stored_arrays,
    stored_weights,
)
from chatqual.engine.understanding.classifier_examples import (
    NONE,
    act_examples,
    digest_of_examples,
    lead_type_examples,
)
from chatqual.engine.understanding.classifier_features import PIECES, features, pieces_of
from chatqual.engine.understanding.classifier_lead import is_settled, likeliest, pooled
from chatqual.engine.understanding.classifier_line import CONSEQUENT
from chatqual.engine.understanding.classifier_measure import (
    Measure,
    expected_error,
    measures,
    reliability,
    reliability_table,
)
from chatqual.engine.understanding.lead_sign import LeadType
from chatqual.engine.understanding.reading import read
from tests.engine.understanding.reading_cases import context

EVALS = Path(__file__).resolve().parents[4] / "shared" / "evals"


class FakeSense:
    """The port `Sense`: says what it was told to, of every line."""

    def __init__(
        self,
        acts: Mapping[str, float] | None = None,
        lead_types: Mapping[str, float] | None = None,
        near: str = "",
    ) -> None:
        self._acts = {NONE: 1.0} if acts is None else dict(acts)
        self._lead_types = {"unclear": 1.0} if lead_types is None else dict(lead_types)
        self._near = near
        self.asked: list[str] = []

    @property
    def has_own_acts(self) -> bool:
        return bool(self._near)

    def acts(self, text: str) -> Likelihoods:
        self.asked.append(text)
        return Likelihoods(
            self._acts, dict.fromkeys(self._acts, 0.5), self._near, 1.0 if self._near else 0.0
        )

    def lead_types(self, text: str) -> Likelihoods:
        return Likelihoods(self._lead_types, {})


class FakeEmbedder:
    """The port `Embedder`: eight numbers out of a text's letters."""

    name = "fake/1"
    dimensions = 8

    def embed(self, texts: Sequence[str]) -> Any:
        made = [[text.lower().count(c) + 0.1 for c in "aeiounrt"] for text in texts]
        table = np.array(made, dtype=np.float32)
        return table / np.linalg.norm(table, axis=1, keepdims=True)


def acts_of(text: str, sense: FakeSense, **other: Any) -> tuple[Act, ...]:
    return read(text, replace(context(**other), sense=sense)).acts


# --- what it adds to the rules --------------------------------------------------------------------
def test_it_speaks_where_the_rules_are_silent() -> None:
    assert acts_of("the blue parrot", FakeSense({"human": 0.8, NONE: 0.2})) == ("human",)


def test_it_keeps_silent_below_what_an_act_needs() -> None:
    assert acts_of("the blue parrot", FakeSense({"human": 0.45, "deny": 0.3, NONE: 0.25})) == ()


def test_it_takes_nothing_from_what_a_rule_found() -> None:
    assert acts_of("I want to talk to a person", FakeSense({NONE: 1.0})) == ("human",)


def test_it_adds_nothing_beside_what_a_rule_found() -> None:
    assert acts_of("no idea", FakeSense({"skip": 0.97, NONE: 0.03})) == ("dont_know",)


def test_a_grave_act_stands_beside_a_mere_thanks_only_where_it_is_sure() -> None:
    assert acts_of("thanks", FakeSense({"anger": 0.95, NONE: 0.05})) == ("thanks", "anger")
    assert acts_of("thanks", FakeSense({"anger": 0.7, NONE: 0.3})) == ("thanks",)


def test_a_part_that_tells_a_value_is_no_answer_besides() -> None:
    found = acts_of("about 20k a year", FakeSense({"dont_know": 0.9, NONE: 0.1}), asked="budget")
    assert found == ()


def test_a_question_must_be_taken_for_another_act_with_more_certainty() -> None:
    line = "does the parrot sing?"
    assert acts_of(line, FakeSense({"thanks": 0.65, NONE: 0.35})) == ("question",)
    assert "thanks" in acts_of(line, FakeSense({"thanks": 0.9, NONE: 0.1}))


def test_in_another_language_it_must_be_very_sure() -> None:
    line = "Der blaue Papagei ist nicht bei uns"
    assert acts_of(line, FakeSense({"deny": 0.9, NONE: 0.1})) == ()
    assert acts_of(line, FakeSense({"deny": 0.97, NONE: 0.03})) == ("deny",)


def test_an_answer_is_likelier_once_something_was_asked() -> None:
    sense = FakeSense({"skip": 0.3, NONE: 0.4, "human": 0.3})
    assert acts_of("the blue parrot", sense) == ()
    assert acts_of("the blue parrot", sense, asked="timeline") == ("skip",)


def test_each_part_of_a_line_is_read_by_itself() -> None:
    sense = FakeSense()
    acts_of("We are in Leeds. The parrot is blue.", sense)
    assert sense.asked == ["We are in Leeds.", "The parrot is blue."]


def test_a_line_of_one_part_is_asked_for_as_it_will_be_looked_up() -> None:
    sense = FakeSense()
    acts_of("  does it work offline?  ", sense)
    assert sense.asked == ["does it work offline?"]


def test_an_example_of_the_site_outweighs_a_rule_but_for_what_must_never_be_missed() -> None:
    assert acts_of("whatever", FakeSense(near=NONE)) == ()
    assert acts_of("whatever", FakeSense(near="deny")) == ("deny",)
    assert acts_of("I will sue you", FakeSense(near=NONE)) == ("legal",)


def test_what_it_read_becomes_a_command() -> None:
    sense = FakeSense({"opt_out.data": 0.9, NONE: 0.1})
    (command,) = read("the blue parrot", replace(context(), sense=sense)).commands
    assert command.to_json() == {"command": "OptOut", "scope": "data"}


# --- acts with consequences -----------------------------------------------------------------------
@pytest.mark.parametrize("act", [*sorted(CONSEQUENT - {"opt_out"}), "opt_out.qualification"])
@pytest.mark.parametrize(
    "line",
    [
        "does the parrot sing?",
        "before that: does the parrot sing?",
        "the blue parrot, 40 people",
        "the parrot sits on our invoices",
        "the parrot sits on a beam and looks at the sea and the ships and the men who row home",
    ],
)
def test_an_act_with_consequences_is_told_of_a_line_that_is_nothing_else(
    line: str, act: str
) -> None:
    found = acts_of(line, FakeSense({act: 0.97, NONE: 0.03}))
    assert set(found) <= {"question"}


def test_a_topic_of_the_documents_is_no_word_of_an_act_with_consequences() -> None:
    sense = FakeSense({"anger": 0.97, NONE: 0.03})
    assert acts_of("the blue parrot", sense) == ("anger",)
    known = replace(context(), sense=sense, topics=("Parrot",))
    assert read("the blue parrot", known).acts == ()


def test_a_wish_for_a_person_may_be_put_as_a_question_in_its_own_words() -> None:
    sense = FakeSense({"human": 0.9, NONE: 0.1})
    assert "human" in acts_of("is there anybody in the office to reach by phone?", sense)
    assert acts_of("is there a parrot in the office to reach by phone?", sense) == ("question",)


def test_a_word_or_two_behind_a_question_are_about_that_question() -> None:
    sense = FakeSense({"human": 0.95, NONE: 0.05})
    assert acts_of("blue parrot", sense) == ("human",)
    assert acts_of("blue parrot", sense, asked="budget") == ()
    assert acts_of("blue parrot", FakeSense({"decline": 0.95}), asked="budget") == ("decline",)


def test_nothing_is_to_be_said_again_where_the_line_says_something() -> None:
    sense = FakeSense({"repeat": 0.95, NONE: 0.05})
    assert acts_of("the meaning of that was lost on me", sense) == ("repeat",)
    assert acts_of("the parrot was lost", sense) == ()
    assert acts_of("parrot?", sense) == ("question",)


def test_an_interruption_passes_nothing_over() -> None:
    sense = FakeSense({"skip": 0.9, NONE: 0.1})
    assert acts_of("hang on, does the parrot sing?", sense, asked="budget") == ("question",)


def test_what_is_about_the_last_turn_is_left_to_who_knows_it() -> None:
    assert acts_of("scrap that", FakeSense({"skip": 0.97, NONE: 0.03}), asked="budget") == ()


def test_acts_with_consequences_are_claimed_where_they_are_nearly_certain() -> None:
    """Of the held-out examples for which one is claimed 97 in a hundred show it, or one like it."""
    weights, arrays = stored_weights(), stored_arrays()
    assert weights is not None
    assert arrays is not None
    scale = weights.acts
    shares = fitting.softmax(arrays["acts_held_out"].astype(np.float32) / scale.temperature)
    best, sure = shares.argmax(axis=1), shares.max(axis=1)
    family = np.array([label.split(".")[0] for label in scale.labels])
    grave = np.isin(family[arrays["acts_truth"]], ("anger", "legal", "urgent", "human"))
    for number, label in enumerate(scale.labels):
        if family[number] in CONSEQUENT:
            claims = (best == number) & (sure >= scale.least[label])
            right = family[arrays["acts_truth"]] == family[number]
            if family[number] in ("anger", "legal", "urgent", "human"):
                right |= grave
            assert right[claims].mean() >= 0.96 if claims.any() else True, label


# --- who writes -----------------------------------------------------------------------------------
def test_signs_and_classifier_add_up() -> None:
    likely = Likelihoods({"sales": 0.3, "partner": 0.6, "unclear": 0.1}, {})
    shares = pooled({"sales": 2.0}, likely, 1.0)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert likeliest(shares)[0] == "sales"
    assert likeliest(pooled({}, likely, 0.0))[0] == "partner"


def test_signs_that_lead_by_far_settle_it_but_not_for_a_buyer() -> None:
    assert is_settled({"press": 6.0, "support": 2.0})
    assert not is_settled({"press": 4.0, "support": 2.0})
    assert not is_settled({"sales": 6.0})
    assert not is_settled({})


def test_it_is_unclear_where_nothing_is_likely() -> None:
    even = dict.fromkeys(get_args(LeadType), 0.1)
    assert likeliest({**even, "sales": 0.11})[0] == "unclear"


def test_the_classifier_is_heard_on_first_lines_only() -> None:
    sense = FakeSense(lead_types={"spam": 0.99, "unclear": 0.01})
    first = read("the blue parrot", replace(context(), sense=sense))
    answer = read("the blue parrot", replace(context(asked="company"), sense=sense))
    assert (first.lead_type.type, answer.lead_type.type) == ("spam", "unclear")


# --- a site's own examples ------------------------------------------------------------------------
def toy_sense(*own: OwnExample) -> LineSense:
    scale = Scale(
        ("human", NONE), np.zeros((2, 8 + PIECES + 1), np.float32), 1.0, {"human": 0.6, NONE: 0.0}
    )
    return LineSense(FakeEmbedder(), Weights("fake/1", "", scale, scale), own)


def test_a_line_like_an_example_is_read_like_it_and_another_is_not() -> None:
    sense = toy_sense(OwnExample("the blue parrot has landed", "act", "human"))
    assert claimed(sense.acts("The blue parrot has landed!")) == ("human", 0.97)
    assert claimed(sense.acts("what is in the yearly plan")) is None


def test_an_example_of_one_kind_says_nothing_of_the_other() -> None:
    sense = toy_sense(OwnExample("the blue parrot has landed", "act", "human"))
    assert sense.lead_types("the blue parrot has landed").near == ""


# --- features and fitting -------------------------------------------------------------------------
def test_pieces_stay_alike_under_a_slip_of_the_finger() -> None:
    right, slip, other = (pieces_of(t) for t in ("no budget yet", "no budgte yet", "call my boss"))
    assert right @ slip > 0.5 > right @ other


def test_a_text_without_words_has_features_too() -> None:
    assert features("👍", np.ones(4, np.float32)).shape == (4 + PIECES,)


def test_fitting_parts_what_can_be_parted_and_gives_the_same_weights_each_time() -> None:
    table = np.eye(6, dtype=np.float32)
    labels = np.array([0, 0, 1, 1, 2, 2])
    weights = fitting.fit(table, labels, 3, 10.0)
    assert (fitting.logits_of(table, weights).argmax(axis=1) == labels).all()
    assert np.array_equal(weights, fitting.fit(table, labels, 3, 10.0))


def test_the_temperature_takes_boasting_back() -> None:
    # Three of four are right, and it is said with a probability of 0.98.
    logits = np.array([[4.0, 0.0]] * 40, dtype=np.float32)
    labels = np.array([0, 0, 0, 1] * 10)
    sure = fitting.softmax(logits / fitting.fit_temperature(logits, labels))[0, 0]
    assert sure == pytest.approx(0.75, abs=0.03)


def test_the_threshold_is_where_enough_of_the_claims_are_right() -> None:
    sure = np.array([0.9, 0.8, 0.7, 0.6, 0.5], dtype=np.float32)
    ones = np.ones(5, dtype=np.float32)
    right = np.array([True, True, True, False, False])
    assert fitting.threshold(sure, right, ones, 0.9) == pytest.approx(0.7)
    assert fitting.threshold(sure, ~right, ones, 0.9) == 1.01


# --- what comes with the project ------------------------------------------------------------------
def test_the_stored_weights_belong_to_the_present_examples() -> None:
    weights = stored_weights()
    assert weights is not None
    assert weights.examples == digest_of_examples(), "python -m benchmarks.fit_classifier"
    assert files("chatqual.engine.understanding").joinpath(WEIGHTS).read_bytes().__len__() < 400_000


def test_its_labels_are_acts_and_lead_types_of_the_contract() -> None:
    weights = stored_weights()
    assert weights is not None
    named = {label.split(".")[0] for label in weights.acts.labels} - {NONE}
    assert named <= set(get_args(Act))
    assert set(weights.lead_types.labels) == set(get_args(LeadType))


def test_each_label_has_ten_examples_or_more_and_no_text_stands_twice() -> None:
    for lines in (act_examples(), lead_type_examples()):
        assert len({text.casefold() for text in lines.texts}) == len(lines.texts)
        assert min(lines.labels.count(label) for label in set(lines.labels)) >= 10


def test_its_confidence_is_as_often_right_as_it_says() -> None:
    weights, arrays = stored_weights(), stored_arrays()
    assert weights is not None
    assert arrays is not None
    acts, leads = measures(weights, arrays)
    assert expected_error(acts) < 0.05
    assert expected_error(leads) < 0.1
    assert acts.right.mean() > 0.72
    assert leads.right.mean() > 0.7


def test_the_reliability_table_sets_what_was_seen_beside_what_was_expected() -> None:
    measure = Measure("acts", np.array([0.95, 0.95, 0.25], np.float32), np.array([True, False, 0]))
    assert [row[4] for row in reliability(measure)] == [1, 2]
    assert expected_error(measure) == pytest.approx((0.25 + 2 * 0.45) / 3, abs=1e-6)
    assert "0.9 to 1.0" in reliability_table(measure)


@pytest.mark.skipif(not EVALS.is_dir(), reason="the labelled lines are not part of the project")
def test_no_example_is_a_sentence_of_the_evaluations() -> None:
    theirs = {
        json.loads(line)["text"].strip().casefold()
        for file in EVALS.glob("*.dev.jsonl")
        if "dialogues" not in file.name
        for line in file.read_text("utf-8").splitlines()
    }
    ours = {*act_examples().texts, *lead_type_examples().texts}
    # A word or two is nobody's: "yes", "not sure", "how are you".
    shared = {text for text in ours if text.casefold() in theirs and len(text.split()) > 4}
    assert not shared


def test_a_line_that_the_rules_have_settled_is_not_embedded_for_its_acts() -> None:
    sense = FakeSense({"anger": 1.0})
    read("can i talk to a human please", replace(context(), sense=sense))
    assert sense.asked == []

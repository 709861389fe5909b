"""The forms: what nobody touched survives as it was, and a change changes that and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatqual.engine.policy import Policy, default_policy
from chatqual.policy_desk import labels
from chatqual.policy_desk.document import completed, written
from chatqual.policy_desk.forms import PolicyForm
from chatqual.policy_desk.sections import SECTIONS, Section, question_section, section_of
from tests.policy_desk.browsing import sent_by

DEFAULT = default_policy().to_json()
PLACES = range(len(DEFAULT["questions"]))


def pages_of(document: Any) -> list[Section]:
    questions = [question_section(document, place) for place in range(len(document["questions"]))]
    return [*SECTIONS, *(q for q in questions if q)]


def page_of(slug: str, document: Any) -> Section:
    """A section by its name, or the page of a question by its place."""
    section = section_of(slug) or question_section(document, int(slug))
    assert section is not None
    return section


def form_of(slug: str, document: Any = DEFAULT, data: Any = None) -> Any:
    return PolicyForm(page_of(slug, document).groups(document, "en"), document, data)


def changed(slug: str, document: Any = DEFAULT, **fields: Any) -> Any:
    """The document after a form was sent with these fields changed."""
    form = form_of(slug, document, data=sent_by(form_of(slug, document), **fields))
    assert form.is_valid(), form.errors
    return written(document, form.changes())


def fault(slug: str, **fields: Any) -> str:
    """The only error of a form that was sent with these fields changed."""
    form = form_of(slug, data=sent_by(form_of(slug), **fields))
    ((_, errors),) = form.errors.items()
    return str(errors[0])


# --- nothing is lost ------------------------------------------------------------------------------
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
ODD = WORDS | st.integers(-5, 500) | st.lists(WORDS, max_size=3)
# Parts of a stored policy of any age: values that we do not know, parts that are missing.
EDITS = st.fixed_dictionaries(
    {
        ("pacing", "max_questions"): ODD,
        ("pacing", "of_later"): ODD,
        ("ideal", "team_min"): ODD,
        ("triggers", "angry"): WORDS,
        ("triggers", "of_later"): WORDS,
        ("bands", "hot"): ODD,
        ("weights", "need"): st.integers(-3, 120),
        ("points", "need.known"): st.floats(0, 1),
        ("order",): st.permutations(DEFAULT["order"]),
        ("texts", "en", "noted"): st.lists(WORDS, max_size=9),
        ("questions", 1, "when"): st.lists(WORDS, max_size=2, unique=True),
        ("questions", 2, "meanings"): st.lists(st.sampled_from(["", "yes", "new"]), max_size=5),
        ("questions", 3, "texts", "en", "wordings"): st.lists(WORDS, max_size=4),
        ("questions", 3, "texts", "en", "why"): WORDS,
        ("of_later",): ODD,
    }
)


EDITED = ("pacing", "score", "customer", "handoff", "order", "texts-noting", "1", "2", "3")


def resent(section: Section, document: Any) -> Any:
    """The form of a section as it comes back from somebody who touched nothing."""
    groups = section.groups(document, "en")
    return PolicyForm(groups, document, sent_by(PolicyForm(groups, document)))


def test_no_page_changes_the_built_in_policy_by_itself() -> None:
    for section in pages_of(DEFAULT):
        assert not resent(section, DEFAULT).has_changed(), section.slug


@settings(max_examples=5)
@given(EDITS)
def test_a_form_that_nobody_touched_changes_nothing(edits: Any) -> None:
    document = written(DEFAULT, edits)
    del document["texts"]["en"]["greeting"], document["follow_up"]
    for slug in EDITED:
        form = resent(page_of(slug, document), document)
        assert form.is_valid(), (slug, form.errors)
        assert form.changes() == {}, slug


@settings(max_examples=5)
@given(EDITS, st.integers(0, 200))
def test_a_change_changes_that_and_nothing_else(edits: Any, words: int) -> None:
    document = written(DEFAULT, {**edits, ("pacing", "reply_words"): 201})
    after = changed("pacing", document, pacing__reply_words=str(max(10, words)))
    assert after["pacing"]["reply_words"] == max(10, words)
    assert written(after, {("pacing", "reply_words"): 201}) == document


# --- each kind of field ---------------------------------------------------------------------------
def test_a_wording_is_added_and_blank_ones_are_left_out() -> None:
    wordings = ["By when?", "", "  Is there a date?  "]
    after = changed("2", questions__2__texts__en__wordings=wordings)
    own = after["questions"][2]["texts"]
    assert own["en"]["wordings"] == ["By when?", "Is there a date?"]
    assert own["de"] == DEFAULT["questions"][2]["texts"]["de"]


def test_a_share_is_written_as_per_cent() -> None:
    assert "65" in str(form_of("score")["points.authority.influencer"])
    after = changed("score", **{"points.authority.influencer": "57.5"})
    assert after["points"]["authority.influencer"] == 0.575


def test_the_order_is_what_the_places_say() -> None:
    after = changed("order", **{"order:budget": "1", "order:need": "6", "order:timeline": ""})
    assert after["order"] == ["budget", "team_size", "authority", "need"]


def test_two_slots_at_one_place_are_refused() -> None:
    assert "same place" in fault("order", **{"order:budget": "1"})
    assert "number" in fault("order", **{"order:budget": "first"})


def test_countries_are_written_by_name_or_code_and_kept_as_codes() -> None:
    after = changed("customer", ideal__countries="Germany\nat\nÖsterreich, Switzerland")
    assert after["ideal"]["countries"] == ["DE", "AT", "AT", "CH"]
    assert "Narnia" in fault("customer", ideal__countries="Narnia")


def test_words_stand_one_a_line() -> None:
    after = changed("customer", ideal__use_cases="purchase approvals\r\n\r\nexpenses")
    assert after["ideal"]["use_cases"] == ["purchase approvals", "expenses"]


def test_an_empty_number_is_nothing_where_that_has_a_meaning() -> None:
    after = changed("customer", ideal__team_min="")
    assert after["ideal"]["team_min"] is None
    assert "required" in fault("pacing", pacing__max_questions="")


@pytest.mark.parametrize(
    ("slug", "field", "value", "says"),
    [
        ("pacing", "pacing__max_questions", "31", "30"),
        ("pacing", "pacing__max_questions", "-1", "0"),
        ("pacing", "pacing__reply_words", "many", "whole number"),
        ("score", "bands__hot", "101", "100"),
        ("score", "points__need.known", "120", "100"),
        ("follow-up", "follow_up__hot", "0", "1"),
        ("texts-welcome", "texts__en__greeting", ["x" * 501], "501 characters"),
        ("texts-welcome", "texts__en__greeting", ["x"] * 9, "At most 8"),
        ("handoff", "triggers__angry", "shout", "not one of the available"),
    ],
)
def test_a_value_out_of_bounds_is_told_at_its_field(
    slug: str, field: str, value: Any, says: str
) -> None:
    assert says in fault(slug, **{field: value})


def test_meanings_go_by_their_place_and_end_with_the_last_that_means_something() -> None:
    after = changed("3", questions__3__meanings=["", "no", "", ""])
    assert after["questions"][3]["meanings"] == ["", "no"]


# --- labels ---------------------------------------------------------------------------------------
def test_every_field_has_a_label_and_a_line_of_help() -> None:
    for section in pages_of(DEFAULT):
        for group in section.groups(DEFAULT, "en"):
            for leaf in group.leaves:
                assert leaf.label, leaf.path
                assert leaf.help, leaf.path
                assert "_" not in leaf.label, leaf.path


def test_every_text_of_the_built_in_policy_has_its_place() -> None:
    grouped = [key for group in labels.TEXT_GROUPS.values() for key in group["texts"]]
    where = "chatqual/policy_desk/data/texts.json gives each text its label and its group"
    assert sorted(grouped) == sorted(DEFAULT["texts"]["en"]), where


def test_every_part_of_the_built_in_policy_stands_in_a_form() -> None:
    found = set()
    for language in DEFAULT["languages"]:
        for section in pages_of(DEFAULT):
            for group in section.groups(DEFAULT, language):
                found |= {leaf.path for leaf in group.leaves}
    shown = {path[0] for path in found}
    assert shown == set(DEFAULT) - {"version", "name"}
    assert {p[1] for p in found if p[0] == "pacing"} == set(DEFAULT["pacing"])


# --- older documents ------------------------------------------------------------------------------
def test_what_an_older_version_lacks_is_taken_from_the_built_in_one() -> None:
    older = copy.deepcopy(DEFAULT)
    del older["texts"]["de"]["noted"], older["pacing"]["reply_words"]
    older["texts"]["en"]["noted"] = ["Own words."]
    made = completed(older)
    assert made["texts"]["de"]["noted"] == DEFAULT["texts"]["de"]["noted"]
    assert made["texts"]["en"]["noted"] == ["Own words."]
    assert Policy.from_json(made).pacing.reply_words == DEFAULT["pacing"]["reply_words"]

"""The policy as data: the default is sound, and each fault is told in words."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from chatqual.engine.policy import (
    Bands,
    FollowUp,
    IdealCustomer,
    Policy,
    check,
    default_policy,
)
from chatqual.engine.policy_check import find_problems
from chatqual.engine.policy_shapes import Ways

POLICY = default_policy()


def with_text(key: str, *wordings: str) -> Policy:
    english = {**POLICY.texts["en"], key: wordings}
    return replace(POLICY, texts={**POLICY.texts, "en": english})


def problem(policy: Policy) -> str:
    """The only problem of a policy."""
    (found,) = check(policy)
    return found


def test_the_default_policy_has_no_problem():
    assert check(POLICY) == []


def test_a_policy_goes_through_json_unchanged():
    assert Policy.from_json(json.loads(json.dumps(POLICY.to_json()))) == POLICY


def test_an_unknown_slot_in_the_order_is_named():
    assert "shoe_size" in problem(replace(POLICY, order=("need", "shoe_size")))


def test_a_slot_that_nothing_asks_for_is_named():
    assert "no question asks for it" in problem(replace(POLICY, order=("need", "role")))


def test_an_unknown_placeholder_is_named():
    assert "{nmae}" in problem(with_text("name_noted", "Hello, {nmae}."))


def test_a_missing_text_of_a_listed_language_is_named():
    texts = {**POLICY.texts, "de": {k: v for k, v in POLICY.texts["de"].items() if k != "noted"}}
    assert problem(replace(POLICY, texts=texts)) == "The text noted is missing in de."


def test_a_language_without_any_text_is_a_problem():
    assert check(replace(POLICY, languages=("en", "sv")))


def test_a_tier_that_cannot_be_reached_is_named():
    assert "hot cannot be reached" in " ".join(check(replace(POLICY, bands=Bands(101, 55, 50))))
    assert "cold cannot be reached" in problem(replace(POLICY, bands=Bands(75, 1, 50)))


def test_weights_that_do_not_sum_to_a_hundred_are_a_problem():
    assert "sum to" in " ".join(check(replace(POLICY, weights={**POLICY.weights, "need": 25})))


def test_what_is_wanted_and_excluded_at_once_is_a_problem():
    ideal = IdealCustomer(industries=("law",), excluded_industries=("law",))
    assert "both wanted and excluded" in problem(replace(POLICY, ideal=ideal))


def test_a_hot_lead_never_waits_longer_than_a_warm_one():
    follow_up = FollowUp(hot=600, warm=60)
    assert "better tier" in problem(replace(POLICY, follow_up=follow_up))


def test_a_policy_from_before_follow_ups_were_set_takes_the_usual_ones():
    data = POLICY.to_json()
    del data["follow_up"]
    assert Policy.from_json(data).follow_up == FollowUp()


def test_nobody_who_asks_for_a_person_may_be_refused_one():
    policy = replace(POLICY, triggers={**POLICY.triggers, "asked": "never"})
    assert "always gets one" in problem(policy)


@pytest.mark.parametrize("language", POLICY.languages)
def test_no_text_shouts_or_smiles_or_asks_two_things(language):
    texts = [w for words in POLICY.texts[language].values() for w in words]
    for question in POLICY.questions:
        own = question.texts[language]
        texts += [*own.wordings, *own.short, own.why]
    for text in texts:
        assert "!" not in text
        assert text.count("?") <= 1
        assert not re.search(r"[\U0001F300-\U0001FAFF]", text)
        assert len(text.split()) <= 45


@pytest.mark.parametrize("language", POLICY.languages)
def test_every_question_says_what_it_is_good_for(language):
    for question in POLICY.questions:
        assert question.texts[language].why


def test_german_says_sie():
    texts = " ".join(w for words in POLICY.texts["de"].values() for w in words)
    assert not re.search(r"\b(du|dir|dein\w*|euch|euer)\b", texts.lower())


def test_a_chat_on_an_older_policy_without_a_newer_text_still_gets_its_reply():
    from chatqual.engine.commands import Handoff, WhyAsked
    from tests.engine.talk import Talk

    older = replace(POLICY, languages=("en",), questions=(), order=(), texts={"en": {}})
    talk = Talk(policy=older)
    assert talk.say("get me a human", Handoff("asked")).startswith("I have asked a person")
    assert talk.say("why", WhyAsked())


@pytest.mark.parametrize(
    ("ways", "says"),
    [
        (Ways(booking_url="norrwick.example/book"), "no address of a page"),
        (Ways(write_to={"press": "nobody"}), "nobody is no e-mail address"),
        (Ways(write_to={"friends": "a@b.example"}), "no lead type friends"),
        (Ways(away="sleep"), "no rule sleep"),
    ],
)
def test_a_way_that_leads_nowhere_is_named(ways, says):
    assert says in problem(replace(POLICY, ways=ways))


def test_a_question_with_fewer_quick_replies_than_meanings_is_named():
    question = POLICY.question("authority")
    texts = {**question.texts, "en": replace(question.texts["en"], quick_replies=("I decide",))}
    others = tuple(q for q in POLICY.questions if q.id != "authority")
    policy = replace(POLICY, questions=(*others, replace(question, texts=texts)))
    assert "fewer quick replies" in problem(policy)


def test_each_problem_says_where_it_lies():
    (found,) = find_problems(with_text("name_noted", "Hello, {nmae}."))
    assert found.path == ("texts", "en", "name_noted")

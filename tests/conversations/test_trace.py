"""How a reply came about, in words that somebody in sales understands."""

from __future__ import annotations

import re
from dataclasses import astuple

import pytest

from chatqual.conversations.models import Turn
from chatqual.conversations.trace import (
    TraceStep,
    describe_command,
    proposals_of,
    questions_of,
    score_of,
    steps_of,
)
from chatqual.pipeline import do_turn
from chatqual.sites.models import Site
from tests.factories import make_site, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return make_site()


def turn_for(site: Site, *texts: str) -> Turn:
    """The last turn of ana's lines, each answered before the next."""
    visitor = None
    for text in texts:
        visitor = say(site, text, visitor).visitor
        turn = Turn.objects.latest("pk")
        do_turn(turn.pk, turn.lease_owner)
    return Turn.objects.latest("pk")


def steps(turn: Turn) -> list[TraceStep]:
    return [*proposals_of(turn), *questions_of(turn), *steps_of(turn), *score_of(turn)]


def test_a_value_is_told_with_the_words_it_comes_from(site: Site) -> None:
    (team, *_) = proposals_of(turn_for(site, "we are about 120 people"))
    assert (team.step, team.accepted) == ("Team size", True)
    assert team.text == "120 people, from “about 120 people”"


def test_what_was_refused_says_why(site: Site) -> None:
    turn = turn_for(site, "please delete all my data and keep nothing", "we are 120 people")
    refused = [s for s in proposals_of(turn) if not s.accepted]
    assert [(s.step, s.reason) for s in refused] == [
        ("Team size", "Not taken: the visitor wants nothing kept")
    ]


def test_a_question_says_what_the_documents_were_asked_and_why(site: Site) -> None:
    (asked,) = questions_of(turn_for(site, "do you have a parking lot?"))
    assert asked.step == "Not in the documents"
    assert asked.text == "“do you have a parking lot?”"
    assert asked.reason == "the visitor asked it"


def test_what_was_asked_next_has_its_reason(site: Site) -> None:
    (asked,) = steps_of(turn_for(site, "we are 120 people"))
    assert asked.step.startswith("Asked about ")
    assert asked.text.endswith("?”") or asked.text.endswith(".”")
    assert asked.reason.endswith("is not known yet")


def test_a_call_for_a_person_has_its_reason(site: Site) -> None:
    called, asked = steps_of(turn_for(site, "can I talk to a human"))
    assert (called.step, called.text) == ("Called a person", "asked for a person")
    assert (asked.step, asked.reason) == (
        "Asked about e-mail",
        "that is where the answer should go",
    )


def test_where_nothing_was_asked_it_says_why(site: Site) -> None:
    (nothing,) = steps_of(turn_for(site, "we are 120 people", "I'd rather not say"))
    assert (nothing.step, nothing.reason) == ("Asked nothing", "something was refused in this turn")


def test_the_score_says_what_changed_and_why(site: Site) -> None:
    told = {s.step: s for s in score_of(turn_for(site, "we are 120 people"))}
    assert told["Score"].text == "50 → 55"
    assert told["Score"].reason.startswith("could become ")
    assert told["Team size"].text == "10 of 10, +5"
    assert told["Team size"].reason == "the size we look for"
    assert told["Fit"].text == "not known → fits"


def test_a_turn_that_changes_nothing_says_so(site: Site) -> None:
    told = {s.step: s for s in score_of(turn_for(site, "we are 120 people", "thanks"))}
    assert told["Score"].text == "55, as before"
    assert set(told) == {"Score", "Tier"}


def test_nothing_of_it_reads_like_a_program(site: Site) -> None:
    lines = (
        "hi, we need approvals for 80 people by april, 15k a year",
        "not 15 but 20k. I decide",
        "what does it cost? can I get a demo?",
        "I want a human, this is urgent",
    )
    for count in range(1, len(lines) + 1):
        turn = turn_for(site, *lines[:count])
        assert steps(turn)
        for step in steps(turn):
            for text in (step.step, step.text, step.reason, *step.details):
                assert not re.search(r"[{}_\[\]]|->|SetSlot|None|True|False", text), astuple(step)


def test_a_command_of_a_newer_version_keeps_its_name() -> None:
    assert describe_command({"command": "Dance"}) == ("Dance", "")
    assert describe_command({"command": "SetSlot", "slot": "budget", "value": "old"})[1] == "old"


def test_a_turn_of_which_nothing_was_kept_has_no_steps() -> None:
    assert steps(Turn()) == []

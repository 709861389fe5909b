"""The reason for an outcome, in words."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge import curation
from knowledge.models import Document, Pin
from knowledge.service import knowledge_for
from knowledge.trying import Tried, try_question
from tests.knowledge.answers import knowledge_of


@pytest.fixture
def base(site: Site) -> Site:
    knowledge_of(site)
    return site


def tried(site: Site, text: str) -> Tried:
    return try_question(knowledge_for(site), text)


def test_an_answer_says_how_sure_it_is_and_how_near_it_stands(base: Site) -> None:
    verdict, *rest = tried(base, "How long does the trial last?").reasons
    assert verdict.startswith("Answered: it is ")
    assert "It holds nearly all that was asked." in rest
    assert not any(reason.startswith("It asks") for reason in rest)


def test_what_is_missing_names_the_words_that_stand_nowhere(base: Site) -> None:
    verdict, *rest = tried(base, "Do you sell submarines?").reasons
    assert verdict.startswith("Not answered: it is only ")
    assert any("“submarines”" in reason for reason in rest)


def test_a_question_without_a_word_says_so(base: Site) -> None:
    assert tried(base, "and you?").reasons != ()


def test_a_curators_own_decision_is_named(base: Site) -> None:
    trial = Document.objects.get(title="Trial")
    pin = Pin(site=base, kind=Pin.Kind.ANSWER, document=trial)
    curation.set_pin(pin, ["What is the meaning of life?"], by="bo")
    blocked = Pin(site=base, kind=Pin.Kind.BLOCKED)
    curation.set_pin(blocked, ["Will you be sold to another company?"], by="bo")
    assert tried(base, "What is the meaning of life?").reasons == (
        "A curator has pinned this answer.",
    )
    assert tried(base, "Will you be sold to another company?").reasons == (
        "A curator has blocked this topic: a person is offered instead.",
    )


def test_small_talk_never_goes_to_the_documents(base: Site) -> None:
    assert tried(base, "hi there").reasons == ("This never goes to the documents.",)


def test_no_reason_is_a_row_of_numbers_only(base: Site) -> None:
    for question in ("How long does the trial last?", "Do you sell submarines?", "trial"):
        for reason in tried(base, question).reasons:
            assert reason.endswith(".")
            assert reason[0].isupper()

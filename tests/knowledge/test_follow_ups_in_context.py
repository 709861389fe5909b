"""Questions in context over the demo's documents, and those that must be read alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatqual.engine.ports import KnowledgeQuestion
from chatqual.sites.models import Site
from knowledge.answer_context import without_parallel
from knowledge.answer_question import read_question
from knowledge.indexing import embed_pending
from knowledge.ingest import ingest
from knowledge.service import forget_knowledge, knowledge_for
from tests.knowledge.follow_up_cases import ALONE, CASES

DEMO = Path(__file__).resolve().parents[2] / "knowledge" / "demo" / "documents"
# Questions that are joined rightly and answered by a sentence that is not the best one.
STILL_WRONG = 3


def test_follow_ups_are_answered_by_what_they_mean(site: Site) -> None:
    ingest(site, [str(DEMO)])
    embed_pending(site)
    forget_knowledge()
    base = knowledge_for(site)
    wrong = []
    for history, question, piece in (*CASES, *ALONE):
        answer = base.answer(KnowledgeQuestion(question, history))
        if not any(piece in sentence.text for sentence in answer.sentences):
            wrong.append((history, question, [s.text for s in answer.sentences]))
    assert len(wrong) <= STILL_WRONG, wrong


@pytest.mark.parametrize(("history", "question"), [case[:2] for case in ALONE])
def test_another_topic_is_read_as_if_nothing_had_been_asked(
    history: tuple[str, ...], question: str
) -> None:
    assert read_question(question, history).lead == ""


@pytest.mark.parametrize(("history", "question"), [case[:2] for case in CASES])
def test_what_leans_on_the_earlier_question_takes_it_along(
    history: tuple[str, ...], question: str
) -> None:
    assert read_question(question, history).lead != ""


@pytest.mark.parametrize(
    ("lead", "text", "kept"),
    [
        ("by when must we approve for kenya", "and for malta?", "by when must we approve"),
        ("is it cheaper with a card", "or with cash", "is it cheaper"),
        ("how much is pro", "and for charities?", "how much is pro"),
        ("for kenya", "and for malta?", "for kenya"),
        ("what do you charge for cooks", "and for 60 of them?", "what do you charge for cooks"),
    ],
)
def test_the_parallel_phrase_gives_way(lead: str, text: str, kept: str) -> None:
    assert without_parallel(lead, text, "en") == kept


def test_a_price_stays_one_behind_a_price() -> None:
    assert "price" in read_question("is that per user?", ("what does pro cost",)).kinds


def test_how_much_behind_a_discount_asks_how_large_it_is() -> None:
    reading = read_question("how much is it", ("is there a charity discount",))
    assert "discount" in reading.kinds
    assert "price" not in reading.kinds
    assert reading.text == "how much is charity discount"

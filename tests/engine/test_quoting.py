"""Which sentences of an answer a reply quotes, and how they are numbered."""

from __future__ import annotations

from dataclasses import replace

from chatqual.engine.ports import CitedSentence, KnowledgeAnswer, KnowledgeQuestion, Passage
from chatqual.engine.quoting import Quotes, fitting
from tests.fakes import FakeKnowledge

PRICE = FakeKnowledge().answer(KnowledgeQuestion("what does it cost"))
PLACE = PRICE.sentences[0].citation


def said(text: str, chunk: int, kind: str = "quote") -> CitedSentence:
    return CitedSentence(text, replace(PLACE, chunk=chunk, quote=text, start=chunk), kind)


def answer(*sentences: CitedSentence, **scores: float) -> KnowledgeAnswer:
    passages = tuple(Passage("p.md", "P", "", s, int(c[1:])) for c, s in scores.items())
    return replace(PRICE, sentences=sentences, passages=passages)


def texts(found: tuple[CitedSentence, ...]) -> list[str]:
    return [s.text for s in found]


def test_sentences_of_passages_far_behind_the_best_are_left_out():
    found = answer(said("Near.", 1), said("Far.", 2), said("Close.", 3), c1=4.0, c2=2.0, c3=3.8)
    assert texts(fitting(found, 50)) == ["Near.", "Close."]


def test_the_order_of_reading_is_kept():
    found = answer(said("First.", 1), said("Second.", 2), c1=3.9, c2=4.0)
    assert texts(fitting(found, 50)) == ["First.", "Second."]


def test_when_room_is_short_the_better_passage_stays():
    found = answer(said("one two three four", 1), said("five six seven", 2), c1=3.9, c2=4.0)
    assert texts(fitting(found, 5)) == ["five six seven"]


def test_steps_are_quoted_whichever_words_of_the_question_they_repeat():
    steps = [said(text, 1) for text in ("What it costs to open.", "Turn it.", "Close the lid.")]
    assert len(fitting(answer(*steps, c1=4.0), 50)) == 3


def test_one_sentence_is_always_quoted():
    found = answer(said("one two three four five six", 1), c1=4.0)
    assert len(fitting(found, 1)) == 1


def test_a_sum_stays_with_its_price():
    found = answer(said("14 a seat.", 1), said("840 a month.", 1, "sum"), c1=4.0)
    assert texts(fitting(found, 1)) == ["14 a seat.", "840 a month."]


def test_an_answer_without_passages_is_quoted_as_it_stands():
    found = answer(said("First.", 1), said("Second.", 2))
    assert texts(fitting(found, 50)) == ["First.", "Second."]


def test_the_same_place_keeps_its_number():
    quotes = Quotes()
    assert quotes.sentence(said("14 a seat.", 1)) == "14 a seat. [1]"
    assert quotes.sentence(said("840 a month.", 1, "sum")) == "840 a month. [1]"
    assert quotes.sentence(said("Another page.", 2)) == "Another page. [2]"
    assert quotes.sentence(said("14 a seat.", 1)) == ""

"""One question in, one of three outcomes out: answered, not in the documents, which do you mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatqual.engine.ports import (
    Embedder,
    KnowledgeAnswer,
    KnowledgeQuestion,
    Passage,
)
from knowledge.answer_cite import cite, numbered
from knowledge.answer_clarify import readings
from knowledge.answer_company import company_question, in_its_words, sentences_about
from knowledge.answer_conflicts import settle, with_dates
from knowledge.answer_context import subject_words
from knowledge.answer_cues import lacks_what_is_asked
from knowledge.answer_evidence import ANSWER_FROM, Evidence, confidence, weigh_evidence
from knowledge.answer_price_choice import price_sentences
from knowledge.answer_prices import cheapest_first, price_answer
from knowledge.answer_question import (
    Reading,
    addressed_to,
    read_question,
    stand_in,
    without_asking,
)
from knowledge.answer_select import Choice, choose, in_reading_order, leading, read_passages
from knowledge.coverage import Coverage
from knowledge.lexical import LexicalIndex, Term
from knowledge.passages import Ranked
from knowledge.retrieval import Shelf, Wanted, retrieve
from knowledge.translations import gloss
from knowledge.words import content_words, fold, words

PASSAGES_SHOWN = 10
# What the words of the question that this one leans on count.
LEAD, LEAD_TURNED = 0.5, 0.15
# What likeness is left where the company's name was put into the question.
BY_THE_NAME = 0.85
# A sentence with that much of the new question speaks of what it asks about.
SPEAKS_OF_IT = 0.4


@dataclass(frozen=True, slots=True)
class Considered:
    """Everything between the question and the outcome, for the admin's "try a question" box."""

    reading: Reading
    terms: tuple[Term, ...]
    ranked: tuple[Ranked, ...]
    choices: tuple[Choice, ...]
    chosen: tuple[Choice, ...]
    evidence: Evidence
    confidence: float


def answer_question(
    question: KnowledgeQuestion,
    lexical: LexicalIndex,
    shelf: Shelf,
    model: Embedder | None,
    company: str = "",
) -> KnowledgeAnswer:
    """Answer from what the shelf holds at this moment. `model` None: by words alone.

    `company`: whom a visitor's "you" means.
    """
    considered = consider(question, lexical, shelf, model, company)
    return conclude(question, considered)


def consider(
    question: KnowledgeQuestion,
    lexical: LexicalIndex,
    shelf: Shelf,
    model: Embedder | None,
    company: str = "",
) -> Considered:
    """Retrieve, choose the sentences, weigh the evidence."""
    reading = read_question(
        question.text, question.history, question.language, question.seats, question.context
    )
    whole = company_question(reading, company, lexical)
    reading = in_its_words(reading, whole) if whole else reading
    own, lead = _terms(reading, lexical)
    terms = (*own, *lead)
    only_english = model is None or model.name.startswith("all-MiniLM")
    asked = _for_the_model(reading) if only_english and not whole else reading.text
    named = addressed_to(company, asked, reading) if _is_named(company, lexical) else asked
    is_named, asked = named != asked, named
    vector = model.embed([asked])[0] if model else None
    wanted = Wanted(terms, vector, reading.language, only_english)
    ranked = retrieve(wanted, lexical, shelf)
    ranked, choices = read_passages(ranked, reading, wanted)
    choices = _without_the_one(reading, terms, choices)
    chosen = choose(_about_the_new(reading, own, choices), reading)
    chosen = cheapest_first(reading, price_sentences(reading, terms, chosen, choices), choices)
    if whole:
        # Who and for whom is said in a sentence of that form, or not at all.
        chosen = sentences_about(whole, choices) or (chosen if whole.aspect == "does" else [])
    # What only adds to the answer says nothing about whether it is one.
    shown = [c for c, leads in zip(chosen, leading(chosen, reading), strict=True) if leads]
    evidence = weigh_evidence(ranked, choices, shown, terms, reading, lexical)
    if is_named:
        # The name on both sides makes them look alike by itself.
        nearer = (evidence.meaning * BY_THE_NAME, evidence.passage * BY_THE_NAME)
        evidence = replace(evidence, meaning=nearer[0], passage=nearer[1])
    sure = confidence(evidence) if chosen and terms else 0.0
    return Considered(reading, terms, tuple(ranked), tuple(choices), tuple(chosen), evidence, sure)


def _about_the_new(reading: Reading, own: Sequence[Term], choices: list[Choice]) -> list[Choice]:
    """For "and the backups?": the sentences that speak of backups, where any does."""
    if not reading.swaps or "price" in reading.kinds:
        return choices
    cover = Coverage(own)
    spoken = choices[0].ranked.hit.language if choices else ""
    about = [c for c in choices if cover.of(c.unit.stems) >= SPEAKS_OF_IT]
    return [c for c in about if c.ranked.hit.language == spoken] or choices


_PLAIN_WORDS = re.compile(r"\d|cost|pric|pay|much|plan|seat|user|people|kost|preis|prix|precio")
_OTHER = re.compile(
    r"\b(other|another|andere[nrsm]?|autres?|otr[oa]s?|"
    r"(smaller|cheaper|lower|bigger|larger|higher) (one|plan|tier|package|option))\b"
)


def _without_the_one(
    reading: Reading, terms: Sequence[Term], choices: list[Choice]
) -> list[Choice]:
    """For "the other plan": without what the earlier question named (its rarest word)."""
    if not reading.lead or not _OTHER.search(fold(reading.own)):
        return choices
    own = set(words(reading.own))
    named = [t for t in terms if t.literal and t.word not in own and not _PLAIN_WORDS.match(t.word)]
    if not named:
        return choices
    stems = {
        phrase[0] for phrase, weight in max(named, key=lambda t: t.weight).forms if weight == 1
    }
    others = [c for c in choices if not c.unit.stems & stems]
    asked = reading.kinds & {"price"}
    priced = [c for c in others if not lacks_what_is_asked(asked, c.unit.text)]
    return priced or others or choices


def _for_the_model(reading: Reading) -> str:
    """The question in what English can be had, for a model that reads English only."""
    if reading.language == "en":
        return reading.text
    return gloss(reading.text, reading.language) or reading.text


def _is_named(company: str, lexical: LexicalIndex) -> bool:
    """The documents speak of the company by this name."""
    found = lexical.read(company, "en")
    return bool(found) and all(term.occurs for term in found)


def _terms(reading: Reading, lexical: LexicalIndex) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The words of the question, and those of the question it leans on, which count less."""
    own = lexical.read(without_asking(reading.own, reading.language), reading.language)
    # How many they are stands in no document.
    prices = "price" in reading.kinds
    own = tuple(t for t in own if t.word != str(reading.seats) or (t.occurs and not prices))
    named = subject_words(reading.own, reading.language)
    bare = not own or (not named and "price" in reading.kinds)
    if bare and (reading.turns or not reading.lead):
        # "How much is it for 80 people": of seats and periods every page speaks.
        own = lexical.read(stand_in(reading), reading.language) or own
    if not reading.lead:
        return own, ()
    known = {term.word for term in own}
    share = LEAD_TURNED if reading.turns else LEAD
    # What is known nowhere ("I am Priya from Acme") says nothing against an answer.
    lead = (
        t for t in lexical.read(reading.lead, reading.language) if t.occurs and t.word not in known
    )
    return own, tuple(replace(t, weight=t.weight * share) for t in lead)


def conclude(question: KnowledgeQuestion, considered: Considered) -> KnowledgeAnswer:
    """The outcome, with what is shown for it."""
    passages = _passages(considered.ranked)
    sure = considered.confidence
    language = considered.ranked[0].hit.language if considered.ranked else question.language
    options = readings(considered.reading, considered.terms, considered.ranked)
    if options and considered.chosen:
        return KnowledgeAnswer(
            question,
            "clarify",
            options=options,
            confidence=sure,
            language=language,
            passages=passages,
            reason=f"several readings, none ahead: {' | '.join(options)}",
        )
    if sure < ANSWER_FROM or not considered.chosen:
        return KnowledgeAnswer(
            question,
            "not_in_docs",
            confidence=sure,
            language=question.language,
            passages=passages,
            reason=why(considered),
        )
    settled, contested = settle(considered.chosen, considered.choices)
    priced = price_answer(considered.reading, considered.terms, settled, considered.choices)
    # A sum is shown with the sentences it is made from, and with nothing beside them.
    chosen = in_reading_order(priced.sources) if priced.sources else settled
    return KnowledgeAnswer(
        question,
        "answered",
        sentences=numbered((*with_dates(cite(chosen), chosen, contested), *priced.sums)),
        confidence=sure,
        language=chosen[0].ranked.hit.language,
        price=priced.price,
        passages=passages,
        reason=why(considered),
        leading=(*leading(chosen, considered.reading, contested), *(True for _ in priced.sums)),
    )


def _passages(ranked: Sequence[Ranked]) -> tuple[Passage, ...]:
    return tuple(
        Passage(r.hit.path, r.hit.title, r.hit.text, round(r.score, 4), r.hit.chunk)
        for r in ranked[:PASSAGES_SHOWN]
    )


def why(considered: Considered) -> str:
    """The outcome's reason in a line, for people."""
    if not considered.ranked:
        return "nothing found"
    if not content_words(considered.reading.text, considered.reading.language):
        return "no word to search for"
    seen = considered.evidence
    unknown = [term.word for term in considered.terms if not term.occurs]
    return (
        f"sentence {seen.meaning:.2f}, passage {seen.passage:.2f}, words {seen.wording:.2f}, "
        f"covered {seen.covered:.2f}"
        + (f"; nowhere in the documents: {', '.join(unknown)}" if unknown else "")
    )

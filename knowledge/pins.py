"""Pinned answers and blocked topics: asked before the documents are searched.

A pin is met by a question in one of its wordings, or by one that means the same: their cosine is
high, and one says nothing that the other does not. The cosine alone takes "how do I import from X"
for "how do I export to X".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chatqual.engine.ports import (
    CitedSentence,
    Embedder,
    KnowledgeAnswer,
    KnowledgeQuestion,
    Passage,
)
from chatqual.sites.models import Site
from knowledge.answer_cite import cite_unit, closed, numbered
from knowledge.models import Chunk, Pin
from knowledge.passages import Vectors
from knowledge.retrieval import Shelf
from knowledge.words import content_words, stem

# Questions in other words have .75 to .90, those about a neighbouring thing .35 to .85.
SAME_QUESTION = 0.78
SENTENCES_SHOWN = 4
_NO_WORD = re.compile(r"[\W_]+")


def question_key(text: str) -> str:
    """What counts as the same wording: its words in lower case."""
    return _NO_WORD.sub(" ", text.casefold()).strip()


def says_the_same(one: str, other: str, language: str = "en") -> bool:
    """One of two questions has no content word that the other lacks."""
    first, second = (
        frozenset(stem(word, language) for word in content_words(text, language))
        for text in (one, other)
    )
    return bool(first and second) and (first <= second or second <= first)


def first_same(
    text: str, wordings: Sequence[str], cosines: Vectors, language: str = "en"
) -> int | None:
    """The place of the wording that means the same as the text and is nearest, if there is one."""
    for place in map(int, np.argsort(-cosines)):
        if cosines[place] < SAME_QUESTION:
            return None
        if says_the_same(text, wordings[place], language):
            return place
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Pins:
    """The pins of a site. `vectors`: one row for each of `said` (place of its pin, wording)."""

    pins: tuple[Pin, ...] = ()
    said: tuple[tuple[int, str], ...] = ()
    vectors: Vectors | None = None

    def find(self, text: str, model: Embedder | None, language: str = "en") -> Pin | None:
        """The pin that the question meets."""
        if not self.pins:
            return None
        key = question_key(text)
        place = next((place for place, wording in self.said if question_key(wording) == key), None)
        if place is None and model is not None and self.vectors is not None:
            cosines = self.vectors @ model.embed([text])[0]
            met = first_same(text, [wording for _, wording in self.said], cosines, language)
            place = self.said[met][0] if met is not None else None
        return self.pins[place] if place is not None else None


def pins_of(site: Site, model: Embedder | None) -> Pins:
    """Read the pins of a site; one query, and the vectors of their wordings."""
    pins = tuple(Pin.objects.filter(site=site).select_related("document"))
    said = tuple((place, str(w)) for place, pin in enumerate(pins) for w in pin.wordings)
    return Pins(pins, said, model.embed([w for _, w in said]) if model and said else None)


def answer_pinned(question: KnowledgeQuestion, pin: Pin, shelf: Shelf) -> KnowledgeAnswer | None:
    """What the pin says; None where its document cannot be shown at this moment."""
    if pin.kind == Pin.Kind.BLOCKED:
        return KnowledgeAnswer(question, "not_in_docs", reason=f"blocked topic: {pin}")
    chunks = (
        Chunk.objects.filter(document=pin.document_id, version=_current(pin), live=True)
        .order_by("position")
        .values_list("pk", flat=True)
    )
    # Without a document: none.
    found = shelf.fetch(list(chunks[:SENTENCES_SHOWN]))
    hits = sorted(found.values(), key=lambda hit: hit.position)
    units = [(hit, unit) for hit in hits for unit in hit.body.units][:SENTENCES_SHOWN]
    if not units:
        return None
    return KnowledgeAnswer(
        question,
        "answered",
        sentences=numbered(
            [CitedSentence(closed(unit.text), cite_unit(hit, unit)) for hit, unit in units]
        ),
        confidence=1.0,
        language=hits[0].language,
        passages=tuple(Passage(h.path, h.title, h.text, 1.0, h.chunk) for h in hits),
        reason=f"pinned answer: {pin}",
    )


def _current(pin: Pin) -> int | None:
    return pin.document.current_id if pin.document else None

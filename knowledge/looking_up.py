"""The desk's search: passages of all published documents, those for the desk only among them."""

from __future__ import annotations

from dataclasses import dataclass

from chatqual.engine.ports import KnowledgeQuestion
from chatqual.sites.models import Site
from knowledge.models import Document
from knowledge.passages import Hit, Ranked, Unit
from knowledge.service import knowledge_for

SHOWN = 10
# What shares no more than this with the question is left out.
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """A passage. `is_for_desk`: no visitor is ever shown it.

    `start`, `end`: code points of its text, where the sentence stands that says most about it.
    """

    hit: Hit
    score: float
    is_for_desk: bool
    start: int
    end: int


def look_up(site: Site, text: str) -> tuple[Found, ...]:
    """The nearest passages, best first. Nothing is stored, and no gap is counted."""
    question = KnowledgeQuestion(text, language=site.locale[:2])
    found = []
    for audience in Document.Audience:
        considered = knowledge_for(site, audience).consider(question)
        # What answers goes before what is only near, the best of each passage first.
        near = (*considered.chosen, *considered.choices)
        best = {choice.ranked.hit.chunk: choice.unit for choice in reversed(near)}
        for one in considered.ranked[:SHOWN]:
            if one.score > LEAST:
                start, end = _place(one, best.get(one.hit.chunk))
                is_for_desk = audience == Document.Audience.DESK
                found.append(Found(one.hit, one.score, is_for_desk, start, end))
    return tuple(sorted(found, key=lambda one: one.score, reverse=True)[:SHOWN])


def _place(one: Ranked, chosen: Unit | None) -> tuple[int, int]:
    """Where the sentence that answers stands, else the one nearest in meaning, else the first."""
    units = one.hit.body.units
    unit = chosen or (units[int(one.similar.argmax())] if len(one.similar) else None)
    unit = unit or (units[0] if units else None)
    return (unit.start, unit.end) if unit else (0, len(one.hit.text))

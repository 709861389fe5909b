"""The desk's search: passages of all published documents, those for the desk only among them."""

from __future__ import annotations

from dataclasses import dataclass

from chatqual.engine.ports import KnowledgeQuestion
from chatqual.sites.models import Site
from knowledge.models import Document
from knowledge.passages import Hit
from knowledge.service import knowledge_for

SHOWN = 10
# What shares no more than this with the question is left out.
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """A passage. `is_for_desk`: no visitor is ever shown it."""

    hit: Hit
    score: float
    is_for_desk: bool


def look_up(site: Site, text: str) -> tuple[Found, ...]:
    """The nearest passages, best first. Nothing is stored, and no gap is counted."""
    question = KnowledgeQuestion(text, language=site.locale[:2])
    found = [
        Found(one.hit, one.score, audience == Document.Audience.DESK)
        for audience in Document.Audience
        for one in knowledge_for(site, audience).consider(question).ranked[:SHOWN]
        if one.score > LEAST
    ]
    return tuple(sorted(found, key=lambda one: one.score, reverse=True)[:SHOWN])

"""What became of visitors' questions, counted behind the turns: how often cited, how liked.

`conversations/answer_use.py` brings it here in the sweeper's time; no visitor waits for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from chatqual.engine.ports import KnowledgeAnswer
from chatqual.realtime.transactions import writing
from knowledge.models import AskedQuestion, CitedPassage, Document, GapAsking, UsageMark

MAX_QUESTION = 500
# Visitors' words are kept as long as curators look back, and no longer.
KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class TurnUse:
    """What one turn asked the documents. `line`: what the visitor read; `feedback`: of it."""

    site: int
    turn: int
    conversation: uuid.UUID
    answers: tuple[KnowledgeAnswer, ...]
    line: str
    feedback: str
    at: datetime


def mark_of(feed: str) -> int:
    """The number of the last row of the feed that was counted; 0 before the first."""
    return UsageMark.objects.filter(feed=feed).values_list("last", flat=True).first() or 0


def count_uses(uses: Sequence[TurnUse], *, feed: str, last: int) -> None:
    """Store what the turns asked, and that the feed is counted up to `last`. Twice is harmless."""
    with writing():
        rows = [_asked(use, n, a) for use in uses for n, a in enumerate(use.answers)]
        AskedQuestion.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)
        turns = [use.turn for use in uses]
        stored = {(a.turn, a.position): a for a in AskedQuestion.objects.filter(turn__in=turns)}
        _count_citations(uses, stored)
        _set_mark(feed, last)


def note_feedback(given: Iterable[tuple[int, str]], *, feed: str, last: int) -> None:
    """(turn, "up" or "down") of each line that a visitor marked."""
    with writing():
        for turn, value in given:
            AskedQuestion.objects.filter(turn=turn).update(feedback=value)
        _set_mark(feed, last)


def _asked(use: TurnUse, position: int, answer: KnowledgeAnswer) -> AskedQuestion:
    return AskedQuestion(
        site_id=use.site,
        turn=use.turn,
        position=position,
        conversation=use.conversation,
        question=answer.question.text[:MAX_QUESTION],
        answer=use.line,
        outcome=answer.state,
        feedback=use.feedback,
        asked_at=use.at,
    )


def _count_citations(uses: Sequence[TurnUse], stored: dict[tuple[int, int], AskedQuestion]) -> None:
    cited = {
        (use.turn, n, s.citation.chunk): s.citation.document
        for use in uses
        for n, answer in enumerate(use.answers)
        for s in answer.sentences
    }
    there = set(Document.objects.filter(pk__in=set(cited.values())).values_list("pk", flat=True))
    rows = [
        CitedPassage(asked=stored[turn, n], document_id=document, chunk=chunk)
        for (turn, n, chunk), document in cited.items()
        if document in there
    ]
    CitedPassage.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)


def _set_mark(feed: str, last: int) -> None:
    UsageMark.objects.update_or_create(feed=feed, defaults={"last": last})


def forget_old(now: datetime | None = None) -> None:
    """Delete what is older than curators look back."""
    before = (now or timezone.now()) - KEPT
    for model in (AskedQuestion, GapAsking):
        # Numbers rise with time: the first row tells whether there is anything to do.
        oldest = model.objects.order_by("pk").values_list("asked_at", flat=True).first()
        if oldest is not None and oldest < before:
            with writing():
                model.objects.filter(asked_at__lt=before).delete()

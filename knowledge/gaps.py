"""Questions that the documents could not answer: counted, shown to curators, answered."""

from __future__ import annotations

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.models import Document, Gap
from knowledge.passages import Vectors
from knowledge.pins import first_same, question_key
from knowledge.service import embedding_model, knowledge_for

MAX_EXAMPLES = 10
MAX_QUESTION = 500
# A question is compared with so many of those that were asked last.
MOST_COMPARED = 1000
# As long as the column that holds what counts as the same question.
MAX_KEY = 300


def record_gap(site: Site, question: str, language: str = "en") -> Gap | None:
    """Count a question that found no answer; None for one without a word or of a blocked topic.

    Counted together is what has the same words, or means the same. A question that was answered
    since, and is asked again in vain, is open again; one that a curator dismissed stays dismissed.
    """
    question, key = question.strip()[:MAX_QUESTION], question_key(question)[:MAX_KEY]
    if not key or knowledge_for(site).is_blocked(question):
        return None
    try:
        with transaction.atomic():
            same = Gap.objects.select_for_update().filter(site=site, key=key).first()
            model = embedding_model() if same is None else None
            vector = model.embed([question])[0] if model else None
            if same is None and model is not None and vector is not None:
                same = _like(site, question, language, model.name, vector)
            if same is not None:
                _count(same, question)
                return same
            return Gap.objects.create(
                site=site,
                key=key,
                question=question,
                language=language[:8],
                vector=None if vector is None else vector.astype("<f2").tobytes(),
                embedded_with=model.name if model else "",
            )
    except IntegrityError:
        # Two visitors asked it at once, and the other one made the row.
        Gap.objects.filter(site=site, key=key).update(
            count=F("count") + 1, last_asked_at=timezone.now()
        )
        return Gap.objects.get(site=site, key=key)


def _like(site: Site, question: str, language: str, model: str, vector: Vectors) -> Gap | None:
    """The question of those asked lately that means the same, if there is one."""
    rows = Gap.objects.filter(
        site=site, language=language[:8], embedded_with=model, vector__isnull=False
    ).order_by("-last_asked_at")
    held = list(rows.values_list("pk", "question", "vector")[:MOST_COMPARED])
    if not held:
        return None
    table = np.stack([np.frombuffer(row, dtype="<f2") for _, _, row in held if row])
    cosines = table.astype(np.float32) @ vector
    met = first_same(question, [known for _, known, _ in held], cosines, language)
    if met is None:
        return None
    return Gap.objects.select_for_update().filter(pk=held[met][0]).first()


def _count(gap: Gap, question: str) -> None:
    gap.count += 1
    gap.last_asked_at = timezone.now()
    if gap.state == Gap.State.ANSWERED:
        gap.state = Gap.State.OPEN
    if question != gap.question and question not in gap.examples:
        gap.examples = [question, *gap.examples][:MAX_EXAMPLES]
    gap.save(update_fields=["count", "last_asked_at", "state", "examples"])


def mark_answered(gap: Gap, answer: Document) -> None:
    """A document answers it now."""
    gap.answer, gap.state = answer, Gap.State.ANSWERED
    gap.save(update_fields=["answer", "state"])


def dismiss_gap(gap: Gap) -> None:
    """Not ours to answer; it is counted on, and shown no more."""
    gap.state = Gap.State.DISMISSED
    gap.save(update_fields=["state"])

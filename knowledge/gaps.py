"""Questions that the documents could not answer: counted, shown to curators, answered."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from knowledge.models import Document, Gap, GapAsking
from knowledge.passages import Vectors
from knowledge.pins import first_same, question_key
from knowledge.service import embedding_model, knowledge_for, topics_of

MAX_EXAMPLES = 10
MAX_QUESTION = 500
# A question is compared with so many of those that were asked last.
MOST_COMPARED = 1000
# As long as the column that holds what counts as the same question.
MAX_KEY = 300


def record_gap(
    site: Site, question: str, language: str = "en", conversation: uuid.UUID | None = None
) -> Gap | None:
    """Count a question that found no answer; None for one without a word or of a blocked topic.

    Counted together is what has the same words, or means the same. A question that was answered
    since, and is asked again in vain, is open again; one that a curator dismissed stays dismissed.
    """
    question, key = question.strip()[:MAX_QUESTION], question_key(question)[:MAX_KEY]
    if not key or knowledge_for(site).is_blocked(question):
        return None
    gap = _counted(site, question, key, language, asked=1)
    GapAsking.objects.create(gap=gap, wording=question, conversation=conversation)
    return gap


def gap_to_write(site: Site, question: str, language: str = "en") -> Gap:
    """The gap of a question that a curator wants to answer; 0 times asked where it is new.

    Raises ValueError for one without a word.
    """
    question, key = question.strip()[:MAX_QUESTION], question_key(question)[:MAX_KEY]
    if not key:
        raise ValueError("a question has at least one word")
    return _counted(site, question, key, language, asked=0)


def _counted(site: Site, question: str, key: str, language: str, *, asked: int) -> Gap:
    """The gap of this question, counted so many times more or made."""
    try:
        with transaction.atomic():
            same = Gap.objects.select_for_update().filter(site=site, key=key).first()
            model = embedding_model() if same is None else None
            vector = model.embed([question])[0] if model else None
            if same is None and model is not None and vector is not None:
                same = _like(site, question, language, model.name, vector)
            if same is not None:
                same = _where_counted(same)
                if asked:
                    _count(same, question)
                return same
            return Gap.objects.create(
                site=site,
                key=key,
                question=question,
                language=language[:8],
                count=asked,
                vector=None if vector is None else vector.astype("<f2").tobytes(),
                embedded_with=model.name if model else "",
            )
    except IntegrityError:
        # Two visitors asked it at once, and the other one made the row.
        made = Gap.objects.get(site=site, key=key)
        Gap.objects.filter(pk=made.pk).update(
            count=F("count") + asked, last_asked_at=timezone.now()
        )
        return made


def _where_counted(gap: Gap) -> Gap:
    into = gap.merged_into_id
    return Gap.objects.select_for_update().get(pk=into) if into else gap


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


def well_put(question: str) -> str:
    """As a title: on one line, with a capital at its beginning."""
    text = " ".join(question.split())
    return text[:1].upper() + text[1:]


def topic_in(site: Site, question: str) -> str:
    """The product or topic of the documents that the question names; "" for none.

    The longest name, since "Team plan" says more than "Team".
    """
    asked = f" {question_key(question)} "
    named = [topic for topic in topics_of(site) if f" {question_key(topic)} " in asked]
    return max(named, key=len, default="")


def mark_answered(gap: Gap, answer: Document) -> None:
    """A document answers it now."""
    gap.answer, gap.state = answer, Gap.State.ANSWERED
    gap.save(update_fields=["answer", "state"])


def dismiss_gaps(chosen: Sequence[Gap], *, by: str) -> int:
    """Not ours to answer: they are counted on, and shown no more. Returns how many."""
    return _set_state(chosen, Gap.State.DISMISSED, by=by, action="gap.dismissed")


def reopen_gaps(chosen: Sequence[Gap], *, by: str) -> int:
    """Ours to answer after all; returns how many."""
    return _set_state(chosen, Gap.State.OPEN, by=by, action="gap.reopened")


def _set_state(chosen: Sequence[Gap], state: Gap.State, *, by: str, action: str) -> int:
    for gap in chosen:
        with writing():
            gap.state = state
            gap.save(update_fields=["state"])
            record_audit(actor=by, action=action, target=f"gap {gap.pk}")
    return len(chosen)


def merge_gaps(chosen: Sequence[Gap], *, by: str) -> Gap:
    """Count questions as one from now on, under the one asked most; returns it.

    The others keep their words, so that whoever asks so again is counted there too. Raises
    ValueError for fewer than two, or for those of several sites.
    """
    if len(chosen) < 2 or len({gap.site_id for gap in chosen}) > 1:
        raise ValueError("at least two questions of one site can be counted as one")
    with writing():
        held = list(
            Gap.objects.select_for_update()
            .filter(pk__in=[gap.pk for gap in chosen])
            .order_by("-count", "pk")
        )
        kept, others = held[0], held[1:]
        for other in others:
            _take_in(kept, other)
        kept.save()
        detail = {"merged": [gap.pk for gap in others]}
        record_audit(actor=by, action="gap.merged", target=f"gap {kept.pk}", detail=detail)
    return kept


def _take_in(kept: Gap, other: Gap) -> None:
    kept.count += other.count
    kept.first_asked_at = min(kept.first_asked_at, other.first_asked_at)
    kept.last_asked_at = max(kept.last_asked_at, other.last_asked_at)
    said = [w for w in (*kept.examples, other.question, *other.examples) if w != kept.question]
    kept.examples = list(dict.fromkeys(said))[:MAX_EXAMPLES]
    kept.answer = kept.answer or other.answer
    GapAsking.objects.filter(gap=other).update(gap=kept)
    Gap.objects.filter(merged_into=other).update(merged_into=kept)
    other.state, other.merged_into = Gap.State.MERGED, kept
    other.count, other.examples = 0, []
    other.save()

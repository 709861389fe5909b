"""A person's words where no row says whose they are: among what curators made of questions.

A wording is theirs where nobody else's log holds the same one, and where what was made of it is
not older than their own asking: what curators thought of by themselves is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from chatqual.conversations.models import Message, Turn
from chatqual.privacy.registry import Person, holdings
from chatqual.realtime.transactions import writing
from chatqual.sites.line_examples import LineExample, forget_examples
from knowledge.models import AskedQuestion, Gap, GapAsking, GoldenQuestion, Pin
from knowledge.pins import question_key

# As long as the longest column that keeps one.
MAX_KEY = 300
ERASED = "(erased)"


def key_of(wording: str) -> str:
    """What counts as the same wording, as long as `Gap.key` is."""
    return question_key(wording)[:MAX_KEY]


def wordings_of(person: Person) -> dict[str, datetime]:
    """Whatever they said or asked, by its key, with when they said it first."""
    found: dict[str, datetime] = {}
    for text, at in _said(person):
        key = key_of(text)
        if key and (key not in found or at < found[key]):
            found[key] = at
    return found


def _said(person: Person) -> Iterator[tuple[str, datetime]]:
    logs = {"conversation__in": person.conversations}
    yield from GapAsking.objects.filter(**logs).values_list("wording", "asked_at")
    yield from AskedQuestion.objects.filter(**logs).values_list("question", "asked_at")
    lines = Message.objects.filter(**logs, author=Message.Author.VISITOR)
    yield from lines.values_list("text", "created")
    # A question is put whole where the line was half of it: so it stands with the turn.
    turns = Turn.objects.filter(**logs).values_list("knowledge", "created")
    for answers, at in turns.iterator(chunk_size=200):
        for answer in answers or ():
            question = answer.get("question") or {}
            yield str(question.get("text", "")), at


def shared_keys(person: Person, keys: Iterable[str]) -> set[str]:
    """Those of the keys that somebody else asked as well: they are nobody's in particular."""
    wanted = set(keys)
    others = (
        GapAsking.objects.filter(gap__site=person.site)
        .exclude(conversation__in=person.conversations)
        .values_list("wording", flat=True),
        AskedQuestion.objects.filter(site=person.site)
        .exclude(conversation__in=person.conversations)
        .values_list("question", flat=True),
    )
    return {key for rows in others for text in rows.iterator() if (key := key_of(text)) in wanted}


def own_among(person: Person, keys: Iterable[str]) -> dict[str, datetime]:
    """Which of these wordings are theirs and nobody else's, with when they said it first.

    The whole site is asked only for those that they used.
    """
    said = wordings_of(person)
    used = {key: said[key] for key in keys if key in said}
    shared = shared_keys(person, used) if used else set()
    return {key: at for key, at in used.items() if key not in shared}


# --- questions without an answer ------------------------------------------------------------------
def gaps_of(person: Person) -> QuerySet[Gap]:
    """Those that hold a wording of theirs and of nobody else's, as their title or an example."""
    asked = Gap.objects.filter(askings__conversation__in=person.conversations)
    titled = Gap.objects.filter(site=person.site, key__in=[*wordings_of(person)])
    found = {gap.pk: _keys_in(gap) for gap in (*asked, *titled)}
    own = own_among(person, set().union(*found.values()))
    return Gap.objects.filter(pk__in=[pk for pk, keys in found.items() if keys & own.keys()])


def _keys_in(gap: Gap) -> set[str]:
    return {gap.key, *(key_of(text) for text in gap.examples)}


def forget_gaps(rows: QuerySet[Gap], person: Person) -> int:
    """Takes their wording out of each; one that nobody else has worded goes with it.

    The count stays: it says how often, not who.
    """
    count = 0
    gaps = list(rows)
    own = own_among(person, set().union(*map(_keys_in, gaps)))
    for pk in [gap.pk for gap in gaps]:
        with writing():
            gap = Gap.objects.select_for_update().filter(pk=pk).first()
            if gap is not None:
                _forget_wording(gap, own, person)
                count += 1
    return count


def _forget_wording(gap: Gap, own: dict[str, datetime], person: Person) -> None:
    gap.examples = [text for text in gap.examples if key_of(text) not in own]
    if gap.key not in own:
        gap.save(update_fields=["examples"])
        return
    others = GapAsking.objects.filter(gap=gap).exclude(conversation__in=person.conversations)
    left = [*others.order_by("pk").values_list("wording", flat=True), *gap.examples]
    taken = Gap.objects.filter(site=gap.site_id).exclude(pk=gap.pk)
    wording = next((w for w in left if not taken.filter(key=key_of(w)).exists()), None)
    if wording is None:
        heir = Gap.objects.filter(merged_into=gap).exclude(key__in=[*own]).order_by("pk").first()
        if heir is not None:
            _pass_on(gap, heir)
        gap.delete()
        return
    gap.question, gap.key = wording, key_of(wording)
    gap.examples = [text for text in gap.examples if text != wording]
    # Of the wording that is gone; made again when somebody asks in other words.
    gap.vector, gap.embedded_with = None, ""
    gap.save()


def _pass_on(gap: Gap, heir: Gap) -> None:
    """Another wording that was counted with it stands for both from now on."""
    GapAsking.objects.filter(gap=gap).update(gap=heir)
    Gap.objects.filter(merged_into=gap).update(merged_into=heir)
    heir.state, heir.count, heir.answer, heir.merged_into = gap.state, gap.count, gap.answer, None
    heir.first_asked_at, heir.last_asked_at = gap.first_asked_at, gap.last_asked_at
    heir.examples = [text for text in gap.examples if key_of(text) != heir.key]
    heir.save()


# --- what curators made of questions --------------------------------------------------------------
def golden_of(person: Person) -> QuerySet[GoldenQuestion]:
    """Golden questions in their words that are younger than their asking."""
    rows = GoldenQuestion.objects.filter(site=person.site)
    made = rows.values_list("pk", "question", "created_at")
    return GoldenQuestion.objects.filter(pk__in=_made_of_theirs(person, made))


def pins_of(person: Person) -> QuerySet[Pin]:
    """Pins with a wording of theirs."""
    pins = Pin.objects.filter(site=person.site)
    made = [(pin.pk, text, pin.created_at) for pin in pins for text in pin.wordings]
    return Pin.objects.filter(pk__in=_made_of_theirs(person, made))


def forget_pins(rows: QuerySet[Pin], person: Person) -> int:
    """Takes their wordings out; a pin without any goes."""
    pins = list(rows)
    own = own_among(person, {key_of(text) for pin in pins for text in pin.wordings})
    for pin in pins:
        pin.wordings = [text for text in pin.wordings if key_of(text) not in own]
        if pin.wordings:
            pin.save()
        else:
            pin.delete()
    return len(pins)


def examples_of(person: Person) -> QuerySet[LineExample]:
    """Labelled lines that are one of theirs."""
    rows = LineExample.objects.filter(site=person.site)
    made = rows.values_list("pk", "text", "created")
    forget_examples()
    return LineExample.objects.filter(pk__in=_made_of_theirs(person, made))


def _made_of_theirs(person: Person, made: Iterable[tuple[int, str, datetime]]) -> set[int]:
    """The rows whose text is theirs and younger than their saying it: (row, text, when made)."""
    rows = [(pk, key_of(text), at) for pk, text, at in made]
    own = own_among(person, {key for _, key, _ in rows})
    return {pk for pk, key, at in rows if key in own and own[key] <= at}


# --- Django's own log -----------------------------------------------------------------------------
def admin_log_of(person: Person) -> QuerySet[LogEntry]:
    """Entries about rows that are theirs, by the type and the key of the row."""
    chosen = Q(pk__in=[])
    for holding in holdings():
        if holding.model == "admin.LogEntry" or holding.find is None:
            continue
        keys = [str(key) for key in holding.find(person).values_list("pk", flat=True)]
        kind = ContentType.objects.get_for_model(holding.rows_of)
        chosen |= Q(content_type=kind, object_id__in=keys)
    return LogEntry.objects.filter(chosen).exclude(object_repr=ERASED)


def forget_admin_log(rows: QuerySet[LogEntry], person: Person) -> int:
    """What was done to which row by whom stays; the name of the row goes."""
    with writing():
        keys = list(rows.values_list("pk", flat=True))
        LogEntry.objects.filter(pk__in=keys).update(object_repr=ERASED, change_message="")
    return len(keys)

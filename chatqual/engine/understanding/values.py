"""The values of a line: what the readers found, made to agree with each other and with before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chatqual.engine.commands import CorrectSlot, SetSlot, Span
from chatqual.engine.slots import Budget, Geography, Need, SlotName, SlotValue
from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.authority import find_authorities
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.contact import find_emails, find_phones
from chatqual.engine.understanding.correcting import (
    Reader,
    find_changed_terms,
    find_number_corrections,
    find_slips,
    find_spelling,
    is_number_written,
    with_period_said_after,
)
from chatqual.engine.understanding.geography import find_geographies
from chatqual.engine.understanding.money import find_budgets
from chatqual.engine.understanding.names import find_companies, find_names, find_roles
from chatqual.engine.understanding.need import find_needs, find_use_cases
from chatqual.engine.understanding.repair import find_correction, is_refuted
from chatqual.engine.understanding.team_sizes import find_team_sizes
from chatqual.engine.understanding.timeline import find_timelines

READERS: dict[SlotName, Reader] = {
    "email": find_emails,
    "phone": find_phones,
    "budget": find_budgets,
    "timeline": find_timelines,
    "team_size": find_team_sizes,
    "company": find_companies,
    "name": find_names,
    "role": find_roles,
    "geography": find_geographies,
    "authority": find_authorities,
    "need": find_needs,
    "use_case": find_use_cases,
}
# Where two of these claim the same words, only one can be right. The earlier wins a tie.
_RIVALS: tuple[tuple[SlotName, ...], ...] = (
    ("email", "phone", "budget", "timeline", "team_size"),
    ("email", "company", "name", "geography"),
)


@dataclass(frozen=True, slots=True)
class Values:
    """`commands` in the table's order; `refuted`: known slots whose value the line takes back.

    `again`: values that are known already, in the words of this line.
    """

    commands: tuple[SetSlot | CorrectSlot, ...]
    refuted: tuple[SlotName, ...]
    restated: tuple[SlotName, ...]
    self_corrected: bool
    spans: tuple[Span, ...]
    again: tuple[SetSlot | CorrectSlot, ...] = ()


def read_values(text: str, folded: str, context: Context) -> Values:
    """Every slot's value in the line, at most one a slot."""
    heard = _ARTICLE_NO.sub("em", folded)
    found = {slot: tuple(reader(text, context)) for slot, reader in READERS.items()}
    _mend(text, folded, context, found)
    _settle_rivals(text, found)
    commands: list[SetSlot | CorrectSlot] = []
    refuted: list[SlotName] = []
    restated: list[SlotName] = []
    again: list[SetSlot | CorrectSlot] = []
    spans: list[Span] = []
    mended = False
    for slot, candidates in found.items():
        if not candidates:
            continue
        spans.extend(c.span for c in candidates)
        chosen, gone, twice = _choose(heard, candidates, context.before.get(slot))
        mended = mended or twice
        if gone:
            refuted.append(slot)
        if any(_same(c.value, context.before.get(slot)) for c in candidates):
            restated.append(slot)
        if chosen is not None:
            own = list(_command(slot, chosen, folded, context))
            commands.extend(own)
            if not own:
                again.append(SetSlot(slot, chosen.value, chosen.span, chosen.confidence))
    commands = _trim_needs(text, _without_answers_elsewhere(text, commands))
    said_again = tuple(again)
    return Values(
        tuple(commands), tuple(refuted), tuple(restated), mended, tuple(spans), said_again
    )


# In Portuguese "no" is "in the": it takes nothing back.
_ARTICLE_NO = re.compile(
    r"\bno(?= (?:pr[oó]ximo|m[eê]s|ano|in[ií]cio|fim|final|meio|segundo|primeiro|ver[aã]o|inverno"
    r"|trimestre)\b)"
)


def _without_answers_elsewhere(
    text: str, commands: list[SetSlot | CorrectSlot]
) -> list[SetSlot | CorrectSlot]:
    """A whole line that says who decides is no need, though a need was asked for."""
    who = next((c.span for c in commands if c.slot == "authority"), None)
    return [
        c
        for c in commands
        if not (c.slot == "need" and who and _is_whole(text, c.span) and who[0] <= c.span[0] + 2)
        and not (c.slot == "need" and c.confidence <= _GUESSED and _is_told(text, c, commands))
    ]


_GUESSED = 0.7
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    """
doch eher etwa rund nur only about around more like actually maybe well yes nein and und the our
for für make that sorry budget deadline had have mind thinking gedacht hatten
    """.split()  # noqa: SIM905 - a list of quoted words would be harder to read
)


def _is_told(
    text: str, need: SetSlot | CorrectSlot, commands: Iterable[SetSlot | CorrectSlot]
) -> bool:
    """Whether the words that were taken for an answer are those of other slots: "rather 25,000"."""
    others = [c.span for c in commands if c.slot in _ASIDE and overlap(c.span, need.span)]
    rest = "".join(
        " " if any(a <= at < b for a, b in others) else text[at] for at in range(*need.span)
    )
    return bool(others) and all(w.lower() in _SMALL for w in _WORD.findall(rest))


def _is_whole(text: str, span: Span) -> bool:
    return not text[: span[0]].strip(" ,.!?") and not text[span[1] :].strip(" ,.!?")


# What stands before a value and belongs to it: "approvals for 30 people by May, budget 20k".
_LINK = re.compile(
    r"(?:[\s,;:.-]|\b(?:and|with|our|the|a|budget|of|is|by|in|at|from|we|are|und|mit|bis|ab|im))+$",
    re.IGNORECASE,
)
_ASIDE = ("budget", "team_size", "authority", "timeline", "email", "phone", "name", "company")


def _trim_needs(text: str, commands: list[SetSlot | CorrectSlot]) -> list[SetSlot | CorrectSlot]:
    """Needs end where another slot's value begins, after a comma or as a date."""
    starts = [c.span[0] for c in commands if c.slot in _ASIDE and _stands_apart(text, c)]
    return [_trimmed(text, c, starts) for c in commands]


def _stands_apart(text: str, command: SetSlot | CorrectSlot) -> bool:
    before = text[: command.span[0]].rstrip()
    return command.slot == "timeline" or "," in text[max(0, len(before) - 10) : command.span[0]]


def _trimmed(
    text: str, command: SetSlot | CorrectSlot, starts: Sequence[int]
) -> SetSlot | CorrectSlot:
    value, (start, end) = command.value, command.span
    cuts = [at for at in starts if start < at < end]
    if not isinstance(value, Need) or not cuts:
        return command
    words = _LINK.sub("", text[start : min(cuts)])
    if value.summary != text[start:end] or not any(c.isalpha() for c in words):
        return command
    return replace(command, value=replace(value, summary=words), span=(start, start + len(words)))


def _settle_rivals(text: str, found: dict[SlotName, tuple[Found[Any], ...]]) -> None:
    for group in _RIVALS:
        claims = [(slot, c) for slot in group for c in found[slot]]
        claims.sort(key=lambda c: (c[0] != "email", -c[1].confidence, c[1].start - c[1].end))
        kept: list[tuple[SlotName, Found[Any]]] = []
        for slot, claim in claims:
            if not any(s != slot and _claims_same(text, claim.span, k.span) for s, k in kept):
                kept.append((slot, claim))
        for slot in group:
            keep = [c for s, c in kept if s == slot]
            found[slot] = tuple(c for c in found[slot] if c in keep)


def _claims_same(text: str, a: Span, b: Span) -> bool:
    """Whether two spans share more than a word such as "about", which may belong to either."""
    shared = text[max(a[0], b[0]) : min(a[1], b[1])]
    return shared != "" and shared.strip(" ,.").lower() not in _EITHER


_EITHER = {"", "about", "around", "roughly", "approx", "ca", "etwa", "rund", "circa", "max", "for"}


def overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _choose(
    folded: str, candidates: Sequence[Found[Any]], before: SlotValue | None
) -> tuple[Found[Any] | None, bool, bool]:
    """The value that holds; whether only a taken-back one is left; whether the line mended it."""
    ordered = sorted(candidates, key=lambda c: c.span)
    standing = [c for c in ordered if not is_refuted(folded, c.span)]
    if not standing:
        return None, True, False
    fresh = [c for c in standing if not _same(c.value, before)] or standing
    last = fresh[-1]
    twice = len(ordered) > 1 and _corrected_between(folded, ordered)
    if twice:
        return last, False, True
    best = max(fresh, key=lambda c: (c.confidence, -c.start))
    return best, False, False


def _corrected_between(folded: str, ordered: Sequence[Found[Any]]) -> bool:
    """Whether words of correction stand after the first value."""
    first, last = ordered[0], ordered[-1]
    if _same(first.value, last.value):
        return False
    return find_correction(folded, first.end, last.end + 30) is not None


def _command(
    slot: SlotName, chosen: Found[Any], folded: str, context: Context
) -> Iterable[SetSlot | CorrectSlot]:
    before = context.before.get(slot)
    if before is None:
        yield SetSlot(slot, chosen.value, chosen.span, chosen.confidence)
    elif not _same(chosen.value, before):
        corrects = find_correction(folded) or _is_named(before, folded)
        kind = CorrectSlot if corrects else SetSlot
        yield kind(slot, chosen.value, chosen.span, chosen.confidence)
    elif context.asked == slot:
        yield SetSlot(slot, chosen.value, chosen.span, chosen.confidence)


def _is_named(before: SlotValue, folded: str) -> bool:
    """Whether the known value is named beside the new one: who names both replaces one."""
    if isinstance(before, Geography):
        before = before.text
    if isinstance(before, str):
        return len(before) > 1 and re.search(rf"\b{re.escape(fold(before))}\b", folded) is not None
    return is_number_written(before, folded)


def _same(value: Any, before: SlotValue | None) -> bool:
    """Whether the line says again what is known: what it leaves open does not count."""
    if before is None:
        return False
    if isinstance(value, str) and isinstance(before, str):
        return value.casefold() == before.casefold()
    if isinstance(value, Budget) and isinstance(before, Budget):
        return (
            (value.min, value.max, value.none) == (before.min, before.max, before.none)
            and value.currency in (None, before.currency)
            and value.period in (None, before.period)
            and value.per in (None, before.per)
        )
    return bool(value == before)


_NEAR = 12


def _put_in_place(
    text: str, folded: str, context: Context, days: list[Found[Any]]
) -> Iterable[Found[Any]]:
    """ "We start in March. Or no, better May": a bare time right behind words of correction."""
    mark = find_correction(folded, days[-1].end) if days and context.asked != "timeline" else None
    if mark is None:
        return
    for day in find_timelines(text, replace(context, asked="timeline")):
        if mark[0] <= day.start <= mark[1] + _NEAR:
            yield day


def _mend(
    text: str, folded: str, context: Context, found: dict[SlotName, tuple[Found[Any], ...]]
) -> None:
    """Add the values of corrections that name only what changes."""
    added = list(find_slips(text, folded, context, found, READERS))
    if not any(found[slot] for slot in ("budget", "team_size")):
        added.extend(find_number_corrections(text, folded, context, READERS))
    added.extend(c for c in find_spelling(text, folded, context) if not found[c[0]])
    days = [f for f in found["timeline"] if not is_refuted(folded, f.span)]
    others = any(f for slot, f in found.items() if slot != "timeline")
    if "timeline" in context.before and not (others or days) and find_correction(folded):
        # "March is better": a bare month, as if the date had just been asked for.
        asked = replace(context, asked="timeline")
        added.extend(("timeline", day) for day in find_timelines(text, asked))
    added.extend(("timeline", day) for day in _put_in_place(text, folded, context, days))
    if not found["budget"] and (terms := find_changed_terms(folded, context)) is not None:
        added.append(("budget", terms))
    for slot, value in added:
        found[slot] = (*found[slot], value)
    found["budget"] = tuple(with_period_said_after(folded, f) for f in found["budget"])

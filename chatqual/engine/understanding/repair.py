"""Repair by slot: which slot a refusal, a "don't know" or a "delete that" is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatqual.engine.commands import (
    Command,
    DeclineSlot,
    Deny,
    OptOut,
    Repeat,
    SkipQuestion,
    Span,
    UnknownSlot,
    WhyAsked,
)
from chatqual.engine.slots import SlotName
from chatqual.engine.understanding.acts_rules import CORRECTIONS
from chatqual.engine.understanding.acts_text import ActFound
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.phrases import any_of, data_file, phrase_sets
from chatqual.engine.understanding.segments import Segment
from chatqual.engine.understanding.sieve import Sifted

_DATA = data_file("repair")
_PHRASES = phrase_sets(_DATA["words"])
_SLOT_WORDS: dict[SlotName, re.Pattern[str]] = {
    slot: re.compile(rf"\b{any_of(words)}\b") for slot, words in _DATA["slots"].items()
}
_SHORT_ADDRESS = re.compile(r"\b(?:address(?:es)?|adresse)\b")
_GENERAL = re.compile(rf"\b{_PHRASES['general']}\b")
_OTHER_MATTER = re.compile(rf"\b{_PHRASES['other_matter']}\b")


@dataclass(frozen=True, slots=True)
class Repair:
    """A command of repair and the words that it rests on."""

    command: Command
    span: Span


def find_repairs(
    folded: str, segments: list[Segment], acts: list[ActFound], context: Context
) -> list[Repair]:
    """Refusals, unknowns, skips and the like of one line, by slot."""
    repairs: list[Repair] = []
    for act in acts:
        segment = _segment_of(act, segments)
        repairs.extend(
            Repair(command, act.span) for command in _commands(act, folded, segment, context)
        )
    if context.asked is not None and (shrug := _SHRUG.fullmatch(folded)):
        repairs.append(Repair(UnknownSlot(context.asked), shrug.span()))
    return repairs


def _segment_of(act: ActFound, segments: list[Segment]) -> Segment:
    for segment in segments:
        if segment.start <= act.span[0] < segment.end:
            return segment
    return Segment(act.span[0], act.span[1], False)


_SURE_SKIP = 0.92
# "Never mind" drops the matter; "skip" only this question.
_WAVED_OFF = re.compile(rf"\b{_PHRASES['waved_off']}\b")
# The shrugging figure with its skin tones and sexes, and what it is typed as.
_SHRUG = re.compile(r"[^\w]*(?:\U0001F937|\\_\(.{1,3}\)_/)[^\w]*")
_CALLING = re.compile(rf"\b{_PHRASES['calling']}\b")
_WRITING = re.compile(rf"\b{_PHRASES['writing']}\b")
_FINE = _PHRASES["fine"]


def _offered(way: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{way}\b.{{0,12}}\b{_FINE}|{_FINE}\b.{{0,8}}\b{way})\b")


_WRITING_IS_FINE = _offered(_PHRASES["writing"])
_CALLING_IS_FINE = _offered(_PHRASES["calling"])


def _commands(act: ActFound, folded: str, segment: Segment, context: Context) -> Iterator[Command]:
    match act.act:
        case "decline":
            yield from _declines(act, folded, segment, context)
        case "dont_know" if not _OTHER_MATTER.search(folded, act.span[0], segment.end):
            yield from (UnknownSlot(slot) for slot in slots_meant(folded, segment, context))
        case "skip" if context.asked is not None or act.confidence >= _SURE_SKIP:
            yield from _skips(act, folded, context)
        case "why_asked":
            yield WhyAsked()
        case "repeat":
            yield Repeat()
        case "opt_out" if act.kind == "contact":
            closed = _closed_way(folded, act.span, segment)
            yield DeclineSlot(closed) if closed else OptOut("contact")
        case "opt_out":
            yield OptOut("data" if act.kind == "data" else "qualification")


def _skips(act: ActFound, folded: str, context: Context) -> Iterator[Command]:
    yield SkipQuestion()
    if context.asked is not None and _WAVED_OFF.search(folded, *act.span):
        yield DeclineSlot(context.asked)


def _closed_way(folded: str, span: Span, segment: Segment) -> SlotName | None:
    """The way of contact that is refused where another is offered: "no calls, mail is fine"."""
    rest = folded[segment.start : span[0]] + " . " + folded[span[1] : segment.end]
    if _CALLING.search(folded, *span) and _WRITING_IS_FINE.search(rest):
        return "phone"
    if _WRITING.search(folded, *span) and _CALLING_IS_FINE.search(rest):
        return "email"
    return None


def _declines(act: ActFound, folded: str, segment: Segment, context: Context) -> Iterator[Command]:
    named = slots_named(folded, *act.span) or slots_named(folded, segment.start, segment.end)
    slots = _asked_first(named, folded, segment, context)
    yield from (DeclineSlot(slot) for slot in slots)
    if not named and _GENERAL.search(folded, segment.start, segment.end):
        yield OptOut("qualification")
    elif not slots:
        yield Deny()


def slots_meant(folded: str, segment: Segment, context: Context) -> tuple[SlotName, ...]:
    """The slots that a part of the line names; where it names none, the one just asked for."""
    return _asked_first(slots_named(folded, segment.start, segment.end), folded, segment, context)


def _asked_first(
    named: tuple[SlotName, ...], folded: str, segment: Segment, context: Context
) -> tuple[SlotName, ...]:
    if context.asked == "email" and _SHORT_ADDRESS.search(folded, segment.start, segment.end):
        named = tuple("email" if slot == "geography" else slot for slot in named)
    if context.asked in named and not _lists_several(folded, segment):
        return (context.asked,)
    if named:
        return named
    return (context.asked,) if context.asked else ()


def _lists_several(folded: str, segment: Segment) -> bool:
    return bool(re.search(r"\b(?:and|or|nor|und|oder)\b", folded[segment.start : segment.end]))


def slots_named(folded: str, start: int, end: int) -> tuple[SlotName, ...]:
    """Slots that the words name, in the order of the table."""
    found: list[SlotName] = []
    for slot, pattern in _SLOT_WORDS.items():
        if pattern.search(folded, start, end):
            found.append(slot)
    if "email" in found and "geography" in found and _SHORT_ADDRESS.search(folded, start, end):
        found.remove("geography")
    if "team_size" in found and "company" in found:
        found.remove("company")
    return tuple(found)


_CLEAR = Sifted(rf"\b{_PHRASES['clear']}")
_START_OVER = re.compile(rf"\b{_PHRASES['start_over']}\b")


def find_clear(folded: str) -> Span | None:
    """Where the line takes something back without putting another value in its place."""
    found = _CLEAR.search(folded)
    return found.span() if found else None


def find_start_over(folded: str) -> Span | None:
    """Where the visitor wants to begin again."""
    found = _START_OVER.search(folded)
    return found.span() if found else None


_WRONG_ABOUT = Sifted(rf"\b{_PHRASES['wrong_about']}\b")


def find_correction(folded: str, start: int = 0, end: int | None = None) -> Span | None:
    """Words that mark a correction; they mean one only beside another value of a known slot."""
    stop = len(folded) if end is None else end
    if (wrong := _WRONG_ABOUT.search(folded, start, stop)) is not None:
        return wrong.span()
    for rule in CORRECTIONS:
        for span in rule.spans(folded, start, stop):
            return span
    return None


_REFUTED_BEFORE = re.compile(
    rf"\b{_PHRASES['refuted_before']} (?:(?:the|our|my|just|only|about|around|in|a|of) )*[\"']?$"
)
_REFUTED_AFTER = re.compile(rf"[\"']?,? {_PHRASES['refuted_after']}")
_WINDOW = 48


def is_refuted(folded: str, span: Span) -> bool:
    """Whether the words beside a value say that it is not so."""
    before = folded[max(0, span[0] - _WINDOW) : span[0]]
    return bool(_REFUTED_BEFORE.search(before) or _REFUTED_AFTER.match(folded, span[1]))


def clear_targets(
    folded: str, context: Context, restated: tuple[SlotName, ...]
) -> tuple[SlotName, ...]:
    """Which known slots a "delete that" empties: those restated or named, else the only one."""
    if restated:
        return restated
    named = tuple(s for s in slots_named(folded, 0, len(folded)) if s in context.before)
    if named:
        return named
    if context.asked in context.before and context.asked is not None:
        return (context.asked,)
    return tuple(context.before) if len(context.before) == 1 else ()

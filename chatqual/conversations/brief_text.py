"""The brief as plain text, a line for each thing: for a mail or the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from chatqual.conversations.brief_shapes import ASSISTANT, Brief, Fact, Note
from chatqual.conversations.describe import describe_instant

SURE = 0.7  # below, a reading is shown as a doubt
_UNKNOWN = {
    "unasked": "not asked yet",
    "asked": "asked, not answered",
    "declined": "rather not said",
    "unknown": "not known to them",
}


def fact_text(fact: Fact) -> str:
    """A slot in one line: the value with its doubt, or why there is none."""
    if fact.state == "conflicting":
        return f"{fact.older or '?'} or {fact.shown}: they said both"
    if not fact.shown or fact.state in ("declined", "unknown"):
        return _UNKNOWN.get(fact.state, fact.state)
    said = fact.evidence.text if fact.evidence else ""
    quote = f" (“{said}”)" if said and said.casefold() != fact.shown.casefold() else ""
    by = ", set by staff" if fact.source == "human" else ""
    doubt = ", not sure" if fact.state == "filled" and (fact.confidence or 1.0) < SURE else ""
    return f"{fact.shown}{by}{doubt}{quote}"


def brief_text(brief: Brief) -> str:
    """All of the brief; no line is empty."""
    return "\n".join(_lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    if brief.risks:
        yield "! " + "; ".join(n.text for n in brief.risks)
    who = [f.shown for f in brief.who if f.slot != "use_case" and f.state != "conflicting"]
    yield "Who: " + (", ".join(who) or "not known yet")
    kind = brief.lead_type.replace("_", " ")
    customer = {True: "a customer already", False: "no customer yet", None: ""}
    yield "Kind: " + ", ".join(w for w in (kind, customer[brief.existing_customer]) if w)
    if not brief.need:
        yield "In their words: " + (f"“{brief.headline}”" if brief.headline else "nothing yet")
    for fact in (*brief.bant, *(f for f in brief.who if f.slot == "use_case")):
        yield f"{fact.label}: {fact_text(fact)}"
    yield from _listed("Wants a person", [Note(r) for r in brief.handoff_reasons])
    yield from _listed("Asked for", brief.wishes)
    yield from _listed("Rather not said", [Note(label) for label in brief.refused])
    yield from _listed("Not answered for them", brief.unanswered)
    yield from _listed("Not answered by them", brief.unheard)
    yield from _listed("Promised", brief.promises)
    if brief.told:
        yield f"Told on waiting: “{brief.told.text}”"
    yield from _listed("Sources shown", [Note(s.title) for s in brief.sources])
    if brief.follow_up:
        at = describe_instant(datetime.fromisoformat(brief.follow_up.by))
        yield f"Follow up by: {at} ({brief.follow_up.why})"
    yield "Ask next: " + (brief.next.text or f"nothing ({brief.next.reason})")


def _listed(label: str, notes: tuple[Note, ...] | list[Note]) -> Iterator[str]:
    if notes:
        yield f"{label}: " + "; ".join(_note_text(n) for n in notes)


def _note_text(note: Note) -> str:
    by = f"{note.by}: " if note.by and note.by != ASSISTANT else ""
    return f"{by}{note.text}" + (f" ({note.more})" if note.more else "")

"""A line read: the commands that the rules propose, in the order of the visitor's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from chatqual.engine.commands import (
    Abuse,
    Act,
    Affirm,
    Ask,
    ClearSlot,
    Command,
    CorrectSlot,
    DeclineSlot,
    Deny,
    EndChat,
    Handoff,
    Intent,
    OptOut,
    OptOutScope,
    SetSlot,
    SmallTalk,
    Span,
    UnknownSlot,
)
from chatqual.engine.slots import SlotName
from chatqual.engine.understanding.acts import acts_of
from chatqual.engine.understanding.acts_text import ActFound, fold
from chatqual.engine.understanding.attention import cut_short
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.classifier_acts import fill_acts
from chatqual.engine.understanding.language import language_of
from chatqual.engine.understanding.lead_type import LeadReading, find_intents, read_lead_type
from chatqual.engine.understanding.repair import (
    clear_targets,
    find_clear,
    find_repairs,
    find_start_over,
)
from chatqual.engine.understanding.segments import Segment, split_line
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.spelling import respell
from chatqual.engine.understanding.values import Values, overlap, read_values

_Placed = tuple[Span, Command]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line says. `spans` goes with `commands`, one by one."""

    commands: tuple[Command, ...]
    acts: tuple[Act, ...]
    lead_type: LeadReading
    language: str
    spans: tuple[Span, ...]


def read(text: str, context: Context) -> Reading:
    """Everything that the rules understand of a line. Pure; a few milliseconds at most."""
    cut = cut_short(text)
    if cut is None:
        return _read_mended(text, context)
    reading = _read_mended(cut.text, context)
    pairs = [
        (command, span)
        for c, s in zip(reading.commands, reading.spans, strict=True)
        if (command := cut.command(c)) is not None and (span := cut.span(s) or (0, len(text)))
    ]
    return replace(
        reading,
        commands=tuple(command for command, _ in pairs),
        spans=tuple(span for _, span in pairs),
    )


def _read_mended(text: str, context: Context) -> Reading:
    """The line as it was meant, in the words in which it was written."""
    respelt = respell(text, language_of(text, context.language))
    if respelt is None:
        return _read(text, context)
    reading = _read(respelt.text, context)
    pairs = list(zip(reading.commands, reading.spans, strict=True))
    return replace(
        reading,
        commands=tuple(respelt.command(command, span) for command, span in pairs),
        spans=tuple(respelt.span(span) for span in reading.spans),
    )


def _read(text: str, context: Context) -> Reading:
    folded = fold(text)
    language = language_of(text, context.language)
    segments = split_line(text, language)
    acts = _sincere(acts_of(text, folded, segments))
    values = read_values(text, folded, context)
    acts = _sincere(fill_acts(text, acts, segments, _told(values), context))
    placed = [
        *_of_values(values, acts, find_clear(folded)),
        *_of_acts(acts),
        *((r.span, r.command) for r in find_repairs(folded, segments, acts, context)),
        *((f.span, Intent(f.value)) for f in find_intents(text, context)),
    ]
    placed.extend(_clears(folded, context, values, acts))
    placed = _agreed(placed)
    placed.extend(_questions(text, segments, acts))
    if not placed and not acts:
        # A line that only says again what is known has been read all the same.
        placed.extend((c.span, c) for c in values.again)
    lead = read_lead_type(text, context)
    if lead.type == "support":
        placed = [(span, c) for span, c in placed if not _counts_rows(text, c)]
    if _is_to_look_up(text, placed, acts, lead, context):
        placed.append(((0, len(text)), Ask(text.strip())))
    placed = _in_order(placed)
    return Reading(
        commands=tuple(command for _, command in placed),
        acts=_names(folded, acts, placed, values),
        lead_type=lead,
        language=language,
        spans=tuple(span for span, _ in placed),
    )


_BARE = re.compile(r"[\W\d]*\d\s?[km]?\W*", re.IGNORECASE)


def _counts_rows(text: str, command: Command) -> bool:
    """ "40k maybe. nothing came": beside trouble a bare number is one of the thing in trouble."""
    return (
        isinstance(command, SetSlot)
        and command.slot in ("budget", "team_size")
        and _BARE.fullmatch(text[slice(*command.span)]) is not None
    )


_MERE_OK = 0.8


def _sincere(acts: list[ActFound]) -> list[ActFound]:
    """Without the "great" of somebody who is angry."""
    if not any(act.act in ("anger", "legal", "abuse") for act in acts):
        return acts
    return [act for act in acts if act.act != "affirm" or act.confidence > _MERE_OK]


_MAX_KEYWORDS = 4
# "No demo please": said to us, nothing to look up.
_REFUSES = re.compile(
    r"\W*(?:(?:please|but|and|bitte),? )?(?:no|kein\w*|without|ohne) \w+"
    r"|\W*(?:as|like|wie) (?:i|ich) (?:said|say|told|wrote|mentioned|sagte|gesagt)\b",
    re.IGNORECASE,
)


# "Ok, send me the DPA": what is to be had is a question for the documents, how it is put or not.
_REQUEST = re.compile(
    r"\W*(?:(?:ok|okay|yes|and|please|pls|then|great|just|could you|can you)\W+)*"
    r"(?:send|show|give|forward|mail) (?:me|us) (?:the|your|a copy of|some|more)\b"
    r"(?!.*\b(?:quotes?|offers?|prices?|invoices?|money|refund|person|human|someone|call)\b)"
    r"(?: [\w'-]+){1,6}\W*$",
    re.IGNORECASE,
)
_ELSEWHERE = (Intent, Handoff, SetSlot, OptOut, Ask, EndChat, Abuse)


def _is_to_look_up(
    text: str, placed: list[_Placed], acts: list[ActFound], lead: LeadReading, context: Context
) -> bool:
    """A line without a question that is one all the same: bare words, or what does not work.

    Where something was just asked, only a topic of the knowledge base is looked up.
    """
    if _REQUEST.match(text) and not any(isinstance(c, _ELSEWHERE) for _, c in placed):
        return True
    if any(not isinstance(command, SmallTalk) for _, command in placed):
        return False
    if context.asked is not None:
        topics = {topic.casefold() for topic in context.topics}
        return context.asked not in ("need", "use_case") and text.strip(" ?.!").casefold() in topics
    if lead.type != "support" and _REFUSES.match(text):
        return False
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    if lead.type == "support":
        return len(words) > 1
    return not acts and 0 < len(words) <= _MAX_KEYWORDS and not any(c.isdigit() for c in text)


# What is said in these acts is no need: "I want to talk to a person", "forget what I said".
_NO_NEED = {"human", "decline", "dont_know", "skip", "why_asked", "repeat", "opt_out", "abuse"}


_GUESSED = 0.7


def _told(values: Values) -> list[Span]:
    """The words of values that were not only taken for one because it had been asked for."""
    return [c.span for c in values.commands if c.confidence > _GUESSED]


_A_WISH = 0.9


def _is_wish(command: SetSlot | CorrectSlot) -> bool:
    """ "To get rid of the paper" is a wish; "forget the budget" only sounds like a trouble."""
    return command.confidence >= _A_WISH


def _begins_in(span: Span, other: Span) -> bool:
    return other[0] <= span[0] < other[1]


def _of_values(values: Values, acts: list[ActFound], taken_back: Span | None) -> list[_Placed]:
    taken = [act.span for act in acts if act.act in _NO_NEED]
    # What was only taken for a need because one had been asked for is no question at least, and
    # nothing taken back; who wants "to get rid of the paper forms" says a need in those words.
    asking = [act.span for act in acts if act.act == "question"]
    manners = [act.span for act in acts if act.kind == "how_are_you" or act.act == "goodbye"]
    return [
        (c.span, c)
        for c in values.commands
        if not any(a <= c.span[0] <= b + 1 for a, b in manners)  # "How are you today?"
        if c.slot not in ("need", "use_case")
        or not any(
            overlap(c.span, t) for t in (*taken, *(asking if c.confidence <= _GUESSED else ()))
        )
        if c.slot != "need" or not (taken_back and _begins_in(c.span, taken_back)) or _is_wish(c)
    ]


_REASONS: dict[str, Handoff] = {
    "human": Handoff("asked"),
    "anger": Handoff("angry"),
    "legal": Handoff("legal"),
    "urgent": Handoff("urgent"),
}
_SOCIAL = {
    "greeting", "thanks", "how_are_you", "bot_identity", "joke", "praise",
}  # fmt: skip


def _of_acts(acts: list[ActFound]) -> list[_Placed]:
    placed: list[_Placed] = []
    for act in acts:
        placed.extend((act.span, command) for command in _of_act(act))
    return placed


def _of_act(act: ActFound) -> tuple[Command, ...]:
    if act.act in _REASONS:
        return (_REASONS[act.act],)
    if act.act == "affirm":
        return (Affirm(),)
    if act.act == "deny":
        return (Deny(),)
    if act.act == "abuse":
        return (Abuse(),)
    if act.act == "goodbye":
        return (EndChat(),) if act.kind == "stop" else (SmallTalk("goodbye"), EndChat())
    if act.kind in _SOCIAL:
        return (SmallTalk(act.kind),)  # type: ignore[arg-type]
    return ()


def _clears(folded: str, context: Context, values: Values, acts: list[ActFound]) -> list[_Placed]:
    """Known values that the line takes back without a new one."""
    if not context.before:
        return []
    over = find_start_over(folded)
    if over is not None:
        return [(over, ClearSlot(slot)) for slot in context.before]
    if any(act.act == "opt_out" and act.kind == "data" for act in acts):
        return []
    replaced = {c.slot for c in values.commands if isinstance(c, CorrectSlot)}
    span = find_clear(folded)
    targets = set(values.refuted) & set(context.before)
    if span is not None and not replaced:
        targets |= set(clear_targets(folded, context, values.restated))
    where = span or (0, len(folded))
    return [(where, ClearSlot(slot)) for slot in context.before if slot in targets - replaced]


_MEETINGS = ("callback", "meeting")


def _agreed(placed: list[_Placed]) -> list[_Placed]:
    """Without what another command of the line rules out."""
    commands = [command for _, command in placed]
    cleared: set[SlotName] = {c.slot for c in commands if isinstance(c, ClearSlot)}
    refused: set[SlotName] = {c.slot for c in commands if isinstance(c, DeclineSlot)}
    given = {c.slot for c in commands if isinstance(c, SetSlot | CorrectSlot)}
    given -= cleared | refused
    scopes = {c.scope for c in commands if isinstance(c, OptOut)}
    if "contact" in scopes and given & {"email", "phone"}:
        # "Do not call, write to me at ...": one way is closed, another open.
        placed = [_other_way(span, c, given) for span, c in placed]
    return [(span, c) for span, c in placed if _stands(c, cleared, refused, given, scopes)]


def _other_way(span: Span, command: Command, given: set[SlotName]) -> _Placed:
    if isinstance(command, OptOut) and command.scope == "contact":
        return span, DeclineSlot("phone" if "email" in given else "email")
    return span, command


def _stands(
    command: Command,
    cleared: set[SlotName],
    refused: set[SlotName],
    given: set[SlotName],
    scopes: set[OptOutScope],
) -> bool:
    match command:
        case SetSlot(slot=slot):
            return slot not in cleared | refused
        case UnknownSlot(slot=slot):
            return slot not in given | refused
        case EndChat():
            return not scopes
        case Intent(kind=kind):
            closed = "contact" in scopes or "phone" in refused
            return not closed or kind not in _MEETINGS
    return True


# A question that one of these acts already answers for is not one for the documents.
_CONSUMING = {
    "human", "repeat", "why_asked", "skip", "opt_out", "small_talk", "thanks", "goodbye",
    "decline", "abuse",
}  # fmt: skip


def _questions(text: str, segments: list[Segment], acts: list[ActFound]) -> list[_Placed]:
    out: list[_Placed] = []
    for segment in segments:
        span = (segment.start, segment.end)
        if not segment.is_question:
            continue
        if any(a.act in _CONSUMING and overlap(a.span, span) for a in acts):
            continue
        words = segment.of(text)
        tag = words.rstrip("?!. ").lower() in ("ok", "okay", "right", "yes", "no", "hello", "hi")
        if not tag:
            out.append((span, Ask(words)))
    return out


def _in_order(placed: list[_Placed]) -> list[_Placed]:
    """In reading order, each command once."""
    seen: set[Command] = set()
    out: list[_Placed] = []
    for span, command in sorted(placed, key=lambda p: p[0]):
        if command not in seen:
            seen.add(command)
            out.append((span, command))
    return out


# "220, no sorry, 240": two values and a slip of the tongue between them.
_SELF = Sifted(
    r"(?:\d\w*|@\S+).{0,15}\b(?:no wait|wait|no sorry|sorry|i mean|correction|make that"
    r"|scratch that|or rather|nein|quatsch|moment)\b.{0,15}(?:\d|@)"
)


def _names(
    folded: str, acts: list[ActFound], placed: list[_Placed], values: Values
) -> tuple[Act, ...]:
    names: list[Act] = [act.act for act in acts]
    if any(isinstance(c, CorrectSlot) for _, c in placed):
        names.append("correct")
    if values.self_corrected or _SELF.search(folded):
        names.append("self_correction")
    return tuple(dict.fromkeys(names))

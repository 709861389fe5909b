"""Dialogue acts by rules: what a line does, apart from the values that it states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatqual.engine.commands import Act, Span
from chatqual.engine.understanding.acts_abuse import find_abuse
from chatqual.engine.understanding.acts_rules import RULES, VETOES
from chatqual.engine.understanding.acts_text import ActFound, fold
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.language import language_of
from chatqual.engine.understanding.segments import Segment, split_line
from chatqual.engine.understanding.sieve import Bunch

# Upon the same words the first of these leaves no room for the others.
_OUTDOES: dict[Act, tuple[Act, ...]] = {
    "repeat": ("dont_know", "goodbye", "decline"),
    "why_asked": ("dont_know", "deny", "repeat"),
    "dont_know": ("deny", "decline"),
    # "Pass" is about the question, whoever else could be passed on to.
    "skip": ("dont_know", "goodbye", "human"),
    "deny": ("small_talk",),
    "human": ("decline",),
}
# And in the same part of the line.
_OUTDOES_BESIDE: dict[Act, tuple[Act, ...]] = {
    "repeat": ("deny", "affirm", "skip"),
    "skip": ("deny", "affirm"),
    "decline": ("affirm",),
    "opt_out": ("decline", "affirm"),
    "deny": ("affirm",),
}
_WORD = re.compile(r"[^\W\d_]{2,}")
_RULES = Bunch((rule.pattern, rule) for rule in RULES)
_SHOUTED_WORDS = 6
_SHOUTED_SHARE = 0.8


def find_acts(text: str, context: Context) -> list[ActFound]:
    """The acts of the line in reading order, each with its span and an honest confidence."""
    folded = fold(text)
    segments = split_line(text, language_of(text, context.language))
    return acts_of(text, folded, segments)


def acts_of(text: str, folded: str, segments: list[Segment]) -> list[ActFound]:
    """The same, of a line that is folded and split already."""
    found = [*find_abuse(folded), *_shouted(text)]
    for index, segment in enumerate(segments):
        acts = _settled(list(_of_segment(folded, segment)))
        if _tells_how_often(segments[: index + 1], folded, found):
            acts = []
        if _leads_on(folded, pair := segments[index : index + 2]):
            objects = _OBJECTS.match(folded, pair[1].start)
            acts = [a for a in acts if not (_is_mere_ok(a) or (objects and _is_nod(folded, a)))]
        found.extend(acts)
        if segment.is_question:
            found.append(ActFound("question", (segment.start, segment.end), 0.9))
    return sorted(_once(found), key=lambda act: act.span)


# "It says failed. Again.": not said to us, but of what the line tells.
_OFTEN = re.compile(r"(?:and |yet |once )?(?:again|once more|one more time)\W*")


def _tells_how_often(parts: list[Segment], folded: str, found: list[ActFound]) -> bool:
    """Whether the last part says how often the one before it, which shows no act, came true."""
    if len(parts) < 2 or not _OFTEN.fullmatch(folded, parts[-1].start, parts[-1].end):
        return False
    start, end = parts[-2].start, parts[-2].end
    return not any(_overlap(act.span, (start, end)) for act in found)


_MERE_OK = 0.8
# "Sure, but does it ...?" grants nothing: it is a nod on the way to the question.
_OBJECTS = re.compile(r"\W*(?:but|though|only|aber|nur|mais|pero|mas|ma|maar)\b")
_NOD = re.compile(
    r"(?:(?:ok(?:ay)?|sure|fine|right|true|fair|alright|great|good|cool|nice|well|klar|gut|schon"
    r"|stimmt|sicher|that'?s|it'?s|is|thing|enough|sounds?|makes|sense)\W*)+"
)


def _is_mere_ok(act: ActFound) -> bool:
    return act.act == "affirm" and act.confidence <= _MERE_OK


def is_nod(text: str) -> bool:
    """ "Ok", "fair enough": heard, not agreed to."""
    return _NOD.fullmatch(fold(text).strip()) is not None


def _is_nod(folded: str, act: ActFound) -> bool:
    return act.act == "affirm" and is_nod(folded[slice(*act.span)])


def _leads_on(folded: str, pair: list[Segment]) -> bool:
    """Whether a question goes on from the first part: "ok and what is it" affirms nothing."""
    if len(pair) < 2 or not pair[1].is_question:
        return False
    return not set(folded[pair[0].start : pair[1].start]) & set(".!?\n")


def _shouted(text: str) -> Iterator[ActFound]:
    """Anger by capitals: six words or more and hardly a small letter."""
    words = _WORD.findall(text)
    capitals = sum(word.isupper() for word in words)
    if capitals >= _SHOUTED_WORDS and capitals >= _SHOUTED_SHARE * len(words):
        yield ActFound("anger", (0, len(text)), 0.75, "capitals")


def _of_segment(folded: str, segment: Segment) -> Iterator[ActFound]:
    end = segment.end
    while end > segment.start and folded[end - 1] in ".! ":
        end -= 1
    for rule in _RULES.within(folded[segment.start : segment.end]):
        if segment.is_question and rule.place == "any" and rule.act in ("affirm", "deny"):
            continue
        stop = end if rule.place == "whole" else segment.end
        for span in rule.spans(folded, segment.start, stop):
            if not _vetoed(rule.act, folded, segment, span):
                yield ActFound(rule.act, span, rule.confidence, rule.kind)


_REACH = 30


def _vetoed(act: Act, folded: str, segment: Segment, span: Span) -> bool:
    """Whether words upon or shortly before the find give it another meaning."""
    veto = VETOES.get(act)
    if veto is None:
        return False
    return any(
        found.start() < span[1] and found.end() > span[0] - _REACH
        for found in veto.finditer(folded, segment.start, segment.end)
    )


def _settled(found: list[ActFound]) -> list[ActFound]:
    """Without the acts that another act of the same part rules out."""
    present = {act.act for act in found}
    gone = {other for act in present for other in _OUTDOES_BESIDE.get(act, ())}
    return [
        act
        for act in found
        if act.act not in gone
        and not any(
            act.act in _OUTDOES.get(other.act, ()) and _overlap(act.span, other.span)
            for other in found
        )
    ]


def _once(found: list[ActFound]) -> list[ActFound]:
    """One find per act, kind and place: the most certain of those that overlap."""
    kept: list[ActFound] = []
    for act in sorted(found, key=lambda a: (-a.confidence, a.span)):
        if not any(
            k.act == act.act and k.kind == act.kind and _overlap(k.span, act.span) for k in kept
        ):
            kept.append(act)
    return kept


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]

"""The visitor's problem or wish, and where they would use a solution: their words, shortened."""

from __future__ import annotations

import re
from functools import lru_cache

from chatqual.engine.slots import Need, SlotName
from chatqual.engine.understanding import need_words as say
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.need_grammar import DUTY, OF_ANOTHER_TOOL, THING_WANTED, TROUBLE
from chatqual.engine.understanding.sentences import Sentence, sentences

_FEWEST_BLANKS = 2


def find_needs(text: str, context: Context) -> list[Found[Need]]:
    """At most one need: the best sentence, with the next one where it goes on complaining."""
    best = _best(text, context.asked)
    if best is None:
        return []
    start, end, confidence = best
    words = " ".join(text[start:end].split())
    return [Found(Need(words, topics_in(text, context.topics)), start, end, confidence)]


@lru_cache(maxsize=64)
def _best(text: str, just_asked: SlotName | None) -> tuple[int, int, float] | None:
    """The span and its confidence. Kept for a while: the lead type asks for it a second time."""
    asked = just_asked in ("need", "use_case")
    if not asked and text.count(" ") < _FEWEST_BLANKS and not say.MESS.fullmatch(text):
        return None
    if say.NOT_A_BUYER.search(text):
        return None
    if say.FAULT.search(text) and not OF_ANOTHER_TOOL.search(text):
        return None
    found = [f for part in sentences(text) if (f := _in_sentence(part, just_asked))]
    return max(found, key=lambda f: f[2], default=None)


def topics_in(text: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """The topics that the text names, in the order of `topics`; case and plural do not matter."""
    return tuple(t for t in topics if t.strip() and _topic_pattern(t).search(text))


@lru_cache(maxsize=512)
def _topic_pattern(topic: str) -> re.Pattern[str]:
    words = [re.escape(re.sub(r"(?<=\w{3})s$", "", w)) for w in topic.split()]
    return re.compile(r"(?<!\w)" + r"(?:e?s)?[\s-]+".join(words) + r"(?:e?s|e?n)?(?!\w)", re.I)


def _in_sentence(part: Sentence, asked: str | None) -> tuple[int, int, float] | None:
    text = part.text
    if say.NOT_A_NEED.search(text):
        return None
    use = _use_case_span(part, asked)
    wishes = (say.WISH.search(text), DUTY.search(text))
    wish = next((w for w in wishes if w and not _is_refused(text, w)), None)
    pain = None if part.asks or say.SMALL_TALK.search(text) else _pain(text)
    if wish and (asked or _is_business(text, wish)):
        before = pain is not None and pain.start() < wish.start()
        return _cut(part, 0 if before else wish.start("what"), 0.9)
    if part.asks:
        return None
    if THING_WANTED.match(text) or say.MESS.fullmatch(text):
        return _cut(part, 0, 0.8)
    label = say.LABEL.match(text)
    if label:
        long = len(text[label.end() :].split()) > 3
        return _cut(part, label.end() if long else 0, 0.9)
    if pain and " " in text and (asked or _is_of_a_firm(text)):
        start = use[1] - part.start if use and use[1] - part.start < pain.start() else 0
        return _cut(part, start, 0.85)
    if asked == "need" and use is None and _is_answer(text):
        return _cut(part, 0, 0.7)
    return None


def _pain(text: str) -> re.Match[str] | None:
    return say.PAIN.search(text) or TROUBLE.search(text)


def _is_refused(text: str, wish: re.Match[str]) -> bool:
    what = text[wish.start("what") :]
    lead = text[: wish.start("what")]
    return bool(
        len(what) < 5
        or say.NOT_WISHED.match(what)
        or say.NEGATED.search(text[: wish.start()])
        or say.YOUR_WISH.search(lead)
    )


def _is_of_a_firm(text: str) -> bool:
    """Whether a complaint that nobody asked for is about their work, not about us or nothing."""
    if say.WE.search(text):
        return True
    if say.YOU.search(text):
        return False
    if say.HERE.search(text):
        return bool(say.BUSINESS.search(text))
    return not say.IT_ONLY.match(text) or bool(say.BUSINESS.search(text))


def _is_business(text: str, wish: re.Match[str]) -> bool:
    """Whether a wish that nobody asked for is one of a firm, not for a toothbrush."""
    lead = wish.group()[: wish.start("what") - wish.start()]
    return bool(say.WE.search(lead) or say.BUSINESS.search(text) or _pain(text))


def _is_answer(text: str) -> bool:
    """Whether a sentence can stand as the answer to "what do you need"."""
    long = len(text.split()) >= 2 or (len(text) >= 7 and text.isalpha())
    long = long or say.MEANS.fullmatch(text) is not None
    return long and not say.NO_ANSWER.search(text)


def _cut(
    part: Sentence, start: int, confidence: float, head_words: re.Pattern[str] = say.HEAD
) -> tuple[int, int, float] | None:
    """The span from `start` without fillers at its head and asides at its tail."""
    words = part.text[start:]
    head = head_words.match(words)
    if head:
        start += head.end()
        words = words[head.end() :]
    tail = say.TAIL.search(words)
    kept = (words[: tail.start()] if tail else words).rstrip(" ,.-:")
    if len(kept) < 3 or not any(c.isalpha() for c in kept):
        return None
    return part.start + start, part.start + start + len(kept), confidence


def find_use_cases(text: str, context: Context) -> list[Found[str]]:
    """Where and how they would use it, the surest first."""
    if context.asked != "use_case" and not say.USE_GATE.search(text):
        return []
    if say.NOT_A_BUYER.search(text):
        return []
    found: list[Found[str]] = []
    for part in sentences(text):
        span = _use_case_span(part, context.asked)
        if span:
            start, end, confidence = span
            found.append(Found(text[start:end], start, end, confidence))
    return sorted(found, key=lambda f: (-f.confidence, f.start))


def _use_case_span(part: Sentence, asked: str | None) -> tuple[int, int, float] | None:
    if part.asks or say.NOT_A_NEED.search(part.text):
        return None
    match = say.USE.search(part.text)
    if match:
        return _cut(part, _start_of_what(match), 0.88, say.USE_HEAD)
    if asked in ("use_case", "need"):
        bare = say.USE_BARE.match(part.text)
        if bare:
            return _cut(part, bare.start("what"), 0.8, say.USE_HEAD)
    if asked == "use_case" and _is_answer(part.text) and not _pain(part.text):
        return _cut(part, 0, 0.65)
    return None


def _start_of_what(match: re.Match[str]) -> int:
    """Where the named group that took part begins: each way of saying it has its own."""
    return next(match.start(name) for name, words in match.groupdict().items() if words)

"""Who decides: the visitor's own part, their title, and whom they must ask.

A line fills only where it speaks of this purchase: questions about the product's approvals, other
people's bosses and figures of speech stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatqual.engine.slots import Authority, Level
from chatqual.engine.understanding import authority_grammar as grammar
from chatqual.engine.understanding import authority_words as say
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.given_names import GIVEN_NAMES
from chatqual.engine.understanding.sentences import Sentence, sentences
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.titles import TITLE, TITLE_RE, TOP_TITLE
from chatqual.engine.understanding.words import NOT_A_NAME

_TITLE_SELF = Sifted(
    rf"(?:\b(?:i(?:'m| am|m)|me as|with me as|i work as|ich bin|bin|als|as|je suis|soy|sono|sou|"
    rf"ik ben)(?: the| a| an| our| der| die| das| hier| only| just| nur| le| la| el| il| o| de|"
    rf" het)*\s+(?:sole )?(?P<title>{TITLE})|(?:^|[.,!] )(?P<title2>{TITLE}) (?:here|hier)\b)",
    re.I,
)
_NAME = re.compile(
    r"(?<![\w@.])(?:(?P<polite>(?:frau|herr|mr\.?|mrs\.?|ms\.?) )?[^\W\d_]{2,})(?![\w@]|"
    r"['’](?!s\b))",
    re.I,
)
_PEOPLE_OF_MINE = re.compile(
    r"\b(?:my|our|unser\w*|mein\w*) (?P<who>[^\W\d_]{3,}(?: (?:of|for) [^\W\d_]+)?)", re.I
)
_MINE = re.compile(r"\b(?:my|our|mein|unser)", re.I)
_IS_SELF = re.compile(
    r"\b(?:i'm|im|i am|me as|ich bin|als|as|not|nicht|we're|we are|wir sind|nous sommes|somos)\s+"
    r"(?:(?:two|three|four|zwei|drei|\d+) )?$",
    re.I,
)
_WHAT = re.compile(r"\bwhat(?:ever)? $", re.I)  # "we buy what head office tells us"
_DET_END = re.compile(rf"(?:(?<!\w){say.DETERMINER})*$", re.I)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom a sentence names; `before` is the text before any "my", "our", "the"."""

    text: str
    start: int
    end: int
    before: str
    after: str
    known: bool
    guessed: bool = False
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    level: Level
    start: int
    end: int
    confidence: float
    approver: str | None = None


def find_authorities(text: str, context: Context) -> list[Found[Authority]]:
    """At most one reading of the whole line: level, own title, and who must be asked."""
    asked = context.asked == "authority"
    if not asked and not say.GATE.search(text):
        return []
    parts = sentences(text)
    if not asked:
        parts = tuple(part for part in parts if not grammar.HABIT.search(part.text))
    readings = [r for part in parts for r in _read(part, asked)]
    title = _own_title(parts)
    if asked and not any(r.approver or r.level != "influencer" for r in readings):
        readings = [*readings, *(r for part in parts for r in _answers(part, title))]
    if not readings:
        return _by_title(title, asked)
    best = _choose(readings)
    if best.approver and best.level == "influencer":
        best = replace(best, start=grammar.start_of_both(text, best.start, best.end, asked=asked))
    value = Authority(best.level, title.value if title else None, best.approver)
    return [Found(value, best.start, best.end, best.confidence)]


def _answers(part: Sentence, title: Found[str] | None) -> Iterator[_Reading]:
    """What only the question who decides makes plain: whoever is named, or nobody but "I"."""
    text = part.text
    if part.asks or say.NO_ANSWER.search(text) or say.IDIOM.search(text):
        return
    own = title.value.lower() if title else None
    for person in _people(text):
        nobody = say.NOBODY.search(person.before)
        told = grammar.OTHER_DEED.match(person.after) and not _WHAT.search(person.before)
        if told or _IS_SELF.search(person.before):
            continue  # "finance just told me we have until June"
        if not nobody and not person.guessed and person.text.lower() != own:
            yield _at(part, "influencer", person.start, person.end, 0.7, _approver_text(person))
            return
    if say.ADVISES.search(text):
        yield _at(part, "influencer", 0, len(text), 0.65)
    elif say.NOT_WHOLLY.search(text):
        return
    elif say.OF_DECIDING.search(text) and say.FIRST_PERSON.search(text):
        yield _at(part, "decision_maker", 0, len(text), 0.72)


def _choose(readings: list[_Reading]) -> _Reading:
    """No part outranks use, use outranks preparing; a named approver outranks a decider's "I".

    The last word of a line counts: "I do. well, our cfo has to sign".
    """
    approvers = [r for r in readings if r.approver]
    outside = [r for r in readings if r.level in ("none", "user")]
    if outside and not approvers:
        return min(outside, key=lambda r: r.confidence)
    self_made = [r for r in readings if r.level == "decision_maker"]
    if approvers:
        best = max(approvers, key=lambda r: r.confidence)
        if not self_made or best.confidence >= 0.8:
            return best
    return self_made[0] if self_made else max(readings, key=lambda r: r.confidence)


def _by_title(title: Found[str] | None, asked: bool) -> list[Found[Authority]]:
    """A title alone: who owns or leads the firm decides; others only where it was asked."""
    if title is None:
        return []
    if TOP_TITLE.match(title.value):
        value = Authority("decision_maker", title.value)
        return [Found(value, title.start, title.end, 0.8 if asked else 0.65)]
    return []


def _own_title(parts: tuple[Sentence, ...]) -> Found[str] | None:
    for part in parts:
        match = _TITLE_SELF.search(part.text)
        if match and not (part.asks and not match.group().lower().startswith("i")):
            group = "title" if match["title"] else "title2"
            start, end = match.span(group)
            return Found(match[group], part.start + start, part.start + end)
        first = grammar.TITLE_FIRST.match(part.text)
        if first and _decides_alone(part.text[first.end() :]):
            start, end = first.span("title")
            return Found(first["title"], part.start + start, part.start + end)
    return None


def _decides_alone(text: str) -> bool:
    return bool(say.DECIDES_SELF.search(text) or grammar.DECIDES.search(text))


def _read(part: Sentence, asked: bool) -> Iterator[_Reading]:
    text = part.text
    if say.IDIOM.search(text) or (part.asks and not _about_us(text)):
        return
    yield from _levels(part, asked)
    yield from _approvers(part, asked)


_ABOUT_US = Sifted(
    r"\b(?:i (?:need|have|must|gotta) to (?:ask|check|convince))\b|^(?:muss|müssen|müsste|darf|"
    r"sollte) (?:ich|wir)\b",
    re.I,
)


def _about_us(text: str) -> bool:
    """Whether a question still says who decides ("can you mail it, i need to ask my boss?")."""
    return bool(_ABOUT_US.search(text))


def _levels(part: Sentence, asked: bool) -> Iterator[_Reading]:
    text = part.text
    patterns: tuple[tuple[Level, re.Pattern[str] | Sifted, float], ...] = (
        ("none", say.NO_PERSON, 0.86),
        ("none", say.NO_PART, 0.9),
        ("user", say.USER, 0.88),
        ("none", grammar.OUTSIDER, 0.86),
        ("influencer", say.ONLY_PREPARES, 0.8),
        ("influencer", grammar.LEGWORK, 0.78),
        *((("influencer", grammar.TOGETHER, 0.76),) if asked else ()),
        ("influencer", say.NOT_ME if asked else grammar.NOT_MINE, 0.7),
        *((("influencer", say.SOMEONE_ELSE, 0.7),) if asked else ()),
    )
    for level, pattern, confidence in patterns:
        match = pattern.search(text)
        if match and not (level == "user" and _COUNTED.search(match.group())):
            yield _at(part, level, match.start(), match.end(), confidence)
    wider = grammar.DECIDES if asked else grammar.PLAINLY_DECIDES
    match = say.DECIDES_SELF.search(text) or wider.search(text)
    if match and not _is_negated(text, match):
        yield _at(part, "decision_maker", match.start(), match.end(), 0.93)
    elif say.WITHOUT_ASKING.search(text) and re.search(r"\bi\b|\bich\b", text, re.I):
        yield _at(part, "decision_maker", 0, len(text), 0.8)
    elif asked and (bare := say.BARE_SELF.match(text)):
        yield _at(part, "decision_maker", 0, bare.end(), 0.85)
    client = say.FOR_CLIENT.search(text)
    if client:
        who = client["approver"] or client["approver2"]
        yield _at(part, "influencer", client.start(), client.end(), 0.82, who)


# "Only 30 of us would use it" is a head count.
_COUNTED = re.compile(r"\d|\b(?:few|some|half|most) of (?:us|them)\b", re.I)


def _is_negated(text: str, match: re.Match[str]) -> bool:
    return bool(
        say.NEGATED.search(text[: match.start()])
        or say.NOT_ME.search(text)
        or say.NEGATED_WITHIN.search(match.group())
        or re.match(r"\s*(?:nicht|not)\b", text[match.end() :], re.I)
    )


def _at(
    part: Sentence,
    level: Level,
    start: int,
    end: int,
    confidence: float,
    approver: str | None = None,
) -> _Reading:
    return _Reading(level, part.start + start, part.start + end, confidence, approver)


def _approvers(part: Sentence, asked: bool) -> Iterator[_Reading]:
    for person in _people(part.text):
        confidence, end = _decides(person, part.text, asked)
        if confidence:
            start = len(person.before)
            words = _approver_text(person)
            yield _at(part, "influencer", min(start, person.start), end, confidence, words)


def _approver_text(person: _Person) -> str:
    """As written; an English title or group in lower case, a name and a German noun as they are."""
    ascii_only = person.text.isascii()
    german = re.search(r"(?:führer|leiter|leitung|vorstand|inhaber|chef)", person.text, re.I)
    return person.text.lower() if person.known and ascii_only and not german else person.text


def _people(text: str) -> Iterator[_Person]:
    taken: list[tuple[int, int]] = []
    for pattern in (TITLE_RE, say.GROUP):
        for match in pattern.finditer(text):
            if _is_no_person(text, match) or any(
                a < match.end() and match.start() < b for a, b in taken
            ):
                continue
            taken.append(match.span())
            yield _person(text, match.start(), match.end(), known=True)
    for match in _NAME.finditer(text):
        if _is_name(text, match) and not any(
            a < match.end() and match.start() < b for a, b in taken
        ):
            taken.append(match.span())
            yield _person(text, match.start(), match.end(), known=False)
    for match in _PEOPLE_OF_MINE.finditer(text):
        start, end = match.span("who")
        if not any(a < end and start < b for a, b in taken) and _may_be_people(match["who"]):
            yield _person(text, start, end, known=True, guessed=True)


def _is_no_person(text: str, match: re.Match[str]) -> bool:
    """The pronoun "it", and the "purchasing" of "purchasing decisions"."""
    if match.group() == "it":
        return True
    if say.NEED_OF.search(text, 0, match.start()) and grammar.ITS_CONSENT.match(text, match.end()):
        return False  # "we'd need board approval"
    return bool(say.OF_A_THING.match(text, match.end()))


def _is_name(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    lower = word.lower()
    if match["polite"]:
        return True
    if lower in GIVEN_NAMES:
        return lower not in NOT_A_NAME or _acts_as_person(text, match)  # "as I said, June"
    capital = word[0].isupper() and word[1:].islower() and match.start() > 0
    return capital and lower not in NOT_A_NAME and not say.GERMAN.search(text)


def _acts_as_person(text: str, match: re.Match[str]) -> bool:
    """A name that is an everyday word or month as well: written as a name, and deciding."""
    return match.group()[0].isupper() and bool(say.SURE_VERB.match(text, match.end()))


_NOT_PEOPLE = re.compile(
    r"(?:own|budget|company|firm|needs?|tool|system|current|side|part|call|decision|data|plan|"
    r"process|requirements|job|thing|questions?|situation|approval|project|entscheidung|"
    r"recommendation|case|desk|head|end|opinion|mind|money|self|existing|site|website|users?|"
    r"thesis|studies|phone|email|name|number)\b",
    re.I,
)


def _may_be_people(words: str) -> bool:
    return not _NOT_PEOPLE.match(words)


def _person(text: str, start: int, end: int, *, known: bool, guessed: bool = False) -> _Person:
    before = text[:start]
    bare = _DET_END.search(before)
    cut = bare.start() if bare else start
    return _Person(
        text[start:end],
        start,
        end,
        before[:cut],
        text[end:],
        known,
        guessed,
        bool(_MINE.search(text[cut:start])),
    )


def _decides(person: _Person, text: str, asked: bool) -> tuple[float, int]:
    """How surely the person must be asked or decides (0: not), and where the words end."""
    before, after = person.before, person.after
    if _IS_SELF.search(before) or say.WITHOUT_ASKING.search(before):
        return 0.0, 0
    product = say.PRODUCT_TALK.search(text)
    if say.DECISION_WITH.search(before) and not product:
        return 0.9, person.end
    if re.search(r"\bfor $", before) and say.TO_DECIDE.match(after):
        return 0.9, person.end
    if (verb := say.SURE_VERB.match(after)) and not product:
        return 0.9, person.end + verb.end()
    if asked and person.known and not product and (verb := say.LOOSE_VERB.match(after)):
        return 0.85, person.end + verb.end()
    if _must_be_asked(person, asked):
        return 0.88, person.end
    if person.guessed or not (asked or _names_instead(person)):
        return 0.0, 0
    return _decides_when_asked(person)


def _names_instead(person: _Person) -> bool:
    """ "It's not me who decides, it's our COO", "I'm only collecting offers for our COO"."""
    before = person.before
    prepares = say.ONLY_PREPARES.search(before) or grammar.LEGWORK.search(before)
    return bool(
        (say.NOT_ME.search(before) and say.OF_DECIDING.search(before))
        or (prepares and say.FOR_THEM.search(before))
    )


def _is_beyond_limit(person: _Person) -> bool:
    """ "Up to 5k I can sign, above that the CFO"."""
    return bool(grammar.BEYOND.search(person.before) and say.OF_DECIDING.search(person.before))


def _must_be_asked(person: _Person, asked: bool) -> bool:
    before, after = person.before, person.after
    if say.NEED_OF.search(before):
        return bool(say.CONSENT_OF.match(after))
    if not say.MUST_ASK.search(before) or not say.MUST.search(before):
        return False
    if say.ANOTHER_MATTER.match(after):
        return False  # "I need to ask my boss how many seats"
    ours = say.TALK_TO.search(before) and not person.is_mine  # "let me talk to the manager"
    if not asked and (ours or say.PRODUCT_TALK.search(before)):
        return False
    german = re.search(r"\b(?:muss|müss\w+|sollte|werde|darf)\b", before, re.I)
    return bool(asked or not german or say.ASK_GERMAN_END.match(after))


def _decides_when_asked(person: _Person) -> tuple[float, int]:
    """Weaker phrases that say who decides only as an answer to that question."""
    if say.WITH_ME_BEFORE.search(person.before) or say.WITH_ME_AFTER.match(person.after):
        return 0.82, person.end
    if say.IT_IS.search(person.before) and not re.match(r"\s*(?:complain|but)", person.after, re.I):
        return 0.85, person.end
    if say.DOES.match(person.after) and say.FRESH.search(person.before):
        return 0.85, person.end
    if say.FOR_THEM.search(person.before) or _is_beyond_limit(person):
        return 0.82, person.end
    alone = not person.before.strip(" ,.-") and not person.after.strip(" .,!")
    return (0.78, person.end) if alone and person.text.lower() != "me" else (0.0, 0)

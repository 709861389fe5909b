"""Who fits: what the visitor said of their company beside the policy's ideal customer.

Each criterion that the policy names is met, missed or not known; silence is never a miss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from chatqual.engine.policy_shapes import IdealCustomer
from chatqual.engine.slots import Geography, Json, SlotName, SlotRecord, TeamSize
from chatqual.engine.state import Said, State

Fit = Literal["good", "partly", "poor", "unknown"]
CriterionName = Literal["size", "country", "use_case", "industry"]
Verdict = Literal["fits", "does_not_fit", "excluded", "not_known"]

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_BETWEEN = r"[\W_]+"
_WHERE: tuple[SlotName, ...] = ("use_case", "need", "company", "role")
# Inflections and compounds: "agency" in "agencies", "kanzlei" in "Anwaltskanzlei".
_LONGEST_ENDING = 3
_LEAST_STEM = 4
_LEAST_HEAD = 6
_READ = 1500  # code points of a line: whom they are stands at its beginning


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that the policy looks for, what is known of it, and the words that tell it."""

    name: CriterionName
    verdict: Verdict
    text: str
    slot: SlotName | None = None
    evidence: str = ""
    message: int | None = None
    span: tuple[int, int] | None = None

    def to_json(self) -> Json:
        out = {name: getattr(self, name) for name in self.__slots__}
        return {**out, "span": list(self.span) if self.span else None}


def fit_of(state: State, ideal: IdealCustomer) -> tuple[Fit, tuple[Criterion, ...]]:
    """The fit as a whole, and each criterion that the policy names."""
    criteria = tuple(_criteria(state, ideal))
    verdicts = [c.verdict for c in criteria if c.verdict != "not_known"]
    met = verdicts.count("fits")
    if "excluded" in verdicts:
        return "poor", criteria
    if not verdicts:
        return "unknown", criteria
    if met == len(verdicts):
        return "good", criteria
    return ("partly" if met else "poor"), criteria


def _criteria(state: State, ideal: IdealCustomer) -> Iterator[Criterion]:
    if ideal.team_min is not None or ideal.team_max is not None:
        yield _size(state.slots["team_size"], ideal)
    if ideal.countries or ideal.excluded_countries:
        yield _country(state.slots["geography"], ideal)
    if ideal.use_cases or ideal.excluded_use_cases:
        yield _words("use_case", state, ideal.use_cases, ideal.excluded_use_cases)
    if ideal.industries or ideal.excluded_industries:
        yield _words("industry", state, ideal.industries, ideal.excluded_industries)


def _of_slot(
    name: CriterionName, verdict: Verdict, text: str, slot: SlotName, record: SlotRecord
) -> Criterion:
    return Criterion(name, verdict, text, slot, record.text or "", record.message, record.span)


# --- size -----------------------------------------------------------------------------------------
def _size(record: SlotRecord, ideal: IdealCustomer) -> Criterion:
    wanted = _wanted_size(ideal)
    if not record.is_known or not isinstance(record.value, TeamSize):
        return Criterion("size", "not_known", f"{_unknown(record)}; wanted: {wanted}", "team_size")
    fits = size_fits(record.value, ideal)
    verdict: Verdict = "fits" if fits else "does_not_fit"
    return _of_slot("size", verdict, f"wanted: {wanted}", "team_size", record)


def _wanted_size(ideal: IdealCustomer) -> str:
    if ideal.team_max is None:
        return f"at least {ideal.team_min} people"
    if ideal.team_min is None:
        return f"at most {ideal.team_max} people"
    return f"{ideal.team_min} to {ideal.team_max} people"


def size_fits(value: TeamSize, ideal: IdealCustomer) -> bool:
    """True where the two ranges meet; an end that is not said is open."""
    largest = value.max if value.max is not None else value.min
    smallest = value.min if value.min is not None else value.max
    if ideal.team_min is not None and value.max is not None and value.max < ideal.team_min:
        return False
    if ideal.team_max is not None and value.min is not None and value.min > ideal.team_max:
        return False
    return largest is not None and smallest is not None


def _unknown(record: SlotRecord) -> str:
    words = {"declined": "rather not said", "conflicting": "two things said"}
    return words.get(record.state, "not known")


# --- country --------------------------------------------------------------------------------------
def _country(record: SlotRecord, ideal: IdealCustomer) -> Criterion:
    wanted = f"; wanted: {', '.join(ideal.countries)}" if ideal.countries else ""
    value = record.value
    if not record.is_known or not isinstance(value, Geography) or value.country is None:
        return Criterion("country", "not_known", f"{_unknown(record)}{wanted}", "geography")
    country = value.country
    if country in ideal.excluded_countries:
        return _of_slot("country", "excluded", f"{country} is excluded", "geography", record)
    fits = country in ideal.countries or not ideal.countries
    verdict: Verdict = "fits" if fits else "does_not_fit"
    return _of_slot("country", verdict, f"{country}{wanted}", "geography", record)


# --- words: use case and industry -----------------------------------------------------------------
def _words(
    name: Literal["use_case", "industry"],
    state: State,
    wanted: tuple[str, ...],
    excluded: tuple[str, ...],
) -> Criterion:
    for phrases, verdict in ((excluded, "excluded"), (wanted, "fits")):
        for phrase in phrases:
            found = _told(state, phrase)
            if found is not None:
                text = f"{phrase} is excluded" if verdict == "excluded" else phrase
                slot, said = found
                return Criterion(
                    name,
                    "excluded" if verdict == "excluded" else "fits",
                    text,
                    slot,
                    said.text,
                    said.message,
                    said.span,
                )
    hint = f"; wanted: {', '.join(wanted)}" if wanted else ""
    return Criterion(name, "not_known", f"not known{hint}")


def _told(state: State, phrase: str) -> tuple[SlotName | None, Said] | None:
    """Where they said it: in a slot, or in a sentence about themselves (`mentions_of`)."""
    for slot in _WHERE:
        record = state.slots[slot]
        if record.is_known and record.text and says(record.text, phrase):
            return slot, Said(record.text, record.message, record.span)
    said = state.evidence.get(f"mentions:{phrase}")
    return (None, said) if said else None


def says(text: str, phrase: str) -> bool:
    """Whether `phrase` stands in `text`, whatever its case, accents and endings."""
    return _says(fold(text), phrase)


def _says(folded: str, phrase: str) -> bool:
    pattern = _pattern_of(phrase)
    return pattern is not None and pattern.search(folded) is not None


def fold(text: str) -> str:
    """The text without case and accents. Its length may be another."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return decomposed if decomposed.isascii() else _MARKS.sub("", decomposed)


@lru_cache(maxsize=2000)
def _pattern_of(phrase: str) -> re.Pattern[str] | None:
    """A phrase of a policy, word by word; None where it has no word."""
    words = [_form_of(word) for word in _WORD.findall(fold(phrase))]
    return re.compile(rf"(?<!\w){_BETWEEN.join(words)}(?!\w)") if words else None


def _form_of(word: str) -> str:
    forms = [word]
    stem = word.removesuffix("s")
    stem = stem[:-1] if stem.endswith(("y", "e")) else stem
    if len(stem) >= _LEAST_STEM:
        forms.append(rf"{stem}\w{{0,{_LONGEST_ENDING}}}")
    if len(word) >= _LEAST_HEAD:
        forms.append(rf"\w*{word}")
    return f"(?:{'|'.join(forms)})"


# --- what they say of themselves ------------------------------------------------------------------
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?]?")
_OF_THEMSELVES = re.compile(
    r"\b(?:we(?:'re)?|our|us|i(?:'m)?|my|wir|uns|unsere?\w?|ich|mein\w*|nous|notre|nos|je|j|mon"
    r"|nosotros|somos|nuestr\w+|soy|tenemos|noi|siamo|nostr\w+|sono|abbiamo|nós|noss[ao]s?|temos"
    r"|sou|wij|we|ons|onze|ik|mijn)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|never|isn't|aren't|don't|kein\w*|nicht|pas|no|non|não|niet|geen)\b", re.IGNORECASE
)


def mentions_of(ideal: IdealCustomer, lines: Iterable[tuple[int, str]]) -> dict[str, Said]:
    """The ideal's words in sentences in which the visitor speaks of themselves, by their key."""
    phrases = (
        *ideal.use_cases,
        *ideal.excluded_use_cases,
        *ideal.industries,
        *ideal.excluded_industries,
    )
    found: dict[str, Said] = {}
    if not phrases:
        return found
    for message, line in lines:
        for sentence in _SENTENCE.finditer(line[:_READ]):
            text = sentence[0]
            if not _OF_THEMSELVES.search(text) or _NOT.search(text):
                continue
            folded = fold(text)
            for phrase in phrases:
                if _says(folded, phrase):
                    said = _stripped(text, sentence.start(), message)
                    found.setdefault(f"mentions:{phrase}", said)
    return found


def _stripped(text: str, start: int, message: int) -> Said:
    begin = start + len(text) - len(text.lstrip())
    return Said(text.strip(), message, (begin, begin + len(text.strip())))

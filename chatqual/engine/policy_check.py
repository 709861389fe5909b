"""What is wrong with a policy, in words and at its place. Nothing found means: it may go live."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import get_args

from chatqual.engine.commands import HandoffReason
from chatqual.engine.policy_shapes import (
    Away,
    Condition,
    HandoffWhen,
    IdealCustomer,
    Meaning,
    Policy,
    Question,
)
from chatqual.engine.slots import SLOT_NAMES
from chatqual.engine.state import LeadType

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
# The default English texts say which texts there are and which placeholders each may hold.
_TEXTS: dict[str, str | list[str]] = json.loads(
    files("chatqual.engine").joinpath("data", "texts.en.json").read_text("utf-8")
)["texts"]
# Filled in every text: facts of the site.
_ANYWHERE = frozenset({"site", "booking_url", "contact_email", "opens"})
_URL = re.compile(r"https?://[^\s{}]+\.[^\s{}]+|https?://localhost\S*")
_EMAIL = re.compile(r"[^\s@{}]+@[^\s@{}]+\.[^\s@{}.]+")
_MONTH = 30 * 24 * 60  # minutes
_WEIGHED = ("need", "budget", "authority", "timeline", "team_size", "interest")


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """`path`: where in the policy's JSON it lies; a question stands by its place in the list."""

    path: Path
    text: str


def check(policy: Policy) -> list[str]:
    """Problems in words, for the person who edits the policy."""
    return [problem.text for problem in find_problems(policy)]


def find_problems(policy: Policy) -> list[Problem]:
    """Every problem with the part of the policy that causes it."""
    return [
        *_languages(policy),
        *_slots(policy),
        *_questions(policy),
        *_texts(policy),
        *_pacing(policy),
        *_points(policy),
        *_bands(policy),
        *_lead_types(policy),
        *_triggers(policy),
        *_ideal(policy),
        *_follow_up(policy),
        *_ways(policy),
    ]


def _languages(policy: Policy) -> Iterator[Problem]:
    if not policy.languages:
        yield Problem(("languages",), "No language is listed.")
    if policy.default_language not in policy.languages:
        yield Problem(
            ("default_language",),
            f"The default language {policy.default_language} is not among the languages.",
        )


def _slots(policy: Policy) -> Iterator[Problem]:
    for slot in policy.slots:
        if slot not in SLOT_NAMES:
            yield Problem(("slots",), f"There is no slot {slot}.")
    for slot in policy.order:
        if slot not in policy.slots:
            yield Problem(("order",), f"The order names {slot}, which is not among the slots.")
        elif not policy.questions_for(slot):
            yield Problem(("order",), f"The order names {slot}, but no question asks for it.")
    if len(set(policy.order)) != len(policy.order):
        yield Problem(("order",), "The order names a slot twice.")


def _questions(policy: Policy) -> Iterator[Problem]:
    ids = [q.id for q in policy.questions]
    for question_id in sorted({i for i in ids if ids.count(i) > 1}):
        yield Problem(("questions",), f"Two questions have the id {question_id}.")
    for place, question in enumerate(policy.questions):
        yield from _question(("questions", place), question, policy)


def _question(path: Path, question: Question, policy: Policy) -> Iterator[Problem]:
    if question.slot not in policy.slots:
        yield Problem(
            (*path, "slot"),
            f"The question {question.id} asks for {question.slot}, which is not a slot here.",
        )
    for condition in question.when:
        if condition not in get_args(Condition):
            yield Problem(
                (*path, "when"),
                f"The question {question.id} has an unknown condition {condition}.",
            )
    for meaning in question.meanings:
        if meaning not in get_args(Meaning):
            yield Problem(
                (*path, "meanings"),
                f"A quick reply of {question.id} has an unknown meaning {meaning}.",
            )
    for language in policy.languages:
        yield from _question_texts((*path, "texts", language), question, language)


def _question_texts(path: Path, question: Question, language: str) -> Iterator[Problem]:
    texts = question.texts.get(language)
    where = f"The question {question.id} in {language}"
    if texts is None:
        yield Problem((*path, "wordings"), f"{where} has no texts.")
        return
    if not texts.wordings or not all(w.strip() for w in texts.wordings):
        yield Problem((*path, "wordings"), f"{where} has no wording.")
    if not texts.why.strip():
        yield Problem((*path, "why"), f"{where} does not say what it is good for.")
    for part, wordings in (("wordings", texts.wordings), ("short", texts.short)):
        yield from _question_wordings((*path, part), wordings, where)
    if len(texts.quick_replies) < len(question.meanings):
        yield Problem(
            (*path, "quick_replies"),
            f"{where} has fewer quick replies than meanings are given for them.",
        )
    yield from _plain((*path, "why"), (texts.why,), where)
    yield from _plain((*path, "quick_replies"), texts.quick_replies, where)


def _question_wordings(path: Path, wordings: Iterable[str], where: str) -> Iterator[Problem]:
    for wording in wordings:
        if wording.count("?") > 1:
            yield Problem(path, f"{where} asks two things at once: {wording}")
    yield from _plain(path, wordings, where)


def _plain(path: Path, wordings: Iterable[str], where: str) -> Iterator[Problem]:
    """Nothing is filled in within a question."""
    for wording in wordings:
        for name in _PLACEHOLDER.findall(wording):
            yield Problem(path, f"{where} has an unknown placeholder {{{name}}}.")


def placeholders_of(key: str) -> frozenset[str]:
    """The names that a text may hold in braces."""
    return _ANYWHERE | _names_in(_TEXTS.get(key, ""))


def _texts(policy: Policy) -> Iterator[Problem]:
    for language in policy.languages:
        texts = policy.texts.get(language, {})
        for key in _TEXTS:
            path = ("texts", language, key)
            wordings = texts.get(key, ())
            if not wordings or not all(w.strip() for w in wordings):
                yield Problem(path, f"The text {key} is missing in {language}.")
            yield from _unknown_names(path, key, wordings)
        for key in sorted(set(texts) - set(_TEXTS)):
            yield Problem(("texts", language, key), f"There is no text {key} (in {language}).")


def _unknown_names(path: Path, key: str, wordings: Iterable[str]) -> Iterator[Problem]:
    allowed = placeholders_of(key)
    for wording in wordings:
        for name in _PLACEHOLDER.findall(wording):
            if name not in allowed:
                where = f"The text {key} in {path[1]}"
                yield Problem(path, f"{where} has an unknown placeholder {{{name}}}.")


def _names_in(text: str | list[str]) -> frozenset[str]:
    wordings = [text] if isinstance(text, str) else text
    return frozenset(name for w in wordings for name in _PLACEHOLDER.findall(w))


def _pacing(policy: Policy) -> Iterator[Problem]:
    pacing = policy.pacing
    for name in pacing.__slots__:
        if getattr(pacing, name) < 0:
            yield Problem(("pacing", name), f"Pacing: {name} is below zero.")
    if pacing.tries_per_slot < 1:
        text = "Pacing: with tries_per_slot below 1 nothing is ever asked."
        yield Problem(("pacing", "tries_per_slot"), text)
    if pacing.statement_confidence > 1:
        text = "Pacing: statement_confidence lies between 0 and 1."
        yield Problem(("pacing", "statement_confidence"), text)
    for name in ("clarifications_before_person", "failures_before_person", "abuse_before_end"):
        if getattr(pacing, name) < 1:
            yield Problem(("pacing", name), f"Pacing: {name} is at least 1.")


def _points(policy: Policy) -> Iterator[Problem]:
    for name, weight in policy.weights.items():
        path = ("weights", name)
        if name not in _WEIGHED:
            yield Problem(path, f"Weights: {name} is not weighed; only {', '.join(_WEIGHED)} are.")
        if weight < 0:
            yield Problem(path, f"Weights: {name} is below zero.")
    if sum(policy.weights.values()) != 100:
        text = f"Weights: they sum to {sum(policy.weights.values())}, not to 100."
        yield Problem(("weights",), text)
    for name, share in policy.points.items():
        path = ("points", name)
        if name.split(".")[0] not in _WEIGHED:
            yield Problem(path, f"Points: {name} belongs to nothing that is weighed.")
        if not 0 <= share <= 1:
            yield Problem(path, f"Points: {name} lies between 0 and 1.")


def _bands(policy: Policy) -> Iterator[Problem]:
    bands = policy.bands
    low, high = reach(policy)
    hot, warm = ("bands", "hot"), ("bands", "warm")
    if not 0 <= bands.warm <= bands.hot <= 100:
        yield Problem(warm, "Bands: 0 <= warm <= hot <= 100 must hold.")
    if bands.warm == bands.hot:
        yield Problem(warm, "Bands: warm cannot be reached, it begins where hot begins.")
    if bands.hot > high:
        yield Problem(hot, f"Bands: hot cannot be reached, the most points are {high}.")
    if bands.warm <= low:
        yield Problem(warm, f"Bands: cold cannot be reached, the fewest points are {low}.")
    slot_weights = sum(w for name, w in policy.weights.items() if name != "interest")
    if bands.known_weight > slot_weights:
        text = "Bands: no tier can be reached, known_weight is above all that can be known."
        yield Problem(("bands", "known_weight"), text)


def reach(policy: Policy) -> tuple[int, int]:
    """The fewest and the most points that anybody can have when everything is known."""
    low = high = 0.0
    for name, weight in policy.weights.items():
        shares = [s for key, s in policy.points.items() if key.split(".")[0] == name]
        if name == "interest":
            shares = [0.5, min(1.0, sum(shares))]
        low += weight * min(shares, default=0.5)
        high += weight * max(shares, default=0.5)
    return round(low), round(high)


def _lead_types(policy: Policy) -> Iterator[Problem]:
    kinds = get_args(LeadType)
    for part in ("not_buyers", "unqualified"):
        for kind in getattr(policy, part):
            if kind not in kinds:
                yield Problem((part,), f"There is no lead type {kind}.")
    if set(policy.unqualified) - set(policy.not_buyers):
        text = "Each unqualified lead type must stand among those that do not buy."
        yield Problem(("unqualified",), text)
    if "sales" in policy.not_buyers:
        text = "The lead type sales cannot stand among those that do not buy."
        yield Problem(("not_buyers",), text)


def _triggers(policy: Policy) -> Iterator[Problem]:
    for reason, when in policy.triggers.items():
        path = ("triggers", reason)
        if reason not in get_args(HandoffReason):
            yield Problem(path, f"Triggers: there is no reason {reason}.")
        if when not in get_args(HandoffWhen):
            yield Problem(path, f"Triggers: {reason} has an unknown rule {when}.")
    if policy.triggers.get("asked", "always") != "always":
        text = "Triggers: who asks for a person always gets one."
        yield Problem(("triggers", "asked"), text)


def _ideal(policy: Policy) -> Iterator[Problem]:
    ideal = policy.ideal
    for part in ("team_min", "team_max"):
        size = getattr(ideal, part)
        if size is not None and size < 1:
            yield Problem(("ideal", part), "Ideal customer: a team is at least one person.")
    if ideal.team_min and ideal.team_max and ideal.team_min > ideal.team_max:
        text = "Ideal customer: the smallest team is above the largest."
        yield Problem(("ideal", "team_min"), text)
    for part in ("countries", "excluded_countries"):
        for country in getattr(ideal, part):
            if not re.fullmatch(r"[A-Z]{2}", country):
                text = f"Ideal customer: {country} is no country code of two letters."
                yield Problem(("ideal", part), text)
    yield from _wanted_and_excluded(ideal)


def _wanted_and_excluded(ideal: IdealCustomer) -> Iterator[Problem]:
    for name in ("countries", "use_cases", "industries"):
        path = ("ideal", name)
        wanted, excluded = getattr(ideal, name), getattr(ideal, f"excluded_{name}")
        if not all(word.strip() for word in (*wanted, *excluded)):
            text = f"Ideal customer: an empty entry among the {name.replace('_', ' ')}."
            yield Problem(path, text)
        for word in sorted(set(wanted) & set(excluded)):
            yield Problem(path, f"Ideal customer: {word} is both wanted and excluded.")


def _follow_up(policy: Policy) -> Iterator[Problem]:
    follow_up = policy.follow_up
    for name in follow_up.__slots__:
        minutes = getattr(follow_up, name)
        if minutes is not None and not 1 <= minutes <= _MONTH:
            text = f"Follow-up: {name} lies between a minute and 30 days, or is left empty."
            yield Problem(("follow_up", name), text)
    by_tier = [m for m in (follow_up.hot, follow_up.warm, follow_up.cold) if m is not None]
    if by_tier != sorted(by_tier):
        text = "Follow-up: a better tier must not wait longer than a lesser one."
        yield Problem(("follow_up", "warm"), text)


def _ways(policy: Policy) -> Iterator[Problem]:
    ways = policy.ways
    if ways.booking_url and not _URL.fullmatch(ways.booking_url):
        text = f"Ways: {ways.booking_url} is no address of a page; it begins with https://."
        yield Problem(("ways", "booking_url"), text)
    for kind, address in ways.write_to.items():
        path = ("ways", "write_to", kind)
        if kind not in get_args(LeadType):
            yield Problem(path, f"Ways: there is no lead type {kind}.")
        if address and not _EMAIL.fullmatch(address):
            yield Problem(path, f"Ways: {address} is no e-mail address.")
    if ways.away not in get_args(Away):
        yield Problem(("ways", "away"), f"Ways: there is no rule {ways.away} for closed hours.")

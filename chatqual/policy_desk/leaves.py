"""The parts of a policy as fields of a form: where each stands, what it is called, its bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

from django import forms

from chatqual.engine.policy import default_policy
from chatqual.engine.policy_check import Path, placeholders_of
from chatqual.engine.policy_shapes import Condition, Meaning, Ways
from chatqual.engine.slots import SLOT_NAMES, Json
from chatqual.engine.state import LeadType
from chatqual.policy_desk import labels
from chatqual.policy_desk.document import read
from chatqual.policy_desk.fields import (
    ChoiceField,
    ChoicesField,
    CountriesField,
    MeaningsField,
    NumberField,
    OrderField,
    SeveralField,
    ShareField,
    TextField,
    WordsField,
    as_percent,
    as_share,
)

MAX_MINUTES = 30 * 24 * 60


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part of the policy. `show` and `store` turn its value into the field's and back."""

    path: Path
    label: str
    help: str
    make: Callable[[], forms.Field]
    empty: Any = None
    show: Callable[[Any], Any] = _as_it_is
    store: Callable[[Any], Any] = _as_it_is


def _several(path: Path, label: str, help: str, noun: str = "Wording", limit: int = 8) -> Leaf:
    return Leaf(path, label, help, lambda: SeveralField(noun, limit), empty=[])


def _number(path: Path, label: str, help: str, low: int, high: int, required: bool = True) -> Leaf:
    return Leaf(path, label, help, lambda: NumberField(low, high, required=required))


def _share(path: Path, label: str, help: str) -> Leaf:
    return Leaf(path, label, help, ShareField, show=as_percent, store=as_share)


def _choices(document: Json, name: str, label: str, help: str, known: dict[str, str]) -> Leaf:
    stored = read(document, (name,), [])
    return Leaf((name,), label, help, lambda: ChoicesField(list(known.items()), stored), empty=[])


# --- languages and slots --------------------------------------------------------------------------
def basics(document: Json) -> tuple[Leaf, ...]:
    known = {code: labels.language_name(code) for code in default_policy().languages}
    chosen = read(document, ("languages",), [])
    languages = [(code, labels.language_name(code)) for code in chosen]
    default = read(document, ("default_language",))
    return (
        _choices(
            document,
            "languages",
            "Languages",
            "The assistant speaks the visitor's where it is among these. A new one begins with the "
            "built-in texts.",
            known,
        ),
        Leaf(
            ("default_language",),
            "Language for everybody else",
            "Spoken where the visitor's is not among them.",
            lambda: ChoiceField(languages, default),
        ),
    )


def slots(document: Json) -> tuple[Leaf, ...]:
    return (
        _choices(
            document,
            "slots",
            "What is noted",
            "What the assistant keeps when a visitor tells it. Nothing is asked for that is not "
            "among these.",
            {slot: labels.slot_label(slot) for slot in SLOT_NAMES},
        ),
    )


# --- questions ------------------------------------------------------------------------------------
def question(document: Json, place: int) -> tuple[Leaf, ...]:
    path: Path = ("questions", place)
    stored = read(document, path, {})
    noted = [(s, labels.slot_label(s)) for s in read(document, ("slots",), [])]
    return (
        Leaf(
            (*path, "slot"),
            "Asks for",
            "What the answer is kept as.",
            lambda: ChoiceField(noted, stored.get("slot")),
        ),
        Leaf(
            (*path, "when"),
            "Only asked when",
            "All that is ticked must hold. The first question of a thing whose conditions hold is "
            "asked.",
            lambda: ChoicesField(_named(Condition, labels.CONDITIONS), stored.get("when")),
            empty=[],
        ),
    )


def question_texts(document: Json, place: int, language: str) -> tuple[Leaf, ...]:
    path: Path = ("questions", place, "texts", language)
    return (
        _several(
            (*path, "wordings"),
            "Wordings",
            "One question each, at most one question mark. They take turns when it is asked again.",
        ),
        _several(
            (*path, "short"),
            "Short form",
            "When the question comes back after an interruption. Empty: a wording is used.",
            "Short form",
        ),
        Leaf(
            (*path, "why"),
            "What it is good for",
            "Answers “why do you want to know?”.",
            TextField,
            empty="",
        ),
        _several(
            (*path, "quick_replies"),
            "Quick replies",
            "Buttons below the question, in the order of their meanings. None is fine.",
            "Quick reply",
            4,
        ),
    )


def question_meanings(document: Json, place: int) -> tuple[Leaf, ...]:
    path: Path = ("questions", place, "meanings")
    stored = read(document, path, [])
    return (
        Leaf(
            path,
            "What the quick replies mean",
            "By their place, the same in each language.",
            lambda: MeaningsField(_named(Meaning, labels.MEANINGS), stored),
            empty=[],
        ),
    )


def order(document: Json) -> tuple[Leaf, ...]:
    noted = {s: labels.slot_label(s) for s in read(document, ("slots",), [])}
    stored = {s: labels.slot_label(s) for s in read(document, ("order",), [])}
    return (
        Leaf(
            ("order",),
            "Order",
            "1 is asked first. What has no place is kept when it is told, and never asked for in "
            "the order.",
            lambda: OrderField({**noted, **stored}),
            empty=[],
        ),
    )


def _named(kind: Any, names: dict[str, str]) -> list[tuple[str, str]]:
    return [(value, names.get(value, labels.humanised(value))) for value in get_args(kind)]


# --- numbers --------------------------------------------------------------------------------------
def pacing(document: Json) -> tuple[Leaf, ...]:
    known = default_policy().pacing.to_json()
    return tuple(_pacing(name) for name in known if name != "statement_confidence")


def _pacing(name: str) -> Leaf:
    default = (labels.humanised(name), "", 0, 1000)
    label, help, low, high = labels.PACING.get(name, default)
    return _number(("pacing", name), label, help, low, high)


def confidence(document: Json) -> tuple[Leaf, ...]:
    return (
        _share(
            ("pacing", "statement_confidence"),
            "How sure before a passage is shown unasked, in per cent",
            "For a line that asked nothing. Higher shows less.",
        ),
    )


def weights(document: Json) -> tuple[Leaf, ...]:
    return tuple(
        _number(("weights", name), *labels.WEIGHTS.get(name, (labels.humanised(name), "")), 0, 100)
        for name in _names(document, "weights")
    )


def points(document: Json) -> tuple[Leaf, ...]:
    return tuple(
        _share(("points", name), _point_label(name), "Per cent of the weight.")
        for name in _names(document, "points")
    )


def _point_label(name: str) -> str:
    part = labels.slot_label(name.split(".")[0])
    return f"{part}: {labels.POINTS[name]}" if name in labels.POINTS else labels.humanised(name)


def bands(document: Json) -> tuple[Leaf, ...]:
    return tuple(
        _number(("bands", name), *labels.BANDS.get(name, (labels.humanised(name), "")), 0, 100)
        for name in _names(document, "bands")
    )


def follow_up(document: Json) -> tuple[Leaf, ...]:
    return tuple(
        _number(
            ("follow_up", name),
            labels.FOLLOW_UP.get(name, (labels.humanised(name), ""))[0],
            labels.FOLLOW_UP.get(name, ("", ""))[1] + " Minutes while open; empty: not at all.",
            1,
            MAX_MINUTES,
            required=False,
        )
        for name in _names(document, "follow_up")
    )


def _names(document: Json, part: str) -> list[str]:
    """What the built-in policy has of a part, and what stands there besides."""
    known = list(read(default_policy().to_json(), (part,), {}))
    return known + [name for name in read(document, (part,), {}) if name not in known]


# --- who fits, who does not buy, who is called ----------------------------------------------------
def ideal(document: Json) -> tuple[Leaf, ...]:
    return tuple(_ideal(name) for name in _names(document, "ideal"))


def _ideal(name: str) -> Leaf:
    path: Path = ("ideal", name)
    label, help = labels.IDEAL.get(name, (labels.humanised(name), ""))
    if name.startswith("team_"):
        return _number(path, label, help, 1, 1_000_000, required=False)
    field = CountriesField if name.endswith("countries") else WordsField
    return Leaf(path, label, help, field, empty=[])


def triggers(document: Json) -> tuple[Leaf, ...]:
    return tuple(
        _trigger(name, read(document, ("triggers", name))) for name in _names(document, "triggers")
    )


def _trigger(name: str, stored: Any) -> Leaf:
    label, help = labels.TRIGGERS.get(name, (labels.humanised(name), ""))
    return Leaf(
        ("triggers", name), label, help, lambda: ChoiceField(labels.TRIGGER_RULES, stored), empty=""
    )


def lead_types(document: Json) -> tuple[Leaf, ...]:
    kinds = {k: labels.LEAD_TYPES.get(k, labels.humanised(k)) for k in get_args(LeadType)}
    kinds.pop("unclear", None)
    return (
        _choices(
            document,
            "not_buyers",
            "Never qualified",
            "They are answered, and asked nothing about budget or time.",
            kinds,
        ),
        _choices(
            document,
            "unqualified",
            "Of them, unqualified",
            "They get the tier “unqualified” instead of “not enough information”.",
            kinds,
        ),
    )


# --- ways -----------------------------------------------------------------------------------------
def away(document: Json) -> tuple[Leaf, ...]:
    path: Path = ("ways", "away")
    stored = read(document, path, Ways().away)
    return (
        Leaf(
            path,
            "While nobody is there",
            "What is done when a person is wanted and nobody is at the desk. In anger, a legal "
            "matter or a support case an address is asked for in any case.",
            lambda: ChoiceField(labels.AWAY, stored),
            empty=Ways().away,
        ),
    )


def addresses(document: Json) -> tuple[Leaf, ...]:
    kinds = [kind for kind in get_args(LeadType) if kind != "unclear"]
    stored = read(document, ("ways", "write_to"), {})
    return (
        Leaf(
            ("ways", "booking_url"),
            "Booking page",
            "Where a demo or a meeting is booked, with https://. Empty: the one of the site.",
            lambda: TextField(rows=1),
            empty="",
        ),
        *(_write_to(kind) for kind in [*kinds, *(k for k in stored if k not in kinds)]),
    )


def _write_to(kind: str) -> Leaf:
    who = labels.LEAD_TYPES.get(kind, labels.humanised(kind))
    help = "The e-mail address that they are told. Empty: the one of the site."
    return Leaf(
        ("ways", "write_to", kind), f"{who} write to", help, lambda: TextField(rows=1), empty=""
    )


# --- texts ----------------------------------------------------------------------------------------
def texts(keys: Iterable[str], language: str) -> tuple[Leaf, ...]:
    return tuple(_text(key, language) for key in keys)


def _text(key: str, language: str) -> Leaf:
    label, when = labels.text_label(key)
    names = ", ".join(f"{{{name}}}" for name in sorted(placeholders_of(key)))
    return _several(("texts", language, key), label, f"{when} May hold {names}.".strip())


def other_keys(document: Json, language: str) -> list[str]:
    """Texts that no group names: newer than the groups, or unknown."""
    grouped = {key for group in labels.TEXT_GROUPS.values() for key in group["texts"]}
    known = default_policy().texts.get(default_policy().default_language, {})
    own = read(document, ("texts", language), {})
    return [key for key in dict.fromkeys((*known, *own)) if key not in grouped]

"""What differs between two versions of a policy, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chatqual.engine.slots import Json
from chatqual.policy_desk import labels, leaves
from chatqual.policy_desk.document import read
from chatqual.policy_desk.fields import OrderField, ShareField, as_percent, country_name
from chatqual.policy_desk.leaves import Leaf
from chatqual.policy_desk.sections import SECTIONS

_SHOWN = frozenset(
    {
        "languages", "default_language", "slots", "order", "questions", "pacing", "weights",
        "points", "bands", "ideal", "follow_up", "triggers", "not_buyers", "unqualified", "ways",
        "texts",
    }
)  # fmt: skip
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """`where`: the section, and the language where it has one."""

    where: str
    label: str
    before: str
    after: str


def differences(old: Json, new: Json) -> list[Change]:
    """Each part that differs, in the order of the editor."""
    return [*_sections(old, new), *_questions(old, new), *_rest(old, new)]


def _languages(old: Json, new: Json) -> list[str]:
    return list(dict.fromkeys((*read(old, ("languages",), []), *read(new, ("languages",), []))))


def _sections(old: Json, new: Json) -> Iterator[Change]:
    languages = _languages(old, new)
    for section in SECTIONS:
        plain = [
            leaf for group in section.groups(new, "") for leaf in group.leaves if not _spoken(leaf)
        ]
        yield from _changed(section.title, plain, old, new)
        for language in languages if section.by_language else ():
            groups = section.groups(new, language)
            spoken = [leaf for group in groups for leaf in group.leaves if _spoken(leaf)]
            where = f"{section.title}, {labels.language_name(language)}"
            yield from _changed(where, spoken, old, new)


def _spoken(leaf: Leaf) -> bool:
    return leaf.path[0] == "texts"


def _changed(where: str, found: list[Leaf], old: Json, new: Json) -> Iterator[Change]:
    for leaf in found:
        before = read(old, leaf.path, leaf.empty)
        after = read(new, leaf.path, leaf.empty)
        if before != after:
            yield Change(where, leaf.label, in_words(leaf, before), in_words(leaf, after))


# --- questions, by their id -----------------------------------------------------------------------
def _questions(old: Json, new: Json) -> Iterator[Change]:
    before, after = _places(old), _places(new)
    for name, place in after.items():
        if name not in before:
            yield Change("Questions", f"Question {name}", NOTHING, _first(new, place))
            continue
        yield from _question(old, before[name], new, place)
    for name, place in before.items():
        if name not in after:
            yield Change("Questions", f"Question {name}", _first(old, place), "taken out")
    kept_before = [name for name in before if name in after]
    kept_after = [name for name in after if name in before]
    if kept_before != kept_after:
        said = (", ".join(kept_before), ", ".join(kept_after))
        yield Change("Questions", "Which comes first", *said)


def _places(document: Json) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, question in enumerate(read(document, ("questions",), [])):
        found.setdefault(str(question.get("id")), place)
    return found


def _first(document: Json, place: int) -> str:
    language = read(document, ("default_language",), "en")
    path = ("questions", place, "texts", language, "wordings", 0)
    return str(read(document, path, "(no wording)"))


def _question(old: Json, was: int, new: Json, place: int) -> Iterator[Change]:
    where = f"Question {read(new, ('questions', place, 'id'))}"
    plain = [*leaves.question(new, place), *leaves.question_meanings(new, place)]
    yield from _moved(where, plain, old, was, new)
    for language in _languages(old, new):
        spoken = list(leaves.question_texts(new, place, language))
        yield from _moved(f"{where}, {labels.language_name(language)}", spoken, old, was, new)


def _moved(where: str, found: list[Leaf], old: Json, was: int, new: Json) -> Iterator[Change]:
    """Like `_changed`, for a question that stood at another place."""
    for leaf in found:
        before = read(old, ("questions", was, *leaf.path[2:]), leaf.empty)
        after = read(new, leaf.path, leaf.empty)
        if before != after:
            yield Change(where, leaf.label, in_words(leaf, before), in_words(leaf, after))


def _rest(old: Json, new: Json) -> Iterator[Change]:
    """What no form shows."""
    for part in sorted({*old, *new} - _SHOWN):
        if old.get(part) != new.get(part):
            label = labels.humanised(part)
            yield Change("Other parts", label, _plain(old.get(part)), _plain(new.get(part)))


# --- values in words ------------------------------------------------------------------------------
def in_words(leaf: Leaf, value: Any) -> str:
    field = leaf.make()
    if isinstance(field, ShareField):
        return NOTHING if value is None else f"{as_percent(value)} %"
    if isinstance(field, OrderField):
        return " → ".join(field.labels.get(v, str(v)) for v in value or ()) or NOTHING
    if leaf.path[-1] in ("countries", "excluded_countries"):
        return ", ".join(country_name(str(code)) for code in value or ()) or NOTHING
    names = {str(v): str(name) for v, name in getattr(field, "choices", ())}
    if isinstance(value, list | tuple):
        shown = [names.get(str(v), str(v)) for v in value]
        return (", " if names else " / ").join(shown) or NOTHING
    return names.get(str(value), _plain(value))


def _plain(value: Any) -> str:
    return NOTHING if value in (None, "", [], {}) else str(value)

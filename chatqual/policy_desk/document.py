"""A policy's JSON by paths: read, written, completed. What no form shows is never touched."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

from chatqual.engine.policy import default_policy
from chatqual.engine.policy_check import Path
from chatqual.engine.slots import Json


def read(document: Any, path: Path, default: Any = None) -> Any:
    """What stands at `path`; `default` where nothing does."""
    for step in path:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return default
    return document


def written(document: Json, changes: dict[Path, Any]) -> Json:
    """A copy of the document with `changes`; objects on the way are made where they are missing."""
    made: Json = copy.deepcopy(document)
    for path, value in changes.items():
        place: Any = made
        for step in path[:-1]:
            place = place.setdefault(str(step), {}) if isinstance(place, dict) else place[step]
        place[path[-1]] = value
    return made


def name_of(path: Path) -> str:
    """The name of the form's field for a path."""
    return ".".join(str(step) for step in path)


def digest(value: Any) -> str:
    """Tells whether something was changed by somebody else meanwhile."""
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def completed(document: Json) -> Json:
    """A copy with what an older version does not have yet, taken from the built-in policy.

    Texts and questions of its languages, pacing and the like; nothing that stands there changes.
    """
    built_in = default_policy().to_json()
    made: Json = copy.deepcopy(document)
    for part in ("pacing", "follow_up", "ideal", "ways"):
        if isinstance(built_in.get(part), dict):
            made[part] = {**built_in[part], **made.get(part, {})}
    for language in made["languages"]:
        _complete_language(made, built_in, language)
    return made


def _complete_language(made: Json, built_in: Json, language: str) -> None:
    texts = built_in["texts"].get(language)
    if texts is None:
        return
    made["texts"][language] = {**texts, **made["texts"].get(language, {})}
    own = {q["id"]: q["texts"] for q in built_in["questions"]}
    for question in made["questions"]:
        found = own.get(question["id"], {}).get(language)
        if found is not None:
            question["texts"].setdefault(language, copy.deepcopy(found))


def new_question(document: Json, slot: str) -> Json:
    """An empty question for a slot, with an id that no other has."""
    taken = {q["id"] for q in document["questions"]}
    numbers = (f"{slot}_{n}" for n in range(2, len(taken) + 3))
    free = next(name for name in (slot, *numbers) if name not in taken)
    empty = {"wordings": [], "short": [], "why": "", "quick_replies": []}
    texts = {language: copy.deepcopy(empty) for language in document["languages"]}
    return {"id": free, "slot": slot, "when": [], "meanings": [], "texts": texts}

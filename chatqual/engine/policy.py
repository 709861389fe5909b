"""The policy: data with a version. The default one, and the door to its shapes and its check."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from chatqual.engine.policy_check import check
from chatqual.engine.policy_shapes import (
    Bands,
    FollowUp,
    IdealCustomer,
    Pacing,
    Policy,
    Question,
    QuestionTexts,
)

__all__ = [
    "Bands",
    "FollowUp",
    "IdealCustomer",
    "Pacing",
    "Policy",
    "Question",
    "QuestionTexts",
    "check",
    "default_policy",
]


def _read(name: str) -> Any:
    return json.loads(files("chatqual.engine").joinpath("data", name).read_text("utf-8"))


@cache
def default_policy() -> Policy:
    """The built-in policy: `data/policy.json` with the texts of `data/texts.<language>.json`."""
    data = _read("policy.json")
    texts = {language: _read(f"texts.{language}.json") for language in data["languages"]}
    for question in data["questions"]:
        question["texts"] = {
            language: t["questions"][question["id"]] for language, t in texts.items()
        }
    data["texts"] = {
        language: {k: [w] if isinstance(w, str) else w for k, w in t["texts"].items()}
        for language, t in texts.items()
    }
    return Policy.from_json(data)


# Read at import, so that no turn waits for a file.
default_policy()

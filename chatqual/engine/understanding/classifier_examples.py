"""The project's examples as the classifier is fitted on them: texts with their labels.

An act that comes in kinds is labelled with both, "opt_out.contact". Near misses and lines of
business are "none": that a line shows no act is learned like anything else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import NamedTuple

from chatqual.engine.understanding.acts import find_acts
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.phrases import data_file

NONE = "none"
FILES = ("act_examples", "act_phrasings", "ordinary_lines", "lead_type_examples")
_CONTEXT = Context(now=datetime(2026, 1, 1, tzinfo=UTC))
_KINDS = ("opt_out", "small_talk")
# First lines that ask for somebody may be read as a wish for a person: no line to learn "none" of.
_FOR_A_PERSON = re.compile(
    r"\b(?:talk|speak|call|contact|someone|somebody|person|who|stop|cancel|sprechen|wer)\b", re.I
)
# What is said to us rather than about oneself tells nothing of the writer.
_TELLS_NOTHING = {
    "affirm", "deny", "greeting", "thanks", "goodbye", "small_talk", "human", "decline",
    "dont_know", "skip", "why_asked", "repeat", "opt_out",
}  # fmt: skip
_TELLING = ("sales", "support", "partner", "press", "recruiting", "vendor", "investor", "other")


class Labelled(NamedTuple):
    """Texts and their labels, in the same order."""

    texts: list[str]
    labels: list[str]


def digest_of_examples() -> str:
    """Names the state of the files that the classifier is fitted on."""
    found = hashlib.sha256()
    for name in FILES:
        found.update(files(__package__).joinpath(f"data/{name}.toml").read_bytes())
    return found.hexdigest()[:16]


def lead_type_examples() -> Labelled:
    """First lines of visitors with the lead type of their writer."""
    return _once(_first_lines())


def _first_lines() -> Iterator[tuple[str, str]]:
    for kind, lists in data_file("lead_type_examples").items():
        yield from ((text, kind) for text in [*lists["ruled"], *lists["unruled"]])
    for act, texts in data_file("act_phrasings").items():
        if act.split(".")[0] in _TELLS_NOTHING:
            yield from ((text, "unclear") for text in texts[::8])


def unruled_first_lines() -> frozenset[str]:
    """Those of them that were not before the eyes of whoever wrote the signs."""
    lists = data_file("lead_type_examples").values()
    return frozenset(text for each in lists for text in each["unruled"])


def act_examples() -> Labelled:
    """Lines with the act that they show, or "none"."""
    return _once(_act_lines())


def _act_lines() -> Iterator[tuple[str, str]]:
    for act, lists in data_file("act_examples").items():
        yield from ((text, _with_kind(act, text)) for text in lists["examples"])
    for act, texts in data_file("act_phrasings").items():
        yield from ((text, NONE if act == "ordinary" else act) for text in texts)
    for lists in data_file("act_examples").values():
        yield from ((text, NONE) for text in lists["near_misses"] if _is_plain(text))
    for lines in data_file("ordinary_lines").values():
        yield from ((text, NONE) for text in lines)
    first_lines = data_file("lead_type_examples")
    for kind in _TELLING:
        yield from (
            (text, NONE)
            for text in [*first_lines[kind]["ruled"], *first_lines[kind]["unruled"]][::2]
            if _is_plain(text) and not _FOR_A_PERSON.search(text)
        )


def _with_kind(act: str, text: str) -> str:
    if act not in _KINDS:
        return act
    kinds = [found.kind for found in find_acts(text, _CONTEXT) if found.act == act and found.kind]
    # "You ask too much" names no kind, and is about our questions.
    return f"{act}.{kinds[0] if kinds else 'qualification'}"


def _is_plain(text: str) -> bool:
    """A near miss of one act may be another one: "no" is none of "affirm"."""
    return all(found.act == "question" for found in find_acts(text, _CONTEXT))


def _once(pairs: Iterator[tuple[str, str]]) -> Labelled:
    """Each text once, with its first label."""
    kept: dict[str, tuple[str, str]] = {}
    for text, label in pairs:
        kept.setdefault(text.casefold(), (text, label))
    return Labelled([text for text, _ in kept.values()], [label for _, label in kept.values()])

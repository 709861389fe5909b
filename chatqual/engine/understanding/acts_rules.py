"""The rules for acts, from data files.

A file holds `[words]`, sets of phrases to be used by name; `[[rule]]` with `act`, `at` (the place,
see `Rule`), `confidence`, sometimes `kind`; and `[[veto]]`, words that take an act from their part
of the line. A blank in the words of a rule stands for any blanks or commas.
"""

from __future__ import annotations

import re

from chatqual.engine.commands import Act
from chatqual.engine.understanding.acts_text import Rule, rule
from chatqual.engine.understanding.phrases import any_of, data_file, phrase_sets

_FILES = (
    "acts_yes",
    "acts_no",
    "acts_social",
    "acts_human",
    "acts_anger",
    "acts_refusing",
    "acts_asking_back",
    "acts_opting_out",
    "acts_correcting",
    "acts_structures",
)


def _load(name: str) -> tuple[list[Rule], list[tuple[Act, str]]]:
    data = data_file(name)
    sets = phrase_sets(data["words"])
    rules = [
        rule(r["act"], r["confidence"], any_of(r["words"], sets), at=r["at"], kind=r.get("kind"))
        for r in data["rule"]
    ]
    return rules, [(v["act"], any_of(v["words"], sets)) for v in data.get("veto", ())]


RULES: list[Rule] = []
VETOES: dict[Act, re.Pattern[str]] = {}
CORRECTIONS: list[Rule] = []
"""Words of correction mean one only beside another value of a known slot: see values.py."""

for _file in _FILES:
    _rules, _vetoes = _load(_file)
    RULES.extend(r for r in _rules if r.act != "correct")
    CORRECTIONS.extend(r for r in _rules if r.act == "correct")
    VETOES.update((act, re.compile(rf"\b{words}")) for act, words in _vetoes)

"""Phrases as data: files of folded regular expressions under data/, read once at import.

In a set of phrases each line is one alternative, and `{name}` stands for a set that came before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

_NAME = re.compile(r"\{([a-z_]+)\}")


def data_file(name: str) -> dict[str, Any]:
    """The data file of this name, without its ending."""
    source = files(__package__).joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def any_of(lines: str, sets: Mapping[str, str] | None = None) -> str:
    """One expression for the phrases, as a group."""
    alternatives = "|".join(line.strip() for line in lines.splitlines() if line.strip())
    return "(?:" + _NAME.sub(lambda found: (sets or {})[found[1]], alternatives) + ")"


def phrase_sets(data: Mapping[str, str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The sets of a table by name; a set may use those above it, and those `given`."""
    sets: dict[str, str] = dict(given or {})
    for key, lines in data.items():
        sets[key] = any_of(lines, sets)
    return sets

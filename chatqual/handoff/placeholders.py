"""Placeholders of canned answers: `{visitor_name}`, or `{visitor_name|there}` with a fall-back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from chatqual.engine.slots import SLOT_NAMES

# What they stand for beside the slots, which go by their own names ({company}, {team_size}).
OTHERS: dict[str, str] = {
    "visitor_name": "the visitor's name",
    "agent_name": "the name of whoever writes",
    "site_name": "the name of the site",
    "booking_url": "the site's booking page",
    "contact_email": "the site's address",
}
NAMES: tuple[str, ...] = (*OTHERS, *(name for name in SLOT_NAMES if name != "name"))
_PLACEHOLDER = re.compile(r"\{\s*([A-Za-z_]+)\s*(?:\|([^{}|]*))?\}")


@dataclass(frozen=True, slots=True)
class Filled:
    """`missing`: names of placeholders that are left standing in the text, each once."""

    text: str
    missing: tuple[str, ...]


def fill_placeholders(text: str, values: Mapping[str, str]) -> Filled:
    """Puts in what is known, else the fall-back; what is neither stays as `{name}`."""
    missing: dict[str, None] = {}

    def put(found: re.Match[str]) -> str:
        name, other = found[1].lower(), found[2]
        value = values.get(name) or (other or "").strip()
        if value:
            return value
        missing[name] = None
        return f"{{{name}}}"

    return Filled(_PLACEHOLDER.sub(put, text), tuple(missing))


def check_placeholders(text: str) -> None:
    """Raises ValidationError where a placeholder is none that we know."""
    unknown = {name for name, _ in _PLACEHOLDER.findall(text) if name.lower() not in NAMES}
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in NAMES)
        raise ValidationError(
            f"There is no placeholder {', '.join(sorted(unknown))}. There are {known}."
        )

"""One sign of a lead type: phrases, and the weight that finding any of them adds."""

from __future__ import annotations

import re
from typing import Literal

from chatqual.engine.understanding.sieve import Sifted

LeadType = Literal[
    "sales",
    "support",
    "partner",
    "press",
    "recruiting",
    "vendor",
    "investor",
    "other",
    "spam",
    "unclear",
]
Signs = tuple[tuple[Sifted, float], ...]


def sign(weight: float, *phrases: str) -> tuple[Sifted, float]:
    """A pattern of whole words out of `phrases`; a negative weight speaks against the type."""
    return Sifted(r"(?<!\w)(?:" + "|".join(phrases) + r")(?!\w)", re.I), weight


def signs(weight: float, *phrases: str) -> Signs:
    """A sign for each phrase, so that several of them add up."""
    return tuple(sign(weight, phrase) for phrase in phrases)


# Classes of words that the grammar of several types is made of.
_BE = r"(?:'m|'re|m|re| am| are| is|s|'s)?"
WE = rf"(?:(?:i|we|my (?:company|firm|team|startup)|our (?:company|firm|team|agency|studio)){_BE})"
YOU = r"(?:you|u|ya|you guys|you people|you lot|your (?:company|firm|team|startup|business))"
OUR = r"(?:my|our|the|his|her|their|this|that|all|all my|all our|all the|some of (?:my|our|the))"
GAP = r"[^.?!]{0,40}?"
SHORT = r"[^.?!]{0,20}?"

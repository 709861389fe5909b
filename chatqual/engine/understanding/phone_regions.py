"""The country of a phone number that is written without one, by what else speaks for it."""

from __future__ import annotations

import re

from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.language import language_of

REGIONS = {
    "en": "US", "de": "DE", "fr": "FR", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL", "pl": "PL",
    "sv": "SE", "da": "DK", "nb": "NO", "no": "NO", "fi": "FI", "cs": "CZ", "ro": "RO", "tr": "TR",
    "ja": "JP", "hu": "HU", "el": "GR", "uk": "UA", "ru": "RU", "ko": "KR", "zh": "CN", "he": "IL",
}  # fmt: skip

# A firm's legal form or the end of an address tells the country as well as a language does.
_OF_A_COUNTRY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("DE", re.compile(r"\b(?:g?GmbH|OHG|e\.K\.|KGaA)\b|[\w-]\.de\b|\+49")),
    ("AT", re.compile(r"[\w-]\.at\b|\+43")),
    ("CH", re.compile(r"[\w-]\.ch\b|\+41")),
)


_GERMAN = re.compile(r"\b(?:mich|meine|handy|ruft?|rufen|erreich\w+|durchwahl|rückruf\w*)\b", re.I)


# "de-GB": who writes German under an English page has a German number rather than a British one.
_SPEAKING: dict[str, tuple[str, ...]] = {
    "de": ("DE", "AT", "CH", "LI", "LU"),
    "fr": ("FR", "BE", "CH", "LU", "CA"),
    "it": ("IT", "CH", "SM"),
    "nl": ("NL", "BE"),
}


def region_spoken(context: Context, text: str) -> str | None:
    """The country that their firm, addresses or the language of the line speaks for."""
    known = " ".join(str(context.before.get(slot, "")) for slot in ("company", "email", "phone"))
    for region, sign in _OF_A_COUNTRY:
        if sign.search(f"{text} {known}"):
            return region
    language = "de" if _GERMAN.search(text) else language_of(text, context.language)
    if language == "en" or context.region in _SPEAKING.get(language, ()):
        return None
    foreign = context.region is not None and language in _SPEAKING
    return REGIONS[language] if foreign or language != context.language else None

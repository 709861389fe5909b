"""From text to terms: one way of reading words for the index, the question and the answer.

A term is a stem in its language, in lower case and without accents. Words that carry no meaning of
their own are dropped from questions, never from what is indexed.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import Stemmer

from knowledge.word_lists import CHAT_SPEAK, STOP_WORDS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[%€$£]", re.UNICODE)
_COUNTRY = re.compile(r"\bU\.?S\.?(?:A\.?)?(?!\w)")
SYMBOLS = frozenset("%€$£")
_POSSESSIVE = re.compile(r"['’]s$")
# "L'interface", "d'essai", "dell'azienda": the little word before the apostrophe.
_ELIDED = re.compile(r"^(?:l|d|qu|j|n|c|dell|all|nell|sull|dall)['’](?=\w{2})", re.IGNORECASE)
_STEMMERS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
    "sv": "swedish",
    "da": "danish",
    "no": "norwegian",
    "fi": "finnish",
    "ru": "russian",
    "ro": "romanian",
    "hu": "hungarian",
    "tr": "turkish",
}
# "P60s", "C16s": the plural of a name that ends in a number.
_NAMES_PLURAL = re.compile(r"[^\W\d_]+\d+s")
Phrase = tuple[str, ...]
# A PyStemmer object keeps a buffer of its own and must not be shared by threads.
_per_thread = threading.local()


def fold(text: str) -> str:
    """Lower case without accents; ß is ss, and German umlauts lose their dots."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text as they stand, folded; "don't" and "we're" stay whole."""
    return [_ELIDED.sub("", _POSSESSIVE.sub("", fold(w))) for w in WORD.findall(text)]


def _stemmer(language: str) -> Any:
    held = _per_thread.__dict__.setdefault("stemmers", {})
    if language not in held:
        held[language] = Stemmer.Stemmer(_STEMMERS[language], 0)
    return held[language]


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "en") -> str:
    """The stem of one folded word; the word itself in a language without a stemmer.

    Little words are kept whole: cut short they look like words of another language ("dans", "dan").
    """
    if _NAMES_PLURAL.fullmatch(word):
        return word[:-1]
    if language not in _STEMMERS or not word[:1].isalpha():
        return word
    if word in STOP_WORDS.get(language, ()):
        return word
    return str(_stemmer(language).stemWord(word.replace("'", "").replace("’", "")))


def as_phrase(text: str, language: str) -> Phrase:
    """The stems of a word or of several."""
    return tuple(stem(word, language) for word in words(text))


def terms(text: str, language: str = "en") -> list[str]:
    """Every word of a text as a term, in order."""
    return [stem(word, language) for word in words(text)]


def spoken_words(text: str) -> list[str]:
    """Every word of a question, in order, with names told from little words."""
    return words(_with_names(text))


def content_words(text: str, language: str = "en") -> list[str]:
    """The words of a question that carry its meaning, in order, each once.

    Everyday chat spelling is written out ("u" is "you", "ppl" is "people").
    """
    found: dict[str, None] = {}
    stops = STOP_WORDS.get(language, STOP_WORDS["en"])
    for word in spoken_words(text):
        for plain in CHAT_SPEAK.get(word, word).split():
            if plain not in stops and (len(plain) > 1 or plain.isdigit() or plain in SYMBOLS):
                found.setdefault(plain)
    return list(found)


def _with_names(text: str) -> str:
    """ "in the US" names a country, where nothing else is written in capitals."""
    return text if text.isupper() else _COUNTRY.sub("usa", text)


def joined(tokens: Iterable[str]) -> str:
    """Tokens as one searchable string with a blank at both ends."""
    return f" {' '.join(tokens)} "


def word_count(text: str) -> int:
    """How many words a reader would count."""
    return len(text.split())

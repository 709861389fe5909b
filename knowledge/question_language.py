"""The language of a question: by its little words, its everyday words and its letters."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.spelling import common_words
from knowledge.translations import LANGUAGES, is_listed
from knowledge.word_lists import STOP_WORDS
from knowledge.words import words

# What a word that only one language has counts; one that several have is shared among them.
LITTLE_WORD, LISTED_WORD, LETTERS = 1.0, 0.7, 1.0
# How far ahead of the language that is expected another one must be; beside one that we have no
# words of, twice as far.
AHEAD, AHEAD_OF_UNKNOWN = 0.6, 2.0
_LETTERS = {
    "de": re.compile(r"[äöüß]", re.IGNORECASE),
    "fr": re.compile(r"[èêëçœàùûîï]|\b[ldjnmcsq]['’]\w|\bqu['’]", re.IGNORECASE),
    "es": re.compile(r"[¿¡ñ]", re.IGNORECASE),
}


@lru_cache(maxsize=4096)
def guess_language(text: str, given: str) -> str:
    """The language of a short question; the given one where it is not clear."""
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for word in words(text):
        for language, share in _speak(word).items():
            scores[language] += share
    for language, pattern in _LETTERS.items():
        scores[language] += LETTERS * bool(pattern.search(text))
    best = max(scores, key=lambda language: scores[language])
    if given not in scores:
        return best if scores[best] >= AHEAD_OF_UNKNOWN else given
    return best if scores[best] - scores[given] >= AHEAD else given


@lru_cache(maxsize=20_000)
def _speak(word: str) -> dict[str, float]:
    """The languages that have a folded word, with what it counts for each."""
    little = [language for language in LANGUAGES if word in STOP_WORDS[language]]
    if little:
        return dict.fromkeys(little, LITTLE_WORD / len(little))
    listed = {language for language in LANGUAGES if is_listed(word, language)}
    if word in common_words():
        listed.add("en")
    return dict.fromkeys(listed, LISTED_WORD / max(len(listed), 1))

"""The language of a text, by its little words: enough for those that answers are framed in."""

from __future__ import annotations

import re
from collections import Counter

_LITTLE_WORDS = {
    "en": "the of and to in is you that it for are with your this be on can or if not we will from",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine sie werden"
    " wir ihr ihre kann können bei oder wenn",
    "fr": "le la les de des et en un une du dans que pour qui est vous nous sur pas au par avec ce"
    " votre vos sont ou peut",
    "es": "el la los las de y en un una del que para es con se por su no al como puede más este"
    " esta son si sus",
    "pt": "o a os as de e em um uma do da que para é com se por não no na dos das mais pode você"
    " seu sua são ou",
    "it": "il lo la gli le di e in un una del della che per è con si non al come può più sono"
    " questo questa dei nel",
    "nl": "de het een van en in is dat op te voor met niet zijn aan er je u uw kan worden door"
    " bij of als wordt naar",
}
_SETS = {code: frozenset(words.split()) for code, words in _LITTLE_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
# Of so few words nothing can be said.
_FEWEST = 4


def language_of(text: str, declared: str = "") -> str:
    """ISO 639-1, or `declared` where the text does not tell, or "" where neither does.

    `declared` is what the document says of itself: templates are copied with `lang="en"`, so the
    text wins where it is clear.
    """
    words = Counter(word.lower() for word in _WORD.findall(text[:_SAMPLE]))
    scores = {code: _score(words, known) for code, known in _SETS.items()}
    ranked = sorted(scores, key=lambda code: scores[code], reverse=True)
    said = declared[:2].lower()
    best, second = ranked[0], ranked[1]
    is_clear = scores[best] > 0 and scores[best] >= 1.25 * scores[second]
    if is_clear and (said not in _SETS or scores[best] >= 1.5 * scores[said]):
        return best
    if said:
        return said
    return best if scores[best] > 0 else ""


def _score(words: Counter[str], known: frozenset[str]) -> float:
    """By the root of their counts, and of some different ones: a column of "no" is no Spanish."""
    counts = [words[word] for word in known if word in words]
    return sum(count**0.5 for count in counts) if len(counts) >= _FEWEST else 0.0

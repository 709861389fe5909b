"""The lexical leg: BM25 over the passages of one site, with its words, typos and synonyms.

Built in memory from the chunk rows by each answering process (about a second for 10,000 chunks)
and built again when the corpus' revision changes.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.meanings import Meanings, WordTable
from knowledge.spelling import Speller
from knowledge.synonyms import Phrase, Synonyms
from knowledge.translations import in_english
from knowledge.words import SYMBOLS, content_words, spoken_words, stem, words

# It sets itself to DEBUG and writes a line for each build.
logging.getLogger("bm25s").setLevel(logging.WARNING)

# A title or heading says what a passage is about: its words count as if they stood there twice.
TITLE_TIMES = 2
HEADING_TIMES = 2
TYPO_WEIGHT = 0.85
PART_WEIGHT = 0.45
TRANSLATION_WEIGHT, COMPOUND_WEIGHT = 0.8, 0.7
COMPOUNDING = frozenset({"de", "nl", "sv", "da", "no"})
# A word near in meaning counts from 0 at this cosine on, and never as much as a synonym.
MEANING_FROM, MEANING_TIMES, MEANING_MOST = 0.25, 0.9, 0.6
LONGEST_TOPIC, MOST_TOPICS = 3, 200
K1, B = 1.2, 0.6


@dataclass(frozen=True, slots=True)
class LexicalRow:
    """What is indexed of one passage."""

    chunk: int
    title: str
    headings: tuple[str, ...]
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a question asks about: a word or a set phrase, and what counts as it.

    `forms` pairs a phrase (stems) with how much its presence counts, the word itself first with 1.
    `weight` is its rarity in the corpus (idf). `occurs`: some form stands somewhere in the corpus;
    `literal`: the word itself does (or its corrected spelling).
    """

    word: str
    weight: float
    forms: tuple[tuple[Phrase, float], ...]
    occurs: bool
    literal: bool


@dataclass(slots=True)
class LexicalIndex:
    """BM25 of one site's passages. Immutable once built; safe to read from many threads."""

    chunks: NDArray[np.int64]
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    _bm25: Any
    _counts: Counter[str]
    _bigrams: frozenset[Phrase]
    _speller: Speller
    _synonyms: dict[str, Synonyms] = field(default_factory=dict)
    _meanings: Meanings | None = None
    _places: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = {int(chunk): place for place, chunk in enumerate(self.chunks)}

    def frequency(self, term: str) -> int:
        """In how many passages a stem stands."""
        return self._counts.get(term, 0)

    def rarity(self, term: str) -> float:
        """The idf of a stem, as BM25 (Lucene's form) has it; highest for one that never occurs."""
        n = self.frequency(term)
        return math.log(1 + (len(self.chunks) - n + 0.5) / (n + 0.5))

    def spread(self, share: float) -> list[str]:
        """The words, as they are written, that stand in so large a share of the passages."""
        return self._speller.standing_in(share * len(self.chunks))

    def places(self, chunks: Iterable[int]) -> dict[int, int]:
        """Where these passages stand in `scores`; those that are not indexed are left out."""
        return {chunk: self._places[chunk] for chunk in chunks if chunk in self._places}

    def read(self, text: str, language: str) -> tuple[Term, ...]:
        """The terms of a question in one of the visitor's languages."""
        wanted = content_words(text, language)
        synonyms = self._synonyms.get(language) or self._synonyms.get("en") or Synonyms()
        phrases = _set_phrases(spoken_words(text), set(wanted), language, synonyms)
        inside = {word for phrase in phrases for word in phrase}
        read = [self._phrase_term(p, language, synonyms) for p in phrases]
        read += [self._word_term(w, language, synonyms) for w in wanted if w not in inside]
        return tuple(read)

    def scores(self, terms: Sequence[Term]) -> NDArray[np.float32]:
        """The BM25 score of every passage, each term by the best of its forms."""
        total = np.zeros(len(self.chunks), dtype=np.float32)
        for term in terms:
            best = np.zeros(len(self.chunks), dtype=np.float32)
            for phrase, weight in term.forms:
                places, found = self._phrase_scores(phrase)
                best[places] = np.maximum(best[places], found * weight)
            total += best
        return total

    def _phrase_scores(self, phrase: Phrase) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The passages that hold every word of a phrase, and its BM25 score in each."""
        places, found = self._word_scores(phrase[0])
        for stem_ in phrase[1:]:
            others, more = self._word_scores(stem_)
            places, mine, theirs = np.intersect1d(
                places, others, assume_unique=True, return_indices=True
            )
            found = found[mine] + more[theirs]
        return places, found

    def _word_scores(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The column of one stem in bm25s' own table: it costs what it holds, not the corpus."""
        table, column = self._bm25.scores, self._bm25.vocab_dict.get(term)
        if column is None or not self._counts:
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
        part = slice(int(table["indptr"][column]), int(table["indptr"][column + 1]))
        return table["indices"][part], table["data"][part]

    def occurs(self, phrase: Phrase) -> bool:
        """These stems stand in the corpus, those of a phrase one behind the other."""
        if len(phrase) == 1:
            return self.frequency(phrase[0]) > 0
        return all(pair in self._bigrams for pair in zip(phrase, phrase[1:], strict=False))

    def _stems(self, word: str, language: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(stem(word, x) for x in (language, *self.languages)))

    def _word_term(self, word: str, language: str, synonyms: Synonyms) -> Term:
        stems = self._stems(word, language)
        forms: dict[Phrase, float] = {(s,): 1.0 for s in stems}
        literal = any(self.frequency(s) for s in stems)
        if not literal and word not in SYMBOLS:
            literal = self._mend(word, language, forms)
        for phrase in list(forms):
            for other, weight in synonyms.of(phrase).items():
                forms[other] = max(forms.get(other, 0.0), weight * forms[phrase])
        for other, weight in self._by_meaning(word, language):
            forms[other] = max(forms.get(other, 0.0), weight)
        weight = min((self.rarity(s) for s in stems), default=0.0)
        return self._term(word, weight, forms, literal)

    def _mend(self, word: str, language: str, forms: dict[Phrase, float]) -> bool:
        """Add what the word may be a typo of; True where a single word of the corpus is meant."""
        corrections = self._speller.corrections(word)
        for right, weight in corrections:
            phrase = tuple(stem(w, language) for w in right)
            forms[phrase] = max(forms.get(phrase, 0.0), weight * TYPO_WEIGHT)
        return any(len(right) == 1 for right, _ in corrections)

    def _by_meaning(self, word: str, language: str) -> list[tuple[Phrase, float]]:
        """Words of the corpus that mean nearly the same, or the same in English."""
        if language != "en":
            english = in_english(word, language) if "en" in self.languages else ()
            found = [((stem(other),), TRANSLATION_WEIGHT) for other in english]
            parts = self._speller.compounds(word) if language in COMPOUNDING else ()
            return [*found, *(((stem(other, language),), COMPOUND_WEIGHT) for other in parts)]
        near = self._meanings.near(word) if self._meanings else ()
        return [
            ((stem(other),), min(MEANING_MOST, MEANING_TIMES * (cosine - MEANING_FROM)))
            for other, cosine in near
        ]

    def _phrase_term(self, phrase: Phrase, language: str, synonyms: Synonyms) -> Term:
        stems = tuple(stem(w, language) for w in phrase)
        forms: dict[Phrase, float] = {stems: 1.0, **synonyms.of(stems)}
        for part in phrase:
            if content_words(part, language):
                forms[(stem(part, language),)] = PART_WEIGHT
        rare = [self.rarity(stem(w, language)) for w in phrase if content_words(w, language)]
        weight = max(rare, default=0.0)
        return self._term(" ".join(phrase), weight, forms, self.occurs(stems))

    def _term(self, word: str, weight: float, forms: dict[Phrase, float], literal: bool) -> Term:
        ordered = tuple(sorted(forms.items(), key=lambda pair: -pair[1]))
        occurs = literal or any(self.occurs(p) for p, w in ordered if w > PART_WEIGHT)
        return Term(word, weight, ordered, occurs, literal)


def build_lexical(
    rows: Iterable[LexicalRow], synonyms: dict[str, Synonyms], table: WordTable | None = None
) -> LexicalIndex:
    """Index the passages. `synonyms` by language; `table`: what English words mean."""
    chunks: list[int] = []
    documents: list[list[str]] = []
    counts: Counter[str] = Counter()
    surface: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    bigrams: set[Phrase] = set()
    topics: Counter[str] = Counter()
    for row in rows:
        topics.update({heading for heading in (row.title, *row.headings) if is_topic(heading)})
        title = words(row.title)
        heads = words(" ".join(row.headings))
        body = words(row.text)
        tokens = [stem(w, row.language) for w in title + heads + body]
        extra = len(title) + len(heads)
        chunks.append(row.chunk)
        documents.append(tokens[:extra] * (max(TITLE_TIMES, HEADING_TIMES) - 1) + tokens)
        counts.update(set(tokens))
        surface.update(set(title + heads + body))
        languages[row.language] += 1
        bigrams.update(zip(tokens, tokens[1:], strict=False))
    model = bm25s.BM25(k1=K1, b=B, method="lucene")
    # bm25s cannot index nothing at all; a word that nobody can ask for stands in.
    model.index(documents or [["\0"]], show_progress=False)
    spoken = tuple(language for language, _ in languages.most_common())
    if not chunks:
        counts.clear()
    return LexicalIndex(
        np.array(chunks, dtype=np.int64),
        spoken,
        tuple(topic for topic, _ in topics.most_common(MOST_TOPICS)),
        model,
        counts,
        frozenset(bigrams),
        Speller(surface),
        synonyms,
        Meanings(table, surface) if table else None,
    )


def is_topic(heading: str) -> bool:
    """True for a heading that names something: short, and no question or instruction."""
    return 0 < len(heading.split()) <= LONGEST_TOPIC and heading[-1:].isalnum()


def _set_phrases(
    spoken: list[str], wanted: set[str], language: str, synonyms: Synonyms
) -> list[Phrase]:
    """Phrases of several words that the synonyms know, longest first, none inside another."""
    found: list[Phrase] = []
    taken: set[int] = set()
    for length in range(min(synonyms.longest, len(spoken)), 1, -1):
        for at in range(len(spoken) - length + 1):
            span = range(at, at + length)
            phrase = tuple(spoken[at : at + length])
            if taken.intersection(span) or not wanted.intersection(phrase):
                continue
            if synonyms.of(tuple(stem(w, language) for w in phrase)):
                found.append(phrase)
                taken.update(span)
    return found

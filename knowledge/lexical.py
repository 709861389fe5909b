"""The lexical leg: BM25 over the passages of one site, with its words, typos and synonyms.

Built in memory from the chunk rows by each answering process (about a second for 10,000 chunks)
and built again when the corpus' revision changes.
"""

from __future__ import annotations

import logging
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.abbreviations import abbreviations
from knowledge.compounds import COMPOUNDING, Compounds, parts_of
from knowledge.meanings import Meanings, WordTable
from knowledge.spelling import Speller, corrections_by_lists
from knowledge.synonyms import SITE_WEIGHT, Synonyms, with_groups
from knowledge.translations import is_listed, translated
from knowledge.words import (
    SYMBOLS,
    Phrase,
    as_phrase,
    content_words,
    spoken_words,
    stem,
    words,
)

# It sets itself to DEBUG and writes a line for each build.
logging.getLogger("bm25s").setLevel(logging.WARNING)

# A title or heading says what a passage is about: its words count as if they stood there twice.
TITLE_TIMES = 2
HEADING_TIMES = 2
TYPO_WEIGHT = 0.85
PART_WEIGHT = 0.45
TRANSLATION_WEIGHT, COMPOUND_WEIGHT = 0.8, 0.7
# A form that counts less than this is too far away to look for compounds with it.
LEAST_OF_A_COMPOUND = 0.5
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
    `literal`: the word itself does (or its corrected spelling). `abroad`: the forms that are of
    another language than the question.
    """

    word: str
    weight: float
    forms: tuple[tuple[Phrase, float], ...]
    occurs: bool
    literal: bool
    abroad: frozenset[Phrase] = frozenset()


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
    # The words of each language as they stand, folded.
    _spoken: dict[str, frozenset[str]] = field(default_factory=dict)
    _compounds: Compounds = field(default_factory=lambda: Compounds(()))
    _places: dict[int, int] = field(default_factory=dict)
    _all_words: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._places = {int(chunk): place for place, chunk in enumerate(self.chunks)}
        self._all_words = frozenset[str]().union(*self._spoken.values())

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
        spoken = spoken_words(text)
        phrases = _set_phrases(spoken, set(wanted), language, synonyms)
        inside = {word for phrase in phrases for word in phrase}
        joined = [p for p in self._written_as_one(spoken, set(wanted)) if not inside & {*p}]
        inside |= {word for pair in joined for word in pair}
        read = [self._phrase_term(p, language, synonyms) for p in [*phrases, *joined]]
        for word in wanted:
            if word not in inside:
                parts = self._parts(word, language) or (word,)
                read += [self._word_term(part, language, synonyms) for part in parts]
        return tuple(read)

    def _written_as_one(self, spoken: list[str], wanted: set[str]) -> list[Phrase]:
        """ "Ad block" and "C 16" where the documents write "adblock" and "C16"."""
        pairs = [
            (a, b)
            for a, b in zip(spoken, spoken[1:], strict=False)
            if (a in wanted or len(a) == 1) and (b in wanted or b.isdigit()) and {a, b} & wanted
        ]
        return [p for p in pairs if "".join(p) in self._all_words and not self.occurs(p)]

    def _parts(self, word: str, language: str) -> tuple[str, str] | None:
        """The two words of a compound that neither the documents nor the lists have as one."""
        if language not in COMPOUNDING or is_listed(word, language) or word in self._all_words:
            return None
        if self.frequency(stem(word, language)):
            return None
        return parts_of(
            word, lambda part: is_listed(part, language) or part in self._spoken.get(language, ())
        )

    def scores(self, terms: Sequence[Term]) -> NDArray[np.float32]:
        """The BM25 score of every passage, each term by the best of its forms."""
        total = np.zeros(len(self.chunks), dtype=np.float32)
        for term in terms:
            best = np.zeros(len(self.chunks), dtype=np.float32)
            for phrase, weight in term.forms:
                places, found = self._phrase_scores(phrase)
                share = weight
                if phrase in term.abroad:
                    # No more telling than the word itself: a common one put into the language of a
                    # few documents would lead to these alone.
                    share *= min(1.0, term.weight / sum(self.rarity(part) for part in phrase))
                best[places] = np.maximum(best[places], found * share)
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
        """Its stem, and that of other languages whose passages have the very word (a name)."""
        others = (x for x in self.languages if word in self._spoken.get(x, ()))
        return tuple(dict.fromkeys(stem(word, x) for x in (language, *others)))

    def _word_term(self, word: str, language: str, synonyms: Synonyms) -> Term:
        stems = self._stems(word, language)
        forms: dict[Phrase, float] = {(s,): 1.0 for s in stems}
        literal = any(self.frequency(s) for s in stems)
        if not literal and word not in SYMBOLS:
            literal = self._mend(word, language, forms)
        meant = list(forms)
        for phrase in meant:
            for other, weight in synonyms.of(phrase).items():
                forms[other] = max(forms.get(other, 0.0), weight * forms[phrase])
        abroad = self._across(meant, language, forms)
        for other, weight in self._by_meaning(word, language):
            forms[other] = max(forms.get(other, 0.0), weight)
        abroad |= self._inside_others(forms, language)
        weight = min((self.rarity(s) for s in stems), default=0.0)
        return self._term(word, weight, forms, literal, abroad)

    def _mend(self, word: str, language: str, forms: dict[Phrase, float]) -> bool:
        """Add what the word may be a typo of; True where a single word of the corpus is meant."""
        if word.endswith("s") and word[:-1] in self._all_words:
            forms[(stem(word[:-1], language),)] = 1.0
            return True
        if is_listed(word, language):
            return False
        corrections = self._speller.corrections(word)
        for right, weight in corrections:
            phrase = tuple(stem(w, language) for w in right)
            forms[phrase] = max(forms.get(phrase, 0.0), weight * TYPO_WEIGHT)
        if not corrections:
            for known in corrections_by_lists(word, language):
                forms[(stem(known, language),)] = TYPO_WEIGHT
        return any(len(right) == 1 for right, _ in corrections)

    def _across(
        self, phrases: Iterable[Phrase], language: str, forms: dict[Phrase, float]
    ) -> frozenset[Phrase]:
        """Add what the languages of the documents have for these words; gives what is added."""
        found = {
            as_phrase(text, target)
            for phrase in phrases
            for target in self.languages
            if target != language
            for text in translated(phrase, language, target)
        }
        abroad = frozenset(found - {()} - forms.keys())
        forms.update(dict.fromkeys(abroad, TRANSLATION_WEIGHT))
        return abroad

    def _inside_others(self, forms: dict[Phrase, float], language: str) -> frozenset[Phrase]:
        """Add the compounds of the documents that hold one of the words; gives those abroad."""
        found: dict[Phrase, float] = {}
        for phrase, weight in forms.items():
            if len(phrase) == 1 and weight >= LEAST_OF_A_COMPOUND:
                for other in self._compounds.holding(phrase[0]):
                    if (other,) not in forms:
                        found.setdefault((other,), COMPOUND_WEIGHT * weight)
        forms.update(found)
        return frozenset() if language in COMPOUNDING else frozenset(found)

    def _by_meaning(self, word: str, language: str) -> list[tuple[Phrase, float]]:
        """Words of the corpus that mean nearly the same."""
        near = self._meanings.near(word) if self._meanings and language == "en" else ()
        return [
            ((stem(other),), min(MEANING_MOST, MEANING_TIMES * (cosine - MEANING_FROM)))
            for other, cosine in near
        ]

    def _phrase_term(self, phrase: Phrase, language: str, synonyms: Synonyms) -> Term:
        stems = tuple(stem(w, language) for w in phrase)
        forms: dict[Phrase, float] = {stems: 1.0, **synonyms.of(stems)}
        abroad = self._across([stems], language, forms)
        as_one = "".join(phrase)
        if as_one in self._all_words:
            forms[(stem(as_one, language),)] = 1.0
        for part in phrase:
            if content_words(part, language):
                forms[(stem(part, language),)] = PART_WEIGHT
        rare = [self.rarity(stem(w, language)) for w in phrase if content_words(w, language)]
        weight = max(rare, default=0.0)
        return self._term(" ".join(phrase), weight, forms, self.occurs(stems), abroad)

    def _term(
        self,
        word: str,
        weight: float,
        forms: dict[Phrase, float],
        literal: bool,
        abroad: frozenset[Phrase],
    ) -> Term:
        ordered = tuple(sorted(forms.items(), key=lambda pair: -pair[1]))
        occurs = literal or any(self.occurs(p) for p, w in ordered if w > PART_WEIGHT)
        return Term(word, weight, ordered, occurs, literal, abroad)


def build_lexical(
    rows: Iterable[LexicalRow], synonyms: dict[str, Synonyms], table: WordTable | None = None
) -> LexicalIndex:
    """Index the passages. `synonyms` by language; `table`: what English words mean."""
    chunks: list[int] = []
    documents: list[list[str]] = []
    counts: Counter[str] = Counter()
    surface: Counter[str] = Counter()
    spoken: dict[str, set[str]] = defaultdict(set)
    compounding: set[str] = set()
    short_forms: set[tuple[Phrase, Phrase]] = set()
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
        spoken[row.language].update(title, heads, body)
        if row.language in COMPOUNDING:
            compounding.update(tokens)
        for short, long in abbreviations(row.text):
            short_forms.add((as_phrase(short, row.language), as_phrase(long, row.language)))
        languages[row.language] += 1
        bigrams.update(zip(tokens, tokens[1:], strict=False))
    model = bm25s.BM25(k1=K1, b=B, method="lucene")
    # bm25s cannot index nothing at all; a word that nobody can ask for stands in.
    model.index(documents or [["\0"]], show_progress=False)
    if not chunks:
        counts.clear()
    groups = [({short, long}, SITE_WEIGHT) for short, long in sorted(short_forms)]
    return LexicalIndex(
        np.array(chunks, dtype=np.int64),
        tuple(language for language, _ in languages.most_common()),
        tuple(topic for topic, _ in topics.most_common(MOST_TOPICS)),
        model,
        counts,
        frozenset(bigrams),
        Speller(surface),
        {language: with_groups(s, groups) if groups else s for language, s in synonyms.items()},
        Meanings(table, surface) if table else None,
        {language: frozenset(found) for language, found in spoken.items()},
        Compounds(compounding),
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

"""Chooses the sentences that answer: the best one, what it leans on, and what adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from knowledge.answer_cues import (
    ANNOUNCES,
    announces,
    cue,
    fitness,
    is_dangling,
    is_question,
    states_how_long,
    states_how_much_less,
    states_how_often,
    states_that_it_is,
)
from knowledge.answer_question import Reading
from knowledge.coverage import Coverage, Presence
from knowledge.passages import Ranked, Unit, Vectors
from knowledge.retrieval import Wanted
from knowledge.words import word_count

PASSAGES_READ = 16
MOST_SENTENCES = 4
MOST_WORDS = 60
# Of the sentences that were found, how many may be quoted.
LOOKED_AT = 40
# How far behind the sentence that announces them the steps may begin.
STEPS_AHEAD = 4
# What makes a sentence the answer; benchmarks/fit_answers.py fits them anew, each corpus held out.
SIMILAR, OWN_WORDS, ALL_WORDS, CUE, FITNESS = 0.8, 0.12, 0.25, 0.02, 0.9
OUTDATED, OWN_LANGUAGE = 0.1, 0.25
# For "do you have X", what a sentence gains that says whether there is such a thing.
EXISTS = 0.12
# What a passage gains from its sentences.
WINDOW, SHAPE, BEST = 0.3, 0.5, 1.5
# What a sentence loses for each point that its passage is behind the best one.
BEHIND = 0.2
# How near to the best one a further sentence must come (beside a price all is shown), and the
# share of the words it must name.
NEAR, NEAR_PRICED = 0.4, 0.2
COVERS_SOMETHING = 0.05
# The same behind an earlier question, where the visitor has the rest already.
NEAR_POINT, COVERS_AS_MUCH = 0.15, 0.8
# How near to the best one a sentence answers as well as it, and how many may be shown for that.
LEVEL, MOST_LEVEL = 0.12, 3
# What the form of an answer adds to that, in general and for what asks for just that form.
FORMED, SAYS_JUST_THAT = 0.05, 0.1
# Below this share of a line's words a sentence is hardly about it.
FAINT = 0.15
# Sentences that share this much of their words say the same.
SAYS_THE_SAME = 0.5
SAYS_THE_SAME_NUMBERS = 0.4
# What a sentence in the visitor's own language may be behind one in another and be quoted first.
OWN_LANGUAGE_WITHIN = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A sentence that may answer. `covers`: the question's words in it, by rarity, 0 to 1."""

    ranked: Ranked
    unit: Unit
    score: float
    covers: float
    similar: float


def read_passages(
    ranked: Sequence[Ranked], reading: Reading, wanted: Wanted
) -> tuple[list[Ranked], list[Choice]]:
    """The passages in the order that their sentences give them, and every sentence, best first."""
    head = list(ranked[:PASSAGES_READ])
    table = _weigh(head, reading, wanted)
    read: list[tuple[Ranked, list[Choice]]] = []
    at = 0
    for one, gain in zip(head, table.gains, strict=True):
        moved = replace(one, score=one.score + gain)
        rows = range(at, at + len(one.hit.body.units))
        units = zip(one.hit.body.units, rows, strict=True)
        read.append((moved, [Choice(moved, unit, *table.row(n)) for unit, n in units]))
        at += len(rows)
    read.sort(key=lambda pair: (-pair[0].score, pair[0].hit.chunk))
    first = read[0][0].score if read else 0.0
    made = (
        replace(c, score=c.score - BEHIND * (first - one.score)) for one, made in read for c in made
    )
    choices = sorted(made, key=lambda c: -c.score)
    return [*(one for one, _ in read), *ranked[PASSAGES_READ:]], _own_language_first(
        choices, reading.language
    )


def _own_language_first(choices: list[Choice], language: str) -> list[Choice]:
    """Those in the visitor's language ahead, where one says nearly as much as the best of all."""
    own = next((c for c in choices if c.ranked.hit.language == language), None)
    if own is None or own is choices[0]:
        return choices
    behind = choices[0].score - own.score
    # A word more may be a chance one ("needs no work" for "works with").
    is_level = behind <= OWN_LANGUAGE_WITHIN / 2
    if behind > OWN_LANGUAGE_WITHIN or not (is_level or own.covers >= choices[0].covers):
        return choices
    moved = (
        replace(c, score=c.score + behind) if c.ranked.hit.language == language else c
        for c in choices
    )
    # The own one stands level with the best now, and level is ahead.
    return sorted(moved, key=lambda c: (-c.score, c.ranked.hit.language != language))


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The sentences of all passages in a row, and what each passage gains by its own."""

    scores: list[float]
    covers: list[float]
    similar: list[float]
    gains: list[float]

    def row(self, n: int) -> tuple[float, float, float]:
        return self.scores[n], self.covers[n], self.similar[n]


def _weigh(head: Sequence[Ranked], reading: Reading, wanted: Wanted) -> _Weighed:
    """All sentences at once: a dozen numpy calls a question, not a passage."""
    sizes = np.array([len(one.hit.body.units) for one in head], dtype=np.int64)
    units = [unit for one in head for unit in one.hit.body.units]
    if not units:
        return _Weighed([], [], [], [0.0] * len(head))
    cover = Coverage(wanted.terms)
    present = cover.table(unit.stems for unit in units)
    about = np.repeat(cover.table(one.hit.body.about for one in head), sizes, axis=0)
    own = cover.share(present)
    similar = np.concatenate([_cosines(one) for one in head])
    shapes = np.array([cue(reading.kinds, unit) for unit in units], dtype=np.float32)
    fit = np.array([fitness(reading.kinds, unit) for unit in units], dtype=np.float32)
    fit += ANNOUNCES * _announcing(head)
    trust = np.repeat([wanted.trust(one.hit.language) for one in head], sizes).astype(np.float32)
    standing = np.repeat([_standing(one) for one in head], sizes).astype(np.float32)
    scores = (
        SIMILAR * trust * similar
        + OWN_WORDS * own
        + ALL_WORDS * cover.share(np.maximum(present, about))
        + CUE * shapes
        + FITNESS * fit
        + standing
        + (EXISTS * np.array([states_that_it_is(u) for u in units]) if reading.asks_whether else 0)
    )
    # Two neighbours together, the shape of the nearest, and the best sentence of all.
    gains = (
        WINDOW * _highest(cover.share(_pairs(present, sizes)), sizes)
        + SHAPE * _highest(trust * shapes * similar, sizes)
        + BEST * _highest(scores, sizes)
    )
    return _Weighed(scores.tolist(), own.tolist(), similar.tolist(), gains.tolist())


def _announcing(head: Sequence[Ranked]) -> Vectors:
    """1 for a line that ends in a colon and has what it announces behind it in its passage."""
    found = [
        announces(unit) and behind is not None and behind.kind != "row"
        for one in head
        for unit, behind in zip_longest(one.hit.body.units, one.hit.body.units[1:])
    ]
    return np.array(found, dtype=np.float32)


def _cosines(one: Ranked) -> Vectors:
    return one.similar if len(one.similar) else np.zeros(len(one.hit.body.units), dtype=np.float32)


def _standing(one: Ranked) -> float:
    return OWN_LANGUAGE * one.own - (OUTDATED if one.hit.outdated else 0.0)


def _pairs(present: Presence, sizes: NDArray[np.int64]) -> Presence:
    """What each sentence and the next one of its passage hold together."""
    behind = np.zeros_like(present)
    behind[:-1] = present[1:]
    behind[np.cumsum(sizes)[sizes > 0] - 1] = 0
    return np.maximum(present, behind)


def _highest(values: NDArray[np.float32], sizes: NDArray[np.int64]) -> NDArray[np.float32]:
    """The highest of each passage's sentences; 0 for a passage without any."""
    highest = np.zeros(len(sizes), dtype=np.float32)
    filled = sizes > 0
    starts = (np.cumsum(sizes) - sizes)[filled]
    highest[filled] = np.maximum.reduceat(values, starts)
    return highest


def choose(choices: Sequence[Choice], reading: Reading) -> list[Choice]:
    """One to four sentences, at most about 60 words, in reading order; each stands alone.

    Where it is asked how to do something: the steps of a list, from the first one on.
    """
    if not choices:
        return []
    if "how_to" in reading.kinds and (steps := _steps(choices)):
        return steps
    chosen: list[Choice] = []
    index = {(c.ranked.hit.chunk, c.unit.position): c for c in choices}
    for choice in [*_opening(choices, reading), *choices[:LOOKED_AT]]:
        wanted = [c for c in _with_support(choice, index) if c not in chosen]
        if not wanted or choice in chosen:
            continue
        if chosen and not _may_follow(choice, chosen, choices[0], reading):
            continue
        if fits(chosen, wanted) or not chosen:
            chosen += wanted
            chosen += _announced(choice, chosen, index)
        if len(chosen) >= MOST_SENTENCES:
            break
    return in_reading_order(chosen)


def _opening(choices: Sequence[Choice], reading: Reading) -> list[Choice]:
    """How the page of the best sentence begins, where a line names a topic and asks nothing."""
    best = choices[0]
    if reading.kinds or best.covers >= FAINT:
        return []
    page = [c for c in choices if c.ranked.hit.document == best.ranked.hit.document]
    first = min(page, key=lambda c: (c.ranked.hit.position, c.unit.position))
    return [first] if first.covers >= best.covers and not announces(first.unit) else []


def _steps(choices: Sequence[Choice]) -> list[Choice]:
    """The list that the best sentence stands in or before, from its first item on."""
    best = choices[0]
    near = {c.unit.position: c for c in choices if c.ranked is best.ranked}
    ahead = range(best.unit.position, best.unit.position + STEPS_AHEAD)
    start = next((at for at in ahead if at in near and near[at].unit.kind == "item"), -1)
    while start - 1 in near and near[start - 1].unit.kind == "item":
        start -= 1
    steps: list[Choice] = []
    while start in near and near[start].unit.kind == "item" and _has_room(steps, near[start]):
        steps.append(near[start])
        start += 1
    return steps if len(steps) > 1 else []


def fits(chosen: Sequence[Choice], more: Sequence[Choice]) -> bool:
    """Both together are no longer than an answer may be."""
    total = sum(word_count(c.unit.text) for c in (*chosen, *more))
    return total <= MOST_WORDS and len(chosen) + len(more) <= MOST_SENTENCES


def _has_room(steps: Sequence[Choice], step: Choice) -> bool:
    """Steps are as many as there are; only their words count."""
    return sum(word_count(c.unit.text) for c in (*steps, step)) <= MOST_WORDS


def _adds(choice: Choice, chosen: Sequence[Choice], best: Choice, reading: Reading) -> bool:
    """A further sentence must be about the question too, and say something that is not said yet."""
    if is_question(choice.unit) or choice.ranked.hit.language != best.ranked.hit.language:
        return False
    mine = [c.unit.position for c in chosen if c.ranked is choice.ranked]
    is_neighbour = any(abs(place - choice.unit.position) == 1 for place in mine)
    if not is_neighbour and choice.covers < COVERS_SOMETHING:
        return False
    near = NEAR_PRICED if "price" in reading.kinds else NEAR
    if choice.unit.kind == "row" and choice.covers < best.covers:
        # Rows share their column names with every question: only one that is level as well.
        near = LEVEL
    return choice.score >= best.score - near and all(_differ(choice.unit, c.unit) for c in chosen)


def _may_follow(choice: Choice, chosen: Sequence[Choice], best: Choice, reading: Reading) -> bool:
    if reading.asks_one_thing and not _is_to_the_point(choice, best, reading):
        return False
    return _adds(choice, chosen, best, reading)


def _is_to_the_point(choice: Choice, best: Choice, reading: Reading) -> bool:
    """Of a follow-up one thing is asked: what is added has its form, and as much of its words."""
    return (
        choice.score >= best.score - NEAR_POINT
        and choice.covers >= COVERS_AS_MUCH * best.covers
        and cue(reading.kinds, choice.unit) >= cue(reading.kinds, best.unit)
    )


def leading(
    chosen: Sequence[Choice], reading: Reading, contested: frozenset[int] = frozenset()
) -> tuple[bool, ...]:
    """For each, whether it answers by itself: the best one, those level with it, what they need.

    Prices and steps were chosen as a whole and stay one, and so do documents that contradict each
    other (`contested`).
    """
    if not chosen:
        return ()
    is_list = len(chosen) > 1 and all(c.unit.kind == "item" for c in chosen)
    is_price = "price" in reading.kinds and "discount" not in reading.kinds
    if is_price or is_list:
        return tuple(True for _ in chosen)
    worth = {id(c): _worth(c, reading) for c in chosen}
    best = max(chosen, key=lambda c: worth[id(c)])
    if not reading.kinds and best.covers < FAINT:
        # A topic among other words, and no question: which sentence is meant cannot be told.
        return tuple(True for _ in chosen)
    level = sorted(chosen, key=lambda c: -worth[id(c)])[:MOST_LEVEL]
    kept = [c for c in level if worth[id(c)] >= worth[id(best)] - LEVEL]
    kept += _leaned_on(chosen, kept)
    return tuple(c in kept or c.ranked.hit.document in contested for c in chosen)


def _worth(choice: Choice, reading: Reading) -> float:
    """As an answer by itself: the form of its answer counts once more."""
    says = (
        ("discount" in reading.kinds and states_how_much_less(choice.unit))
        or (reading.asks_how_long and states_how_long(choice.unit))
        or (reading.asks_how_often and states_how_often(choice.unit))
    )
    return choice.score + FORMED * cue(reading.kinds, choice.unit) + SAYS_JUST_THAT * says


def _leaned_on(chosen: Sequence[Choice], kept: Sequence[Choice]) -> list[Choice]:
    """Beside those that are kept: what each announces, and what each leans on."""
    more: list[Choice] = []
    for before, behind in zip(chosen, chosen[1:], strict=False):
        told = before in kept and announces(before.unit)
        listed = before in more and before.unit.kind == behind.unit.kind != "prose"
        if (told or listed) and _are_neighbours(before, behind):
            more.append(behind)
    for before, behind in reversed(list(zip(chosen, chosen[1:], strict=False))):
        told = behind in kept or behind in more
        if told and is_dangling(behind.unit) and _are_neighbours(before, behind):
            more.append(before)
    return [c for c in more if c not in kept]


def _are_neighbours(before: Choice, behind: Choice) -> bool:
    """The one stands right behind the other in its passage."""
    is_next = behind.unit.position - before.unit.position == 1
    return behind.ranked is before.ranked and is_next


def _differ(a: Unit, b: Unit) -> bool:
    small = min(len(a.stems), len(b.stems))
    if not small:
        return True
    shared = len(a.stems & b.stems) / small
    numbers = {s for s in a.stems if s.isdigit()}
    # The same amounts in other words, as a table repeats its page or a page another.
    repeats = numbers and numbers <= b.stems
    return shared < (SAYS_THE_SAME_NUMBERS if repeats else SAYS_THE_SAME)


def _with_support(choice: Choice, index: dict[tuple[int, int], Choice]) -> list[Choice]:
    """The sentence behind what it leans on: the one before, or the line that announces a list."""
    chunk, at = choice.ranked.hit.chunk, choice.unit.position
    support = [choice]
    while is_dangling(support[0].unit) and len(support) < MOST_SENTENCES - 1:
        at -= 1
        before = index.get((chunk, at))
        if before is None or is_question(before.unit) or before.unit.kind == "code":
            break
        support.insert(0, before)
    return support


def _announced(
    choice: Choice, chosen: Sequence[Choice], index: dict[tuple[int, int], Choice]
) -> list[Choice]:
    """What a line that ends in a colon announces: the next sentence, or its items one by one."""
    found: list[Choice] = []
    chunk, at = choice.ranked.hit.chunk, choice.unit.position
    while announces(choice.unit) and (behind := index.get((chunk, at + 1))):
        is_more = not found or behind.unit.kind == found[0].unit.kind != "prose"
        # Of a table only the rows that were asked for.
        is_more = is_more and behind.unit.kind != "row"
        if not is_more or not _has_room([*chosen, *found], behind):
            break
        found.append(behind)
        at += 1
    return [c for c in found if c not in chosen]


def in_reading_order(chosen: Sequence[Choice]) -> list[Choice]:
    """Documents by their best sentence, within one by place."""
    order: dict[int, int] = {}
    for choice in chosen:
        order.setdefault(choice.ranked.hit.document, len(order))
    return sorted(
        chosen,
        key=lambda c: (order[c.ranked.hit.document], c.ranked.hit.position, c.unit.position),
    )

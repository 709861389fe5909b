"""How sure an answer is: several features, one probability, fitted as said in WEIGHTS.

A similarity threshold alone tells answerable from unanswerable questions hardly better than
chance. What helps is to ask from several sides: how near the best sentence is, how much of what
was asked stands in what would be quoted, and whether the thing asked about is known at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

from knowledge.answer_cues import lacks_what_is_asked
from knowledge.answer_named import best_of, not_said_by_form, weigh_names
from knowledge.answer_question import Reading
from knowledge.answer_select import Choice
from knowledge.coverage import Coverage
from knowledge.lexical import LexicalIndex, Term
from knowledge.passages import Ranked


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer and against it, each about 0 to 1.

    `meaning`: cosine of the best sentence. `passage`: cosine of the best passage. `wording`: BM25
    of the best passage as a share of the possible. `covered`: how much of what was asked stands in
    the best sentence, with its headings; `spread`: in all that is quoted. `ahead`: how far the best
    passage is ahead of the sixth. `unknown`: share of words that occur nowhere in the corpus.
    `absent`, `unsaid`, `no_plan`, `uncounted`, `unpriced`, `past`: see `Named`; `absent_abroad` is
    the first for other languages than English. `lacks`: a number is asked, and none is quoted.
    `whether`: it is asked whether there is such a thing. `foreign`: the model does not speak the
    question's language.
    """

    meaning: float
    passage: float
    wording: float
    covered: float
    spread: float
    ahead: float
    unknown: float
    absent: float
    absent_abroad: float
    unsaid: float
    no_plan: float
    uncounted: float
    unpriced: float
    past: float
    lacks: float
    whether: float
    foreign: float


# As `python -m benchmarks.fit_outcomes` prints them, which says how and how well they do.
WEIGHTS = Evidence(
    meaning=2.8,
    passage=1.9,
    wording=0.2,
    covered=1.1,
    spread=0.2,
    ahead=1.7,
    unknown=-1.9,
    absent=-1.7,
    absent_abroad=-0.9,
    unsaid=-2.2,
    no_plan=-2.3,
    uncounted=-3.1,
    unpriced=-4.9,
    past=-3.5,
    lacks=-1.4,
    whether=-1.7,
    foreign=0.7,
)
BIAS = -2.0
ANSWER_FROM = 0.45
# The place of the passage that the best one is compared with.
BEHIND = 6


def weigh_evidence(
    ranked: Sequence[Ranked],
    choices: Sequence[Choice],
    chosen: Sequence[Choice],
    terms: Sequence[Term],
    reading: Reading,
    lexical: LexicalIndex,
) -> Evidence:
    """The features of one question and the sentences that would be quoted."""
    cover = Coverage(terms)
    stems = frozenset[str]().union(*(c.unit.stems | c.ranked.hit.body.about for c in chosen))
    best = best_of(chosen) if chosen else None
    wanted = sum(term.weight for term in terms) or 1.0
    scores = [one.score for one in ranked[:BEHIND]]
    named = weigh_names(reading, terms, ranked, chosen, lexical)
    asked = not_said_by_form(reading, terms, chosen)
    is_foreign = reading.language != "en"
    return Evidence(
        meaning=max((c.similar for c in choices), default=0.0),
        passage=max((r.dense for r in ranked), default=0.0),
        wording=max((r.lexical for r in ranked), default=0.0),
        covered=cover.of(best.unit.stems | best.ranked.hit.body.about) if best else 0.0,
        spread=cover.of(stems),
        ahead=scores[0] - scores[-1] if scores else 0.0,
        unknown=sum(t.weight for t in asked if not t.occurs) / wanted,
        absent=0.0 if is_foreign else named.absent,
        absent_abroad=named.absent if is_foreign else 0.0,
        unsaid=named.unsaid,
        no_plan=named.no_plan,
        uncounted=named.uncounted,
        unpriced=named.unpriced,
        past=named.past,
        lacks=float(
            lacks_what_is_asked(reading.kinds & {"number"}, " ".join(c.unit.text for c in chosen))
        ),
        whether=float(reading.asks_whether),
        foreign=float(is_foreign),
    )


def confidence(evidence: Evidence) -> float:
    """The probability that the question is answered by what would be quoted."""
    total = BIAS + sum(
        getattr(WEIGHTS, field.name) * getattr(evidence, field.name) for field in fields(Evidence)
    )
    return 1.0 / (1.0 + math.exp(-total))

"""Fits anew what makes a sentence the answer (knowledge/answer_select.py), each corpus held out.

    python -m benchmarks.fit_answers SITE=QUESTIONS.jsonl SITE=QUESTIONS.jsonl [...]

Each site's documents are ingested already. Lines as for `evaluate knowledge`; those with a
`gold_quote` count. A conditional logit: of all sentences of the passages that are read, the ones
that hold half of the quote should come first. Printed are how often one does, and how often the
four best sentences (60 words) hold half of the quote, for the weights as they are and for weights
that were fitted on the other corpora. Weights by hand stay as long as the fitted ones are not
better where they have not seen the corpus.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
NAMES = ("similar", "own", "all", "cue", "fitness", "behind")
# How strongly the fitted weights are held near nothing.
HELD = 5.0
MOST_SENTENCES, MOST_WORDS = 4, 60
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: a row of features a sentence, the score as it is, and which hold the quote."""

    quote: Counter[str]
    texts: tuple[str, ...]
    features: Array
    scores: Array
    right: NDArray[np.bool_]


def main(pairs: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatqual.settings")
    import django

    django.setup()
    data: dict[str, list[Asked]] = {}
    for pair in pairs:
        site, _, file = pair.partition("=")
        data.setdefault(site, []).extend(_read(site, Path(file)))
    print(f"{'':22}as they are        fitted on the others")
    for site, asked in data.items():
        others = [one for other, more in data.items() if other != site for one in more]
        weights = _fit(others or asked)
        now = _shares(asked, [one.scores for one in asked])
        then = _shares(asked, [one.features @ weights for one in asked])
        print(f"{site:22}{now[0]:.3f} {now[1]:.3f}        {then[0]:.3f} {then[1]:.3f}")
    weights = _fit([one for asked in data.values() for one in asked])
    for name, weight in zip(NAMES, weights / weights[0] * 0.8, strict=True):
        print(f"    {name} = {weight:.2f}")


def _read(key: str, file: Path) -> list[Asked]:
    from chatqual.engine.ports import KnowledgeQuestion
    from chatqual.sites.models import Site
    from knowledge.service import knowledge_for

    base = knowledge_for(Site.objects.get(public_key=key))
    found = []
    for row in file.read_text("utf-8").splitlines():
        line = json.loads(row) if row.strip() else {}
        if line.get("gold_quote"):
            question = KnowledgeQuestion(line["question"], tuple(line.get("history", ())))
            found.append(_asked(base.consider(question), line["gold_quote"]))
    return [one for one in found if len(one.texts)]


def _asked(considered: Any, quote: str) -> Asked:
    from knowledge.answer_cues import cue, fitness
    from knowledge.coverage import Coverage

    cover, kinds = Coverage(considered.terms), considered.reading.kinds
    first = max((r.score for r in considered.ranked), default=0.0)
    choices = considered.choices
    rows = [
        (
            c.similar * (1.0 if c.ranked.hit.language == considered.reading.language else 0.3),
            c.covers,
            cover.of(c.unit.stems | c.ranked.hit.body.about),
            cue(kinds, c.unit),
            fitness(kinds, c.unit),
            c.ranked.score - first,
        )
        for c in choices
    ]
    wanted = _words(quote)
    held = [sum((wanted & _words(c.unit.text)).values()) for c in choices]
    return Asked(
        wanted,
        tuple(c.unit.text for c in choices),
        np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES)),
        np.array([c.score for c in choices], dtype=np.float64),
        2 * np.array(held) >= sum(wanted.values()),
    )


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _fit(asked: list[Asked]) -> Array:
    from scipy.optimize import minimize

    usable = [one for one in asked if one.right.any()]
    spread = np.concatenate([one.features for one in usable]).std(axis=0) + 1e-9

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = HELD * float(weights @ weights) / 2, HELD * weights
        for one in usable:
            rows = one.features / spread
            scores = rows @ weights
            odds = np.exp(scores - scores.max())
            right = odds * one.right
            total -= float(np.log(right.sum() / odds.sum() + 1e-300))
            slope = slope + rows.T @ (odds / odds.sum() - right / (right.sum() + 1e-300))
        return total, slope

    found = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / spread)


def _shares(asked: list[Asked], scores: list[Array]) -> tuple[float, float]:
    """How often the best sentence holds half of the quote, and how often the four best do."""
    best = [bool(one.right[int(np.argmax(s))]) for one, s in zip(asked, scores, strict=True)]
    four = [_four_hold(one, s) for one, s in zip(asked, scores, strict=True)]
    return float(np.mean(best)), float(np.mean(four))


def _four_hold(one: Asked, scores: Array) -> bool:
    said: list[str] = []
    for place in np.argsort(-scores)[:40]:
        text = one.texts[int(place)]
        if len(" ".join([*said, text]).split()) <= MOST_WORDS and len(said) < MOST_SENTENCES:
            said.append(text)
    return 2 * sum((one.quote & _words(" ".join(said))).values()) >= sum(one.quote.values())


if __name__ == "__main__":
    main(sys.argv[1:])

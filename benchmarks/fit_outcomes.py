"""Fits the weights of knowledge/answer_evidence.py again and prints them, with what they are worth.

    python -m benchmarks.fit_outcomes [CORPUS=QUESTIONS.jsonl ...]

Asks the questions of every corpus that `make eval` knows, those in `benchmarks/data/`, and those
that are named. For honesty each corpus is judged by weights that were fitted on the others.

The documents are few and the features many, so the weights are drawn towards `EXPECTED`: what each
was expected to count before anything was measured (a maximum a posteriori estimate with a normal
prior). A question counts as answered right if a sentence of a right document would be quoted;
where another one would be, the label says nothing about the evidence, and the row is left out of
the fit but not out of the judgement.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from django.core.management import call_command
from numpy.typing import NDArray

from benchmarks.evaluation import all_corpora, prepare
from chatqual.engine.ports import KnowledgeQuestion
from chatqual.sites.models import Site
from knowledge.answer_evidence import ANSWER_FROM, Evidence
from knowledge.evaluation import area_under_curve, same_path
from knowledge.service import knowledge_for

Numbers = NDArray[np.float64]
FEATURES = tuple(field.name for field in fields(Evidence))
EXPECTED = Evidence(
    meaning=3.0,
    passage=2.0,
    wording=0.5,
    covered=1.5,
    spread=0.5,
    ahead=1.5,
    unknown=-1.5,
    absent=-2.5,
    absent_abroad=-1.0,
    unsaid=-2.0,
    no_plan=-2.0,
    uncounted=-3.0,
    unpriced=-5.0,
    past=-3.5,
    lacks=-1.5,
    whether=-1.0,
    foreign=0.5,
)
# How strongly the weights are held to what was expected; from 1 to 8 it makes little difference.
HELD = 3.0
ANSWERABLE_AMONG_VISITORS = 0.65
OWN = Path(__file__).resolve().parent / "data"
STEPS = 5


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a question: its features, whether it can be answered, whether it would be, whence."""

    x: Numbers
    can: NDArray[np.bool_]
    right: NDArray[np.bool_]
    corpus: NDArray[np.str_]

    def where(self, mask: NDArray[np.bool_]) -> Rows:
        return Rows(self.x[mask], self.can[mask], self.right[mask], self.corpus[mask])

    @property
    def fits(self) -> NDArray[np.bool_]:
        return self.right | ~self.can


def main(pairs: Sequence[str]) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    rows = _read(pairs)
    unseen = np.zeros(len(rows.can))
    for name in np.unique(rows.corpus):
        held = rows.corpus == name
        unseen[held] = sure(fit(rows.where(~held & rows.fits)), rows.x[held])
    weights = fit(rows.where(rows.fits))
    fitted = sure(weights, rows.x)
    print("                          held out                      fitted on all")
    print("corpus       can  cannot  area   answered  declined     area   answered  declined")
    for name in np.unique(rows.corpus):
        _show(name, rows, rows.corpus == name, (unseen, fitted))
    _show("all", rows, np.ones(len(rows.can), dtype=bool), (unseen, fitted))
    _show_reliability(rows, unseen)
    for name, weight in zip(FEATURES, weights, strict=False):
        print(f"    {name}={weight:.1f},")
    print(f"BIAS = {weights[-1]:.1f}")


def fit(rows: Rows) -> Numbers:
    """The weights and, last, the bias: Newton's method on the penalised likelihood."""
    share = rows.can.mean()
    count = np.where(
        rows.can,
        ANSWERABLE_AMONG_VISITORS / share,
        (1 - ANSWERABLE_AMONG_VISITORS) / (1 - share),
    )
    expected = np.array([*(getattr(EXPECTED, name) for name in FEATURES), 0.0])
    # The bias is free.
    held = np.diag([*([HELD] * len(FEATURES)), 1e-6])
    table = np.hstack([rows.x, np.ones((len(rows.x), 1))])
    weights = expected.copy()
    for _ in range(100):
        p = sure(weights, rows.x)
        slope = table.T @ (count * (p - rows.can)) + held @ (weights - expected)
        curve = (table.T * (count * p * (1 - p))) @ table + held
        step = np.linalg.solve(curve, slope)
        # A long step would leave the region where the curve is known.
        weights -= step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < 1e-8:
            break
    return weights


def sure(weights: Numbers, x: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-(x @ weights[:-1] + weights[-1]))))


def _show(name: str, rows: Rows, mask: NDArray[np.bool_], sures: tuple[Numbers, Numbers]) -> None:
    can, cannot = mask & rows.can, mask & ~rows.can
    line = f"{name:12} {can.sum():4d} {cannot.sum():6d}"
    for p in sures:
        area = area_under_curve(list(p[can]), list(p[cannot])) or 0.0
        answered, declined = np.mean(p[can] >= ANSWER_FROM), np.mean(p[cannot] < ANSWER_FROM)
        line += f"  {area:.3f}  {answered:.3f}     {declined:.3f}   "
    print(line)


def _show_reliability(rows: Rows, unseen: Numbers) -> None:
    print("How sure, with each corpus held out, beside how often the answer would be right:")
    for step in range(STEPS):
        low, high = step / STEPS, (step + 1) / STEPS
        inside = rows.fits & (unseen >= low) & ((unseen < high) | (step == STEPS - 1))
        if inside.any():
            mean, share = unseen[inside].mean(), rows.right[inside].mean()
            print(
                f"  {low:.1f} to {high:.1f}  {inside.sum():4d} questions  {mean:.2f}  {share:.2f}"
            )


def _read(pairs: Sequence[str]) -> Rows:
    files: dict[str, list[Path]] = {}
    known = [corpus for corpus in all_corpora() if corpus.is_there]
    for corpus in known:
        files[corpus.site] = [corpus.questions, *sorted(OWN.glob(f"{corpus.name}-*.jsonl"))]
    for pair in pairs:
        name, _, path = pair.partition("=")
        files[next(c.site for c in known if c.name == name)].append(Path(path))
    x, can, right, names = [], [], [], []
    for corpus in known:
        site = prepare(corpus)
        for file in files[corpus.site]:
            for evidence, answerable, is_right in _features(site, file):
                x.append([asdict(evidence)[name] for name in FEATURES])
                can.append(answerable)
                right.append(is_right)
                names.append(corpus.name)
    return Rows(np.array(x), np.array(can), np.array(right), np.array(names))


def _features(site: Site, file: Path) -> list[tuple[Evidence, bool, bool]]:
    base, rows = knowledge_for(site), []
    for line in file.read_text("utf-8").splitlines():
        data = json.loads(line)
        history, language = tuple(data.get("history", ())), site.locale[:2]
        found = base.consider(KnowledgeQuestion(data["question"], history, language))
        paths = [choice.ranked.hit.path for choice in found.chosen]
        gold = data.get("gold_paths") or []
        is_right = any(same_path(path, one) for path in paths for one in gold)
        rows.append((found.evidence, bool(data["answerable"]), is_right))
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])

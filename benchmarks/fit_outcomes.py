"""Fits the weights of knowledge/answer_evidence.py again and prints them.

    python -m benchmarks.fit_outcomes SITE=QUESTIONS.jsonl [SITE=QUESTIONS.jsonl ...]

Each site's documents are ingested already. Lines as for `evaluate knowledge`; `answerable` counts.
One logistic regression over all sites, and for honesty one with each site held out.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np

ANSWERABLE_AMONG_VISITORS = 0.65


def main(pairs: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatqual.settings")
    import django

    django.setup()
    from sklearn.linear_model import LogisticRegression

    from knowledge.answer_evidence import Evidence
    from knowledge.evaluation import area_under_curve

    names = [field.name for field in fields(Evidence)]
    data = {}
    for pair in pairs:
        site, _, file = pair.partition("=")
        data.setdefault(site, []).extend(_features(site, Path(file)))

    def fit(sites: list[str]) -> LogisticRegression:
        rows = [row for site in sites for row in data[site]]
        x = np.array([[asdict(e)[n] for n in names] for e, _ in rows])
        y = np.array([can for _, can in rows])
        share = y.mean()
        weights = np.where(
            y, ANSWERABLE_AMONG_VISITORS / share, (1 - ANSWERABLE_AMONG_VISITORS) / (1 - share)
        )
        return LogisticRegression(C=2.0, max_iter=5000).fit(x, y, sample_weight=weights)

    def show(title: str, model: LogisticRegression, site: str) -> None:
        x = np.array([[asdict(e)[n] for n in names] for e, _ in data[site]])
        sure = model.predict_proba(x)[:, 1]
        can = np.array([c for _, c in data[site]])
        area = area_under_curve(list(sure[can]), list(sure[~can]))
        answered, declined = np.mean(sure[can] >= 0.5), np.mean(sure[~can] < 0.5)
        print(f"{title} {site:12} area {area} answered {answered:.3f} declined {declined:.3f}")

    everything = fit(list(data))
    for site in data:
        show("all   ", everything, site)
        if len(data) > 1:
            show("unseen", fit([other for other in data if other != site]), site)
    for name, weight in zip(names, everything.coef_[0], strict=True):
        print(f"    {name}={weight:.1f},")
    print(f"BIAS = {everything.intercept_[0]:.1f}")


def _features(key: str, file: Path) -> list[tuple[object, bool]]:
    from chatqual.engine.ports import KnowledgeQuestion
    from chatqual.sites.models import Site
    from knowledge.service import knowledge_for

    base = knowledge_for(Site.objects.get(public_key=key))
    rows = []
    for line in file.read_text("utf-8").splitlines():
        data = json.loads(line)
        question = KnowledgeQuestion(data["question"], tuple(data.get("history", ())))
        rows.append((base.consider(question).evidence, bool(data["answerable"])))
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])

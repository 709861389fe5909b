"""Retrieval by the language of the question, ours beside the peers'."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.evaluation import same_path
from knowledge.question_language import guess_language

Json = dict[str, Any]
DEPTH = 10


def print_languages(
    name: str,
    lines: Sequence[Json],
    answered: Mapping[str, Sequence[Json]],
    spoken: Mapping[str, str],
) -> None:
    """nDCG@10 and the share of right documents first, where a corpus has several languages.

    `answered`: each way's items, one a line; `spoken`: the language of each document by its path.
    Questions whose right documents are all in another language have a row of their own.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.get("gold_paths"):
            groups[_group(line, spoken)].append(place)
    if len(groups) < 2:
        return
    print(f"\n{name}, by the language of the question: nDCG@{DEPTH}, right document first\n")
    print(f"{'':39}" + "".join(f"{way:21}" for way in answered))
    for group, places in sorted(groups.items()):
        cells = ""
        for items in answered.values():
            ranks = [_ranks(lines[place], items[place]) for place in places]
            gain = sum(_gain(r, lines[p]) for r, p in zip(ranks, places, strict=True)) / len(places)
            first = sum(1 in r for r in ranks) / len(places)
            cells += f"{gain:.3f}  {first:.3f}".ljust(21)
        print(f"{group} ({len(places)})".ljust(39) + cells)


def _group(line: Json, spoken: Mapping[str, str]) -> str:
    asked = guess_language(
        line["question"], guess_language(" ".join(line.get("history", [])), "en")
    )
    written = {lang for path, lang in spoken.items() if _is_gold(path, line)}
    return asked if asked in written else f"{asked}, in other languages' documents"


def _is_gold(path: str, line: Json) -> bool:
    return any(same_path(path, gold) for gold in line["gold_paths"])


def _ranks(line: Json, item: Json) -> list[int]:
    """The ranks of the right documents, each once, among the documents that were found."""
    found = list(dict.fromkeys(passage["path"] for passage in item["passages"]))
    return [rank for rank, path in enumerate(found[:DEPTH], 1) if _is_gold(path, line)]


def _gain(ranks: Sequence[int], line: Json) -> float:
    """nDCG with every right document as good as another (Järvelin and Kekäläinen, 2002)."""
    best = sum(1 / math.log2(1 + rank) for rank in range(1, len(line["gold_paths"]) + 1))
    return sum(1 / math.log2(1 + rank) for rank in ranks) / best

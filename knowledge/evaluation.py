"""Measures answers against questions whose right documents and quotes are known.

`evaluate_line` gives an item of CONTRACT 4 for one line; `summarise` the figures over a file.
"""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chatqual.engine.commands import Ask, EndChat, Handoff, SmallTalk
from chatqual.engine.ports import Knowledge, KnowledgeAnswer, KnowledgeQuestion

Json = dict[str, Any]
MOST_WORDS = 60
RELIABILITY_STEPS = 5
_WORD = re.compile(r"\w+")


# What a line says to the documents does not depend on the day.
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class BadLine(ValueError):
    """A line that is no question; says what is wrong with it."""


def evaluate_line(data: Mapping[str, Any], knowledge: Knowledge, language: str = "en") -> Json:
    """The item of one line. Raises BadLine."""
    text, history = data.get("question"), data.get("history", [])
    if not isinstance(text, str) or not text.strip():
        raise BadLine('"question" must be a text')
    if not isinstance(history, list) or not all(isinstance(h, str) for h in history):
        raise BadLine('"history" must be a list of texts')
    question = KnowledgeQuestion(text, tuple(history), str(data.get("language") or language))
    before = time.perf_counter()
    aside = not_for_the_documents(text, language)
    found = KnowledgeAnswer(question, "not_in_docs") if aside else knowledge.answer(question)
    item = item_of(str(data.get("id", "")), found, (time.perf_counter() - before) * 1000)
    return {**item, "state": aside or item["state"]}


def not_for_the_documents(text: str, language: str) -> str:
    """ "small_talk" or "handoff" for what a chat never puts to the documents, else ""."""
    # Imported here: what reads a line has large tables, and answering needs none of them.
    from chatqual.engine.understanding.base import Context
    from chatqual.engine.understanding.reading import read

    commands = read(text, Context(now=_NOON, locale=language)).commands
    kinds = {type(command) for command in commands}
    if Ask in kinds:
        return ""
    if any(isinstance(c, Handoff) and c.reason == "asked" for c in commands):
        return "handoff"
    return "small_talk" if kinds and kinds <= {SmallTalk, EndChat} else ""


def item_of(name: str, found: KnowledgeAnswer, ms: float) -> Json:
    """An answer as CONTRACT 4 writes it."""
    return {
        "id": name,
        "state": found.state,
        "answer": " ".join(sentence.text for sentence in found.sentences),
        "options": list(found.options),
        "confidence": round(found.confidence, 4),
        "citations": [
            {name: getattr(s.citation, name) for name in ("path", "quote", "start", "end")}
            for s in found.sentences
        ],
        "passages": [{"path": p.path, "text": p.text, "score": p.score} for p in found.passages],
        "reason": found.reason,
        "ms": round(ms, 2),
    }


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of `of` lines, with its 95 % interval (Wilson)."""

    name: str
    value: float
    of: int
    aim: float | None = None

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return (0.0, 1.0)
        z, n, p = 1.96, self.of, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return (max(0.0, middle - half), min(1.0, middle + half))

    def to_json(self) -> Json:
        low, high = self.interval
        return {
            "value": round(self.value, 4),
            "of": self.of,
            "low": round(low, 4),
            "high": round(high, 4),
            "aim": self.aim,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a file, how sure the answers were against how right, and the time taken."""

    lines: int
    states: Mapping[str, int]
    figures: tuple[Figure, ...]
    separation: float | None
    reliability: tuple[tuple[float, float, int, float], ...]
    p50_ms: float
    p95_ms: float

    def to_json(self) -> Json:
        return {
            "lines": self.lines,
            "states": dict(self.states),
            "figures": {figure.name: figure.to_json() for figure in self.figures},
            "area_under_curve": self.separation,
            "reliability": [
                {"from": low, "to": high, "lines": count, "answerable": share}
                for low, high, count, share in self.reliability
            ],
            "ms": {"p50": self.p50_ms, "p95": self.p95_ms},
        }


def summarise(lines: Sequence[Mapping[str, Any]], items: Sequence[Json]) -> Summary:
    """The figures over pairs of line and item; what has no gold counts only where it can."""
    pairs = list(zip(lines, items, strict=True))
    gold = [(line, item) for line, item in pairs if line.get("gold_paths")]
    quoted = [(line, item) for line, item in gold if line.get("gold_quote")]
    can = [(line, item) for line, item in pairs if line.get("answerable") is True]
    cannot = [(line, item) for line, item in pairs if line.get("answerable") is False]
    times = sorted(float(item["ms"]) for item in items)
    return Summary(
        lines=len(items),
        states=Counter(str(item["state"]) for item in items),
        figures=(
            _share("right document first", gold, lambda a, b: _document_at(a, b, 1), 0.75),
            _share("right document among five", gold, lambda a, b: _document_at(a, b, 5), 1.0),
            _share("gold quote in five passages", quoted, _quote_in_five, 0.9),
            _share("answer holds half of the quote", quoted, _holds_half, 0.8),
            _share("cited page is a right one", gold, _cites_right, 0.9),
            _share("answered of the answerable", can, lambda _, i: i["state"] == "answered", 0.92),
            _share("declined of the others", cannot, lambda _, i: i["state"] == "not_in_docs", 0.9),
        ),
        separation=area_under_curve(
            [item["confidence"] for _, item in can], [item["confidence"] for _, item in cannot]
        ),
        reliability=_reliability(can, cannot),
        p50_ms=_quantile(times, 0.5),
        p95_ms=_quantile(times, 0.95),
    )


Pair = tuple[Mapping[str, Any], Json]


def _share(
    name: str,
    pairs: Sequence[Pair],
    is_right: Callable[[Mapping[str, Any], Json], bool],
    aim: float,
) -> Figure:
    right = sum(is_right(line, item) for line, item in pairs)
    return Figure(name, right / len(pairs) if pairs else 0.0, len(pairs), aim)


def same_path(path: str, gold: str) -> bool:
    """The same document, whichever folder was ingested ("docs/a.md" and "a.md")."""
    return path == gold or path.endswith(f"/{gold}") or gold.endswith(f"/{path}")


def _is_gold(line: Mapping[str, Any], path: str) -> bool:
    return any(same_path(path, gold) for gold in line["gold_paths"])


def _document_at(line: Mapping[str, Any], item: Json, rank: int) -> bool:
    return any(_is_gold(line, passage["path"]) for passage in item["passages"][:rank])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _quote_in_five(line: Mapping[str, Any], item: Json) -> bool:
    wanted = f" {' '.join(_words(line['gold_quote']))} "
    return any(wanted in f" {' '.join(_words(p['text']))} " for p in item["passages"][:5])


def _holds_half(line: Mapping[str, Any], item: Json) -> bool:
    wanted, given = Counter(_words(line["gold_quote"])), Counter(_words(item["answer"]))
    shared = sum((wanted & given).values())
    return len(item["answer"].split()) <= MOST_WORDS and 2 * shared >= sum(wanted.values())


def _cites_right(line: Mapping[str, Any], item: Json) -> bool:
    return any(_is_gold(line, citation["path"]) for citation in item["citations"])


def area_under_curve(above: Sequence[float], below: Sequence[float]) -> float | None:
    """How often one of `above` is higher than one of `below`; ties count half."""
    if not above or not below:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in above for b in below)
    return round(wins / (len(above) * len(below)), 4)


def _reliability(
    can: Sequence[Pair], cannot: Sequence[Pair]
) -> tuple[tuple[float, float, int, float], ...]:
    """(from, to, lines, share that is answerable) for each step of confidence that occurs."""
    marked = [(float(i["confidence"]), 1) for _, i in can]
    marked += [(float(i["confidence"]), 0) for _, i in cannot]
    table = []
    for step in range(RELIABILITY_STEPS):
        low, high = step / RELIABILITY_STEPS, (step + 1) / RELIABILITY_STEPS
        last = step == RELIABILITY_STEPS - 1
        inside = [m for c, m in marked if low <= c < high or (last and c >= high)]
        if inside:
            table.append((low, high, len(inside), round(sum(inside) / len(inside), 3)))
    return tuple(table)


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

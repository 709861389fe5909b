"""What is read from a line, beside the aims: every file of evals/, each with its own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.management import call_command

from benchmarks.intervals import wilson
from chatqual.engine.understanding.evaluation import evaluate_line
from knowledge.line_sense import sense_for

Json = dict[str, Any]
# (right, total) of one figure; of an F1 the true positives and the mean of given and expected.
Count = tuple[float, float]
ENGLISH = ("_EN", "English", "quantulum3")


def _rows(scored: Json) -> Count:
    return scored["totals"]["rows_ok"], scored["totals"]["n"]


def _value(scored: Json) -> Count:
    return scored["totals"]["value_exact"], scored["totals"]["slots_expected"]


def _sources(scored: Json, wanted: Callable[[str], bool]) -> Count:
    picked = [s for name, s in scored["sources"].items() if wanted(name)]
    right = sum(s.get("value_exact", 0) for s in picked)
    return right, sum(s.get("slots_expected", 0) for s in picked)


def _f1(command: str) -> Callable[[Json], Count]:
    def count(scored: Json) -> Count:
        one = scored["totals"]["per_command"][command]
        right, false = one["given_where_expected"], one["given_where_forbidden"]
        return right, right + (one["missing"] + false) / 2

    return count


def _is_english(source: str) -> bool:
    return any(mark in source for mark in ENGLISH)


def _is_email(source: str) -> bool:
    return "Email" in source


def _lead_types(scored: Json) -> Count:
    totals = scored["totals"]
    return totals["lead_type_accuracy_pct"] / 100 * totals["lead_type_n"], totals["lead_type_n"]


# File, what is counted, how, and the aim.
FIGURES: tuple[tuple[str, str, Callable[[Json], Count], float], ...] = (
    ("money", "value, English", lambda s: _sources(s, _is_english), 0.95),
    ("money", "value, other", lambda s: _sources(s, lambda n: not _is_english(n)), 0.90),
    ("timeline", "value", _value, 0.85),
    ("team_size", "value", _value, 0.95),
    ("contact", "value, phone", lambda s: _sources(s, lambda n: not _is_email(n)), 0.97),
    ("contact", "value, e-mail", lambda s: _sources(s, _is_email), 1.0),
    ("acts", "Affirm, F1", _f1("Affirm"), 0.90),
    ("acts", "Deny, F1", _f1("Deny"), 0.90),
    ("acts", "human wanted, F1", _f1("Handoff"), 0.90),
    ("acts", "don't know, F1", _f1("UnknownSlot"), 0.90),
    ("acts", "Abuse, F1", _f1("Abuse"), 0.80),
    ("authority", "rows ok", _rows, 0.90),
    ("contact.own", "rows ok", _rows, 0.90),
    ("budget_roles", "rows ok", _rows, 0.90),
    ("repair", "rows ok", _rows, 0.90),
    ("need", "value", _value, 0.85),
    ("lead_type", "accuracy", _lead_types, 0.85),
)


def print_understanding(evals: Path, work: Path, site: str | None) -> None:
    """The table. `site`: whose documents answer in the dialogues; None where there is none."""
    print("\nUNDERSTANDING (what a line says; shares with 95 % intervals)\n")
    if not evals.is_dir():
        print(f"skipped: {evals} is not there (the labelled lines are not part of the project)")
        return
    print(f"{'file':14} {'figure':18} {'of':>6} {'share':>6}  {'95 %':13} {'aim':>5}")
    for file in sorted(evals.glob("*.dev.jsonl")):
        name = file.name.removesuffix(".dev.jsonl")
        if name == "dialogues":
            _print_dialogues(file, work, site)
        else:
            _print_file(file, name, work)


def _print_file(file: Path, name: str, work: Path) -> None:
    items = work / f"{name}.items.jsonl"
    lines = [json.loads(row) for row in file.read_text("utf-8").splitlines() if row.strip()]
    print(f"{name}: {len(lines)} lines", file=sys.stderr, flush=True)
    sense = sense_for()
    _write(items, (evaluate_line(line, sense=sense) for line in lines))
    scored = _score(file.parent / "score_understanding.py", file, items)
    totals = scored["totals"]
    mine = [(figure, count, aim) for file_, figure, count, aim in FIGURES if file_ == name]
    named = {figure for figure, _, _ in mine}
    if "rows ok" not in named:
        _say(name, "rows ok", _rows(scored))
    if "value" not in named and totals.get("slots_expected"):
        _say(name, "value", _value(scored))
    for figure, count, aim in mine:
        _say(name, figure, count(scored), aim)
    if totals.get("absent_slots"):
        _say(name, "false fills", (totals["false_fills"], totals["absent_slots"]), at_most=0.0)


def _print_dialogues(file: Path, work: Path, site: str | None) -> None:
    if site is None:
        print("dialogues      skipped: the demo's documents were not ingested")
        return
    items = work / "dialogues.items.jsonl"
    with (work / "replay.log").open("w") as log:
        call_command("replay", str(file), site=site, out=str(items), stdout=log, stderr=sys.stderr)
    scored = _score(file.parent / "score_dialogues.py", file, items)
    totals = scored["totals"]
    _say("dialogues", "conversations", (totals["ok"], totals["conversations"]), 0.85)


def _write(path: Path, items: Iterable[Json]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for item in items:
            out.write(json.dumps(item, ensure_ascii=False) + "\n")


def _score(scorer: Path, lines: Path, items: Path) -> Json:
    command = [sys.executable, str(scorer), str(lines), str(items), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _say(
    file: str, figure: str, count: Count, aim: float | None = None, at_most: float | None = None
) -> None:
    right, total = count
    share = right / total if total else 0.0
    low, high = wilson(right, total)
    mark = ""
    if aim is not None:
        mark = f"{aim:5.2f}  {'ok' if share >= aim - 1e-9 else 'MISSED'}"
    if at_most is not None:
        mark = f"{at_most:5.2f}  {'ok' if share <= at_most else 'MISSED'}"
    row = f"{file:14} {figure:18} {total:6.0f} {share:6.3f}  {low:.2f} to {high:.2f}  {mark}"
    print(row.rstrip(), flush=True)

"""`manage.py evaluate knowledge|understanding FILE`: measures on lines whose answer is known.

`evaluate golden` asks the site's golden questions again, say before another embedding model.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from chatqual.management.dry import site_or_fault
from chatqual.sites.models import Site
from knowledge import evaluation as knowledge
from knowledge.embedding import embedder_of
from knowledge.errors import EmbeddingFault
from knowledge.golden import Foreseen, GoldenResult, foresee_model, run_golden
from knowledge.line_sense import sense_for
from knowledge.service import SiteKnowledge, knowledge_for

Json = dict[str, Any]


class Command(BaseCommand):
    help = "Measures answers (knowledge) or what is read from a line (understanding)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subject", choices=("knowledge", "understanding", "golden"))
        parser.add_argument(
            "file", nargs="?", help="JSON Lines; - reads standard input (golden: none)"
        )
        parser.add_argument(
            "--site", help="the site's public key (knowledge: demo; understanding: none needed)"
        )
        parser.add_argument("--out", help="where the items go, as JSON Lines")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")
        parser.add_argument("--model", help="golden: as if this embedding model were set")

    def handle(self, *args: Any, subject: str, file: str | None, **options: Any) -> None:
        if subject == "golden":
            self._golden(site_or_fault(options["site"] or "demo"), options)
            return
        if file is None:
            raise CommandError(f"evaluate {subject} needs a file of cases (- for standard input)")
        lines = list(self._lines(file))
        if subject == "knowledge":
            self._knowledge(lines, options)
        else:
            self._understanding(lines, options)

    def _knowledge(self, lines: list[tuple[int, Json]], options: dict[str, Any]) -> None:
        site = site_or_fault(options["site"] or "demo")
        base = self._base(site)
        language = site.locale[:2]
        items = self._items(lines, lambda d: knowledge.evaluate_line(d, base, language), options)
        self.stderr.write(f"Vectors: {base.mode or 'not asked'}")
        summary = knowledge.summarise([data for _, data in lines], items)
        if options["json"]:
            self.stdout.write(json.dumps(summary.to_json()))
            return
        self._print_knowledge(summary)

    def _understanding(self, lines: list[tuple[int, Json]], options: dict[str, Any]) -> None:
        # Imported here: the reader's tables cost what `evaluate knowledge` need not pay.
        from chatqual.engine.understanding import evaluation as understanding

        known = self._known_of(options["site"])
        by = "rules and classifier" if known["sense"] else "rules alone"
        self.stderr.write(f"Read by {by}.")
        items = self._items(lines, lambda d: understanding.evaluate_line(d, **known), options)
        summary = understanding.summarise([data for _, data in lines], items)
        self.stdout.write(json.dumps(summary.to_json()) if options["json"] else summary.table())

    def _golden(self, site: Site, options: dict[str, Any]) -> None:
        """Stores nothing; a wrong one makes the exit status 1."""
        if options["model"]:
            self._golden_with(site, options)
            return
        results = run_golden(site, self._base(site), self._progress)
        wrong = [r for r in results if not r.is_right]
        if options["json"]:
            rows = [
                {
                    "question": r.golden.question,
                    "state": r.tried.state,
                    "found": list(r.tried.titles),
                    "right": r.is_right,
                    "differs": r.differs,
                }
                for r in results
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
        else:
            for result in results:
                mark = "right" if result.is_right else "WRONG"
                other = " (otherwise than in the last run)" if result.differs else ""
                found = ", ".join(result.tried.titles) or result.tried.state
                self.stdout.write(f"{mark}  {result.golden.question}: {found}{other}")
            self.stdout.write(f"{len(results) - len(wrong)} of {len(results)} are right")
        if wrong:
            sys.exit(1)

    def _golden_with(self, site: Site, options: dict[str, Any]) -> None:
        """As if another embedding model were set: what would come out otherwise."""
        try:
            model = embedder_of(options["model"])
        except EmbeddingFault as error:
            raise CommandError(str(error)) from error
        foreseen = foresee_model(site, model, self._progress)
        wrong = sum(not one.then.is_right for one in foreseen)
        rows = [_foreseen_row(one) for one in foreseen if one.differs or not one.then.is_right]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
        else:
            for row in rows:
                self.stdout.write(f"{row['question']}\n  now   {row['now']}\n  then  {row['then']}")
            right, now = len(foreseen) - wrong, sum(one.now.is_right for one in foreseen)
            self.stdout.write(f"{right} of {len(foreseen)} would be right; {now} are today")
        if wrong:
            sys.exit(1)

    def _known_of(self, key: str | None) -> Json:
        """What a site adds to reading. Without one: UTC and no topics."""
        if key is None:
            return {"sense": sense_for()}
        site = site_or_fault(key)
        return {
            "sense": sense_for(site.pk),
            "time_zone": site.time_zone,
            "topics": knowledge_for(site).topics(),
            "fiscal_year_start": site.fiscal_year_start,
        }

    def _base(self, site: Site) -> SiteKnowledge:
        base = knowledge_for(site)
        if not len(base.lexical().chunks):
            self.stderr.write(f"The knowledge base of {site} is empty: nothing will be found.")
        return base

    def _items(
        self,
        lines: list[tuple[int, Json]],
        evaluate: Callable[[Json], Json],
        options: dict[str, Any],
    ) -> list[Json]:
        items: list[Json] = []
        with _opened(options["out"]) as out:
            for number, data in lines:
                try:
                    item = evaluate(data)
                except (ValueError, KeyError, TypeError) as error:
                    raise CommandError(f"line {number}: {_said(error)}") from error
                items.append(item)
                if out is not None:
                    out.write(json.dumps(item, ensure_ascii=False) + "\n")
                self._progress(len(items), len(lines))
        return items

    def _progress(self, done: int, total: int) -> None:
        if done % 10 == 0 or done == total:
            end = "\n" if done == total else "\r"
            self.stderr.write(f"{done}/{total}", ending=end)
            self.stderr.flush()

    def _lines(self, file: str) -> Iterator[tuple[int, Json]]:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        # Not splitlines(): U+2028 may stand inside a JSON text.
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
            except ValueError as error:
                raise CommandError(f"{file}, line {number}: no JSON ({error})") from error
            if not isinstance(data, dict):
                raise CommandError(f"{file}, line {number}: an object is wanted")
            yield number, data

    def _print_knowledge(self, summary: knowledge.Summary) -> None:
        write = self.stdout.write
        write(f"{summary.lines} questions, {summary.p50_ms} ms p50, {summary.p95_ms} ms p95")
        write("  ".join(f"{state} {count}" for state, count in sorted(summary.states.items())))
        write(f"\n{'':34} {'':>6} {'95 %':>12} {'aim':>6} {'of':>5}")
        for figure in (f for f in summary.figures if f.of):
            low, high = figure.interval
            aim = f"{figure.aim:.2f}" if figure.aim is not None else ""
            interval = f"{low:.2f} to {high:.2f}"
            write(f"{figure.name:34} {figure.value:6.3f} {interval:>12} {aim:>6} {figure.of:5}")
        if summary.separation is not None:
            area = f"{summary.separation:6.3f} {'':12} {'0.95':>6}"
            write(f"{'answerable against not (area)':34} {area}")
        if summary.reliability:
            write("\nconfidence     questions   answerable")
        for low, high, count, share in summary.reliability:
            write(f"{low:.1f} to {high:.1f} {count:14} {share:12.2f}")


class _opened:
    """The file for the items, or None where none is wanted."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> IO[str] | None:
        if self._path:
            try:
                self._file = Path(self._path).open("w", encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{self._path} cannot be written: {error}") from error
        return self._file

    def __exit__(self, *args: object) -> None:
        if self._file is not None:
            self._file.close()


def _said(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    return str(error)


def _foreseen_row(one: Foreseen) -> Json:
    return {
        "question": one.now.golden.question,
        "now": _in_words(one.now),
        "then": _in_words(one.then),
    }


def _in_words(result: GoldenResult) -> str:
    mark = "right" if result.is_right else "WRONG"
    return f"{mark}: {', '.join(result.tried.titles) or result.tried.state}"

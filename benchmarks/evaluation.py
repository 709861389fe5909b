"""Prints what is understood and what is answered, beside the aims and the peers. `make eval`.

It works in a data folder of its own; the labelled lines and documents lie beside the project and
are left out, by name, where they are not. `make eval CORPUS=payroll` asks the documents of one
corpus only: a name, or any folder that holds `docs/` and `questions.jsonl`.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DATA = Path(tempfile.mkdtemp(prefix="chatqual-eval-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
# The model is exported once for all runs.
(ROOT / ".cache" / "models").mkdir(parents=True, exist_ok=True)
(DATA / "models").symlink_to(ROOT / ".cache" / "models")
os.environ["CHATQUAL_DATA"] = str(DATA)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatqual.settings")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from benchmarks import intervals  # noqa: E402
from benchmarks.languages import print_languages  # noqa: E402
from benchmarks.peers import SPLITTER, Peers  # noqa: E402
from benchmarks.reading import print_reading  # noqa: E402
from benchmarks.reading_time import print_reading_time  # noqa: E402
from benchmarks.understanding import print_understanding  # noqa: E402
from chatqual.management.dry import dry_chat, policy_or_fault  # noqa: E402
from chatqual.sites.models import Site  # noqa: E402
from knowledge.embedding import embedder  # noqa: E402
from knowledge.evaluation import Summary, evaluate_line, summarise  # noqa: E402
from knowledge.models import Document  # noqa: E402
from knowledge.service import knowledge_for  # noqa: E402

Json = dict[str, Any]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANSWERS = ROOT / ".cache" / "eval"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents and their questions; `site`: the key under which they are ingested here."""

    name: str
    site: str
    folder: Path
    questions: Path

    @classmethod
    def of_folder(cls, folder: Path) -> Corpus:
        """A folder with `docs/` and `questions.jsonl`, the form that every corpus but ours has."""
        site = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-") or "corpus"
        return cls(folder.name, site, folder / "docs", folder / "questions.jsonl")

    @property
    def is_there(self) -> bool:
        return self.folder.is_dir() and self.questions.is_file()


PLAUSIBLE = Corpus.of_folder(SHARED / "corpora" / "plausible-docs")
DEMO = Corpus(
    "demo",
    "demo",
    ROOT / "knowledge" / "demo" / "documents",
    ROOT / "knowledge" / "demo" / "questions.jsonl",
)
OWN = ROOT / "benchmarks" / "corpora"


def all_corpora() -> list[Corpus]:
    """Those of the project and the one beside it, whether they are there or not."""
    own = [Corpus.of_folder(folder) for folder in sorted(OWN.iterdir()) if folder.is_dir()]
    return [PLAUSIBLE, DEMO, *(corpus for corpus in own if corpus.is_there)]


def corpus_named(name: str) -> Corpus:
    """By its name or its folder. Exits with what there is, where neither fits."""
    known = {corpus.name: corpus for corpus in all_corpora()}
    corpus = known.get(name) or Corpus.of_folder(Path(name).resolve())
    if not corpus.is_there:
        sys.exit(
            f"{name} is no folder with docs/ and questions.jsonl, and none of {', '.join(known)}."
        )
    return corpus


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def prepare(corpus: Corpus) -> Site:
    """The documents, ingested by the command that everybody uses."""
    tell(f"Ingesting {corpus.name}")
    if corpus is DEMO:
        call_command("seed_demo", no_samples=True, stdout=sys.stderr)
    else:
        call_command("site", corpus.site, name=corpus.name, stdout=sys.stderr)
        call_command("ingest", str(corpus.folder), site=corpus.site, stdout=sys.stderr)
    return Site.objects.get(public_key=corpus.site)


def texts(corpus: Corpus, site: Site) -> dict[str, str]:
    """What the peers read: the files as they stand, and our text of what is no plain file."""
    found: dict[str, str] = {}
    published = Document.objects.filter(site=site, state=Document.State.PUBLISHED)
    for path, text in published.values_list("path", "current__text"):
        file = corpus.folder / path
        plain = file.suffix in (".md", ".txt") and file.exists()
        found[path] = file.read_text("utf-8") if plain else text or ""
    return found


def print_knowledge(corpus: Corpus, site: Site) -> None:
    rows = corpus.questions.read_text("utf-8").splitlines()
    lines: list[Json] = [json.loads(row) for row in rows if row.strip()]
    knowledge, language = knowledge_for(site), site.locale[:2]
    ways = {"chatqual": lambda line: evaluate_line(line, knowledge, language)}
    tell(f"{corpus.name}: indexing for the peers")
    peers = Peers(texts(corpus, site), embedder(), DATA / f"peers-{corpus.site}")
    ways |= peers.methods()
    found: dict[str, Summary] = {}
    answered: dict[str, list[Json]] = {}
    for name, answer in ways.items():
        tell(f"{corpus.name}: {len(lines)} questions to {name}")
        answered[name] = [answer(line) for line in lines]
        found[name] = summarise(lines, answered[name])
    print(f"\nKNOWLEDGE, {corpus.name}: {len(lines)} questions (share, 95 % interval)\n")
    _print_table(found, lines)
    spoken = Document.objects.filter(site=site).values_list("path", "language")
    print_languages(corpus.name, lines, answered, dict(spoken))
    print(f"\nThe file of answers as a visitor sees them: {_write_answers(corpus, site, lines)}")


def _print_table(found: dict[str, Summary], lines: list[Json]) -> None:
    print(f"{'':37}" + "".join(f"{name:21}" for name in found) + "aim")
    for place, figure in enumerate(next(iter(found.values())).figures):
        cells = [(s.figures[place].value, s.figures[place].interval) for s in found.values()]
        _print_row(f"{figure.name} ({figure.of})", cells, figure.aim)
    can = sum(line.get("answerable") is True for line in lines)
    cannot = sum(line.get("answerable") is False for line in lines)
    areas = [summary.separation or 0.0 for summary in found.values()]
    cells = [(value, intervals.area(value, can, cannot)) for value in areas]
    _print_row("answerable against not (area)", cells, 0.95)
    ours = found["chatqual"]
    print(f"\nA question takes chatqual {ours.p50_ms:.0f} ms (p50), {ours.p95_ms:.0f} ms (p95).")
    print("\nHow sure chatqual is, beside how often the question is answerable:")
    for low, high, count, share in ours.reliability:
        print(f"  {low:.1f} to {high:.1f}   {count:4d} questions   {share:.2f}")


def _print_row(
    name: str, cells: list[tuple[float, tuple[float, float]]], aim: float | None
) -> None:
    shown = "".join(f"{v:.3f} {low:.2f} to {high:.2f}".ljust(21) for v, (low, high) in cells)
    mark = "" if aim is None else f"{aim:.2f} {'ok' if cells[0][0] >= aim else 'MISSED'}"
    print(f"{name:37}{shown}{mark}", flush=True)


def _write_answers(corpus: Corpus, site: Site, lines: list[Json]) -> Path:
    """Each question as the first line of a conversation of its own."""
    ANSWERS.mkdir(parents=True, exist_ok=True)
    path = ANSWERS / f"{corpus.name}.txt"
    policy = policy_or_fault(site, None)
    with path.open("w", encoding="utf-8") as out:
        for line in lines:
            chat = dry_chat(site, policy, str(line["id"]), site.locale, NOON)
            said = [chat.say(text, NOON) for text in [*line.get("history", []), line["question"]]]
            item = said[-1]
            sources = ", ".join(dict.fromkeys(c["title"] for c in item["citations"]))
            replies = " · ".join(item["quick_replies"])
            can = "" if line.get("answerable", True) else "   (not in the documents)"
            out.write(f"V: {line['question']}{can}\nB: {item['reply']}\n")
            out.write(f"   [{sources}]\n" if sources else "")
            out.write(f"   ({replies})\n" if replies else "")
            out.write("\n")
    return path


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help="a name or a folder")
    chosen = [corpus_named(name) for name in parser.parse_args(arguments).corpora]
    call_command("migrate", interactive=False, verbosity=0)
    print(f"Embedding: {embedder().name}. The peers' splitter: {SPLITTER}.")
    if not chosen:
        prepare(DEMO)
        print_understanding(SHARED / "evals", DATA, DEMO.site)
        print_reading_time()
        print_reading(embedder())
    for corpus in chosen or all_corpora():
        if corpus.is_there:
            print_knowledge(corpus, prepare(corpus))
        else:
            print(f"\nKNOWLEDGE, {corpus.name}: skipped, {corpus.questions} is not there")


if __name__ == "__main__":
    main()

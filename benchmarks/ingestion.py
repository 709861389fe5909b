"""Ingestion beside the bare embedding of the same texts, and once more with nothing changed.

`python -m benchmarks.ingestion` prints both alone; `make bench` prints them among the rest.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[..., None]
ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "knowledge" / "demo" / "documents"
# A documentation of the usual size.
PAGES, SECTIONS = 132, 9


def measure_ingestion(say: Say) -> None:
    """A folder into an empty database, against `embed` alone over what it had to embed."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from chatqual.sites.models import Site
    from chatqual.sites.policies import ensure_live_policy
    from knowledge.embedding import OnnxEmbedder, embedder, prepare_model
    from knowledge.findable import make_findable
    from knowledge.index import close_index, collections
    from knowledge.indexing import sentence_context
    from knowledge.ingest import ingest
    from knowledge.models import Chunk

    call_command("migrate", verbosity=0, interactive=False)
    site = Site.objects.create(public_key="bench", name="Bench")
    ensure_live_policy(site)
    model: Any = embedder()
    model.embed(["warm"])
    collections()  # a server has both open already; this is about the rate
    begun = time.perf_counter()
    report = ingest(site, [str(DOCUMENTS)])
    make_findable(site)
    whole = time.perf_counter() - begun
    # The very strings that were embedded: a passage and a sentence stand with their headings.
    chunks = list(Chunk.objects.filter(site=site).select_related("document"))
    texts = [c.embedding_text(c.document.title) for c in chunks]
    for chunk in chunks:
        sentences = chunk.sentences.values_list("text", flat=True)
        texts += [sentence_context(chunk, chunk.document.title, text) for text in sentences]
    bare_model = OnnxEmbedder(prepare_model(settings.CHATQUAL_DATA))  # remembers none of them
    bare_model.embed(["warm"])
    begun = time.perf_counter()
    for text in texts:
        bare_model.embed([text])
    bare = time.perf_counter() - begun
    close_index()
    connection.close()
    share = bare / whole
    told = f"{len(chunks)} passages, {len(texts)} texts"
    say(f"  {report.added} files ingested", f"{whole:.1f} s", told)
    say("  the same texts, embedded only", f"{bare:.1f} s")
    say("Ingestion, of the bare embedding rate", f"{share:.2f}", "at least 0.8", share >= 0.8)


def measure_unchanged(say: Say) -> None:
    """A folder that was read before, by the whole command, start of Python and all."""
    folder = Path(tempfile.mkdtemp(prefix="chatqual-unchanged-"))
    try:
        docs = _write_pages(folder / "docs")
        (folder / "models").symlink_to(ROOT / ".cache" / "models")
        env = {**os.environ, "CHATQUAL_DATA": str(folder), "OMP_NUM_THREADS": "1"}
        for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
            env.pop(name, None)
        _manage(env, "migrate", "--no-input", "-v", "0")
        _manage(env, "site", "bench", "--name", "Bench")
        first = _manage_ingest(env, docs)
        begun, before = time.perf_counter(), os.times()
        second = _manage_ingest(env, docs)
        took, after = time.perf_counter() - begun, os.times()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    say(
        f"  {first['added']} pages ingested",
        f"{first['seconds']:.1f} s",
        f"{first['chunks']} passages",
    )
    say("  the same again: embedded", str(second["embedded"]), "none", second["embedded"] == 0)
    busy = after.children_user + after.children_system
    busy -= before.children_user + before.children_system
    told = f"{busy:.2f} s of a processor, {second['seconds']:.2f} s without the start of Python"
    say("Unchanged, the whole command", f"{took:.2f} s", "under 2 s", took < 2)
    say("  of that", "", told)


def _write_pages(folder: Path) -> Path:
    """Pages of headings and paragraphs, the same ones each time."""
    folder.mkdir(parents=True)
    dice = random.Random(PAGES)  # noqa: S311 - words of a text, no secrets
    words = " ".join(file.read_text() for file in sorted(DOCUMENTS.rglob("*.md"))).split()
    words = [word for word in words if word.isalpha()]

    def sentence() -> str:
        return " ".join(dice.choices(words, k=dice.randint(6, 16))).capitalize() + "."

    for number in range(PAGES):
        sections = (
            f"## {sentence()}\n\n" + " ".join(sentence() for _ in range(dice.randint(2, 6)))
            for _ in range(SECTIONS)
        )
        text = f"# Page {number}\n\n" + "\n\n".join(sections)
        (folder / f"page-{number:03}.md").write_text(text)
    return folder


def _manage(env: dict[str, str], *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ).stdout


def _manage_ingest(env: dict[str, str], docs: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        _manage(env, "ingest", str(docs), "--site", "bench", "--json")
    )
    return found


def _say(what: str, value: str, aim: str = "", is_met: bool | None = None) -> None:
    mark = "" if is_met is None else "ok" if is_met else "MISSED"
    print(f"{what:<42} {value:>10}   {aim:<24} {mark}".rstrip(), flush=True)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="chatqual-ingestion-"))
    (folder / "models").symlink_to(ROOT / ".cache" / "models")
    os.environ.update(
        DJANGO_SETTINGS_MODULE="chatqual.settings", CHATQUAL_DATA=str(folder), OMP_NUM_THREADS="1"
    )
    import django

    django.setup()
    try:
        measure_ingestion(_say)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    measure_unchanged(_say)


if __name__ == "__main__":
    main()

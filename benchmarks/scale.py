"""Answers out of 50,000 passages beside answers out of 1,000: `make bench-scale`, some minutes.

Sentences are made from the demo's, with names of their own, so that words are as rare and as common
as in real documents. Their vectors are those of the demo's sentences, turned a little each: what is
measured is the search, and to embed 200,000 sentences would measure the model.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 50_000)
QUESTIONS = 200
SENTENCES_A_PASSAGE = 3
PASSAGES_A_DOCUMENT = 50
ROWS_AT_ONCE = 2_000
# Of unit vectors of 384 numbers: leaves a cosine of about .8 to the sentence it was made from.
NOISE = 0.04
AIM = 2.5
SYLLABLES = (
    "ba",
    "co",
    "di",
    "fe",
    "gu",
    "ha",
    "jo",
    "ki",
    "lu",
    "me",
    "no",
    "pa",
    "ri",
    "so",
    "tu",
)


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="chatqual-scale-"))
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.settings", CHATQUAL_DATA=str(folder), OMP_NUM_THREADS="1"
    )
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'scale.sqlite3'}"
    import django

    django.setup()
    from django.core.management import call_command

    try:
        call_command("migrate", verbosity=0, interactive=False)
        measured = [_measure(size) for size in SIZES]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    ratio = measured[-1][1] / measured[0][1]
    mark = "ok" if ratio <= AIM else "MISSED"
    print(f"p95 of {SIZES[-1]:,} beside {SIZES[0]:,} passages: {ratio:.2f} (at most {AIM}) {mark}")


def _measure(size: int) -> tuple[float, float]:
    """(p50, p95) in milliseconds of an answer out of that many passages."""
    from chatqual.engine.ports import KnowledgeQuestion
    from chatqual.sites.models import Site
    from knowledge.service import knowledge_for

    site = Site.objects.create(public_key=f"scale-{size}", name="Scale")
    dice = random.Random(size)  # noqa: S311 - names of things, no secrets
    begun = time.perf_counter()
    names = _fill(site, size, dice)
    base = knowledge_for(site)
    base.answer(KnowledgeQuestion("What does it cost?"))
    built = time.perf_counter() - begun
    times = []
    for question in _questions(names, dice):
        at = time.perf_counter()
        base.answer(KnowledgeQuestion(question))
        times.append((time.perf_counter() - at) * 1000)
    times.sort()
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"{size:>7,} passages: p50 {p50:6.1f} ms, p95 {p95:6.1f} ms"
        f" (built in {built:.0f} s, {base.mode})",
        flush=True,
    )
    return p50, p95


def _questions(names: Sequence[str], dice: random.Random) -> Iterator[str]:
    asked = (
        "What does {} cost for 60 people?",
        "How long is the trial of {}?",
        "Where does {} store our data",
        "can i export {} reports as csv",
        "does {} work with single sign-on?",
    )
    for n in range(QUESTIONS):
        yield asked[n % len(asked)].format(dice.choice(names))


def _fill(site: Any, size: int, dice: random.Random) -> list[str]:
    """The rows of `size` passages with their index; the names that stand in them."""
    import numpy as np

    from knowledge.embedding import embedder
    from knowledge.indexing import embed_pending

    sentences = _sentences()
    model = embedder()
    vectors = np.stack([model.embed([text])[0] for text in sentences])
    turn = np.random.default_rng(size)

    def near(places: Sequence[int]) -> Any:
        made = vectors[places] + turn.normal(0, NOISE, (len(places), vectors.shape[1]))
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    names: list[str] = []
    done = 0
    while done < size:
        count = min(ROWS_AT_ONCE, size - done)
        names += _store(site, sentences, near, model.name, count, dice)
        done += count
        print(f"\r{done:>7,} of {size:,} passages", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    embed_pending(site)
    return names


def _sentences() -> list[str]:
    """The sentences of the demo's documents, as they were cut."""
    from knowledge.chunking import cut_document

    found: list[str] = []
    for file in sorted((ROOT / "knowledge" / "demo" / "documents").rglob("*.md")):
        for chunk in cut_document(file.stem, file.read_text()):
            found += [chunk.text[s.start : s.end] for s in chunk.sentences]
    return found


def _store(
    site: Any, sentences: Sequence[str], near: Any, model: str, count: int, dice: random.Random
) -> list[str]:
    from django.db import transaction

    from knowledge.documents import find_or_make_source
    from knowledge.models import Chunk, Document, DocumentVersion, Sentence, Source, bump_revision

    source = find_or_make_source(site, Source.Kind.UPLOAD)
    names: list[str] = []
    chunks: list[Any] = []
    rows: list[Any] = []
    with transaction.atomic():
        for _ in range(0, count, PASSAGES_A_DOCUMENT):
            name = "".join(dice.choices(SYLLABLES, k=4)).capitalize()
            names.append(name)
            document = Document.objects.create(
                site=site, source=source, path=f"{name}-{dice.random()}.md", title=name
            )
            version = DocumentVersion.objects.create(
                document=document, number=1, title=name, text="-", content_hash=name, mime="text/md"
            )
            Document.objects.filter(pk=document.pk).update(current=version, state="published")
            for position in range(min(PASSAGES_A_DOCUMENT, count)):
                places = dice.choices(range(len(sentences)), k=SENTENCES_A_PASSAGE)
                texts = [f"{name} {n}: {sentences[p]}" for n, p in enumerate(places)]
                found = near([places[0], *places])
                chunk = Chunk(
                    site=site,
                    document=document,
                    version=version,
                    position=position,
                    heading_path=[],
                    text=" ".join(texts),
                    start=0,
                    end=sum(map(len, texts)) + 2,
                    content_hash=f"{name}-{dice.random()}",
                    live=True,
                    vector=found[0].astype("<f4").tobytes(),
                    embedded_with=model,
                )
                chunks.append(chunk)
                rows.append((chunk, texts, found[1:]))
        Chunk.objects.bulk_create(chunks, batch_size=500)
        Sentence.objects.bulk_create(
            [made for row in rows for made in _of_passage(*row)], batch_size=500
        )
        bump_revision(site)
    return names


def _of_passage(chunk: Any, texts: Sequence[str], vectors: Any) -> Iterator[Any]:
    from knowledge.models import Sentence

    start = 0
    for position, (text, vector) in enumerate(zip(texts, vectors, strict=True)):
        yield Sentence(
            chunk=chunk,
            position=position,
            start=start,
            end=start + len(text),
            text=text,
            vector=vector.astype("<f2").tobytes(),
        )
        start += len(text) + 1


if __name__ == "__main__":
    main()

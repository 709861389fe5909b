"""Ingestion beside the bare embedding of the same texts, in one process and one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

Say = Callable[..., None]
DOCUMENTS = Path(__file__).resolve().parent.parent / "knowledge" / "demo" / "documents"


def measure_ingestion(say: Say) -> None:
    """A folder into an empty database, against `embed` alone over what it had to embed."""
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
    ingest(site, [str(DOCUMENTS)])
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
    ratio = whole / bare
    say("  48 files ingested", f"{whole:.1f} s", f"{len(chunks)} passages, {len(texts)} texts")
    say("  the same texts, embedded only", f"{bare:.1f} s")
    say("Ingestion beside bare embedding", f"{ratio:.2f}", "at most 1.2", ratio <= 1.2)

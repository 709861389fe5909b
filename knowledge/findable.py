"""From rows to found: embed and index here if nobody else does, else wait until it is done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from chatqual.sites.models import Site
from knowledge.errors import IndexBusy, IndexFault, IndexLocked
from knowledge.index import close_index
from knowledge.indexer import has_pending, has_waiting_rows
from knowledge.indexing import embed_pending
from knowledge.models import Chunk

Progress = Callable[[int, int], None]
_LOOK_EVERY_S = 0.2
# The other process embeds about a hundred passages in that time; standing still means it is gone.
PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Findable:
    """`by`: who embedded, "here", "the server" or "nobody" where nothing was pending."""

    by: str
    embedded: int


def make_findable(
    site: Site, progress: Progress | None = None, patience_s: float = PATIENCE_S
) -> Findable:
    """Return once all live passages can be found.

    Raises IndexFault where the process that holds the index makes no headway for `patience_s`, and
    EmbeddingFault.
    """
    if not has_pending(site):
        return Findable("nobody", 0)
    try:
        counts = embed_pending(site, progress)
    except IndexLocked as lock:
        return _wait(site, progress, patience_s, lock.holder)
    except IndexBusy:
        return _wait(site, progress, patience_s, "a worker")
    finally:
        # A command must not keep the index from a server that starts a moment later.
        close_index()
    return Findable("here", counts.embedded)


def _wait(site: Site, progress: Progress | None, patience_s: float, holder: str) -> Findable:
    total = left = Chunk.objects.pending(site).count()
    moved_at = time.monotonic()
    # Rows only: the process that holds the index may be set to another model than this one.
    while has_waiting_rows(site):
        now = Chunk.objects.pending(site).count()
        if now != left:
            left, moved_at = now, time.monotonic()
            if progress and total:
                progress(max(0, total - left), total)
        elif time.monotonic() - moved_at > patience_s:
            raise IndexFault(
                f"{left} passages wait for the index, which {holder} holds without doing anything."
                " The documents are stored; restart that process, or stop it and run this again."
            )
        time.sleep(_LOOK_EVERY_S)
    if progress and total:
        progress(total, total)
    return Findable("the server", total)

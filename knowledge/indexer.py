"""The indexer: in the process that holds the index, what changed becomes findable within seconds.

`start` and `stop` are the embedded server's; a Celery worker calls `index_once` and `warm_up`.
"""

from __future__ import annotations

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Q
from django.utils import timezone

from chatqual.engine.ports import KnowledgeQuestion
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.reading import read
from chatqual.sites.models import Site
from knowledge import wake
from knowledge.embedding import embedder, embedder_name
from knowledge.errors import EmbeddingFault, IndexBusy, IndexFault, IndexLocked
from knowledge.generations import check_index, current_generation, rebuild
from knowledge.index import close_index, collections
from knowledge.indexing import embed_pending
from knowledge.models import Chunk, ChunkRemoval, NextVector
from knowledge.service import knowledge_for

log = logging.getLogger(__name__)

TURN_S = 5.0

_stop = threading.Event()
_due = threading.Event()
_thread: threading.Thread | None = None


def warm_up() -> None:
    """Loads the model, the rules and each site's words, so that no visitor waits for them."""
    embedder().embed(["warm up"])
    read("Is everything warm?", Context(now=timezone.now()))
    for site in Site.objects.all():
        knowledge_for(site).answer(KnowledgeQuestion("Is everything warm?"))


def has_pending(site: Site) -> bool:
    """Whether something of this site waits for its vectors or for the index.

    So does everything where the index was made with another model than the one that is set.
    """
    return has_waiting_rows(site) or is_of_another_model(site)


def is_of_another_model(site: Site) -> bool:
    """Whether the live generation's vectors cannot be compared with this embedder's."""
    live = current_generation(site)
    # Without an exported model nothing is known; the server exports it when it starts.
    ours = embedder_name()
    return live is not None and bool(ours) and live.model != ours


def has_waiting_rows(site: Site) -> bool:
    """Whether rows of this site wait for their vectors or for the index."""
    waiting = Q(vector__isnull=True) | Q(indexed_in__isnull=True)
    return (
        Chunk.objects.filter(waiting, site=site, live=True).exists()
        or ChunkRemoval.objects.filter(site=site).exists()
        or NextVector.objects.filter(chunk__site=site).exists()
    )


def index_once(seconds: float | None = TURN_S) -> int:
    """Embeds and indexes what is pending at any site; gives the number of sites it did.

    `seconds`: each site has so much time, and what it leaves is found by the next call. So one
    site's thousand pages hold up neither the others nor the canaries nor a worker's turns.
    """
    done = 0
    for site in Site.objects.all():
        if not has_pending(site):
            continue
        try:
            embed_pending(site, seconds=seconds)
        except IndexBusy:
            continue  # Somebody is at it; what they leave is still pending.
        done += 1
    return done


def check_all() -> int:
    """Asks the canaries of every site, and makes a damaged index again from the rows.

    Returns how many were made again. One site's fault holds up no other's check.
    Raises IndexLocked.
    """
    made = 0
    for site in Site.objects.all():
        try:
            health = check_index(site)
            if not health.is_well:
                log.error("the index of %s is damaged (%s); it is built again", site, health)
                rebuild(site, reason=health.problem)
                made += 1
        except IndexLocked:
            raise
        except IndexBusy:
            continue  # Checked the next time.
        except IndexFault:
            log.exception("the index of %s cannot be checked or built again", site)
    return made


def start() -> None:
    """Opens the index, warms up and goes on in a thread. Raises EmbeddingFault.

    A command that embeds may hold the index for minutes: visitors are answered meanwhile, out of
    the stored vectors, and the thread takes the index when it is free.
    """
    global _thread
    try:
        collections()
    except IndexLocked as lock:
        log.warning("%s; answers come out of the stored vectors until it is free", lock)
    warm_up()
    _stop.clear()
    wake.on_change(_nudge)
    _thread = threading.Thread(target=_run, name="chatqual-indexer", daemon=True)
    _thread.start()


def stop() -> None:
    """Ends the thread after the step it is in, and lets go of the index."""
    global _thread
    wake.forget(_nudge)
    _stop.set()
    _due.set()
    if _thread is not None:
        _thread.join(timeout=settings.CHATQUAL_SHUTDOWN_GRACE)
        _thread = None
    close_index()


def _nudge(site_id: int) -> None:
    _due.set()


def _run() -> None:
    check_at = 0.0
    while not _stop.is_set():
        is_more = False
        try:
            if time.monotonic() >= check_at:
                # At the start too: whatever became of the files while nobody looked.
                check_at = time.monotonic() + settings.CHATQUAL_CANARY_EVERY
                check_all()
            is_more = index_once() > 0
        except IndexLocked:
            check_at = 0.0  # Whoever holds it embeds; we look after it when it is ours.
        except (DatabaseError, IndexFault, EmbeddingFault):
            # The rows stay pending; answers fall back to the lexical leg meanwhile.
            log.exception("indexing failed; it is tried again")
        if not is_more:
            _due.wait(settings.CHATQUAL_INDEX_EVERY)
        _due.clear()
    connections.close_all()

"""One worker at a time on a site's index, and what a large site is in turns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.errors import IndexBusy
from knowledge.indexer import has_pending
from knowledge.indexing import CHUNKS_A_STEP, embed_pending
from knowledge.leases import process_name, working_on
from knowledge.models import Chunk, Corpus
from tests.knowledge.answers import PAGES, add_page


def test_whoever_works_on_an_index_has_it_alone(site: Site) -> None:
    add_page(site, "trial.md", *PAGES["trial.md"])
    with working_on(site), pytest.raises(IndexBusy):
        embed_pending(site)
    assert embed_pending(site).indexed == 2


def test_a_worker_that_was_killed_holds_nothing(site: Site) -> None:
    add_page(site, "trial.md", *PAGES["trial.md"])
    host = process_name().partition(":")[0]
    later = timezone.now() + timedelta(hours=1)
    # No process has this number: it lies above the highest that Linux gives.
    Corpus.objects.filter(site=site).update(index_owner=f"{host}:4194305:x", index_until=later)
    assert embed_pending(site).indexed == 2


def test_a_worker_of_another_machine_holds_it_until_its_time_is_over(site: Site) -> None:
    add_page(site, "trial.md", *PAGES["trial.md"])
    now = timezone.now()
    row = Corpus.objects.filter(site=site)
    row.update(index_owner="elsewhere:17:x", index_until=now + timedelta(minutes=1))
    with pytest.raises(IndexBusy):
        embed_pending(site)
    row.update(index_until=now - timedelta(seconds=1))
    assert embed_pending(site).indexed == 2


def test_a_large_site_is_done_in_turns_and_found_as_it_goes(site: Site) -> None:
    sections = "\n\n".join(f"## Part {n}\n\nNumber {n} is here." for n in range(CHUNKS_A_STEP + 8))
    add_page(site, "large.md", "Large", f"# Large\n\n{sections}")
    counts = embed_pending(site, seconds=0)
    assert counts.embedded == counts.indexed == CHUNKS_A_STEP
    assert has_pending(site)
    add_page(site, "late.md", "Late", "# Late\n\nThis came last.")
    embed_pending(site, seconds=0)
    late = Chunk.objects.get(document__path="late.md")
    assert late.indexed_in is not None
    assert not has_pending(site)

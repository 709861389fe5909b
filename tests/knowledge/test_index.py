"""The index as a cache: filled, locked, damaged, built again, rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from chatqual.locking import hold
from chatqual.sites.models import Site
from knowledge.documents import retire
from knowledge.errors import IndexFault, IndexLocked
from knowledge.generations import (
    check_index,
    collection_name,
    current_generation,
    rebuild,
    roll_back,
)
from knowledge.index import LOCK, close_index, collections, index_folder, is_held_elsewhere
from knowledge.indexing import embed_pending
from knowledge.models import Chunk, ChunkRemoval, Document, IndexGeneration
from knowledge.service import forget_knowledge, knowledge_for
from tests.knowledge.answers import PAGES, add_page, ask, knowledge_of, said

# The same tests over Chroma in this process and over a server of it.
both = pytest.mark.usefixtures("either_chroma")


@pytest.fixture
def held_elsewhere() -> Iterator[str]:
    """Another process has the index."""
    close_index()
    lock = hold(index_folder(Path(settings.CHATQUAL_DATA)) / LOCK, "serve (process 1)")
    yield "serve (process 1)"
    lock.close()
    close_index()


def name_of(site: Site) -> str:
    live = current_generation(site)
    assert live is not None
    return collection_name(site, live.number)


@both
def test_each_passage_is_embedded_and_indexed_once(site: Site) -> None:
    add_page(site, "trial.md", *PAGES["trial.md"])
    first, second = embed_pending(site), embed_pending(site)
    assert first.embedded == first.indexed == Chunk.objects.count() == 2
    assert first.sentences == 3
    assert (second.embedded, second.indexed) == (0, 0)


def test_progress_counts_passages(site: Site) -> None:
    add_page(site, "trial.md", *PAGES["trial.md"])
    seen: list[tuple[int, int]] = []
    embed_pending(site, lambda done, total: seen.append((done, total)))
    assert seen == [(2, 2)]


@both
def test_only_what_changed_is_embedded_again(site: Site) -> None:
    knowledge_of(site)
    title, text = PAGES["trial.md"]
    add_page(site, "trial.md", title, text.replace("at any time", "once a month"))
    assert embed_pending(site).embedded == 1


@both
def test_the_same_text_takes_its_vector_over(site: Site) -> None:
    add_page(site, "a.md", *PAGES["trial.md"])
    embed_pending(site)
    add_page(site, "b.md", *PAGES["trial.md"])
    counts = embed_pending(site)
    assert (counts.embedded, counts.reused, counts.indexed) == (0, 2, 2)


@both
def test_what_is_retired_leaves_the_index(site: Site) -> None:
    knowledge_of(site)
    before = collections().count(name_of(site))
    retire(Document.objects.get(path="boats.md"))
    assert embed_pending(site).removed == 1
    assert collections().count(name_of(site)) == before - 1
    assert not ChunkRemoval.objects.exists()


@both
def test_a_sound_index_finds_its_canaries(site: Site) -> None:
    knowledge_of(site)
    health = check_index(site)
    assert health.is_well
    assert health.canaries == health.found == Chunk.objects.filter(live=True).count()


@both
def test_a_lost_vector_is_found_out_and_built_again(site: Site) -> None:
    knowledge_of(site)
    some = Chunk.objects.order_by("pk").values_list("pk", flat=True)[0]
    collections().take_out(name_of(site), [some])
    assert not check_index(site).is_well
    rebuild(site, "damaged")
    assert check_index(site).is_well


@both
def test_a_vector_that_was_altered_is_found_out(site: Site) -> None:
    knowledge_of(site)
    first, other = Chunk.objects.order_by("pk")[:2]
    import numpy as np

    wrong = -np.frombuffer(first.vector or b"", dtype="<f4").reshape(1, -1)
    collections().put(name_of(site), [first.pk], wrong)
    assert not check_index(site).is_well
    assert other.pk != first.pk


@both
def test_a_rebuild_embeds_nothing(site: Site) -> None:
    knowledge_of(site)
    vectors = dict(Chunk.objects.values_list("pk", "vector"))
    made = rebuild(site)
    assert (made.state, made.number) == (IndexGeneration.State.LIVE, 2)
    assert dict(Chunk.objects.values_list("pk", "vector")) == vectors
    assert embed_pending(site).indexed == 0


@both
def test_one_click_goes_back_to_the_generation_before(site: Site) -> None:
    knowledge_of(site)
    rebuild(site)
    assert roll_back(site).number == 1
    assert check_index(site).is_well


@both
def test_without_an_earlier_generation_there_is_no_way_back(site: Site) -> None:
    knowledge_of(site)
    with pytest.raises(IndexFault, match="no earlier generation"):
        roll_back(site)


@both
def test_an_index_that_was_removed_leaves_the_words_to_answer(site: Site) -> None:
    knowledge = knowledge_of(site)
    collections().drop(name_of(site))
    assert "Frankfurt" in said(ask(knowledge, "where is customer data stored"))
    assert not check_index(site).is_well


@both
def test_a_left_over_collection_of_that_name_is_not_taken_for_ours(site: Site) -> None:
    import numpy as np

    collections().put(f"site-{site.pk}-generation-1", [999], np.ones((1, 384), np.float32))
    knowledge_of(site)
    assert check_index(site).is_well


def test_who_holds_the_index_is_named(site: Site, held_elsewhere: str) -> None:
    with pytest.raises(IndexLocked, match=r"serve \(process 1\)"):
        collections()
    assert is_held_elsewhere()


def test_beside_a_server_the_stored_vectors_are_searched_exactly(
    site: Site, request: pytest.FixtureRequest
) -> None:
    knowledge_of(site)
    holder = request.getfixturevalue("held_elsewhere")
    forget_knowledge()
    knowledge = knowledge_for(site)
    assert "Frankfurt" in said(ask(knowledge, "where is our data kept"))
    assert knowledge.mode == f"exact search: the index is held by {holder}"


def test_embedding_waits_for_whoever_holds_the_index(site: Site, held_elsewhere: str) -> None:
    add_page(site, "trial.md", *PAGES["trial.md"])
    with pytest.raises(IndexLocked):
        embed_pending(site)
    assert not Chunk.objects.filter(vector__isnull=False).exists()


@both
def test_sites_do_not_find_each_others_passages(site: Site) -> None:
    other = Site.objects.create(public_key="other", name="Other")
    knowledge_of(site)
    answer = ask(knowledge_of(other, {"cars.md": PAGES["cars.md"]}), "where is data stored")
    assert {passage.path for passage in answer.passages} <= {"cars.md"}


def test_files_damaged_at_the_start_are_set_aside(site: Site) -> None:
    knowledge_of(site)
    close_index()
    folder = index_folder(Path(settings.CHATQUAL_DATA))
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all" * 1000)
    assert not check_index(site).is_well
    rebuild(site, "damaged")
    assert check_index(site).is_well
    assert (folder / "chroma-damaged").exists()


def test_files_damaged_under_a_running_server_are_built_again(site: Site) -> None:
    knowledge = knowledge_of(site)
    files = index_folder(Path(settings.CHATQUAL_DATA)) / "chroma"
    for file in files.rglob("*"):
        if file.is_file():
            file.write_bytes(b"x" * file.stat().st_size)
    assert "Frankfurt" in said(ask(knowledge, "where is customer data stored"))
    rebuild(site, "damaged")
    assert check_index(site).is_well
    assert knowledge.mode


@both
def test_a_build_that_was_killed_leaves_the_live_generation(site: Site) -> None:
    knowledge_of(site)
    IndexGeneration.objects.create(site=site, number=2, model="half built")
    assert check_index(site).is_well
    assert rebuild(site).number == 3

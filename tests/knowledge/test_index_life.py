"""Damage that is found and mended by itself, ways back, and one worker at a time."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings, settings

from chatqual.sites.models import Site
from knowledge.documents import delete_document, retire
from knowledge.embedding import embedder, packaged_weights
from knowledge.errors import IndexAway, IndexFault
from knowledge.generations import (
    check_index,
    collection_name,
    current_generation,
    rebuild,
    roll_back,
)
from knowledge.index import close_index, collections, index_folder
from knowledge.indexer import check_all, has_pending, index_once
from knowledge.indexing import CHUNKS_A_STEP, embed_pending
from knowledge.models import Chunk, Corpus, Document, IndexGeneration, NextVector
from knowledge.service import forget_knowledge, knowledge_for
from knowledge.vectors import take_over
from tests.knowledge.answers import PAGES, add_page, ask, knowledge_of, said
from tests.servers import ChromaServer

QUESTION, WORD = "where is customer data stored", "Frankfurt"
both = pytest.mark.usefixtures("either_chroma")


def name_of(site: Site) -> str:
    live = current_generation(site)
    assert live is not None
    return collection_name(site, live.number)


# --- damage ---------------------------------------------------------------------------------------
@both
def test_a_lost_vector_is_mended_by_itself(site: Site) -> None:
    knowledge_of(site)
    some = Chunk.objects.order_by("pk").values_list("pk", flat=True)[0]
    collections().take_out(name_of(site), [some])
    assert check_all() == 1
    assert check_index(site).is_well
    assert check_all() == 0


@both
def test_a_lost_collection_is_mended_by_itself(site: Site) -> None:
    knowledge = knowledge_of(site)
    collections().drop(name_of(site))
    assert WORD in said(ask(knowledge, QUESTION))
    assert check_all() == 1
    assert WORD in said(ask(knowledge, QUESTION))
    assert knowledge.mode == "index"


@both
def test_one_sites_damage_holds_up_no_others_check(site: Site) -> None:
    other = Site.objects.create(public_key="other", name="Other")
    knowledge_of(site)
    knowledge_of(other, {"cars.md": PAGES["cars.md"]})
    for each in (site, other):
        collections().drop(name_of(each))
    assert check_all() == 2
    assert check_index(site).is_well
    assert check_index(other).is_well


@both
def test_what_a_check_found_is_kept(site: Site) -> None:
    knowledge_of(site)
    check_index(site)
    row = Corpus.objects.get(site=site)
    assert (row.checked_at is not None, row.problem) == (True, "")
    collections().drop(name_of(site))
    check_index(site)
    assert "are expected" in Corpus.objects.get(site=site).problem
    rebuild(site)
    assert Corpus.objects.get(site=site).problem == ""


def test_files_removed_under_a_running_server_are_made_again(site: Site) -> None:
    knowledge = knowledge_of(site)
    files = index_folder(Path(settings.CHATQUAL_DATA)) / "chroma"
    shutil.rmtree(files)
    assert WORD in said(ask(knowledge, QUESTION))
    assert "removed" in check_index(site).problem
    assert check_all() == 1
    assert (files / "chroma.sqlite3").exists()
    close_index()
    assert check_index(site).is_well


def test_files_written_over_under_a_running_server_are_made_again(site: Site) -> None:
    knowledge = knowledge_of(site)
    files = index_folder(Path(settings.CHATQUAL_DATA)) / "chroma"
    for file in files.rglob("*"):
        if file.is_file():
            file.write_bytes(b"x" * file.stat().st_size)
    assert check_all() == 1
    close_index()
    assert check_index(site).is_well
    assert WORD in said(ask(knowledge, QUESTION))


def test_files_that_are_gone_at_the_start_are_made_again(site: Site) -> None:
    knowledge_of(site)
    close_index()
    shutil.rmtree(index_folder(Path(settings.CHATQUAL_DATA)) / "chroma")
    assert check_all() == 1
    assert check_index(site).is_well


def test_other_sites_are_filled_again_when_the_files_are_begun_anew(site: Site) -> None:
    other = Site.objects.create(public_key="other", name="Other")
    knowledge_of(site)
    knowledge_of(other, {"cars.md": PAGES["cars.md"]})
    shutil.rmtree(index_folder(Path(settings.CHATQUAL_DATA)) / "chroma")
    check_all()
    index_once()
    assert check_index(site).is_well
    assert check_index(other).is_well


@both
def test_a_half_built_generation_is_given_up_and_its_collection_dropped(site: Site) -> None:
    knowledge_of(site)
    half = IndexGeneration.objects.create(site=site, number=2, model=embedder().name)
    some = Chunk.objects.exclude(vector=None)[0]
    collections().put(
        collection_name(site, 2), [some.pk], embedder().embed([some.text]).reshape(1, -1)
    )
    assert rebuild(site).number == 3
    half.refresh_from_db()
    assert half.state == IndexGeneration.State.FAILED
    assert not collections().exists(collection_name(site, 2))


@both
def test_a_build_that_fails_its_canaries_leaves_the_live_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge = knowledge_of(site)
    before = name_of(site)
    real = type(collections()).nearest
    monkeypatch.setattr(
        type(collections()),
        "nearest",
        lambda self, name, *rest: real(self, name, *rest) if name == before else {},
    )
    monkeypatch.setattr("knowledge.generations.begin_anew", lambda: None)
    with pytest.raises(IndexFault, match="does not find itself"):
        rebuild(site)
    monkeypatch.undo()
    assert name_of(site) == before
    assert WORD in said(ask(knowledge, QUESTION))


# --- a server of Chroma ---------------------------------------------------------------------------
@pytest.fixture
def own_server(tmp_path: Path, settings: LazySettings) -> Iterator[ChromaServer]:
    close_index()
    server = ChromaServer(tmp_path)
    server.start()
    settings.CHROMA_URL = server.url
    yield server
    close_index()
    server.stop()


def test_a_server_that_is_away_is_no_damage(site: Site, own_server: ChromaServer) -> None:
    knowledge = knowledge_of(site)
    own_server.stop()
    assert WORD in said(ask(knowledge, QUESTION))
    assert knowledge.mode.startswith("exact search")
    with pytest.raises(IndexAway):
        check_index(site)
    assert check_all() == 0
    assert IndexGeneration.objects.count() == 1
    own_server.start()
    close_index()
    assert check_index(site).is_well


def test_a_server_that_hangs_holds_up_no_visitor_twice(
    site: Site, own_server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.index.SERVER_S", 1.0)
    knowledge = knowledge_of(site)
    own_server.freeze()
    try:
        assert WORD in said(ask(knowledge, QUESTION))
        with pytest.raises(IndexAway):
            collections().count(name_of(site))
    finally:
        own_server.freeze(signal.SIGCONT)


def test_a_server_that_lost_all_is_filled_again(site: Site, own_server: ChromaServer) -> None:
    knowledge = knowledge_of(site)
    own_server.stop()
    shutil.rmtree(own_server.folder / "data")
    own_server.start()
    close_index()
    assert check_all() == 1
    assert check_index(site).is_well
    assert WORD in said(ask(knowledge, QUESTION))


# --- the way back ---------------------------------------------------------------------------------
@both
def test_the_way_back_is_level_with_the_rows_of_today(site: Site) -> None:
    knowledge = knowledge_of(site)
    rebuild(site)
    add_page(site, "new.md", "Parking", "# Parking\n\nParking costs 3 € per hour at the harbour.")
    delete_document(Document.objects.get(path="boats.md"))
    embed_pending(site)
    assert roll_back(site).number == 1
    assert check_index(site).is_well
    assert not has_pending(site)
    held = collections().ids(name_of(site))
    assert held == set(Chunk.objects.filter(live=True).values_list("pk", flat=True))
    assert "harbour" in said(ask(knowledge, "what does parking cost"))


@both
def test_there_is_no_way_back_to_a_collection_that_is_gone(site: Site) -> None:
    knowledge_of(site)
    before = name_of(site)
    rebuild(site)
    collections().drop(before)
    with pytest.raises(IndexFault, match="is gone"):
        roll_back(site)
    assert current_generation(site) == IndexGeneration.objects.get(number=2)


@both
def test_two_generations_are_kept(site: Site) -> None:
    knowledge_of(site)
    for _ in range(3):
        rebuild(site)
    states = IndexGeneration.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(3, "retired"), (4, "live")]
    ours = {name for name in collections().names() if name.startswith(f"site-{site.pk}-")}
    assert ours == {collection_name(site, 3), collection_name(site, 4)}


def test_the_one_before_is_the_one_that_answered_before(site: Site) -> None:
    knowledge_of(site)
    rebuild(site)
    roll_back(site)
    rebuild(site)
    states = IndexGeneration.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "retired"), (3, "live")]
    assert roll_back(site).number == 1


# --- another model --------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def smaller_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real model that is not the default one: its first two layers."""
    folder: Path = tmp_path_factory.mktemp("models") / "smaller"
    shutil.copytree(packaged_weights(), folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 2}))
    return folder


@both
def test_the_old_model_answers_until_the_new_one_is_ready(
    site: Site, settings: LazySettings, smaller_model: Path
) -> None:
    sections = "\n\n".join(f"## Part {n}\n\nNumber {n} is here." for n in range(CHUNKS_A_STEP))
    add_page(site, "large.md", "Large", f"# Large\n\n{sections}")
    knowledge_of(site)
    old = embedder().name
    settings.CHATQUAL_EMBEDDING_MODEL = str(smaller_model)
    forget_knowledge()
    new = embedder().name
    assert has_pending(site)
    embed_pending(site, seconds=0)
    assert NextVector.objects.count() == CHUNKS_A_STEP
    live = current_generation(site)
    assert live is not None
    assert live.model == old
    knowledge = knowledge_for(site)
    assert WORD in said(ask(knowledge, QUESTION))
    assert knowledge.mode == "index"
    assert check_index(site).is_well

    embed_pending(site)
    live = current_generation(site)
    assert live is not None
    assert live.model == new
    assert not has_pending(site)
    assert not NextVector.objects.exists()
    assert set(Chunk.objects.values_list("embedded_with", flat=True)) == {new}
    assert WORD in said(ask(knowledge, QUESTION))
    assert knowledge.mode == "index"
    assert check_index(site).is_well


def test_what_waits_beside_the_rows_is_searched_from_the_swap_on(
    site: Site, settings: LazySettings, smaller_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge_of(site)
    settings.CHATQUAL_EMBEDDING_MODEL = str(smaller_model)
    forget_knowledge()
    # Killed between the swap and the move into the rows.
    monkeypatch.setattr("knowledge.indexing.take_over", lambda *a: 0)
    embed_pending(site)
    monkeypatch.undo()
    assert NextVector.objects.exists()
    assert has_pending(site)
    knowledge = knowledge_for(site)
    before = ask(knowledge, QUESTION)
    assert WORD in said(before)
    assert check_index(site).is_well
    while take_over(site, embedder().name):
        pass
    forget_knowledge()
    after = ask(knowledge_for(site), QUESTION)
    assert (said(after), after.confidence) == (said(before), before.confidence)


def test_the_setting_put_back_in_between_throws_nothing_away(
    site: Site, settings: LazySettings, smaller_model: Path
) -> None:
    knowledge_of(site)
    add_page(
        site,
        "one.md",
        "Many",
        "# Many\n\n"
        + "\n\n".join(f"## Part {n}\n\nNumber {n} is here." for n in range(CHUNKS_A_STEP)),
    )
    embed_pending(site)
    settings.CHATQUAL_EMBEDDING_MODEL = str(smaller_model)
    embed_pending(site, seconds=0)
    settings.CHATQUAL_EMBEDDING_MODEL = ""
    assert embed_pending(site).embedded == 0
    assert not NextVector.objects.exists()
    assert not has_pending(site)
    assert check_index(site).is_well


# --- a document edited while it is being asked about ----------------------------------------------
def test_a_quote_is_never_older_than_the_last_commit(site: Site) -> None:
    knowledge = knowledge_of(site)
    for hours in range(40, 44):
        add_page(
            site, "security.md", "Security", f"# Security\n\nBackups are kept for {hours} days."
        )
        # Before anything is embedded, then behind it.
        for _ in range(2):
            assert f"{hours} days" in said(ask(knowledge, "how long are backups kept"))
            embed_pending(site)
    retire(Document.objects.get(path="security.md"))
    assert "days" not in said(ask(knowledge, "how long are backups kept"))

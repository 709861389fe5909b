"""What the indexer finds to do, and what happens between two of its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from chatqual.sites.models import Site
from knowledge.documents import delete_document, retire
from knowledge.embedding import embedder, embedder_name
from knowledge.generations import check_index, collection_name, current_generation
from knowledge.index import Collections, collections
from knowledge.indexer import has_pending, index_once
from knowledge.indexing import embed_pending
from knowledge.models import Corpus, Document, IndexGeneration, Synonym
from knowledge.passages import Vectors
from tests.knowledge.answers import add_page, ask, knowledge_of


def revision(site: Site) -> int:
    return Corpus.objects.get(site=site).revision


@pytest.fixture
def of_another_model(site: Site) -> Iterator[Site]:
    """The index as another model has left it."""
    knowledge_of(site)
    IndexGeneration.objects.filter(site=site).update(model="another/model")
    return site


def test_the_name_is_known_without_loading_the_model() -> None:
    assert embedder_name() == embedder().name


def test_a_level_index_has_nothing_pending(site: Site) -> None:
    knowledge_of(site)
    assert not has_pending(site)


def test_another_model_is_indexed_again_by_itself(of_another_model: Site) -> None:
    assert has_pending(of_another_model)
    assert index_once() == 1
    assert not has_pending(of_another_model)
    live = current_generation(of_another_model)
    assert live is not None
    assert (live.model, live.number) == (embedder().name, 2)
    assert check_index(of_another_model).is_well


def test_vectors_of_another_model_are_not_searched(of_another_model: Site) -> None:
    Corpus.objects.filter(site=of_another_model).update(revision=1000)
    knowledge = knowledge_of(of_another_model, {})
    IndexGeneration.objects.filter(site=of_another_model).update(model="another/model")
    Corpus.objects.filter(site=of_another_model).update(revision=2000)
    assert "Frankfurt" in str(ask(knowledge, "where is customer data stored").sentences)
    assert knowledge.mode != "index"


def test_saving_a_synonym_renews_the_words(site: Site) -> None:
    knowledge = knowledge_of(site)
    assert ask(knowledge, "do you have a flimflam").state == "not_in_docs"
    before = revision(site)
    synonym = Synonym.objects.create(site=site, words=["flimflam", "sailing boat"])
    assert revision(site) == before + 1
    assert "boat" in str(ask(knowledge, "can a flimflam be rented").sentences)
    synonym.delete()
    assert revision(site) == before + 2


def test_deleting_many_synonyms_renews_the_words(site: Site) -> None:
    for words in (["a", "b"], ["c", "d"]):
        Synonym.objects.create(site=site, words=words)
    before = revision(site)
    Synonym.objects.filter(site=site).delete()
    assert revision(site) == before + 1


@pytest.mark.parametrize("leave", [delete_document, retire])
def test_what_leaves_while_it_is_put_in_leaves_the_index_too(
    site: Site, monkeypatch: pytest.MonkeyPatch, leave: object
) -> None:
    knowledge_of(site)
    name = collection_name(site, IndexGeneration.objects.get(site=site).number)
    before = collections().count(name)
    late = add_page(site, "late.md", "Late", "# Late\n\nThis page is gone in a moment.")
    put = Collections.put

    def put_and_leave(self: Collections, to: str, chunks: Sequence[int], vectors: Vectors) -> None:
        put(self, to, chunks, vectors)
        leave(Document.objects.get(pk=late.pk))  # type: ignore[operator]

    monkeypatch.setattr(Collections, "put", put_and_leave)
    embed_pending(site)
    monkeypatch.undo()
    index_once()
    assert not has_pending(site)
    assert collections().count(name) == before
    assert check_index(site).is_well

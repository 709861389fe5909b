"""What curators do by hand, as services."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from chatqual.audit.models import AuditEntry
from chatqual.sites.models import Site
from knowledge import curation, wake
from knowledge.errors import DocumentUnreadable
from knowledge.models import Chunk, ChunkRemoval, Corpus, Document, Source, Synonym
from tests.knowledge.makers import make_pdf


@pytest.fixture
def document(site: Site) -> Document:
    text = "The trial lasts 14 days.\n\n## After it\n\nChoose a plan."
    return curation.write_document(
        site=site, extracted=curation.read_markdown(text, "Trial"), by="bo"
    )


def answerable(site: Site) -> list[str]:
    return list(Chunk.objects.answerable(site).order_by("position").values_list("text", flat=True))


def test_what_is_written_is_answered_from(document: Document, site: Site) -> None:
    assert answerable(site) == ["The trial lasts 14 days.", "Choose a plan."]
    assert (document.path, document.current is not None) == ("trial.md", True)


def test_two_documents_of_one_title_have_two_paths(document: Document, site: Site) -> None:
    again = curation.write_document(
        site=site, extracted=curation.read_markdown("Other.", "Trial"), by="bo"
    )
    assert again.path == "trial-2.md"


def test_an_edit_is_a_version_and_keeps_what_it_did_not_touch(document: Document) -> None:
    kept = Chunk.objects.get(text="Choose a plan.").pk
    text = "The trial lasts 30 days.\n\n## After it\n\nChoose a plan."
    stored = curation.edit_document(
        document, extracted=curation.read_markdown(text, "Trial"), by="bo", note="longer"
    )
    assert (stored.change, stored.new_chunks) == ("updated", 1)
    assert Chunk.objects.get(text="Choose a plan.").pk == kept
    version = document.versions.get(number=2)
    assert (version.created_by, version.note) == ("bo", "longer")


def test_an_edit_that_changes_nothing_makes_no_version(document: Document) -> None:
    assert document.current is not None
    same = curation.retitled(document.current, "Trial")
    assert curation.edit_document(document, extracted=same, by="bo").change == "unchanged"


def test_a_new_title_needs_new_vectors(document: Document) -> None:
    assert document.current is not None
    Chunk.objects.update(vector=b"1", indexed_in=1)
    renamed = curation.retitled(document.current, "Free trial")
    curation.edit_document(document, extracted=renamed, by="bo")
    assert Chunk.objects.pending().count() == 2


def test_retired_is_gone_and_published_is_back_with_its_vectors(
    document: Document, site: Site
) -> None:
    Chunk.objects.update(vector=b"1", indexed_in=1)
    curation.retire_documents([document], by="bo")
    assert answerable(site) == []
    assert ChunkRemoval.objects.count() == 2
    curation.publish_documents([document], by="bo")
    assert len(answerable(site)) == 2
    assert Chunk.objects.filter(vector=b"1", indexed_in=None, live=True).count() == 2


def test_a_draft_is_not_answered_from(site: Site) -> None:
    draft = curation.write_document(
        site=site,
        extracted=curation.read_markdown("Text.", "T"),
        by="bo",
        state=Document.State.DRAFT,
    )
    assert answerable(site) == []
    curation.publish_documents([draft], by="bo")
    assert answerable(site) == ["Text."]


def test_what_is_for_the_desk_is_not_for_visitors(document: Document, site: Site) -> None:
    curation.set_facts(document, audience="desk", language="en", url="", by="bo")
    assert answerable(site) == []


def test_a_deleted_document_leaves_the_index_too(document: Document) -> None:
    Chunk.objects.update(vector=b"1", indexed_in=1)
    curation.delete_documents([document], by="bo")
    assert not Document.objects.exists()
    assert ChunkRemoval.objects.count() == 2


def test_a_site_with_documents_can_be_deleted(document: Document, site: Site) -> None:
    site.delete()
    assert not Chunk.objects.exists()


def test_an_upload_is_known_by_its_name_alone(site: Site) -> None:
    for text in ("Old.", "New."):
        data = make_pdf(("BodyText", text))
        extracted = curation.read_upload("../../etc/terms.pdf", data)
        made = curation.upload_document(
            site=site, name="../../etc/terms.pdf", extracted=extracted, by="bo"
        )
    assert (made.path, made.versions.count()) == ("terms.pdf", 2)
    assert answerable(site) == ["New."]


def test_a_bad_upload_says_why() -> None:
    with pytest.raises(DocumentUnreadable, match="holds: text"):
        curation.read_upload("terms.pdf", b"Just text.")


def test_whoever_indexes_is_woken_after_the_commit(
    site: Site, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    woken: list[int] = []
    wake.on_change(woken.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            curation.write_document(
                site=site, extracted=curation.read_markdown("Text.", "T"), by="bo"
            )
            assert woken == []
    finally:
        wake.forget(woken.append)
    assert set(woken) == {site.pk}


def test_every_change_raises_the_revision(document: Document, site: Site) -> None:
    before = Corpus.objects.get(site=site).revision
    curation.retire_documents([document], by="bo")
    synonym = Synonym(site=site)
    curation.set_synonyms(synonym, ["charity", " NGO ", "charity"], by="bo")
    assert synonym.words == ["charity", "NGO"]
    assert Corpus.objects.get(site=site).revision == before + 2


def test_who_did_it_is_in_the_trail(document: Document) -> None:
    curation.retire_documents([document], by="bo")
    kept = list(AuditEntry.objects.order_by("number").values_list("actor", "action"))
    assert kept == [("bo", "document.written"), ("bo", "document.retired")]


def test_the_address_of_a_folder_is_given_to_its_documents(site: Site, document: Document) -> None:
    source = document.source
    source.public_url = "https://example.com/docs/"
    curation.save_source(source, by="bo")
    document.refresh_from_db()
    assert document.url == "https://example.com/docs/trial"


def test_a_new_address_is_read_soon_and_again_by_schedule(site: Site) -> None:
    source = Source(site=site, location="https://example.com/sitemap.xml", refresh_hours=24)
    curation.save_source(source, by="bo")
    assert source.kind == "sitemap"
    assert source.next_refresh_at is not None
    assert site.ingest_jobs.get().arguments == ["https://example.com/sitemap.xml"]


def test_a_deleted_source_takes_its_documents_out_of_the_index(
    site: Site, document: Document
) -> None:
    Chunk.objects.update(vector=b"1", indexed_in=1)
    curation.delete_sources([document.source], by="bo")
    assert not Document.objects.exists()
    assert ChunkRemoval.objects.filter(site=site).count() == 2

"""The curators' pages, through the browser's door."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chatqual.sites.models import Membership, Site
from knowledge import curation
from knowledge.gaps import record_gap
from knowledge.models import Chunk, Document, DocumentVersion, Gap, IngestFailure, Source, Synonym
from tests.knowledge.makers import make_pdf

NO_CHUNKS = {
    "chunks-TOTAL_FORMS": "0",
    "chunks-INITIAL_FORMS": "0",
}


def member(site: Site, name: str) -> Client:
    """A curator of the site, signed in."""
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="knowledge"))
    Membership.objects.create(site=site, user=user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def bo(site: Site) -> Client:
    return member(site, "bo")


@pytest.fixture
def cy(db: None) -> Client:
    """A curator of another site."""
    return member(Site.objects.create(public_key="other", name="Other"), "cy")


@pytest.fixture
def document(site: Site) -> Document:
    return curation.write_document(
        site=site, extracted=curation.read_markdown("The trial lasts 14 days.", "Trial"), by="bo"
    )


def change_url(row: Any) -> str:
    return reverse(f"admin:knowledge_{row._meta.model_name}_change", args=[row.pk])


def answerable(site: Site) -> list[str]:
    return list(Chunk.objects.answerable(site).values_list("text", flat=True))


def test_a_text_is_written_and_answered_from(bo: Client, site: Site) -> None:
    given = {
        "site": site.pk,
        "title": "Seats",
        "text": "One seat each.",
        "state": "published",
        "audience": "visitors",
    }
    reply = bo.post(reverse("admin:knowledge_document_add"), given)
    assert reply.status_code == 302, reply.context["errors"]
    assert answerable(site) == ["One seat each."]
    assert Document.objects.get().current is not None


def test_a_file_is_uploaded_and_answered_from(bo: Client, site: Site) -> None:
    file = SimpleUploadedFile("terms.pdf", make_pdf(("BodyText", "We refund it.")))
    given = {"site": site.pk, "file": file, "state": "published", "audience": "visitors"}
    assert bo.post(reverse("admin:knowledge_document_add"), given).status_code == 302
    assert answerable(site) == ["We refund it."]


def test_a_bad_file_is_refused_on_the_form(bo: Client, site: Site) -> None:
    file = SimpleUploadedFile("terms.pdf", b"Just text.")
    given = {"site": site.pk, "file": file, "state": "published", "audience": "visitors"}
    reply = bo.post(reverse("admin:knowledge_document_add"), given)
    assert "is named .pdf but holds: text" in reply.content.decode()
    assert not Document.objects.exists()


def test_neither_text_nor_file_is_refused(bo: Client, site: Site) -> None:
    given = {"site": site.pk, "title": "T", "state": "published", "audience": "visitors"}
    reply = bo.post(reverse("admin:knowledge_document_add"), given)
    assert "one of the two" in reply.content.decode()


def test_an_edit_makes_a_version(bo: Client, document: Document, site: Site) -> None:
    given = {
        "title": "Trial",
        "text": "The trial lasts 30 days.",
        "note": "longer",
        "state": "published",
        "audience": "visitors",
        "language": "en",
        "url": "",
        **NO_CHUNKS,
    }
    reply = bo.post(change_url(document), given)
    assert reply.status_code == 302, reply.context["errors"]
    assert answerable(site) == ["The trial lasts 30 days."]
    assert DocumentVersion.objects.get(number=2).created_by == "bo"


def test_facts_alone_make_no_version(bo: Client, document: Document, site: Site) -> None:
    given = {
        "title": "Trial",
        "text": "The trial lasts 14 days.",
        "state": "published",
        "audience": "desk",
        "language": "en",
        "url": "https://example.com/trial",
        **NO_CHUNKS,
    }
    assert bo.post(change_url(document), given).status_code == 302
    document.refresh_from_db()
    assert (document.audience, document.versions.count()) == ("desk", 1)
    assert answerable(site) == []


def test_the_state_is_changed_on_the_form(bo: Client, document: Document, site: Site) -> None:
    given = {
        "title": "Trial",
        "text": "The trial lasts 14 days.",
        "state": "retired",
        "audience": "visitors",
        "language": "en",
        "url": "",
        **NO_CHUNKS,
    }
    assert bo.post(change_url(document), given).status_code == 302
    assert answerable(site) == []


def test_a_new_document_is_published_unless_said_otherwise(bo: Client) -> None:
    page = bo.get(reverse("admin:knowledge_document_add"))
    assert page.context["adminform"].form.initial["state"] == "published"


def test_a_document_is_shown_with_its_passages_and_versions(bo: Client, document: Document) -> None:
    page = bo.get(change_url(document)).content.decode()
    assert "The trial lasts 14 days." in page
    assert reverse("admin:knowledge_document_version", args=[document.pk, 1]) in page


def test_a_version_shows_what_it_changed_word_by_word(bo: Client, document: Document) -> None:
    text = "The trial lasts 30 days.\n\nIt ends by itself."
    curation.edit_document(document, extracted=curation.read_markdown(text, "Trial"), by="bo")
    page = bo.get(reverse("admin:knowledge_document_version", args=[document.pk, 2]))
    shown = [(line.kind, line.text) for line in page.context["lines"]]
    assert shown[:2] == [
        ("removed", "The trial lasts 14 days."),
        ("added", "The trial lasts 30 days."),
    ]
    assert ("added", "It ends by itself.") in shown
    assert "lasts <del>14</del> days" in page.content.decode()
    assert "lasts <ins>30</ins> days" in bo.get(change_url(document)).content.decode()


def test_an_earlier_version_is_made_the_text_again(
    bo: Client, document: Document, site: Site
) -> None:
    given = curation.read_markdown("The trial lasts 30 days.", "Trial")
    curation.edit_document(document, extracted=given, by="bo")
    page = bo.get(reverse("admin:knowledge_document_version", args=[document.pk, 1]))
    assert page.context["may_restore"]
    bo.post(reverse("admin:knowledge_version_restore", args=[document.pk, 1]))
    assert answerable(site) == ["The trial lasts 14 days."]
    newest = DocumentVersion.objects.get(number=3)
    assert (newest.note, newest.created_by) == ("as version 1", "bo")


@pytest.mark.parametrize(
    ("action", "state"), [("retire_chosen", "retired"), ("publish_chosen", "published")]
)
def test_documents_are_published_and_retired_from_the_list(
    bo: Client, document: Document, action: str, state: str
) -> None:
    given = {"action": action, "_selected_action": [document.pk]}
    bo.post(reverse("admin:knowledge_document_changelist"), given)
    document.refresh_from_db()
    assert document.state == state


def test_a_gap_is_answered(bo: Client, site: Site) -> None:
    gap = record_gap(site, "is there an app")
    assert gap is not None
    given = {"title": "Is there an app?", "text": "Yes, for phones.", "topic": "Apps"}
    reply = bo.post(change_url(gap), {**given, "language": "nl"})
    assert reply.url.startswith(reverse("admin:knowledge_try"))  # type: ignore[attr-defined]
    assert answerable(site) == ["Yes, for phones."]
    assert Gap.objects.get().state == "answered"
    written = Document.objects.get()
    assert (written.title, written.language) == ("Is there an app?", "nl")
    chunk = written.chunks.get()
    assert (chunk.heading_path, chunk.vector is not None) == (["Apps"], True)


def test_words_that_mean_the_same_are_kept(bo: Client, site: Site) -> None:
    given = {"site": site.pk, "listed": "charity, nonprofit"}
    reply = bo.post(reverse("admin:knowledge_synonym_add"), given)
    assert reply.status_code == 302
    assert Synonym.objects.get().words == ["charity", "nonprofit"]


def test_an_address_in_the_private_network_cannot_be_added(bo: Client, site: Site) -> None:
    given = {"site": site.pk, "location": "file:///etc/passwd"}
    reply = bo.post(reverse("admin:knowledge_source_add"), given)
    assert "Only http:// and https://" in reply.content.decode()


def test_a_source_is_read_again_on_request(bo: Client, site: Site) -> None:
    source = Source.objects.create(site=site, kind="folder", location="/docs")
    IngestFailure.objects.create(source=source, path="a.pdf", code="empty", message="Empty.")
    for name, row in (("source", source), ("ingestfailure", IngestFailure.objects.get())):
        action = "read_again" if name == "source" else "try_again"
        given = {"action": action, "_selected_action": [row.pk]}
        bo.post(reverse(f"admin:knowledge_{name}_changelist"), given)
    assert site.ingest_jobs.get().arguments == ["/docs"]


@pytest.mark.parametrize(
    "model",
    ["document", "source", "gap", "synonym", "ingestjob", "ingestfailure", "askedquestion"],
)
def test_each_list_opens(bo: Client, document: Document, model: str, site: Site) -> None:
    record_gap(site, "is there an app")
    assert bo.get(reverse(f"admin:knowledge_{model}_changelist")).status_code == 200


def test_a_stranger_sees_nothing_of_another_site(
    cy: Client, document: Document, site: Site
) -> None:
    gap = record_gap(site, "is there an app")
    assert gap is not None
    assert "Trial" not in cy.get(reverse("admin:knowledge_document_changelist")).content.decode()
    for row in (document, gap):
        assert cy.get(change_url(row)).status_code == 302
    version = reverse("admin:knowledge_document_version", args=[document.pk, 1])
    assert cy.get(version).status_code == 404


def test_a_stranger_cannot_write_into_another_site(cy: Client, site: Site) -> None:
    given = {"site": site.pk, "title": "T", "text": "X.", "state": "published"}
    cy.post(reverse("admin:knowledge_document_add"), {**given, "audience": "visitors"})
    assert not Document.objects.exists()


def test_documents_that_nobody_looked_at_for_long_are_listed(
    bo: Client, site: Site, document: Document
) -> None:
    old = timezone.now() - timedelta(days=200)
    Document.objects.filter(pk=document.pk).update(updated_at=old)
    listed = reverse("admin:knowledge_document_changelist") + "?stale=yes"
    assert [row.pk for row in bo.get(listed).context["cl"].result_list] == [document.pk]
    Site.objects.update(review_days=365)
    assert not bo.get(listed).context["cl"].result_list
    Site.objects.update(review_days=30)
    bo.post(reverse("admin:knowledge_document_review", args=[document.pk]))
    assert not bo.get(listed).context["cl"].result_list
    document.refresh_from_db()
    assert document.reviewed_at is not None

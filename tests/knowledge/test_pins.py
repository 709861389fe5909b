"""Pinned answers and blocked topics."""

import pytest
from django.test import Client
from django.urls import reverse

from chatqual.sites.models import Site
from knowledge import curation
from knowledge.gaps import record_gap
from knowledge.models import Document, Pin
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import ask, knowledge_of, said
from tests.knowledge.test_admin import bo, cy  # noqa: F401 - the curators of both sites

BLOCKED = "Will you be sold to another company?"


@pytest.fixture
def knowledge(site: Site) -> SiteKnowledge:
    return knowledge_of(site)


def pin(site: Site, *wordings: str, document: Document | None = None) -> Pin:
    kind = Pin.Kind.ANSWER if document else Pin.Kind.BLOCKED
    made = Pin(site=site, kind=kind, document=document)
    curation.set_pin(made, wordings, by="bo")
    return made


def test_a_pinned_answer_comes_before_what_is_found(knowledge: SiteKnowledge, site: Site) -> None:
    assert said(ask(knowledge, "where is our data stored?")).startswith("Customer data")
    pin(site, "Where is our data stored?", document=Document.objects.get(title="Cars"))
    answer = ask(knowledge, "where is our data stored")
    assert said(answer) == "A car is washed before it is handed over to the next driver."
    assert answer.sentences[0].citation.title == "Cars"
    assert said(ask(knowledge, "In which place do you store our data?")) == said(answer)


def test_a_question_about_something_else_is_searched_as_ever(
    knowledge: SiteKnowledge, site: Site
) -> None:
    pin(site, "Where is our data stored?", document=Document.objects.get(title="Cars"))
    assert said(ask(knowledge, "how long are backups kept?")).startswith("Backups are made")


def test_a_retired_document_is_never_shown_by_its_pin(knowledge: SiteKnowledge, site: Site) -> None:
    cars = Document.objects.get(title="Cars")
    pin(site, "Where is our data stored?", document=cars)
    curation.retire_documents([cars], by="bo")
    assert said(ask(knowledge, "Where is our data stored?")).startswith("Customer data")


def test_a_blocked_topic_is_not_answered_and_counts_as_no_gap(
    knowledge: SiteKnowledge, site: Site
) -> None:
    pin(site, BLOCKED, "Is the company up for sale?")
    answer = ask(knowledge, "is the company up for sale")
    assert (answer.state, answer.reason) == ("not_in_docs", f"blocked topic: {BLOCKED}")
    assert record_gap(site, "Will you be sold to another company") is None
    assert record_gap(site, "Do you rent out submarines?") is not None


def test_a_pin_taken_away_holds_no_more(knowledge: SiteKnowledge, site: Site) -> None:
    made = pin(site, "Where is our data stored?")
    assert ask(knowledge, "Where is our data stored?").state == "not_in_docs"
    curation.delete_pins([made], by="bo")
    assert ask(knowledge, "Where is our data stored?").state == "answered"


def test_a_curator_pins_in_the_admin(bo: Client, site: Site, knowledge: SiteKnowledge) -> None:  # noqa: F811
    given = {"site": site.pk, "kind": "answer", "asked": "Where is our data?\nData location"}
    refused = bo.post(reverse("admin:knowledge_pin_add"), given)
    assert "A pinned answer needs a document." in refused.content.decode()
    given["document"] = Document.objects.get(title="Security").pk
    assert bo.post(reverse("admin:knowledge_pin_add"), given).status_code == 302
    assert Pin.objects.get().wordings == ["Where is our data?", "Data location"]
    assert said(ask(knowledge, "data location")).startswith("Customer data")


def test_a_curator_of_another_site_sees_no_pin(
    cy: Client,  # noqa: F811
    site: Site,
    knowledge: SiteKnowledge,
) -> None:
    made = pin(site, BLOCKED)
    assert BLOCKED not in cy.get(reverse("admin:knowledge_pin_changelist")).content.decode()
    assert cy.get(reverse("admin:knowledge_pin_change", args=[made.pk])).status_code == 302

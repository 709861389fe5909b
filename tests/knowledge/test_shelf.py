"""What is kept in memory, and what is asked for anew each time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatqual.sites.models import Site
from knowledge.documents import retire
from knowledge.models import Document
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import add_page, ask, knowledge_of, said

QUESTION = "where is customer data stored"


@pytest.fixture
def knowledge(site: Site) -> SiteKnowledge:
    made = knowledge_of(site)
    ask(made, QUESTION)
    return made


def test_a_warm_answer_asks_for_revision_and_passages_only(knowledge: SiteKnowledge) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask(knowledge, QUESTION)
    assert len(queries) == 2


def test_an_address_that_changes_is_shown_at_once(knowledge: SiteKnowledge) -> None:
    Document.objects.filter(path="security.md").update(url="https://acme.example/security")
    citation = ask(knowledge, QUESTION).sentences[0].citation
    assert citation.url == "https://acme.example/security"


@pytest.mark.django_db(transaction=True)
def test_a_turn_asks_for_the_revision_once(site: Site) -> None:
    knowledge = knowledge_of(site)
    ask(knowledge, QUESTION)
    knowledge.forget_revision()
    with CaptureQueriesContext(connection) as queries:
        ask(knowledge, QUESTION)
        knowledge.topics()
        ask(knowledge, "how long is the trial")
    assert sum("revision" in query["sql"] for query in queries) == 1


@pytest.mark.django_db(transaction=True)
def test_a_change_in_this_process_is_answered_from_at_once(site: Site) -> None:
    knowledge = knowledge_of(site)
    assert "Frankfurt" in said(ask(knowledge, QUESTION))
    add_page(site, "security.md", "Security", "# Security\n\nCustomer data is stored in Oslo.")
    assert "Oslo" in said(ask(knowledge, QUESTION))


@pytest.mark.django_db(transaction=True)
def test_what_another_process_retires_is_gone_though_the_revision_is_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge = knowledge_of(site)
    ask(knowledge, QUESTION)
    monkeypatch.setattr("knowledge.wake._listeners", [])
    retire(Document.objects.get(path="security.md"))
    assert "Frankfurt" not in said(ask(knowledge, QUESTION))

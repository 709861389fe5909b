"""A knowledge base out of a few pages, embedded and indexed, to be asked."""

from __future__ import annotations

from collections.abc import Mapping

from chatqual.engine.ports import KnowledgeAnswer, KnowledgeQuestion
from chatqual.sites.models import Site
from knowledge.documents import find_or_make_source, store_document
from knowledge.extract.base import Extracted
from knowledge.indexing import embed_pending
from knowledge.models import Document, Source
from knowledge.service import SiteKnowledge, forget_knowledge, knowledge_for

PAGES = {
    "pricing.md": (
        "Pricing",
        "# Pricing\n\nStarter costs 9 € per seat and month, up to 25 seats.\n\n"
        "Team costs 14 € per seat and month, billed yearly, or 17 € billed monthly.\n\n"
        "From 100 seats Team costs 12 € per seat and month, billed yearly.\n\n"
        "Charities pay 20 % less on every plan.\n\n"
        "There is no set-up fee in any plan.",
    ),
    "trial.md": (
        "Trial",
        "# Trial\n\nThe trial lasts 14 days and needs no credit card.\n\n"
        "## After the trial\n\nChoose a plan under Settings. It can be changed at any time.",
    ),
    "security.md": (
        "Security",
        "# Security\n\nCustomer data is stored in Frankfurt, Germany.\n\n"
        "Single sign-on works with every SAML 2.0 provider and is part of Enterprise.\n\n"
        "Backups are made every hour and kept for 35 days.",
    ),
    "boats.md": (
        "Boats",
        "# Boats\n\nA sailing boat can be rented from May to September.\n\n"
        "Every boat carries life jackets for six people.",
    ),
    "cars.md": ("Cars", "# Cars\n\nA car is washed before it is handed over to the next driver."),
    "invoices.md": (
        "Invoices",
        "# Invoices\n\nInvoices are sent by e-mail on the first day of each month.\n\n"
        "We accept cards and direct debit. We are not able to accept cryptocurrency.",
    ),
    "members.md": (
        "Members",
        "# Members\n\nAn owner can invite members. All invitations expire after 48 hours.\n\n"
        "A viewer can read reports but cannot change anything.",
    ),
}


def add_page(site: Site, path: str, title: str, text: str, language: str = "en") -> Document:
    """Store and publish one page; embedding is left to the caller."""
    source = find_or_make_source(site, Source.Kind.FAQ)
    extracted = Extracted(title=title, text=text, language=language, mime="text/markdown")
    return store_document(source=source, path=path, extracted=extracted).document


def knowledge_of(site: Site, pages: Mapping[str, tuple[str, str]] = PAGES) -> SiteKnowledge:
    """The pages, ready to be asked."""
    for path, (title, text) in pages.items():
        add_page(site, path, title, text)
    embed_pending(site)
    forget_knowledge()
    return knowledge_for(site)


def ask(knowledge: SiteKnowledge, text: str, *history: str, **more: object) -> KnowledgeAnswer:
    return knowledge.answer(KnowledgeQuestion(text, history, **more))  # type: ignore[arg-type]


def said(answer: KnowledgeAnswer) -> str:
    """The answer as one text."""
    return " ".join(sentence.text for sentence in answer.sentences)

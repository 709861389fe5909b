"""Questions and documents in several languages, with a model that reads English only."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge.indexing import embed_pending
from knowledge.service import SiteKnowledge
from knowledge.translations import gloss, in_english, plainly_in_english
from tests.knowledge.answers import add_page, ask, knowledge_of, said

GERMAN = (
    "# Sicherheit\n\nKundendaten liegen in Frankfurt am Main.\n\nSicherungen gibt es stündlich."
)


@pytest.fixture
def knowledge(site: Site) -> SiteKnowledge:
    made = knowledge_of(site)
    add_page(site, "de/sicherheit.md", "Sicherheit", GERMAN, language="de")
    embed_pending(site)
    return made


def test_the_visitors_own_language_comes_first(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "Wo liegen eure Daten?", language="de")
    assert answer.language == "de"
    assert "Kundendaten liegen in Frankfurt am Main." in said(answer)


def test_an_english_question_is_not_answered_in_german(knowledge: SiteKnowledge) -> None:
    assert ask(knowledge, "where is customer data stored").language == "en"


def test_english_documents_answer_where_there_are_no_others(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "Gibt es Rabatt für Vereine?", language="de")
    assert answer.language == "en"
    assert "Charities pay 20 % less" in said(answer)


def test_an_answer_does_not_mix_languages(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "Wo liegen eure Daten?", language="de")
    assert {sentence.citation.path for sentence in answer.sentences} == {"de/sicherheit.md"}


def test_what_only_another_language_says_comes_before_what_is_merely_ones_own(
    site: Site,
) -> None:
    made = knowledge_of(
        site,
        {
            "ferry.md": ("Ferry", "# Ferry\n\nDogs may travel on the ferry for 9 euros."),
            "de/anreise.md": ("Anreise", "# Anreise\n\nDie Karte für die Bahn kostet 5 Euro."),
            "de/boote.md": ("Boote", "# Boote\n\nBoote liegen im Hafen von Kiel."),
        },
    )
    answer = ask(made, "Was kostet mein Hund auf der Fähre (ferry)?", language="de")
    assert answer.passages[0].path == "ferry.md"


def test_a_question_is_put_into_plain_english_for_the_model() -> None:
    assert gloss("Was kostet die Lieferung?", "de") == "price delivery"
    assert plainly_in_english("mietkaution", "de") == "rent deposit"


def test_an_inflected_word_is_translated() -> None:
    assert "invoice" in in_english("rechnungen", "de")
    assert in_english("quatsch", "de") == ()


def test_of_two_languages_that_are_not_the_visitors_english_is_quoted(site: Site) -> None:
    made = knowledge_of(
        site,
        {
            "en/ferry.md": ("Ferry", "# Ferry\n\nThe ferry costs 9 euros."),
            "de/faehre.md": ("Fähre", "# Fähre\n\nDie Fähre kostet 9 Euro."),
            "de/boote.md": ("Boote", "# Boote\n\nBoote liegen im Hafen von Kiel."),
        },
    )
    answer = ask(made, "¿Cuánto cuesta el ferry?", language="es")
    assert answer.passages[0].path == "en/ferry.md"

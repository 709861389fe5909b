"""Whole answers: cited, standing alone, honest about what is not there."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge.documents import retire
from knowledge.indexing import embed_pending
from knowledge.models import Document, DocumentVersion
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import add_page, ask, knowledge_of, said


@pytest.fixture
def knowledge(site: Site) -> SiteKnowledge:
    return knowledge_of(site)


def test_an_answer_is_a_sentence_of_the_documents(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "where is our data kept?")
    assert answer.state == "answered"
    assert answer.sentences[0].text == "Customer data is stored in Frankfurt, Germany."


def test_each_citation_counts_code_points_of_its_version(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "do i need a credit card for the trial")
    for citation in (sentence.citation for sentence in answer.sentences):
        version = DocumentVersion.objects.get(document=citation.document, number=citation.version)
        assert version.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    ["can you write a poem about cats", "are you HIPAA certified", "do you sell heatmaps"],
)
def test_what_is_not_there_is_not_answered(knowledge: SiteKnowledge, question: str) -> None:
    assert ask(knowledge, question).state == "not_in_docs"


def test_everyday_words_find_the_document(knowledge: SiteKnowledge) -> None:
    assert "20 % less" in said(ask(knowledge, "we are a nonprofit, any discount?"))


def test_a_refusal_of_the_documents_is_an_answer(knowledge: SiteKnowledge) -> None:
    assert "not able to accept cryptocurrency" in said(ask(knowledge, "can we pay with bitcoin"))


def test_a_sentence_that_leans_comes_with_what_it_leans_on(knowledge: SiteKnowledge) -> None:
    text = said(ask(knowledge, "can i change the plan later"))
    assert not text.startswith("It can be changed")
    if "It can be changed" in text:
        assert "Choose a plan under Settings. It can be changed at any time." in text


def test_an_answer_has_at_most_sixty_words(knowledge: SiteKnowledge) -> None:
    assert len(said(ask(knowledge, "tell me about security and backups and data")).split()) <= 60


def test_a_sum_is_shown_with_the_price_it_comes_from(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "what does Team cost for 60 people")
    quote, total = answer.sentences
    assert quote.text.startswith("Team costs 14 € per seat and month")
    assert (total.kind, total.text) == ("sum", "For 60 seats, billed yearly: 840 € a month.")
    assert total.citation.quote == quote.citation.quote
    assert answer.price is not None
    assert (answer.price.amount, answer.price.currency, answer.price.period) == (
        840,
        "EUR",
        "month",
    )


def test_the_tier_of_so_many_seats_is_taken(knowledge: SiteKnowledge) -> None:
    text = said(ask(knowledge, "what does Team cost for 120 people a year"))
    assert "1,440 € a month, 17,280 € a year" in text


def test_the_monthly_price_is_taken_where_it_is_asked_for(knowledge: SiteKnowledge) -> None:
    text = said(ask(knowledge, "what does Team cost for 60 people billed monthly"))
    assert "For 60 seats, billed monthly: 1,020 € a month." in text


def test_known_seats_make_a_sum_too(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "how much is Team?", seats=10)
    assert "For 10 seats" in said(answer)


def test_without_seats_the_price_itself_is_quoted(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "how much is Starter?")
    assert answer.price is not None
    assert (answer.price.amount, answer.price.per) == (9, "seat")
    assert all(sentence.kind == "quote" for sentence in answer.sentences)


def test_a_discount_that_is_asked_about_is_taken_off(knowledge: SiteKnowledge) -> None:
    text = said(ask(knowledge, "and for a charity?", "what does Team cost for 60 people"))
    assert "672 € a month" in text


def test_a_follow_up_is_understood_with_what_was_asked_before(knowledge: SiteKnowledge) -> None:
    text = said(ask(knowledge, "how much is that per year", "what does Team cost for 60 people"))
    assert "10,080 € a year" in text


def test_what_a_line_says_besides_helps_and_never_harms(knowledge: SiteKnowledge) -> None:
    helped = ask(knowledge, "any reduction?", context="we are a small charity")
    assert "Charities pay 20 % less" in said(helped)
    unharmed = ask(knowledge, "how much is Team?", context="hi, I am Priya from Wexgate")
    assert "Team costs 14 €" in said(unharmed)


def test_the_answer_frames_a_sum_in_the_visitors_language(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "Was kostet Team für 60 Plätze?", language="de")
    assert "Für 60 Plätze, bei jährlicher Zahlung: 840 € im Monat." in said(answer)


def test_a_retired_document_is_gone_at_once(knowledge: SiteKnowledge) -> None:
    assert "Frankfurt" in said(ask(knowledge, "where is data stored"))
    retire(Document.objects.get(path="security.md"))
    assert "Frankfurt" not in said(ask(knowledge, "where is data stored"))


def test_a_document_for_the_desk_is_not_shown_to_visitors(
    site: Site, knowledge: SiteKnowledge
) -> None:
    Document.objects.filter(path="security.md").update(audience=Document.Audience.DESK)
    answer = ask(knowledge, "where is data stored")
    assert all(passage.path != "security.md" for passage in answer.passages)


def test_an_edit_is_answered_from_before_it_is_embedded(
    site: Site, knowledge: SiteKnowledge
) -> None:
    ask(knowledge, "where is data stored")
    add_page(site, "security.md", "Security", "# Security\n\nCustomer data is stored in Oslo.")
    assert "Oslo" in said(ask(knowledge, "where is customer data stored"))
    embed_pending(site)
    assert "Oslo" in said(ask(knowledge, "where is customer data stored"))


def test_a_word_that_two_documents_are_about_is_asked_back(site: Site) -> None:
    knowledge = knowledge_of(
        site,
        {
            "csv.md": ("Export as CSV", "# Export as CSV\n\nA CSV export holds all rows."),
            "pdf.md": ("Export as PDF", "# Export as PDF\n\nA PDF export holds one page."),
            "boats.md": ("Boats", "# Boats\n\nBoats sail in summer."),
        },
    )
    answer = ask(knowledge, "export")
    assert answer.state == "clarify"
    assert set(answer.options) == {"Export as CSV?", "Export as PDF?"}
    assert ask(knowledge, "Export as CSV?").state == "answered"


def test_of_two_pages_that_say_the_same_one_is_shown(site: Site) -> None:
    text = "# Hours\n\nThe office is open from eight to six on weekdays."
    pages = {f"hours{n}.md": ("Hours", text) for n in range(3)}
    answer = ask(knowledge_of(site, pages), "when is the office open")
    assert [passage.title for passage in answer.passages] == ["Hours"]


def test_an_empty_knowledge_base_says_so(site: Site) -> None:
    answer = ask(knowledge_of(site, {}), "where is data stored")
    assert (answer.state, answer.passages) == ("not_in_docs", ())


@pytest.mark.parametrize("question", ["?", "...", "🙂", "the", "x" * 4000])
def test_no_question_raises(knowledge: SiteKnowledge, question: str) -> None:
    assert ask(knowledge, question).state in ("answered", "not_in_docs", "clarify")


def test_an_answer_survives_json(knowledge: SiteKnowledge) -> None:
    answer = ask(knowledge, "what does Team cost for 60 people")
    assert type(answer).from_json(answer.to_json()).sentences == answer.sentences


PLANS = (
    "# Plans\n\n| Plan: Solo; Price per month: €14\n| Plan: Home; Price per month: €26\n"
    "| Plan: Office; Price per month: €9 per person\n\n"
    "From 40 people it costs €7 per person and month.\n\n"
    "## Descaling\n\nDescale the machine every two months. To descale:\n\n"
    "1. Fill the tank with descaler.\n2. Press the steam button.\n3. Rinse twice."
)


@pytest.fixture
def plans(site: Site) -> SiteKnowledge:
    return knowledge_of(site, {"plans.md": ("Plans", PLANS), "boats.md": ("Boats", "Boats sail.")})


def test_the_row_that_is_asked_for_is_quoted(plans: SiteKnowledge) -> None:
    assert said(ask(plans, "how much is the home plan")) == "Plan: Home; Price per month: €26."


def test_the_other_one_is_not_the_one_before(plans: SiteKnowledge) -> None:
    text = said(ask(plans, "what about the other plan?", "how much is the home plan"))
    assert "Home" not in text
    assert "Plan: " in text


def test_the_cheapest_is_the_row_with_the_lowest_price(site: Site) -> None:
    rows = "\n".join(f"| Model: {n}; Price: €{p}" for n, p in (("A", 640), ("B", 349), ("C", 1190)))
    knowledge = knowledge_of(
        site, {"m.md": ("Machines", f"# Machines\n\n{rows}"), "b.md": ("Boats", "Boats sail.")}
    )
    assert "Model: B" in said(ask(knowledge, "price of the cheapest machine"))


def test_a_tier_beside_the_table_is_taken(plans: SiteKnowledge) -> None:
    assert "€420 a month" in said(ask(plans, "office plan for 60 people, price?"))
    assert "€180 a month" in said(ask(plans, "office plan for 20 people, price?"))


def test_how_to_is_answered_with_the_steps(plans: SiteKnowledge) -> None:
    text = said(ask(plans, "how do i descale the machine"))
    assert text == "Fill the tank with descaler. Press the steam button. Rinse twice."


def test_what_only_adds_to_the_answer_is_marked(site: Site) -> None:
    page = (
        "# Trial\n\nThe trial lasts 14 days and needs no card. When the trial ends, nothing is "
        "charged. A trial can be prolonged once."
    )
    knowledge = knowledge_of(site, {"t.md": ("Trial", page), "boats.md": ("Boats", "Boats sail.")})
    answer = ask(knowledge, "how long is the trial")
    leads = [
        s.text for s, is_first in zip(answer.sentences, answer.leading, strict=True) if is_first
    ]
    assert leads[0] == "The trial lasts 14 days and needs no card."
    assert len(leads) < len(answer.sentences)


def test_whether_there_is_such_a_thing_is_said_first(site: Site) -> None:
    page = (
        "# Pigeons\n\nPigeon post is put on by an administrator in five minutes. "
        "Pigeon post asks for no right to read your letters. "
        "Pigeon post is available in every plan."
    )
    knowledge = knowledge_of(
        site, {"p.md": ("Pigeons", page), "boats.md": ("Boats", "Boats sail.")}
    )
    answer = ask(knowledge, "is there pigeon post")
    leads = [
        s.text for s, is_first in zip(answer.sentences, answer.leading, strict=True) if is_first
    ]
    assert "Pigeon post is available in every plan." in leads


def test_you_means_the_company(site: Site) -> None:
    name = site.name
    pages = {
        "a.md": ("About", f"# About\n\n{name} GmbH has its office at Hafenzeile 14 in Kiel."),
        "r.md": ("Pilots", "# Pilots\n\nA pilot helps companies with more than three offices."),
        "q.md": ("Quiet", "# Quiet\n\nNothing is sent on public holidays of the office."),
    }
    answer = ask(knowledge_of(site, pages), "where are your offices")
    assert "Hafenzeile" in said(answer)


def test_how_long_and_how_often_are_told_apart(site: Site) -> None:
    page = (
        "# Copies\n\nA copy is made of all data in a file for 3 systems. Copies run daily on one "
        "plan and hourly on another. Copying lasts two minutes."
    )
    knowledge = knowledge_of(site, {"c.md": ("Copies", page), "boats.md": ("Boats", "Boats sail.")})
    for question, wanted in (
        ("how often are copies made", "daily"),
        ("how long is copying", "two"),
    ):
        answer = ask(knowledge, question)
        leads = [
            s.text for s, is_first in zip(answer.sentences, answer.leading, strict=True) if is_first
        ]
        assert any(wanted in text for text in leads)

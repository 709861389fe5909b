"""Answers as they stand in a reply: cited, numbered, or named as not answered."""

from __future__ import annotations

from chatqual.engine.commands import Ask, Repeat
from tests.engine.talk import NIGHT, Talk
from tests.fakes import FakeKnowledge, Page


def test_each_of_several_questions_is_answered_or_named():
    talk = Talk()
    reply = talk.say(
        "where is data stored, how long is the trial, do you have iso 27001",
        Ask("where is data stored"),
        Ask("how long is the trial"),
        Ask("do you have iso 27001"),
    )
    assert reply == (
        "Data is stored in Frankfurt. [1] The trial lasts 14 days and needs no card. [2] "
        "About iso 27001 I find nothing in our documents; I have noted the question for a person."
    )
    assert [c.title for c in talk.outcome.reply.citations] == ["Security", "Trial"]


def test_the_same_place_is_cited_under_one_number():
    talk = Talk()
    reply = talk.say("sso? stored?", Ask("sso"), Ask("stored where"))
    assert reply.count("[1]") == 1
    assert len(talk.outcome.reply.citations) == 1


def test_a_gap_is_recorded_once():
    talk = Talk()
    talk.say("do you have iso 27001", Ask("do you have iso 27001"))
    assert talk.kinds().count("gap_found") == 1
    reply = talk.say("do you have iso 27001", Ask("do you have iso 27001"))
    assert "gap_found" not in talk.kinds()
    assert reply.startswith("That one is noted already")


def test_two_gaps_in_a_row_are_not_told_in_the_same_words():
    talk = Talk()
    first = talk.say("do you have iso 27001", Ask("do you have iso 27001"))
    second = talk.say("and soc 2", Ask("and soc 2"))
    assert first != second


def test_at_night_an_unanswered_question_names_the_way_of_an_address():
    reply = Talk(site=NIGHT).say("do you have iso 27001", Ask("do you have iso 27001"))
    assert "e-mail address" in reply
    assert "?" not in reply


def test_an_empty_knowledge_base_is_told_honestly():
    talk = Talk(knowledge=FakeKnowledge(()))
    reply = talk.say("what does it cost", Ask("what does it cost"))
    assert "nothing about that in our documents" in reply


def test_which_one_do_you_mean_offers_the_readings():
    talk = Talk()
    reply = talk.say("export in the trial plan?", Ask("export in the trial plan?"))
    assert reply == "Which of these do you mean?"
    assert talk.outcome.reply.quick_replies == ("What about trial?", "What about exports?")
    assert talk.say("What about exports?").startswith("The history export")


def test_the_third_clarification_offers_a_person():
    talk = Talk()
    for _ in range(2):
        talk.say("export in the trial plan?", Ask("export in the trial plan?"))
    reply = talk.say("export in the trial plan?", Ask("export in the trial plan?"))
    assert reply.endswith("Shall I ask a person to join?")


def test_a_text_in_another_language_says_so_and_offers_a_person_once():
    page = Page("Onboarding", ("einführung",), ("Most companies are live within two weeks.",))
    other = Page("Support", ("support",), ("Support answers within a day.",))
    talk = Talk(locale="de-DE", knowledge=FakeKnowledge((page, other)))
    reply = talk.say("wie lange dauert die einführung", Ask("wie lange dauert die einführung"))
    assert reply == (
        "Dazu habe ich nur einen englischen Text: „Most companies are live within two weeks.“ [1] "
        "Dabei kann ein Mensch helfen. Soll ich jemanden dazubitten?"
    )
    again = talk.say("und der support", Ask("und der support"))
    assert "„Support answers within a day.“" in again
    assert "Dabei kann ein Mensch helfen. Soll ich jemanden dazubitten?" not in again


def test_say_that_again_repeats_the_answer_with_its_sources():
    talk = Talk()
    first = talk.say("do you have sso", Ask("do you have sso"))
    assert talk.say("say that again", Repeat()) == first
    assert talk.outcome.reply.citations[0].title == "Security"


def test_say_that_again_repeats_the_question():
    talk = Talk()
    talk.say("do you have sso", Ask("do you have sso"))
    talk.say("and a csv export", Ask("and a csv export"))
    reply = talk.say("what was the question", Repeat())
    assert reply == "Roughly how many people would use it? It decides the plan."
    assert talk.asked == "team_size"


def test_the_questions_before_go_along_as_history():
    talk = Talk()
    talk.say("do you have sso", Ask("do you have sso"))
    talk.say("how much is that", Ask("how much is that"))
    assert talk.knowledge.asked[-1].history == ("do you have sso",)


def test_symbols_alone_are_met_with_a_question():
    reply = Talk().say("🤔🤔")
    assert reply == "I can read text better. What would you like to know?"


def test_long_answers_stop_at_a_sentence():
    long = tuple(f"Sentence {n} " + "word " * 20 + "end." for n in range(4))
    talk = Talk(knowledge=FakeKnowledge((Page("Long", ("long",), long),)))
    reply = talk.say("long", Ask("long"))
    assert len(reply.split()) <= 60
    assert reply.endswith("end. [2]")


def test_an_answer_that_was_just_given_in_full_is_not_given_again_in_full():
    pages = (Page("Sap", ("sap", "often"), ("SAP takes a CSV.", "The SAP export runs daily.")),)
    talk = Talk(knowledge=FakeKnowledge(pages))
    first = talk.say("does it work with sap", Ask("does it work with sap"))
    assert first == "SAP takes a CSV. [1] The SAP export runs daily. [2]"
    second = talk.say("how often does the export run", Ask("how often does the export run"))
    assert second.startswith(
        "More than above our documents do not say. The SAP export runs daily. [1]"
    )

"""Slots set by a person: read, checked, kept against what a line says later, and asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chatqual.engine.by_hand import BadValue, ByHand, read_words, value_of, with_slot_by_hand
from chatqual.engine.commands import Ask, DeclineSlot, Handoff, OptOut, UnknownSlot
from chatqual.engine.next_question import next_question
from chatqual.engine.promises import promises_in
from chatqual.engine.rescore import rescore
from chatqual.engine.slots import (
    Authority,
    Budget,
    Geography,
    Need,
    SlotName,
    SlotValue,
    TeamSize,
    Timeline,
)
from chatqual.engine.understanding.base import Context
from tests.engine.talk import DAY, NOW, Talk, corrects, fills

HERE = Context(NOW, locale="en-GB", time_zone="Europe/Berlin", topics=("approvals", "exports"))


def talk_with(slot: SlotName, value: SlotValue) -> Talk:
    """Ana's chat in which a person has set the slot."""
    talk = Talk()
    text = "we need approvals, about 40 people"
    talk.say(text, fills(text, "team_size", TeamSize(40, 40), "40 people"))
    talk.state = with_slot_by_hand(talk.state, talk.policy, ByHand(slot, "filled", value))
    return talk


# --- reading and checking -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("budget", "40-60k per year", Budget(None, 40000, 60000, "year")),
        ("budget", "at least €2k a month", Budget("EUR", 2000, None, "month")),
        ("budget", "no budget yet", Budget(none=True)),
        ("timeline", "by 15 June", Timeline(None, date(2027, 6, 15), "year")),
        ("timeline", "asap", Timeline(None, None, "now")),
        ("team_size", "40 to 60", TeamSize(40, 60)),
        ("authority", "needs the CFO's approval", Authority("influencer", None, "cfo")),
        ("geography", "Lyon", Geography("FR", "Lyon")),
        ("geography", "Kleindorf am Bach", Geography(None, "Kleindorf am Bach")),
        ("email", "Ana@Shop.Example.com", "ana@shop.example.com"),
        ("phone", "+49 170 1234567", "+491701234567"),
        ("company", "  Acme   Ltd ", "Acme Ltd"),
        ("need", "approvals for orders", Need("approvals for orders", ("approvals",))),
    ],
)
def test_words_are_read_by_the_readers_of_a_visitors_lines(
    slot: SlotName, text: str, value: SlotValue
) -> None:
    assert read_words(slot, text, HERE) == value


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("budget", "quite some"),
        ("timeline", "blue"),
        ("team_size", "several"),
        ("email", "ana at"),
        ("phone", "12"),
        ("name", "   "),
        ("company", "x" * 301),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(slot: SlotName, text: str) -> None:
    with pytest.raises(BadValue, match=r"\w+ \w+"):
        read_words(slot, text, HERE)


def test_a_number_without_its_country_is_dialled_from_where_they_are() -> None:
    there = Context(NOW, locale="en-GB", before={"geography": Geography("DE", "Berlin")})
    assert read_words("phone", "030 12345678", there) == "+493012345678"


def test_urgency_follows_from_the_days() -> None:
    data = {"start": None, "end": "2026-11-30", "urgency": "later"}
    assert value_of("timeline", data, HERE) == Timeline(None, date(2026, 11, 30), "now")


@pytest.mark.parametrize(
    ("slot", "data"),
    [
        ("budget", {"min": 60, "max": 40}),
        ("budget", {"min": None, "max": None}),
        ("budget", {"min": -1, "max": 2}),
        ("budget", {"min": True, "max": 2}),
        ("budget", {"min": 1, "max": 2, "currency": "EURO"}),
        ("budget", {"min": 1, "max": 2, "period": "decade"}),
        ("budget", {"min": 1, "max": 2, "per": "head"}),
        ("budget", "40k"),
        ("timeline", {"start": "2027-02-01", "end": "2027-01-01"}),
        ("timeline", {"start": "soon"}),
        ("timeline", {"urgency": "whenever"}),
        ("authority", {"level": "boss"}),
        ("team_size", {"min": 1.5, "max": 2}),
        ("geography", {"text": "Berlin", "country": "XX"}),
        ("geography", {"text": " ", "country": "DE"}),
        ("need", {"summary": ""}),
        ("email", "nobody"),
        ("phone", 12),
        ("name", None),
    ],
)
def test_a_form_that_cannot_be_meant_is_refused_in_words(slot: SlotName, data: Any) -> None:
    with pytest.raises(BadValue, match=r"\w+ \w+"):
        value_of(slot, data, HERE)


def test_every_value_of_a_form_comes_back_from_its_own_json() -> None:
    for slot, value in (
        ("budget", Budget("EUR", 1, 2, "month", "seat", approx=True)),
        ("budget", Budget(none=True)),
        ("timeline", Timeline(date(2027, 1, 1), None, "quarter")),
        ("authority", Authority("decision_maker", "CTO")),
        ("team_size", TeamSize(None, 50)),
        ("geography", Geography("DE", "Berlin")),
    ):
        assert value_of(slot, value.to_json(), HERE) == value  # type: ignore[arg-type]


# --- setting --------------------------------------------------------------------------------------
def test_the_old_value_is_kept_with_its_words_and_the_reason() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    record = talk.state.slots["team_size"]
    assert (record.state, record.source, record.text) == ("filled", "human", None)
    (old,) = record.previous
    assert (old.value, old.reason, old.text) == (TeamSize(40, 40), "replaced_by_human", "40 people")


def test_the_same_value_confirms_what_was_read_and_keeps_its_words() -> None:
    record = talk_with("team_size", TeamSize(40, 40)).state.slots["team_size"]
    assert (record.state, record.source, record.text) == ("confirmed", "human", "40 people")
    assert record.previous == ()


@pytest.mark.parametrize("state", ["declined", "unknown", "unasked"])
def test_it_can_be_emptied_in_three_ways(state: Any) -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    after = with_slot_by_hand(talk.state, talk.policy, ByHand("team_size", state))
    record = after.slots["team_size"]
    assert (record.state, record.value, record.source) == (state, None, "human")
    assert len(record.previous) == 2


def test_an_open_question_about_it_is_over() -> None:
    talk = Talk()
    text = "we need approvals"
    talk.say(text, fills(text, "need", Need(text), text))
    slot = talk.asked
    assert slot is not None
    value: Any = {"team_size": TeamSize(9, 9), "budget": Budget(min=1, max=1)}.get(slot, "x")
    after = with_slot_by_hand(talk.state, talk.policy, ByHand(slot, "filled", value))
    assert (after.pending, after.asked) == (None, None)


def test_nothing_is_kept_of_somebody_who_wants_nothing_kept() -> None:
    talk = Talk()
    talk.say("delete everything about me", OptOut("data"))
    with pytest.raises(BadValue, match="nothing kept"):
        with_slot_by_hand(talk.state, talk.policy, ByHand("name", "filled", "Ana"))


def test_no_address_is_kept_of_somebody_who_wants_no_contact() -> None:
    talk = Talk()
    talk.say("do not contact me", OptOut("contact"))
    with pytest.raises(BadValue, match="contacted"):
        with_slot_by_hand(talk.state, talk.policy, ByHand("phone", "filled", "+491701234567"))
    with_slot_by_hand(talk.state, talk.policy, ByHand("company", "filled", "Acme"))


def test_the_score_follows_at_once() -> None:
    talk = talk_with("authority", Authority("none"))
    found = rescore(talk.state, talk.policy, DAY, NOW, tier_by_person=None)
    assert (found.score.tier, found.state.tier) == ("unqualified", "unqualified")
    assert [e.kind for e in found.events] == ["tier_changed"]
    again = rescore(found.state, talk.policy, DAY, NOW, tier_by_person=None)
    assert again.events == ()


# --- what a line says later -----------------------------------------------------------------------
def test_another_value_does_not_change_it_and_staff_are_told() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    text = "about 70 people"
    talk.say(text, fills(text, "team_size", TeamSize(70, 70), "70 people"))
    assert talk.state.slots.value("team_size") == TeamSize(55, 55)
    (kept,) = [e for e in talk.outcome.events if e.kind == "slot_kept"]
    assert (kept.payload["slot"], kept.payload["text"]) == ("team_size", "70 people")
    assert kept.payload["value"] == {"min": 70, "max": 70}


def test_the_same_value_confirms_it() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    text = "55 people"
    talk.say(text, fills(text, "team_size", TeamSize(55, 55), text))
    record = talk.state.slots["team_size"]
    assert (record.state, record.source) == ("confirmed", "human")


def test_a_correction_makes_it_a_contradiction_that_the_bot_leaves_to_the_desk() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    text = "not 55, 70 people"
    reply = talk.say(text, corrects(text, "team_size", TeamSize(70, 70), "70 people"))
    record = talk.state.slots["team_size"]
    assert (record.state, record.value) == ("conflicting", TeamSize(70, 70))
    assert (record.previous[-1].value, record.previous[-1].reason) == (TeamSize(55, 55), "conflict")
    assert "55" not in reply
    later = talk.say("do you have sso", Ask("do you have sso"))
    later += talk.say("and a csv export", Ask("and a csv export"))
    assert "55" not in later


def test_a_question_of_the_bot_still_comes_while_such_a_contradiction_is_open() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    text = "not 55, 70 people"
    talk.say(text, corrects(text, "team_size", TeamSize(70, 70), "70 people"))
    for question in ("do you have sso", "and a csv export", "is there a trial"):
        talk.say(question, Ask(question))
    assert talk.state.questions_asked > 0


def test_a_refusal_of_the_visitor_always_counts() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    talk.say("I would rather not say how many", DeclineSlot("team_size"))
    assert talk.state.slots["team_size"].state == "declined"
    assert talk.state.slots["team_size"].previous[-1].value == TeamSize(55, 55)


def test_not_knowing_does_not_take_it_away() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    talk.say("no idea how many", UnknownSlot("team_size"))
    assert talk.state.slots.value("team_size") == TeamSize(55, 55)
    assert "slot_kept" in talk.kinds()


def test_scrap_that_does_not_bring_back_what_stood_before() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    assert "team_size" not in talk.state.undo


def test_what_a_person_emptied_is_filled_by_the_visitors_own_words() -> None:
    talk = talk_with("team_size", TeamSize(55, 55))
    talk.state = with_slot_by_hand(talk.state, talk.policy, ByHand("team_size", "unasked"))
    text = "70 people"
    talk.say(text, fills(text, "team_size", TeamSize(70, 70), text))
    assert talk.state.slots.value("team_size") == TeamSize(70, 70)


# --- the next question ----------------------------------------------------------------------------
def test_the_next_question_is_the_policys_own_in_the_language_of_the_chat() -> None:
    talk = Talk(locale="de-DE")
    talk.say("wir brauchen Freigaben")
    found = next_question(talk.state, talk.policy)
    texts = [t for q in talk.policy.questions for t in q.texts["de"].wordings]
    assert found.text in texts
    assert found.slot in talk.policy.order


def test_of_two_things_said_the_question_names_both() -> None:
    talk = Talk()
    for text in ("we have 30k", "we have 50k"):
        talk.say(
            text,
            fills(
                text,
                "budget",
                Budget(None, int(text[8:10]) * 1000, int(text[8:10]) * 1000),
                text[8:],
            ),
        )
    found = next_question(talk.state, talk.policy)
    assert found.slot == "budget"
    assert "30k" in found.text
    assert "50k" in found.text


def test_nobody_is_asked_who_wants_no_questions() -> None:
    talk = Talk()
    talk.say("stop asking me things", OptOut("qualification"))
    found = next_question(talk.state, talk.policy)
    assert (found.text, found.reason) == ("", "the visitor wants no questions")


def test_in_anger_nothing_is_asked() -> None:
    talk = Talk()
    talk.say("this is a scandal", Handoff("angry"))
    assert next_question(talk.state, talk.policy).text == ""


def test_a_person_on_the_way_is_no_reason_for_silence() -> None:
    talk = Talk()
    talk.say("can I talk to somebody", Handoff("asked"))
    assert next_question(talk.state, talk.policy).text


# --- promises of colleagues -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("locale", "text", "kind"),
    [
        ("en-GB", "I'll ring you on Tuesday at three.", "call"),
        ("en-GB", "We can do 11 € a seat if you take two years.", "price"),
        ("en-GB", "My colleague will send the contract tonight.", "send"),
        ("en-GB", "You'll hear from us by Friday.", "other"),
        ("de-DE", "Ich schicke Ihnen das Angebot bis Freitag.", "send"),
        ("de-DE", "Wir rufen Sie morgen zurück.", "call"),
        ("fr-FR", "Je vous rappelle demain matin.", "call"),
        ("es-ES", "Le enviaré la oferta hoy.", "send"),
        ("pt-PT", "Vou ligar amanhã.", "call"),
        ("it-IT", "La richiamo domani.", "call"),
        ("nl-NL", "Ik stuur u de offerte vandaag.", "send"),
        ("de-DE", "I will call you tomorrow.", "call"),
    ],
)
def test_what_a_colleague_undertakes_is_seen(locale: str, text: str, kind: str) -> None:
    line = f"Hello. {text}"
    (found,) = promises_in(line, locale)
    assert found.kind == kind
    assert line[slice(*found.span)] == found.text
    assert found.text in text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "Shall I call you tomorrow?"),
        ("en-GB", "I can't promise that."),
        ("en-GB", "We won't be able to send it."),
        ("en-GB", "So your budget is 15k a year."),
        ("en-GB", "Thanks, that helps."),
        ("de-DE", "Das kann ich leider nicht zusagen."),
        ("fr-FR", "Je ne peux pas vous rappeler."),
        ("es-ES", "No le puedo enviar nada."),
    ],
)
def test_questions_refusals_and_their_own_money_are_no_promises(locale: str, text: str) -> None:
    assert promises_in(text, locale) == ()

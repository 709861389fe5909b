from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.conversations.models import Conversation
from chatqual.engine.slots import SlotRecord, Slots
from chatqual.engine.state import State
from chatqual.handoff import search_index
from chatqual.handoff.queue_models import SearchEntry, SearchMark
from chatqual.handoff.search import Search, SearchFound, search
from chatqual.handoff.search_index import index_new_lines, index_note
from chatqual.handoff.staff import staff_of
from chatqual.handoff.writing_models import Note
from chatqual.privacy.registry import Person, holding_of
from chatqual.sites.models import Site
from tests.factories import make_agent, make_site, say
from tests.handoff.cast import Desk, row, waiting

pytestmark = pytest.mark.django_db


def find(user: User, text: str) -> SearchFound:
    return search(staff_of(user), Search(text, 7))


def found(user: User, text: str) -> list[tuple[str, str]]:
    return [(hit.conversation, hit.text) for hit in find(user, text).hits]


def marked(user: User, text: str) -> list[str]:
    (hit,) = find(user, text).hits
    return [hit.text[start:end] for start, end in hit.marks]


# --- what is found --------------------------------------------------------------------------------
def test_a_line_is_found_as_soon_as_it_stands(site: Site, bo: User) -> None:
    conversation = waiting(site, "the invoices come twice")
    assert found(bo, "invoice") == [(str(conversation.pk), "the invoices come twice")]
    say(site, "and the reminders too", conversation.visitor_id)
    assert found(bo, "reminders") == [(str(conversation.pk), "and the reminders too")]


def test_the_answer_names_the_question_and_the_line(site: Site, bo: User) -> None:
    conversation = waiting(site, "hello")
    say(site, "where are the invoices", conversation.visitor_id)
    answer = find(bo, "invoices")
    assert (answer.text, answer.number, answer.is_cut, answer.is_whole) == (
        "invoices",
        7,
        False,
        True,
    )
    assert (answer.hits[0].kind, answer.hits[0].seq, answer.hits[0].author) == (
        "line",
        2,
        "visitor",
    )


def test_nothing_is_found_of_another_site(site: Site, bo: User, cy: User) -> None:
    waiting(site, "the invoices come twice")
    assert found(bo, "invoices")
    assert found(cy, "invoices") == []
    assert found(cy, "invoises") == []


def test_accents_capitals_and_sharp_s_make_no_difference(site: Site, bo: User) -> None:
    waiting(site, "Grüße aus der Königstraße, José")
    for text in ("KÖNIGSTRASSE", "konigstrasse", "koenigstrasse", "jose", "gruesse grusse"):
        assert found(bo, text), text


def test_a_text_without_umlauts_is_found_by_one_with_them(site: Site, bo: User) -> None:
    waiting(site, "Herr Mueller aus Tromsoe")
    assert found(bo, "müller")
    assert found(bo, "Tromsø")


def test_words_of_a_script_without_spaces_are_found_inside_a_line(site: Site, bo: User) -> None:
    waiting(site, "年間契約の価格を教えてください")
    assert found(bo, "価格")
    assert marked(bo, "契約") == ["契約"]
    assert found(bo, "返金") == []


def test_an_address_is_found_by_any_of_its_parts(site: Site, bo: User) -> None:
    waiting(site, "write to ana.ruiz@contoso.example please")
    for text in ("contoso", "ana.ruiz@contoso.example", "ruiz@conto"):
        assert found(bo, text), text


def test_a_misspelt_word_is_looked_for_as_the_nearest_that_stands_somewhere(
    site: Site, bo: User
) -> None:
    waiting(site, "the integration does not work")
    answer = find(bo, "integartion")
    assert len(answer.hits) == 1
    assert answer.instead == ("integration",)
    assert find(bo, "integration").instead == ()


def test_a_short_word_or_a_number_is_not_guessed_at(site: Site, bo: User) -> None:
    waiting(site, "it is 4512, and tax")
    assert found(bo, "4513") == []
    assert found(bo, "tex") == []


def test_words_in_different_lines_find_their_conversation(site: Site, bo: User) -> None:
    conversation = waiting(site, "we are at Contoso")
    say(site, "the invoices come twice", conversation.visitor_id)
    waiting(site, "the invoices are late")
    assert [c for c, _ in found(bo, "contoso invoices")] == [str(conversation.pk)]


def test_a_line_with_all_words_comes_before_words_in_different_lines(site: Site, bo: User) -> None:
    whole = waiting(site, "invoices for Contoso")
    apart = waiting(site, "we are at Contoso")
    say(site, "the invoices come twice", apart.visitor_id)
    assert [c for c, _ in found(bo, "contoso invoices")] == [str(whole.pk), str(apart.pk)]


def test_several_lines_of_a_conversation_are_one_find_with_the_newest(site: Site, bo: User) -> None:
    conversation = waiting(site, "one invoice")
    say(site, "two invoices", conversation.visitor_id)
    (hit,) = find(bo, "invoice").hits
    assert (hit.text, hit.more) == ("two invoices", 1)


def test_who_it_is_with_is_found_also_where_no_line_says_it(site: Site, bo: User) -> None:
    conversation = waiting(site, "hello")
    slots = Slots({"company": SlotRecord("filled", "Contoso", "Contoso", (0, 7), 1, 0.9, "human")})
    state = State(slots=slots).to_json()
    Conversation.objects.filter(pk=conversation.pk).update(state=state, version=5)
    (hit,) = find(bo, "contoso").hits
    assert (hit.kind, hit.seq, hit.who) == ("who", None, "Contoso")


def test_a_note_is_found_in_its_own_words_until_it_is_taken_away(site: Site, bo: User) -> None:
    conversation = waiting(site, "hello")
    text, now = "Knows our Chairwoman.", timezone.now()
    Note.objects.create(
        conversation=conversation,
        number=1,
        revision=1,
        after_seq=1,
        client_id=uuid.uuid4(),
        author=bo,
        name="Bo",
        text=text,
        created=now,
    )
    index_note(conversation, 1, text)
    (hit,) = find(bo, "chairwoman").hits
    assert (hit.kind, hit.text, hit.seq, hit.marks) == ("note", text, 1, ((10, 20),))
    index_note(conversation, 1, "")
    assert found(bo, "chairwoman") == []


def test_the_words_are_marked_where_they_stand(site: Site, bo: User) -> None:
    waiting(site, "Königs and kings: the König pays")
    assert marked(bo, "konig") == ["Königs", "König"]


def test_of_a_long_line_the_part_around_the_word_is_shown(site: Site, bo: User) -> None:
    waiting(site, f"{'before ' * 60}invoices {'after ' * 60}")
    (hit,) = find(bo, "invoices").hits
    assert hit.text.startswith("…")
    assert hit.text.endswith("…")
    assert len(hit.text) <= 165
    assert [hit.text[a:b] for a, b in hit.marks] == ["invoices"]


@pytest.mark.parametrize("text", ["", "  ", "!?", '"', "' OR 1=1 --", 'a" OR "b', "x" * 5000, "*"])
def test_whatever_is_typed_is_only_ever_words(site: Site, bo: User, text: str) -> None:
    waiting(site, "hello")
    assert find(bo, text).hits == ()


def test_more_than_a_page_is_said(site: Site, bo: User) -> None:
    for _ in range(41):
        waiting(site, "the same invoices")
    answer = find(bo, "invoices")
    assert (len(answer.hits), answer.is_cut) == (40, True)


def test_that_somebody_searched_is_in_the_trail_without_their_words(site: Site, bo: User) -> None:
    waiting(site, "the invoices come twice")
    find(bo, "invoices")
    entry = AuditEntry.objects.get(action="conversation.search")
    assert entry.actor == "bo"
    assert "invoices" not in str(entry.detail)


# --- the index ------------------------------------------------------------------------------------
def test_many_logs_are_indexed_in_batches_and_none_is_missed(
    site: Site, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "LOGS_AT_ONCE", 3)
    monkeypatch.setattr(search_index, "LINES_AT_ONCE", 4)
    for n in range(5):
        conversation = waiting(site, f"first{n}")
        for m in range(3):
            say(site, f"more{n}x{m}", conversation.visitor_id)
    assert not index_new_lines(batches=1)
    assert index_new_lines(batches=50)
    assert SearchEntry.objects.filter(kind="line").count() == 20
    assert {m.seq for m in SearchMark.objects.all()} == {4}
    assert len(found(bo, "more4x2")) == 1


def test_an_answer_says_that_older_lines_are_still_missing(
    site: Site, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "LOGS_AT_ONCE", 1)
    waiting(site, "one"), waiting(site, "two")
    assert not find(bo, "nothing").is_whole


def test_with_the_conversation_its_words_go(site: Site, bo: User) -> None:
    conversation = waiting(site, "the invoices come twice")
    assert found(bo, "invoices")
    conversation.visitor.delete()
    assert found(bo, "invoices") == []
    assert found(bo, "invoises") == []


def test_erasing_a_person_leaves_no_word_in_the_index(site: Site, bo: User) -> None:
    ana, other = waiting(site, "zanzibar planted"), waiting(site, "something else")
    assert found(bo, "zanzibar")
    holding = holding_of("handoff.SearchEntry")
    assert holding is not None
    assert holding.find is not None
    person = Person(site.pk, (ana.visitor_id,), (ana.pk,))
    assert holding.erase(holding.find(person), person) == 2
    assert not _is_in_the_index(b"zanzibar")
    assert found(bo, "something") == [(str(other.pk), "something else")]
    assert holding.erase(holding.find(person), person) == 0


def _is_in_the_index(word: bytes) -> bool:
    """Reads the index's own rows, where there are any."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT words::bytea FROM handoff_searchentry")
        else:
            cursor.execute("SELECT block FROM handoff_search_data")
        return any(word in bytes(blob) for (blob,) in cursor.fetchall())


# --- over the socket ------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_bo_searches_over_the_socket_and_cy_finds_nothing(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await desk.say("search", text="somebody", number=3)
    answer = await desk.hear("found")
    assert answer["number"] == 3
    assert [hit["conversation"] for hit in answer["hits"]] == [str(conversation.pk)]
    assert answer["hits"][0]["marks"] == [[14, 22]]
    await desk.leave()
    cy = await row(Desk, await row(make_agent, await row(make_site, "other"), "cy"))
    await cy.arrive()
    await cy.say("search", text="somebody", number=4)
    assert (await cy.hear("found"))["hits"] == []
    await cy.leave()


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_whoever_has_lost_the_permission_is_shown_nothing(at_desk: Any) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await row(bo.groups.clear)
    await desk.say("search", text="somebody", number=3)
    assert (await desk.hear("error"))["code"] == "forbidden"
    assert await desk.closed() == 4001

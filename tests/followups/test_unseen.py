"""A line that the visitor has not seen goes to their address, once, and not in vain."""

from __future__ import annotations

import re
import threading
import uuid
from datetime import timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from chatqual.conversations.models import Message, Receipt, Visit
from chatqual.conversations.receive import record_read
from chatqual.followups.addresses import conversation_of, reply_address
from chatqual.followups.models import FollowUp, MailSettings, MailThread
from chatqual.followups.texts import TEXTS
from chatqual.followups.unseen import do_follow_up, due_follow_ups
from chatqual.integrations.delivery import deliver
from chatqual.sites.models import Site
from chatqual.sites.registry import forget_sites
from tests.factories import ORIGIN, say
from tests.followups.cast import ANA, Chat, begin, do_due, due, outbox
from tests.integrations.receivers import MailReceiver


def shown(mail: Any, kind: str) -> str:
    """The part of this kind, and a header decoded, as a mail program shows them."""
    for part in mail.walk():
        if part.get_content_type() == kind:
            return bytes(part.get_payload(decode=True)).decode()
    raise AssertionError(kind)


def header(mail: Any, name: str) -> str:
    return re.sub(r"\s*\n\s*", " ", str(make_header(decode_header(mail[name]))))


def test_one_mail_holds_all_lines_of_the_burst(chat: Chat) -> None:
    first = chat.write("Two years or three?")
    chat.write("Both have a price <b>of their own</b>.")
    assert len(due()) == 1
    do_due()
    (item,) = outbox()
    assert item.recipient == ANA
    text, html = item.payload["text"], item.payload["html"]
    assert text.index("Two years or three?") < text.index("of their own")
    assert "&lt;b&gt;of their own&lt;/b&gt;" in html
    assert "<b>of" not in html
    row = FollowUp.objects.get()
    assert (row.state, row.from_seq, row.to_seq) == ("sent", first, first + 1)
    assert chat.journal().count("mailed_unseen") == 1


def test_it_waits_for_the_minutes_of_the_site(chat: Chat) -> None:
    MailSettings.objects.create(site=chat.site, unseen_minutes=7)
    before = timezone.now()
    chat.write()
    row = FollowUp.objects.get()
    assert timedelta(minutes=7) <= row.due - before < timedelta(minutes=8)
    assert due_follow_ups(timezone.now()) == []
    do_follow_up(row.pk)
    assert outbox() == []
    assert due_follow_ups(row.due) == [row.pk]


def test_a_site_can_switch_it_off(chat: Chat) -> None:
    MailSettings.objects.create(site=chat.site, is_on=False)
    chat.write()
    assert not FollowUp.objects.exists()


def test_no_line_is_mailed_twice(chat: Chat) -> None:
    chat.write("the first line")
    do_due()
    chat.write("the second line")
    do_due()
    do_due()
    one, two = (item.payload["text"] for item in outbox())
    assert "the first line" in one
    assert "the first line" not in two
    assert "the second line" in two


def test_what_was_read_or_answered_in_the_chat_is_not_mailed(chat: Chat) -> None:
    seq = chat.write()
    record_read(chat.conversation, seq)
    do_due()
    chat.write("another")
    say(chat.site, "I am here", chat.row.visitor_id)
    do_due()
    assert outbox() == []
    assert set(FollowUp.objects.values_list("reason", flat=True)) == {"seen"}


def test_only_what_is_still_unseen_is_mailed(chat: Chat) -> None:
    seq = chat.write("this was read")
    chat.write("this was not")
    record_read(chat.conversation, seq)
    do_due()
    text = outbox()[0].payload["text"]
    assert "this was not" in text
    assert "this was read" not in text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": {"slots": {}}}, "no address is known"),
        ({"state": {"opted_out": ["contact"]}}, "they want no contact"),
        ({"state": {"opted_out": ["data"]}}, "they want no contact"),
        ({"is_test": True}, "a test or a sample"),
    ],
    ids=["no address", "contact", "data", "test"],
)
def test_nothing_goes_to_whom_it_must_not(chat: Chat, changes: Any, why: str) -> None:
    chat.write()
    state = {**chat.row.state, **changes.pop("state", {})}
    chat.change(state=state, **changes)
    do_due()
    assert outbox() == []
    assert FollowUp.objects.get().reason == why


def test_the_consent_that_a_site_asks_for_is_needed(chat: Chat) -> None:
    Site.objects.filter(pk=chat.site.pk).update(consent={"version": "1", "text": "ok?"})
    forget_sites()
    row = {"conversation_id": chat.conversation, "kind": "consent", "created": timezone.now()}
    chat.write("the first")
    do_due()
    assert outbox() == []
    Receipt.objects.create(**row, client_id=uuid.uuid4(), payload={"given": True})
    chat.write("the second")
    do_due()
    assert len(outbox()) == 1
    later = {**row, "created": timezone.now()}
    Receipt.objects.create(**later, client_id=uuid.uuid4(), payload={"given": False})
    chat.write("the third")
    do_due()
    assert len(outbox()) == 1


@pytest.mark.django_db
def test_an_identity_has_an_address_too() -> None:
    chat = begin(address="")
    visitor = chat.row.visitor
    visitor.email, visitor.external_id = "Ana.Id@Example.com", "u-1"
    visitor.save()
    chat.write()
    do_due()
    assert outbox()[0].recipient == "ana.id@example.com"


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_it_speaks_the_visitors_language(chat: Chat, language: str) -> None:
    chat.change(state={**chat.row.state, "language": language})
    chat.write()
    do_due()
    payload = outbox()[0].payload
    texts = TEXTS[language]
    assert payload["subject"] == texts["subject"].format(site="Shop")
    for part in ("go_on", "go_on_note", "answer_note", "no_more"):
        assert texts[part] in payload["text"]  # type: ignore[literal-required]
    assert texts["mark"] in payload["text"].splitlines()[0]
    assert f'<html lang="{language}">' in payload["html"]


def test_the_headers_name_the_agent_and_the_conversation(chat: Chat, smtp: MailReceiver) -> None:
    chat.write()
    do_due()
    deliver(outbox()[0].pk)
    chat.write("and another")
    do_due()
    deliver(outbox()[1].pk)
    (to, first), (_, second) = smtp.mails
    assert to == ANA
    assert header(first, "From") == '"Bo (Shop)" <chatqual@localhost>'
    assert conversation_of(first["Reply-To"]) == chat.conversation
    assert len(first["Reply-To"].partition("@")[0]) <= 64
    assert second["In-Reply-To"] == first["Message-ID"]
    assert first["Message-ID"] in second["References"]
    assert header(second, "Subject") == f"Re: {header(first, 'Subject')}"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = re.search(
        r"<(https://chat\.example/mail/stop/[^>]+)>", header(first, "List-Unsubscribe")
    )
    assert stop is not None
    assert stop[1] in shown(first, "text/plain")
    assert stop[1] in shown(first, "text/html")


def test_without_an_address_for_answers_none_is_asked_for(chat: Chat, settings: Any) -> None:
    settings.CHATQUAL_REPLY_ADDRESS = ""
    chat.write()
    do_due()
    payload = outbox()[0].payload
    assert "Reply-To" not in payload["headers"]
    assert TEXTS["en"]["answer_note"] not in payload["text"]
    assert "##-" not in payload["text"]


def test_a_name_cannot_put_headers_into_the_mail(chat: Chat, smtp: MailReceiver) -> None:
    chat.bo.first_name = 'Bo"\r\nBcc: all@example.com'
    chat.bo.save()
    chat.write()
    do_due()
    deliver(outbox()[0].pk)
    ((to, mail),) = smtp.mails
    assert to == ANA
    assert mail["Bcc"] is None


def test_a_visitor_who_comes_back_stops_a_mail_that_waits(chat: Chat, smtp: MailReceiver) -> None:
    seq = chat.write()
    do_due()
    record_read(chat.conversation, seq)
    deliver(outbox()[0].pk)
    assert smtp.mails == []
    assert outbox() == []
    assert FollowUp.objects.get().reason == "seen"


def test_an_address_that_the_server_does_not_know_is_marked(chat: Chat, smtp: MailReceiver) -> None:
    smtp.on_rcpt = lambda address: "550 5.1.1 No such user"
    chat.write()
    do_due()
    deliver(outbox()[0].pk)
    assert outbox()[0].state == "dead"
    assert MailThread.objects.get().undeliverable == ANA
    assert "do not arrive" in chat.notes()[0]
    chat.write("into the void")
    do_due()
    assert len(outbox()) == 1
    slots = chat.row.state["slots"]
    slots["email"]["value"] = "ana2@example.com"
    chat.change(state={**chat.row.state, "slots": slots})
    chat.write("once more")
    do_due()
    assert outbox()[-1].recipient == "ana2@example.com"


def test_a_loop_ends(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatqual.followups.unseen.MAX_A_DAY", 2)
    for text in ("one", "two", "three"):
        chat.write(text)
        do_due()
    assert len(outbox()) == 2
    assert FollowUp.objects.first().reason == "too many mails in a day"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        (f"{ORIGIN}/pricing?token=1#part", f"{ORIGIN}/pricing#chatqual="),
        (f"{ORIGIN}:443/a b", f"{ORIGIN}/a%20b#chatqual="),
        ("https://www.shop.example.evil.example/", "https://chat.example/widget/chat/?site=shop"),
        ("https://evil.example/", "https://chat.example/widget/chat/?site=shop"),
        ("javascript:alert(1)", "https://chat.example/widget/chat/?site=shop"),
        ("https://www.shop.example@evil.example/", "https://chat.example/widget/chat/?site=shop"),
        ("", "https://chat.example/widget/chat/?site=shop"),
    ],
)
def test_the_link_leads_to_pages_of_the_site_only(chat: Chat, url: str, leads_to: str) -> None:
    Visit.objects.update(landing_url=url, pages=[])
    chat.write()
    do_due()
    (link,) = re.findall(r"https?://\S+#chatqual=", outbox()[0].payload["text"])
    assert link.startswith(leads_to)
    if "#" in leads_to:
        assert link == leads_to


def test_the_last_page_of_the_visit_counts(chat: Chat) -> None:
    pages = [{"url": f"{ORIGIN}/a"}, {"url": f"{ORIGIN}/b"}, {"url": "https://evil.example/"}]
    Visit.objects.update(pages=pages)
    chat.write()
    do_due()
    assert f"{ORIGIN}/b#chatqual=" in outbox()[0].payload["text"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_double_a_mail() -> None:
    chat = begin()
    for number in range(5):
        chat.write(f"line {number}")
        (row,) = due()
        start = threading.Barrier(4)

        def work(pk: int = row.pk, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                do_follow_up(pk)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(outbox()) == number + 1


def test_the_answer_to_a_mail_is_mailed_where_it_stays_unseen(chat: Chat, post: Any) -> None:
    chat.change(mode="bot", owner=None)
    assert post(chat.mail("What does it cost?")).json()["outcome"] == "line"
    asked = chat.row.last_seq
    Message.objects.create(
        conversation=chat.row,
        seq=asked + 1,
        author="bot",
        text="14 euros.",
        reply_to=asked,
        created=timezone.now(),
    )
    chat.change(last_seq=asked + 1)
    do_due()
    (item,) = outbox()
    assert "14 euros." in item.payload["text"]
    assert item.payload["headers"]["In-Reply-To"] == MailThread.objects.get().last_received


def test_the_token_survives_case_and_refuses_others(chat: Chat) -> None:
    address = reply_address(chat.conversation)
    assert conversation_of(address.upper()) == chat.conversation
    local, _, domain = address.partition("@")
    changed = local[:-1] + ("a" if local[-1] != "a" else "b")
    assert conversation_of(f"{changed}@{domain}") is None
    assert conversation_of("reply@mail.chat.example") is None

"""A mailed answer stands in the conversation; nothing that is not theirs does."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from chatqual.conversations.models import Message, Turn
from chatqual.followups.models import FollowUp, MailThread, ReceivedMail
from chatqual.integrations.signing import make_signing_secret
from tests.factories import lines_of, make_agent
from tests.followups.cast import ANA, Chat, begin, do_due, outbox, signed_post
from tests.followups.conftest import INTAKE

REPORT = "multipart/report; report-type=delivery-status"


def visitor_lines(chat: Chat) -> list[str]:
    return [text for _, author, text in lines_of(chat.conversation) if author == "visitor"]


def test_an_answer_becomes_a_line_and_its_owner_stays(chat: Chat, post: Any) -> None:
    chat.write()
    text = "Three, please.\n\nOn Fri, 20 Nov 2026 at 10:15, Bo wrote:\n> Two years or three?\n"
    done = post(chat.mail(text))
    assert done.status_code == 200
    row = chat.row
    assert done.json() == {
        "outcome": "line",
        "conversation": str(chat.conversation),
        "seq": row.last_seq,
    }
    assert visitor_lines(chat)[-1] == "Three, please."
    assert (row.mode, row.owner_id) == ("human", chat.bo.pk)
    assert "mail_received" in chat.journal()
    assert not Turn.objects.filter(conversation=row, status="open").exists()


def test_a_closed_conversation_is_opened_by_it(chat: Chat, post: Any) -> None:
    chat.change(mode="closed", owner=None)
    assert post(chat.mail("One more thing")).json()["outcome"] == "line"
    assert (chat.row.mode, chat.row.visits) == ("bot", 2)
    assert Turn.objects.filter(conversation=chat.conversation, status="open").count() == 1


def test_the_same_mail_is_stored_once(chat: Chat, post: Any) -> None:
    mail = chat.mail()
    id_ = str(uuid.uuid4())
    assert post(mail, id_).json()["outcome"] == "line"
    assert post(mail, id_).json()["outcome"] == "known"
    assert post(mail).json()["outcome"] == "known"  # another id, the same Message-ID
    nameless = chat.mail("Without an id", message_id="")
    assert [post(nameless).json()["outcome"] for _ in range(2)] == ["line", "known"]
    assert visitor_lines(chat)[1:] == ["Three, please.", "Without an id"]


def test_what_is_not_signed_is_refused(chat: Chat, client: Client, post: Any) -> None:
    mail = chat.mail()
    foreign = make_signing_secret()
    assert signed_post(client, foreign, mail, "1").status_code == 401
    assert post(mail, shift=-301).status_code == 401
    assert post(mail, shift=301).status_code == 401
    assert post(mail, forge=b" ").status_code == 401
    bare = client.post("/hooks/mail/", json.dumps(mail), content_type="application/json")
    assert bare.status_code == 401
    swapped = {"webhook-id": "2", "webhook-timestamp": "x", "webhook-signature": "v1,"}
    assert client.post("/hooks/mail/", b"{}", "text/plain", headers=swapped).status_code == 401
    assert client.get("/hooks/mail/").status_code == 405
    assert not ReceivedMail.objects.exists()
    assert len(visitor_lines(chat)) == 1


def test_an_old_secret_goes_on_beside_the_new_one(
    chat: Chat, client: Client, settings: Any
) -> None:
    fresh = make_signing_secret()
    settings.CHATQUAL_INTAKE_SECRETS = [fresh, INTAKE]
    for number, secret in enumerate((INTAKE, fresh)):
        done = signed_post(client, secret, chat.mail(f"line {number}"), str(number))
        assert done.json()["outcome"] == "line"


def test_it_is_closed_without_a_secret(chat: Chat, post: Any, settings: Any) -> None:
    settings.CHATQUAL_INTAKE_SECRETS = []
    assert post(chat.mail()).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"from": "a@b.example"}',
        b'{"to": 5}',
        b'{"to": ["a@b.example"], "text": 5}',
        b'{"to": ["a@b.example"], "headers": []}'.replace(b"[]", b"[1]"),
        b'{"to": ["a@b.example"], "attachments": -1}',
        b'{"to": [["a@b.example"]]}',
        b"[" * 100_000,
    ],
)
def test_a_body_that_is_no_mail_is_told_so(chat: Chat, post: Any, body: bytes) -> None:
    done = post(body)
    assert done.status_code == 400
    assert done.json()["error"]


def test_half_characters_and_nulls_are_no_trouble(chat: Chat, post: Any) -> None:
    text = b'"Fine \\u0000 \\ud800 \\u202e really"'
    body = json.dumps(chat.mail("@@")).encode().replace(b'"@@"', text)
    assert post(body).json()["outcome"] == "line"
    assert "\0" not in visitor_lines(chat)[-1]
    assert visitor_lines(chat)[-1].startswith("Fine")


def test_too_much_is_refused(chat: Chat, post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(chat.mail("x" * 1_000_001)).status_code == 413
    monkeypatch.setattr("chatqual.followups.views.MAILS_A_MINUTE", 1)
    mails = {"from": f"{uuid.uuid4()}@example.com"}
    assert post(chat.mail(**mails)).status_code == 200
    refused = post(chat.mail(**mails))
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")


def test_another_address_is_never_the_visitor(chat: Chat, post: Any) -> None:
    done = post(chat.mail("Send me the contract", **{"from": "Eve <eve@evil.example>"}))
    assert done.json()["outcome"] == "other_sender"
    assert len(visitor_lines(chat)) == 1
    assert "eve@evil.example" in chat.notes()[0]
    assert "Send me the contract" in chat.notes()[0]
    stop = post(chat.mail("unsubscribe", **{"from": "eve@evil.example"}))
    assert stop.json()["outcome"] == "other_sender"
    assert "opted_out" not in chat.row.state


def test_a_name_with_the_address_is_no_address(chat: Chat, post: Any) -> None:
    done = post(chat.mail(**{"from": f'"{ANA}" <eve@evil.example>'}))
    assert done.json()["outcome"] == "other_sender"


def test_an_unknown_address_of_the_visitor_matches_nobody(post: Any, db: None) -> None:
    chat = begin(address="")
    for sender in ("", "nobody", "a@b.example"):
        assert post(chat.mail(**{"from": sender})).json()["outcome"] == "other_sender"


def test_a_token_leads_to_its_own_conversation_only(chat: Chat, post: Any) -> None:
    other = begin("other", ANA, "cy")
    assert post(chat.mail("for the first")).json()["conversation"] == str(chat.conversation)
    assert len(visitor_lines(other)) == 1
    forged = chat.reply_to.replace("+", "+a", 1)
    for to in (forged, "reply@mail.chat.example", f"{uuid.uuid4().hex}@mail.chat.example"):
        assert post(chat.mail(to=[to])).json()["outcome"] == "unknown"


def test_machines_write_no_lines(chat: Chat, post: Any) -> None:
    headers = {"Auto-Submitted": "auto-replied"}
    assert post(chat.mail("I am away", headers=headers)).json()["outcome"] == "automatic"
    assert post(chat.mail("x", envelope_from="")).json()["outcome"] == "automatic"
    assert len(visitor_lines(chat)) == 1
    assert chat.notes() == []


def test_a_bounce_marks_the_address_and_tells_the_desk(chat: Chat, post: Any) -> None:
    chat.write()
    do_due()
    daemon = {"from": "MAILER-DAEMON@mx.example", "headers": {"Content-Type": REPORT}}
    later = post(chat.mail("Action: delayed\nStatus: 4.4.7", **daemon))
    assert later.json()["outcome"] == "delay"
    assert chat.notes() == []
    quoted = MailThread.objects.get().last_id
    text = f"Action: failed\nStatus: 5.1.1\n\nMessage-ID: {quoted}\n"
    # To the address that we send from: found by the Message-ID that it quotes.
    done = post(chat.mail(text, **{**daemon, "to": ["chatqual@localhost"]}))
    assert done.json() == {
        "outcome": "bounce",
        "conversation": str(chat.conversation),
        "seq": None,
    }
    assert MailThread.objects.get().undeliverable == ANA
    assert "do not arrive" in chat.notes()[0]
    chat.write("again")
    do_due()
    assert len(outbox()) == 1


def test_stop_stops(chat: Chat, post: Any) -> None:
    chat.write()
    assert post(chat.mail("Unsubscribe.\n\n-- \nAna")).json()["outcome"] == "stop"
    assert chat.row.state["opted_out"] == ["contact"]
    assert len(visitor_lines(chat)) == 1
    assert FollowUp.objects.get().state == "dropped"
    chat.write("are you sure?")
    do_due()
    assert outbox() == []


def test_a_long_mail_is_cut_and_attachments_are_left(chat: Chat, post: Any, settings: Any) -> None:
    text = "word " * (settings.CHATQUAL_MAX_TEXT // 5) + "tail of it"
    done = post(chat.mail(text, attachments=["a.pdf", "b.pdf"]))
    assert done.json()["outcome"] == "line"
    assert len(visitor_lines(chat)[-1]) == settings.CHATQUAL_MAX_TEXT
    assert "10 characters" in chat.notes()[0]
    assert "this mail had 2" in chat.notes()[0]
    assert post(chat.mail("", attachments=1)).json()["outcome"] == "empty"
    assert len(chat.notes()) == 2


def test_html_only_is_read(chat: Chat, post: Any) -> None:
    html = "<div>Three<br>years</div><blockquote>Two?</blockquote>"
    assert post(chat.mail("", html=html)).json()["outcome"] == "line"
    assert visitor_lines(chat)[-1] == "Three\nyears"


def test_ids_of_old_mails_are_forgotten(chat: Chat, post: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from chatqual.followups.sweeping import sweep_follow_ups

    post(chat.mail(to=["reply@mail.chat.example"]))
    post(chat.mail())
    sweep_follow_ups(timezone.now() + timedelta(days=31))
    assert list(ReceivedMail.objects.values_list("outcome", flat=True)) == ["line"]


# --- no more mails --------------------------------------------------------------------------------
def stop_link(chat: Chat) -> str:
    chat.write()
    do_due()
    text = outbox()[-1].payload["text"]
    return str(text[text.index("/mail/stop/") :].split()[0])


def test_the_page_asks_and_a_post_stops(chat: Chat, client: Client) -> None:
    link = stop_link(chat)
    asked = client.get(link)
    assert asked.status_code == 200
    assert "Shall Shop send you no more mails" in asked.content.decode()
    assert "opted_out" not in chat.row.state
    done = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert chat.row.state["opted_out"] == ["contact"]
    client.post(link)
    assert chat.journal().count("opted_out") == 1


def test_a_link_that_we_did_not_sign_stops_nobody(chat: Chat, client: Client) -> None:
    link = stop_link(chat)
    for bad in (link[:-2] + "a/", f"/mail/stop/{chat.conversation.hex}/", "/mail/stop/x:y/"):
        assert client.post(bad).status_code == 404
    assert "opted_out" not in chat.row.state


# --- copies ---------------------------------------------------------------------------------------
@pytest.fixture
def desk(chat: Chat, client: Client) -> Client:
    client.force_login(chat.bo)
    return client


def path(chat: Chat) -> str:
    return f"/admin/desk/{chat.conversation}/transcript"


def test_staff_mail_a_copy_three_times_an_hour(chat: Chat, desk: Client) -> None:
    Message.objects.create(
        conversation=chat.row,
        seq=99,
        author="bot",
        text="14 euros [1]",
        citations=[{"n": 1, "title": "Prices", "url": "", "document": 7, "quote": "14"}],
        created=chat.row.created,
    )
    assert desk.post(path(chat)).json() == {"conversation": str(chat.conversation), "address": ANA}
    text = outbox()[0].payload["text"]
    assert "can I talk to a person" in text
    assert "[1] Prices: https://chat.example/widget/source/shop/7/" in text
    assert [desk.post(path(chat)).status_code for _ in range(3)] == [200, 200, 429]
    assert len(outbox()) == 3


def test_a_copy_needs_an_address_and_leave_to_write(chat: Chat, desk: Client) -> None:
    chat.change(state={**chat.row.state, "opted_out": ["contact"]})
    assert desk.post(path(chat)).status_code == 400
    chat.change(state={"slots": {}})
    assert desk.post(path(chat)).status_code == 400
    assert outbox() == []


def test_a_copy_as_a_file_is_escaped_and_audited(chat: Chat, desk: Client) -> None:
    from chatqual.audit.models import AuditEntry

    chat.write("<script>alert(1)</script>")
    html = desk.get(path(chat) + "?format=html")
    assert html["Content-Disposition"].startswith("attachment")
    assert "&lt;script&gt;" in html.content.decode()
    assert "<script>" not in html.content.decode()
    assert "<script>alert(1)</script>" in desk.get(path(chat) + "?format=txt").content.decode()
    assert desk.get(path(chat) + "?format=pdf").status_code == 400
    copied = AuditEntry.objects.filter(action="conversation.copied", object=str(chat.conversation))
    assert copied.count() == 2


def test_strangers_get_no_copy(chat: Chat, client: Client) -> None:
    other = begin("other", "eve@example.com", "cy")
    for method in (client.get, client.post):
        assert method(path(chat)).status_code == 403
    client.force_login(other.bo)
    for method in (client.get, client.post):
        assert method(path(chat)).status_code == 404
    plain = make_agent(chat.site, "plain")
    plain.groups.clear()
    client.force_login(plain)
    for method in (client.get, client.post):
        assert method(path(chat)).status_code == 403
    assert outbox() == []


def test_a_copy_from_the_desk_needs_the_csrf_token(chat: Chat) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(chat.bo)
    assert strict.post(path(chat)).status_code == 403

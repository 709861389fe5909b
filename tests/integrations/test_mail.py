"""Mail through a real SMTP server: queued where that is down, refused where it says so, once."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from chatqual.integrations.delivery import claim, deliver, replay, sweep_outbox
from chatqual.integrations.mail import message_id
from chatqual.integrations.models import Destination, OutboxItem
from chatqual.integrations.outbox import enqueue_mail
from chatqual.sites.models import Site
from tests.integrations.receivers import MailReceiver
from tests.servers import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]

State = OutboxItem.State


def put(site: Site, key: str = "one", **more: Any) -> OutboxItem:
    fields = {"to": "bo@shop.example", "subject": "Grüße", "text": "Guten Tag – 5 €", **more}
    made = enqueue_mail(site, "staff.hot", key, **fields)
    assert made is not None
    return made


def fresh(item: OutboxItem) -> OutboxItem:
    return OutboxItem.objects.get(pk=item.pk)


def try_again(item: OutboxItem) -> OutboxItem:
    """As if every pause were over."""
    Destination.objects.update(probe_at=timezone.now())
    deliver(item.pk)
    return fresh(item)


def test_a_mail_arrives_with_both_bodies_and_its_headers(
    site: Site, post_office: MailReceiver
) -> None:
    item = put(
        site, html="<p>Guten Tag</p>", headers={"Reply-To": "a@b.example", "In-Reply-To": "<x@y>"}
    )
    deliver(item.pk)
    ((to, mail),) = post_office.mails
    parts = {p.get_content_type(): p.get_payload(decode=True) for p in mail.walk()}
    assert to == "bo@shop.example"
    assert parts["text/plain"] == "Guten Tag – 5 €".encode()
    assert parts["text/html"] == b"<p>Guten Tag</p>"
    assert (mail["Reply-To"], mail["In-Reply-To"]) == ("a@b.example", "<x@y>")
    assert mail["Message-ID"] == fresh(item).provider_id == message_id(item)
    assert fresh(item).state == State.DONE


def test_an_own_message_id_is_the_one_that_is_kept(site: Site, post_office: MailReceiver) -> None:
    item = put(site, headers={"Message-ID": "<mine@shop.example>"})
    deliver(item.pk)
    assert post_office.mails[0][1]["Message-ID"] == "<mine@shop.example>"
    assert fresh(item).provider_id == "<mine@shop.example>"


def test_where_the_server_is_down_it_waits_and_arrives_once(
    site: Site, post_office: MailReceiver, loopback: Any
) -> None:
    port, loopback.EMAIL_PORT = loopback.EMAIL_PORT, free_port()
    item = put(site)
    for _ in range(3):
        assert try_again(item).state == State.PENDING
    assert "cannot be reached" in fresh(item).last_error
    loopback.EMAIL_PORT = port
    assert try_again(item).state == State.DONE
    assert len(post_office.mails) == 1


def test_an_address_that_does_not_exist_is_a_dead_letter_and_no_fault_of_the_server(
    site: Site, post_office: MailReceiver
) -> None:
    post_office.on_rcpt = lambda a: "550 no such user here" if a.startswith("nobody") else None
    wrong, right = put(site, to="nobody@shop.example"), put(site)
    deliver(wrong.pk)
    deliver(right.pk)
    assert fresh(wrong).state == State.DEAD
    assert "550 no such user here" in fresh(wrong).last_error
    assert fresh(right).state == State.DONE
    assert not Destination.objects.exclude(failures=0).exists()


def test_what_is_refused_for_now_is_tried_again(site: Site, post_office: MailReceiver) -> None:
    answers = iter(["451 greylisted, come back"])
    post_office.on_rcpt = lambda address: next(answers, None)
    item = put(site)
    deliver(item.pk)
    assert (fresh(item).state, fresh(item).attempts) == (State.PENDING, 1)
    assert try_again(item).state == State.DONE
    assert len(post_office.mails) == 1


@pytest.mark.parametrize(
    ("answer", "state"), [("452 disk full", State.PENDING), ("554 spam", State.DEAD)]
)
def test_what_the_server_says_to_the_text_decides(
    site: Site, post_office: MailReceiver, answer: str, state: str
) -> None:
    post_office.on_data = lambda: answer
    item = put(site)
    deliver(item.pk)
    assert fresh(item).state == state
    assert answer in fresh(item).last_error


def test_a_line_that_is_cut_before_the_text_costs_nothing(
    site: Site, post_office: MailReceiver
) -> None:
    post_office.cuts.add("rcpt")
    item = put(site)
    deliver(item.pk)
    assert fresh(item).state == State.PENDING
    assert try_again(item).state == State.DONE
    assert len(post_office.mails) == 1


def test_a_line_that_is_cut_behind_the_text_is_for_staff_to_judge(
    site: Site, post_office: MailReceiver
) -> None:
    post_office.cuts.add("data")
    item = put(site)
    deliver(item.pk)
    assert fresh(item).state == State.HELD
    assert fresh(item).provider_id == message_id(item)
    assert try_again(item).state == State.HELD, "it is not sent a second time by itself"
    assert len(post_office.mails) == 1
    replay(OutboxItem.objects.all(), timezone.now())
    assert try_again(item).state == State.DONE
    assert {m["Message-ID"] for _, m in post_office.mails} == {message_id(item)}


def test_a_process_that_died_behind_the_text_leaves_it_to_staff(
    site: Site, post_office: MailReceiver
) -> None:
    before, behind = put(site, "one"), put(site, "two")
    for item in (before, behind):
        assert claim(item.pk, timezone.now()) is not None
    long_ago = timezone.now() - timedelta(minutes=5)
    OutboxItem.objects.update(lease_until=long_ago)
    OutboxItem.objects.filter(pk=behind.pk).update(provider_id=message_id(behind))
    deliver(before.pk)
    deliver(behind.pk)
    assert (fresh(before).state, fresh(behind).state) == (State.DONE, State.HELD)
    assert len(post_office.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_who_lost_the_lease_sends_nothing(site: Site, post_office: MailReceiver) -> None:
    """The slow one has come as far as the text when another has taken the row over."""
    reached, go_on = threading.Event(), threading.Event()

    def slowly(address: str) -> None:
        reached.set()
        if not go_on.is_set():
            go_on.wait(60)

    item = put(site)
    post_office.on_rcpt = slowly
    slow = threading.Thread(target=deliver_and_close, args=(item.pk,))
    slow.start()
    assert reached.wait(60)
    OutboxItem.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    other = claim(item.pk, timezone.now())
    assert other is not None
    go_on.set()
    slow.join()
    assert post_office.mails == []
    assert fresh(item).fence == other.fence
    assert fresh(item).state == State.CLAIMED


def deliver_and_close(pk: int) -> None:
    from django.db import connections

    deliver(pk)
    connections.close_all()


def test_a_line_break_in_a_header_is_refused_for_good(
    site: Site, post_office: MailReceiver
) -> None:
    item = put(site, subject="Hello\nBcc: all@shop.example")
    deliver(item.pk)
    assert fresh(item).state == State.DEAD
    assert post_office.mails == []


def test_in_development_mails_are_files(site: Site, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    deliver(put(site).pk)
    (file,) = (tmp_path / "mail").iterdir()
    assert "To: bo@shop.example" in file.read_text()


def test_the_sweeper_does_not_wake_what_rests(site: Site, loopback: Any) -> None:
    loopback.CHATQUAL_OUTBOX_SCALE = 1.0
    loopback.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    loopback.EMAIL_HOST, loopback.EMAIL_PORT = "127.0.0.1", free_port()
    for n in range(7):
        deliver(put(site, str(n)).pk)
    assert Destination.objects.get().breaker == "open"
    assert sorted(OutboxItem.objects.values_list("attempts", flat=True)) == [0, 0, 1, 1, 1, 1, 1]
    assert sweep_outbox(timezone.now()) == 0

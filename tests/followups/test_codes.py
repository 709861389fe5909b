"""The code of a link opens its chat once, for its own site, for a while."""

from __future__ import annotations

import asyncio
import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from channels.testing import WebsocketCommunicator
from django.db import connection
from django.utils import timezone

from chatqual.conversations.arrival import Identity
from chatqual.followups.codes import make_code, redeem_code
from chatqual.followups.models import ReturnCode
from chatqual.sites.models import Site
from tests.factories import ORIGIN
from tests.followups.cast import ANA, Chat, begin, code_in, do_due, outbox
from tests.handoff.cast import row as in_row
from widget.consumers import VisitorConsumer


def fresh(chat: Chat) -> str:
    return make_code(chat.row, chat.site, timezone.now())


def test_a_code_opens_its_chat_once(chat: Chat) -> None:
    code = fresh(chat)
    assert redeem_code(chat.site, code, None) == chat.row.visitor_id
    assert redeem_code(chat.site, code, None) is None
    assert "came_by_mail" in chat.journal()


def test_only_its_digest_is_kept(chat: Chat) -> None:
    code = fresh(chat)
    assert code not in str(list(ReturnCode.objects.values()))


def test_it_is_of_no_use_for_another_site(chat: Chat) -> None:
    other = begin("other", ANA, "cy")
    code = fresh(chat)
    assert redeem_code(other.site, code, None) is None
    assert redeem_code(chat.site, code, None) == chat.row.visitor_id


def test_it_ends_after_three_days(chat: Chat) -> None:
    early, late = fresh(chat), fresh(chat)
    now = timezone.now()
    with time_machine.travel(now + timedelta(hours=71, minutes=59), tick=False):
        assert redeem_code(chat.site, early, None) is not None
    with time_machine.travel(now + timedelta(hours=72, seconds=1), tick=False):
        assert redeem_code(chat.site, late, None) is None


@pytest.mark.parametrize("code", ["", "a" * 40, "a" * 39, "ä" * 40, "=" * 40, "A" * 4000])
def test_what_we_did_not_sign_costs_no_query(
    chat: Chat, code: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert redeem_code(chat.site, code, None) is None


def test_every_changed_character_spoils_it(chat: Chat) -> None:
    code = fresh(chat)
    for at in range(len(code)):
        changed = code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :]
        assert redeem_code(chat.site, changed, None) is None


def test_the_chat_of_an_identity_opens_with_it_only(chat: Chat) -> None:
    visitor = chat.row.visitor
    visitor.external_id = "u-1"
    visitor.save()
    code = fresh(chat)
    assert redeem_code(chat.site, code, None) is None
    assert redeem_code(chat.site, code, Identity("u-2")) is None
    assert redeem_code(chat.site, code, Identity("u-1")) == visitor.pk


def test_a_revoked_visitor_stays_outside(chat: Chat) -> None:
    visitor = chat.row.visitor
    visitor.is_revoked = True
    visitor.save()
    assert redeem_code(chat.site, fresh(chat), None) is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_it_in_at_once_one_gets_in() -> None:
    chat = begin()
    for _ in range(5):
        code, start = fresh(chat), threading.Barrier(4)
        got: list[uuid.UUID | None] = []

        def work(
            code: str = code,
            start: threading.Barrier = start,
            got: list[uuid.UUID | None] = got,
        ) -> None:
            start.wait()
            try:
                got.append(redeem_code(chat.site, code, None))
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(one is not None for one in got) == [False, False, False, True]


# --- over the socket ------------------------------------------------------------------------------
class Tab:
    def __init__(self, site: Site) -> None:
        headers = [(b"host", b"127.0.0.1:8000"), (b"origin", ORIGIN.encode())]
        self.socket = WebsocketCommunicator(
            VisitorConsumer.as_asgi(), f"/ws/chat/?site={site.public_key}", headers=headers
        )

    async def hello(self, **fields: Any) -> dict[str, Any]:
        """The welcome; an error before it stands in its "error"."""
        assert (await self.socket.connect(timeout=60))[0]
        plain = {"v": 1, "session": None, "after": 0, "locale": "en"}
        await self.socket.send_json_to({"type": "hello", **plain, **fields})
        error = None
        while True:
            frame = await self.hear()
            if frame["type"] == "error":
                error = frame["code"]
            if frame["type"] == "welcome":
                return {**frame, "error": error}

    async def hear(self, *types: str) -> dict[str, Any]:
        async with asyncio.timeout(60):  # the heartbeat goes on, so no single wait ends
            while True:
                frame = dict(await self.socket.receive_json_from(timeout=60))
                if not types or frame["type"] in types:
                    return frame

    async def leave(self) -> None:
        await self.socket.disconnect(timeout=60)


def _mailed() -> tuple[Chat, str]:
    chat = begin()
    chat.write("Two years or three?")
    do_due()
    return chat, code_in(outbox()[0].payload["text"])


async def test_hello_with_a_code_gives_log_and_session(transactional_db: None) -> None:
    chat, code = await in_row(_mailed)
    tab = Tab(chat.site)
    welcome = await tab.hello(code=code)
    assert welcome["conversation"] == str(chat.conversation)
    assert welcome["session"]
    lines = [await tab.hear("message") for _ in range(welcome["seq"])]
    assert lines[-1]["text"] == "Two years or three?"
    await tab.leave()
    again = Tab(chat.site)
    refused = await again.hello(code=code)
    assert (refused["error"], refused["session"]) == ("expired", None)
    await again.leave()
    # A reload, with the session that the code was exchanged for and the code once more.
    reloaded = Tab(chat.site)
    kept = await reloaded.hello(code=code, session=welcome["session"])
    assert (kept["error"], kept["conversation"]) == (None, str(chat.conversation))
    await reloaded.leave()


async def test_too_many_codes_from_an_address_are_passed_over(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, code = await in_row(_mailed)
    monkeypatch.setattr("widget.session.CODES_A_MINUTE", 2)
    monkeypatch.setattr("widget.session.is_loopback", lambda address: False)
    for _ in range(2):
        tab = Tab(chat.site)
        assert (await tab.hello(code="x" * 40))["session"] is None
        await tab.leave()
    tab = Tab(chat.site)
    assert (await tab.hello(code=code))["session"] is None
    await tab.leave()


async def test_a_visitor_asks_for_a_copy(transactional_db: None) -> None:
    chat, code = await in_row(_mailed)
    tab = Tab(chat.site)
    welcome = await tab.hello(code=code)
    for _ in range(welcome["seq"]):
        await tab.hear("message")
    id_ = str(uuid.uuid4())
    await tab.socket.send_json_to({"type": "transcript", "id": id_})
    line = await tab.hear("message")
    await tab.socket.send_json_to({"type": "transcript", "id": id_})
    assert (await tab.hear("ack"))["seq"] == line["seq"]
    assert line["author"] == "system"
    assert line["text"] == "A copy of this conversation was sent to a…@example.com."
    copies = [item for item in await in_row(outbox) if item.kind == "visitor.transcript"]
    assert len(copies) == 1
    assert "Two years or three?" in copies[0].payload["text"]
    await tab.leave()


async def test_without_an_address_a_copy_is_asked_for_in_vain(transactional_db: None) -> None:
    chat = await in_row(begin, address="")
    code = await in_row(fresh, chat)
    tab = Tab(chat.site)
    welcome = await tab.hello(code=code)
    for _ in range(welcome["seq"]):
        await tab.hear("message")
    await tab.socket.send_json_to({"type": "transcript", "id": str(uuid.uuid4())})
    assert "write your e-mail address" in (await tab.hear("message"))["text"]
    assert await in_row(outbox) == []
    await tab.leave()

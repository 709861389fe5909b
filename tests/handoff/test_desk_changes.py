from __future__ import annotations

import uuid
from typing import Any

import pytest

from chatqual.audit.models import AuditEntry
from tests.factories import lines_of, make_agent, reload
from tests.handoff.cast import Desk, opened, row, taken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


# --- changes --------------------------------------------------------------------------------------
async def test_taking_over_is_acknowledged_and_shown(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    ack = await taken(desk, conversation)
    assert (ack["mode"], ack["epoch"]) == ("human", 1)
    update = await desk.hear("queue_update")
    assert update["items"][0]["owner_name"] == "Bo"
    await desk.leave()


async def test_the_second_is_told_who_has_it_and_sees_it(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    first = await row(Desk, bo)
    second = await row(Desk, await row(make_agent, site, "mara"))
    await first.arrive()
    await second.arrive()
    await taken(first, conversation)
    id = uuid.uuid4()
    await second.say("take", id=id, conversation=conversation.pk, seen_epoch=0)
    error = await second.hear("error")
    assert (error["code"], error["owner"], error["id"]) == ("stale_owner", "Bo", str(id))
    assert (await second.hear("queue_update"))["items"][0]["owner_name"] == "Bo"
    await first.leave()
    await second.leave()


async def test_a_line_of_bo_reaches_ana_once_however_often_it_is_sent(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    epoch = (await taken(desk, conversation))["epoch"]
    frame = {"id": uuid.uuid4(), "conversation": conversation.pk, "seen_epoch": epoch}
    seqs = []
    for _ in range(3):
        await desk.say("message", **frame, text="  Bo here.\u202e ")
        seqs.append((await desk.hear("ack"))["seq"])
    assert seqs == [3, 3, 3]
    assert (await row(lines_of, conversation.pk))[-1] == (3, "agent", "Bo here.")
    await desk.leave()


@pytest.mark.parametrize(
    ("text", "code"), [("", "bad_frame"), (" \n ", "bad_frame"), ("x" * 4001, "too_long")]
)
async def test_an_empty_or_endless_line_is_refused(at_desk: Any, text: str, code: str) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await taken(desk, conversation)
    await desk.say(
        "message", id=uuid.uuid4(), conversation=conversation.pk, seen_epoch=1, text=text
    )
    assert (await desk.hear("error"))["code"] == code
    await desk.leave()


async def test_a_flood_is_slowed_down_and_nothing_is_lost_silently(
    at_desk: Any, settings: Any
) -> None:
    settings.CHATQUAL_PER_SECOND = 0.001
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await taken(desk, conversation)
    for n in range(30):
        await desk.say(
            "message", id=uuid.uuid4(), conversation=conversation.pk, seen_epoch=1, text=f"{n}"
        )
    answers = [await desk.hear("ack", "error") for _ in range(30)]
    codes = [a.get("code", "ack") for a in answers]
    assert codes.count("ack") >= 20
    assert set(codes) == {"ack", "rate_limited"}
    await desk.leave()


async def test_what_cannot_be_stored_is_asked_for_again_under_its_id(
    at_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    from chatqual.handoff import changes

    def locked(*args: Any) -> None:
        raise OperationalError("database is locked")

    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    monkeypatch.setattr(changes, "carry_out", locked)
    id = uuid.uuid4()
    await desk.say("take", id=id, conversation=conversation.pk, seen_epoch=0)
    error = await desk.hear("error")
    assert (error["code"], error["id"], error["retry_after"]) == ("unavailable", str(id), 3)
    await desk.leave()


async def test_reading_a_conversation_is_in_the_trail(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    entry = await row(AuditEntry.objects.get, action="conversation.read")
    assert (entry.actor, entry.object) == ("bo", str(conversation.pk))
    await desk.leave()


async def test_who_goes_away_is_shown_as_away(at_desk: Any) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await desk.say("presence", status="away")
    while (await desk.hear("colleagues"))["colleagues"][0]["status"] != "away":
        pass
    await desk.leave()


async def test_only_the_owners_typing_goes_to_the_visitor(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    mara = await row(make_agent, site, "mara")
    first, second = await row(Desk, bo), await row(Desk, mara)
    await first.arrive()
    await second.arrive()
    await taken(first, conversation)
    await opened(first, conversation)
    await opened(second, conversation)
    await second.say("typing", conversation=conversation.pk)
    await first.say("typing", conversation=conversation.pk)
    seen = await second.hear("typing")
    assert (seen["author"], seen["name"]) == ("agent", "Bo")
    await first.leave()
    await second.leave()


async def test_release_lets_the_bot_speak_again(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    epoch = (await taken(desk, conversation))["epoch"]
    await desk.say("release", id=uuid.uuid4(), conversation=conversation.pk, seen_epoch=epoch)
    assert (await desk.hear("ack"))["mode"] == "bot"
    await desk.leave()


async def test_an_unknown_outcome_is_refused(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await desk.say(
        "close", id=uuid.uuid4(), conversation=conversation.pk, seen_epoch=0, outcome="eaten"
    )
    assert (await desk.hear("error"))["code"] == "bad_frame"
    assert (await row(reload, conversation.pk)).mode == "waiting"
    await desk.leave()


async def test_the_journal_tells_in_words_what_happened(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await taken(desk, conversation)
    await desk.say("journal", conversation=conversation.pk)
    assert (await desk.hear("journal"))["entries"][0]["text"] == "Bo took over"
    await desk.leave()


# --- bad input and presence -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["nonsense", "[]", '{"type": 1}', '{"type": "dance"}', '{"type": "open"}', "NaN"]
)
async def test_a_bad_frame_costs_an_error_and_not_the_connection(at_desk: Any, text: str) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await desk.socket.send_to(text_data=text)
    assert (await desk.hear("error"))["code"] == "bad_frame"
    await desk.say("ping")
    assert await desk.hear("pong")
    await desk.leave()


async def test_the_tenth_bad_frame_ends_it(at_desk: Any) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    for _ in range(10):
        await desk.socket.send_to(text_data="nonsense")
    assert await desk.closed() == 4008


async def test_at_the_desk_one_is_online_and_after_it_not(at_desk: Any) -> None:
    from django.utils import timezone

    from chatqual.handoff.presence import agents_online

    site, bo, _ = at_desk
    desk, second = await row(Desk, bo), await row(Desk, bo)
    await desk.arrive()
    await second.arrive()
    await desk.leave()
    assert await row(agents_online, site, timezone.now())
    await second.leave()
    assert not await row(agents_online, site, timezone.now())


async def test_an_owner_who_reads_is_told_to_the_visitors_side(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    desk = await row(Desk, bo)
    other = await row(Desk, await row(make_agent, site, "mara"))
    await desk.arrive()
    await other.arrive()
    await taken(desk, conversation)
    await opened(other, conversation)
    await desk.say("read", conversation=conversation.pk, seq=2)
    assert await other.hear("read", author="agent", seq=2)
    assert (await row(reload, conversation.pk)).agent_read_seq == 2
    await desk.leave()
    await other.leave()

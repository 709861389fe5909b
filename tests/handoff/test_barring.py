"""A right that is taken away in mid-conversation, by the very ways in which the admin does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User

from chatqual.conversations.models import Conversation
from chatqual.handoff.models import AgentPresence
from chatqual.sites.models import Membership, Site
from tests.factories import lines_of, make_agent, reload
from tests.handoff.cast import Desk, opened, row, taken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]
AtDesk = tuple[Site, User, Conversation]


def leave_group(user: User) -> None:
    user.groups.remove(Group.objects.get(name="Agent"))


def empty_group(user: User) -> None:
    Group.objects.get(name="Agent").user_set.clear()


def strip_group(user: User) -> None:
    Group.objects.get(name="Agent").permissions.remove(Permission.objects.get(codename="use_desk"))


def disable(user: User) -> None:
    user.is_active = False
    user.save()


@pytest.mark.parametrize("way", [leave_group, empty_group, strip_group, disable])
async def test_the_socket_ends_and_the_conversation_waits_again(
    at_desk: AtDesk, way: Callable[[User], Any]
) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await taken(desk, conversation)
    await row(way, bo)
    assert await desk.closed() == 4001
    found = await row(reload, conversation.pk)
    assert (found.mode, found.owner_id) == ("waiting", None)
    last = (await row(lines_of, conversation.pk))[-1]
    assert (last[1], "Bo" in last[2]) == ("system", True)


async def test_who_works_for_a_site_no_more_sees_nothing_of_it_and_keeps_nothing(
    at_desk: AtDesk,
) -> None:
    site, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    await taken(desk, conversation)
    await row(lambda: Membership.objects.get(user=bo).delete())
    assert (await desk.hear("queue"))["items"] == []
    assert (await row(reload, conversation.pk)).mode == "waiting"
    await desk.say(
        "message",
        id=conversation.pk,
        conversation=conversation.pk,
        seen_epoch=1,
        text="Still here?",
    )
    assert (await desk.hear("error"))["code"] == "not_found"
    await desk.leave()


async def test_who_joins_a_site_sees_it_at_once(at_desk: AtDesk) -> None:
    site, _, conversation = at_desk
    zoe = await row(make_agent, None, "zoe")
    desk = await row(Desk, zoe)
    assert (await desk.arrive())["items"] == []
    await row(Membership.objects.create, site=site, user=zoe)
    queue = await desk.hear("queue")
    assert [item["id"] for item in queue["items"]] == [str(conversation.pk)]
    await desk.leave()


async def test_who_signs_out_is_given_only_a_moment(at_desk: AtDesk, settings: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await taken(desk, conversation)
    before = (await row(AgentPresence.objects.get, user=bo)).last_seen
    from django.contrib.sessions.models import Session

    from chatqual.handoff.sign_out import on_signed_out

    await row(Session.objects.all().delete)
    await row(on_signed_out, sender=None, request=None, user=bo)
    assert await desk.closed() == 4001
    await desk.leave()
    gone = await row(AgentPresence.objects.get, user=bo)
    assert gone.status == "offline"
    assert gone.last_seen < before

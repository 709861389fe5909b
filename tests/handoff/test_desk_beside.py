"""What a desk socket tells beside queue and conversation."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from chatqual.conversations.models import Conversation
from chatqual.handoff.tasks import add_task
from chatqual.sites.models import Site
from tests.factories import make_agent
from tests.handoff.cast import Desk, opened, row

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


async def test_every_page_is_told_of_a_new_task_and_of_one_that_is_done(
    at_desk: tuple[Site, User, Conversation],
) -> None:
    site, bo, conversation = at_desk
    mine, other = await row(Desk, bo), await row(Desk, bo)
    await mine.arrive()
    await other.arrive()
    assert (await other.hear("tasks"))["tasks"] == []
    task = await row(
        add_task, site=site, kind="call_back", key="one", text="Call", conversation=conversation
    )
    assert (await mine.hear("tasks", tasks=[]))["tasks"] == []
    assert (await mine.hear("tasks"))["tasks"][0]["conversation"] == str(conversation.pk)
    await mine.say("task_done", task=task.pk, done=True)
    # Hints that come together are read once: the page may see the task only when it is done.
    while not (await other.hear("tasks"))["tasks"][0]["done_at"]:
        continue
    await mine.leave()
    await other.leave()


async def test_colleagues_see_who_looks_on_and_who_has_left(
    at_desk: tuple[Site, User, Conversation],
) -> None:
    site, bo, conversation = at_desk
    first = await row(Desk, bo)
    second = await row(Desk, await row(make_agent, site, "mara"))
    await first.arrive()
    await second.arrive()
    await opened(first, conversation)
    await opened(second, conversation)
    seen = {"conversation": str(conversation.pk), "doing": "viewing"}
    assert (await first.hear("viewing", **seen))["name"] == "Mara"
    # The newcomer is told of whoever was there before.
    assert (await second.hear("viewing", **seen))["name"] == "Bo"
    await second.say("leave", conversation=conversation.pk)
    assert (await first.hear("viewing", doing="gone"))["name"] == "Mara"
    await first.leave()
    await second.leave()

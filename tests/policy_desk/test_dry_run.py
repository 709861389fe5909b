"""The dry run: what would differ, without a row and without a word to anybody."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from chatqual import pipeline  # noqa: F401 - registers who does which rows
from chatqual.conversations.models import Turn
from chatqual.conversations.wake import in_this_thread
from chatqual.engine.policy import Policy
from chatqual.policy_desk.document import written
from chatqual.policy_desk.dry_run import choose_conversations, run_part
from chatqual.policy_desk.publishing import copy_policy
from chatqual.sites.models import PolicyVersion, Site
from tests.factories import make_agent, make_site, say

LINES = ("we need sso for 60 people, it replaces e-mail", "in spring", "our cto decides")


@pytest.fixture
def site(transactional_db: None) -> Site:
    """With one chat of Ana's."""
    site = make_site()
    visitor: uuid.UUID | None = None
    for line in LINES:
        with in_this_thread():
            visitor = say(site, line, visitor).visitor
    return site


@pytest.fixture
def dana(site: Site) -> User:
    from chatqual.handoff.roles import make_roles

    make_roles(apps)
    dana = make_agent(site, "dana")
    dana.groups.set([Group.objects.get(name="Administrator")])
    return dana


def rows() -> dict[str, int]:
    own = [m for m in apps.get_models() if m.__module__.startswith(("chatqual.", "knowledge."))]
    return {m._meta.label: m._default_manager.count() for m in own}


def quiet(site: Site) -> Policy:
    """The live policy, but it never asks."""
    data = PolicyVersion.objects.get(site=site, status="live").data
    return Policy.from_json(written(data, {("pacing", "max_questions"): 0}))


def live(site: Site) -> Policy:
    return Policy.from_json(PolicyVersion.objects.get(site=site, status="live").data)


def test_it_tells_what_was_asked_then_and_now_and_writes_nothing(site: Site) -> None:
    before, mails = rows(), len(mail.outbox)
    states = list(Turn.objects.values_list("pk", "decision"))
    part = run_part(site, quiet(site), choose_conversations(site, last=5))
    assert (part.conversations, part.turns, part.unreadable) == (1, 3, 0)
    first = part.differences[0]
    assert first.then.asked is not None
    assert first.now.asked is None
    assert first.line in LINES
    assert rows() == before
    assert list(Turn.objects.values_list("pk", "decision")) == states
    assert len(mail.outbox) == mails


def test_under_the_same_policy_nothing_differs(site: Site) -> None:
    assert run_part(site, live(site), choose_conversations(site)).differences == ()


def test_what_only_the_program_changed_is_no_difference_of_the_version(site: Site) -> None:
    turn = Turn.objects.order_by("pk")[0]
    turn.decision["outcome"]["reply"]["text"] = "What an older program said."
    turn.save()
    part = run_part(site, live(site), choose_conversations(site))
    assert (part.software, part.differences) == (1, ())


def test_another_sites_conversations_are_neither_chosen_nor_run(site: Site) -> None:
    other = make_site("other", name="Other")
    assert choose_conversations(other) == []
    assert run_part(other, live(other), choose_conversations(site)).conversations == 0


def test_a_turn_of_another_shape_is_counted_and_passed_over(site: Site) -> None:
    turn = Turn.objects.order_by("pk")[0]
    turn.inputs = {}
    turn.save()
    part = run_part(site, live(site), choose_conversations(site))
    assert (part.turns, part.unreadable) == (3, 1)


def test_the_page_names_the_conversations_and_its_parts_tell_the_differences(
    site: Site, dana: User
) -> None:
    client = Client()
    client.force_login(dana)
    draft = copy_policy(version=PolicyVersion.objects.get(site=site, status="live"), user=dana)
    PolicyVersion.objects.filter(pk=draft.pk).update(data=quiet(site).to_json())
    where = reverse("admin:sites_policyversion_dry_run", args=[draft.pk])
    (chosen,) = choose_conversations(site)
    assert chosen in client.get(where, {"last": 10}).content.decode()
    assert chosen in client.get(where, {"since": "2020-01-01"}).content.decode()
    assert chosen not in client.get(where, {"since": "2100-01-01"}).content.decode()
    assert "greater than or equal to 1" in client.get(where, {"last": 0}).content.decode()

    part = reverse("admin:sites_policyversion_dry_run_part", args=[draft.pk])

    def ask(body: Any) -> Any:
        return client.post(part, body, content_type="application/json")

    told = ask({"conversations": [chosen]}).json()
    assert told["differences"][0]["now"]["asked"] == ""
    assert chosen in told["differences"][0]["address"]
    assert ask({"conversations": ["nobody"]}).status_code == 400
    assert ask("[]").status_code == 400


def test_replay_decides_under_a_draft_by_the_same_code(
    site: Site, dana: User, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = copy_policy(version=PolicyVersion.objects.get(site=site, status="live"), user=dana)
    PolicyVersion.objects.filter(pk=draft.pk).update(data=quiet(site).to_json())
    (chosen,) = choose_conversations(site)
    options: dict[str, Any] = {"policy": str(draft.number), "site": "shop", "json": True}
    expected = len(run_part(site, quiet(site), [chosen]).differences)
    for more in ({"conversation": chosen}, {"since": "2020-01-01"}):
        call_command("replay", **options, **more)
        told = json.loads(capsys.readouterr().out)
        assert told["turns"] == 3
        assert told["differs in reply"] == expected

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.utils import timezone

from chatqual.conversations.models import Conversation
from chatqual.handoff.clock import sweep_clocks
from chatqual.handoff.clock_models import DeskSettings
from chatqual.handoff.models import AgentPresence, AgentProfile
from chatqual.handoff.ownership import take
from chatqual.handoff.presence import agents_online, at_desk, record_gone, record_heartbeat
from chatqual.handoff.ringing import rings_for
from chatqual.handoff.staff import staff_of
from chatqual.sites.models import Site
from tests.factories import make_agent, reload
from tests.handoff.test_clock import asked

pytestmark = pytest.mark.django_db


def here(user: User, status: str | None = None) -> None:
    record_heartbeat(staff=staff_of(user), status=status, is_active=True)


def rings(user: User) -> list[str]:
    return [ring.kind for ring in rings_for(staff_of(user)).rings]


def took(conversation: Conversation, user: User) -> None:
    epoch = reload(conversation.pk).owner_epoch
    take(conversation_id=conversation.pk, user=user, seen_epoch=epoch)


def overdue() -> None:
    sweep_clocks(timezone.now() + timedelta(hours=2))


def test_it_rings_for_all_who_are_available_until_the_first_takes_it(
    site: Site, bo: User, mara: User
) -> None:
    here(bo)
    here(mara)
    conversation = asked(site)
    assert rings(bo) == rings(mara) == ["waiting"]
    took(conversation, mara)
    assert rings(bo) == rings(mara) == []


def test_it_does_not_ring_for_who_is_away_or_gone_or_idle(site: Site, bo: User, mara: User) -> None:
    here(bo, "away")
    here(mara)
    record_gone(user_id=mara.pk)
    asked(site)
    assert rings(bo) == rings(mara) == []
    here(mara)
    assert rings(mara) == ["waiting"]
    idle = timezone.now() - timedelta(seconds=settings.CHATQUAL_AGENT_AWAY_AFTER + 1)
    AgentPresence.objects.filter(user=mara).update(last_active=idle)
    assert rings(mara) == []


def test_it_does_not_ring_at_another_site(site: Site, cy: User) -> None:
    here(cy)
    asked(site)
    assert rings(cy) == []


def test_who_has_enough_is_left_alone(site: Site, bo: User, mara: User) -> None:
    DeskSettings.objects.create(site=site, capacity=1)
    here(bo)
    here(mara)
    took(asked(site), bo)
    asked(site)
    assert (rings(bo), rings(mara)) == ([], ["waiting"])


def test_a_person_s_own_capacity_goes_before_the_site_s(site: Site, bo: User) -> None:
    AgentProfile.objects.create(user=bo, capacity=2)
    DeskSettings.objects.create(site=site, capacity=1)
    here(bo)
    took(asked(site), bo)
    asked(site)
    assert rings(bo) == ["waiting"]
    assert [(p.load, p.capacity) for p in at_desk([site.pk], timezone.now())] == [(1, 2)]


def test_it_rings_in_the_team_of_its_kind_and_elsewhere_only_where_that_has_nobody(
    site: Site, bo: User, mara: User
) -> None:
    AgentProfile.objects.create(user=mara, team="Support")
    here(bo)
    here(mara)
    asked(site, lead_type="support")
    assert (rings(bo), rings(mara)) == ([], ["waiting"])
    here(mara, "away")
    assert (rings(bo), rings(mara)) == (["waiting"], [])


def test_a_kind_without_a_team_rings_for_everybody(site: Site, bo: User, mara: User) -> None:
    AgentProfile.objects.create(user=mara, team="support")
    here(bo)
    here(mara)
    asked(site, lead_type="press")
    assert rings(bo) == rings(mara) == ["waiting"]


def test_what_is_overdue_rings_for_everybody_whatever_they_have(
    site: Site, bo: User, mara: User
) -> None:
    AgentProfile.objects.create(user=mara, team="support", capacity=1)
    here(bo)
    here(mara)
    took(asked(site), mara)
    asked(site, lead_type="sales")
    assert rings(mara) == []
    overdue()
    assert "waiting" in rings(mara)
    assert rings_for(staff_of(mara)).rings[0].is_late


def test_the_head_of_the_team_hears_of_what_its_owner_leaves_unanswered(
    site: Site, bo: User, mara: User
) -> None:
    mara.groups.add(Group.objects.get(name="Lead"))
    lead = User.objects.get(pk=mara.pk)
    here(bo)
    here(lead)
    took(asked(site), bo)
    assert rings(lead) == []
    overdue()
    (ring,) = rings_for(staff_of(lead)).rings
    assert (ring.kind, ring.by) == ("overdue", "Bo")
    assert rings(bo) == []


def test_who_does_nothing_for_long_is_away_and_visitors_are_told_so(site: Site, bo: User) -> None:
    here(bo)
    assert agents_online(site, timezone.now())
    idle = timezone.now() - timedelta(seconds=settings.CHATQUAL_AGENT_AWAY_AFTER + 1)
    AgentPresence.objects.filter(user=bo).update(last_active=idle)
    record_heartbeat(staff=staff_of(bo))
    assert not agents_online(site, timezone.now())
    assert [p.status for p in at_desk([site.pk], timezone.now())] == ["away"]
    here(bo)
    assert agents_online(site, timezone.now())


def test_a_closed_conversation_rings_no_more(site: Site, bo: User) -> None:
    here(bo)
    conversation = asked(site)
    Conversation.objects.filter(pk=conversation.pk).update(mode="closed")
    assert rings(bo) == []


def test_another_team_s_head_at_another_site_hears_nothing(site: Site, cy: User) -> None:
    cy.groups.add(Group.objects.get(name="Lead"))
    here(User.objects.get(pk=cy.pk))
    took(asked(site), make_agent(site, "zoe"))
    overdue()
    assert rings(User.objects.get(pk=cy.pk)) == []

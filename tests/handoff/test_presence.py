from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from chatqual.conversations.models import Conversation
from chatqual.handoff.ownership import take
from chatqual.handoff.presence import (
    agents_online,
    record_contact,
    record_gone,
    record_heartbeat,
)
from chatqual.handoff.staff import staff_of
from chatqual.handoff.vanished import sweep_lost_agents
from chatqual.sites.models import Site
from tests.factories import make_agent, reload
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


def later() -> datetime:
    return timezone.now() + timedelta(seconds=settings.CHATQUAL_AGENT_TIMEOUT + 1)


def taken(site: Site, user: User) -> Conversation:
    conversation = waiting(site)
    record_heartbeat(staff=staff_of(user))
    take(conversation_id=conversation.pk, user=user, seen_epoch=conversation.owner_epoch)
    return reload(conversation.pk)


def test_nobody_is_online_before_anybody_came(site: Site, bo: User) -> None:
    assert not agents_online(site, timezone.now())


def test_an_agent_with_a_heartbeat_is_online_at_their_own_sites_only(
    site: Site, bo: User, cy: User
) -> None:
    record_heartbeat(staff=staff_of(cy))
    assert not agents_online(site, timezone.now())
    record_heartbeat(staff=staff_of(bo))
    assert agents_online(site, timezone.now())


def test_silence_beyond_the_time_out_is_absence(site: Site, bo: User) -> None:
    record_heartbeat(staff=staff_of(bo))
    assert not agents_online(site, later())


def test_who_is_away_cannot_take_over_and_stays_away_through_heartbeats(
    site: Site, bo: User
) -> None:
    record_heartbeat(staff=staff_of(bo), status="away")
    record_heartbeat(staff=staff_of(bo))
    assert not agents_online(site, timezone.now())


def test_the_last_closed_tab_is_offline_at_once(site: Site, bo: User) -> None:
    record_heartbeat(staff=staff_of(bo))
    record_gone(user_id=bo.pk)
    assert not agents_online(site, timezone.now())


def test_coming_back_is_online_again(site: Site, bo: User) -> None:
    record_heartbeat(staff=staff_of(bo))
    record_gone(user_id=bo.pk)
    record_heartbeat(staff=staff_of(bo))
    assert agents_online(site, timezone.now())


def test_a_disabled_account_is_not_online(site: Site, bo: User) -> None:
    record_heartbeat(staff=staff_of(bo))
    User.objects.filter(pk=bo.pk).update(is_active=False)
    assert not agents_online(site, timezone.now())


def test_a_vanished_owner_loses_the_conversation(site: Site, bo: User) -> None:
    conversation = taken(site, bo)
    assert sweep_lost_agents(later()) == 1
    assert reload(conversation.pk).mode == "waiting"


def test_a_present_owner_keeps_it(site: Site, bo: User) -> None:
    conversation = taken(site, bo)
    assert sweep_lost_agents(timezone.now()) == 0
    assert reload(conversation.pk).mode == "human"


def test_a_reload_within_the_time_out_loses_nothing(site: Site, bo: User) -> None:
    conversation = taken(site, bo)
    record_gone(user_id=bo.pk)
    assert sweep_lost_agents(timezone.now()) == 0
    assert reload(conversation.pk).owner == bo


def test_a_programs_call_counts_as_a_sign_of_life_but_not_as_being_there(
    site: Site, bo: User
) -> None:
    record_contact(staff=staff_of(bo))
    conversation = waiting(site)
    take(conversation_id=conversation.pk, user=bo, seen_epoch=conversation.owner_epoch)
    assert sweep_lost_agents(timezone.now()) == 0
    assert not agents_online(site, timezone.now())


def test_a_disabled_owner_loses_it_without_waiting(site: Site, bo: User) -> None:
    conversation = taken(site, bo)
    User.objects.filter(pk=bo.pk).update(is_active=False)
    assert sweep_lost_agents(timezone.now()) == 1
    assert reload(conversation.pk).mode == "waiting"


def test_a_deleted_owner_loses_it_too(site: Site, bo: User) -> None:
    conversation = taken(site, bo)
    bo.delete()
    assert sweep_lost_agents(timezone.now()) == 1
    assert reload(conversation.pk).mode == "waiting"


def test_samples_stay_as_they_are(site: Site, bo: User) -> None:
    conversation = taken(site, bo)
    Conversation.objects.filter(pk=conversation.pk).update(is_sample=True)
    assert sweep_lost_agents(later()) == 0


def test_only_what_the_vanished_one_had_is_returned(site: Site, bo: User) -> None:
    lost, kept = taken(site, bo), taken(site, make_agent(site, "mara"))
    bo.presences.update(last_seen=timezone.now() - timedelta(days=1))
    assert sweep_lost_agents(timezone.now()) == 1
    assert [reload(c.pk).mode for c in (lost, kept)] == ["waiting", "human"]

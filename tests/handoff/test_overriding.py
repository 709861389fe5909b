"""The desk's word on the score: by members of the site only, seen by all of them at once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User

from chatqual.handoff.changes import carry_out
from chatqual.handoff.ownership import close, take
from chatqual.handoff.panel import panel_of
from chatqual.handoff.protocol import SetOverride
from chatqual.handoff.queue import items_of, rank_of
from chatqual.handoff.staff import staff_of
from chatqual.sites.models import Site
from tests.factories import reload
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


def says(user: User, conversation: Any, tier: str, reason: str = "On the phone") -> Any:
    frame = SetOverride(uuid.uuid4(), conversation.pk, tier, None, reason)
    return carry_out(staff_of(user), frame)


def test_a_member_of_the_site_sets_it_though_nobody_has_taken_it(site: Site, bo: User) -> None:
    conversation = waiting(site)
    assert says(bo, conversation, "hot").type == "ack"
    found = panel_of(reload(conversation.pk)).score
    assert found.tier == "not_enough_information"
    assert found.override is not None
    assert (found.override.tier, found.override.by) == ("hot", "Bo")


def test_an_agent_of_another_site_finds_no_such_conversation(site: Site, cy: User) -> None:
    conversation = waiting(site)
    assert says(cy, conversation, "hot").code == "not_found"
    assert not reload(conversation.pk).override_tier


def test_the_queue_goes_by_the_tier_that_counts(site: Site, bo: User) -> None:
    conversation = waiting(site)
    before = rank_of(conversation)
    says(bo, conversation, "hot")
    found = reload(conversation.pk)
    (item,) = items_of(staff_of(bo), [found.pk])
    assert rank_of(found) < before
    assert (item.tier, item.is_overridden) == ("hot", True)


def test_without_a_reason_it_is_refused_in_words(site: Site, bo: User) -> None:
    answer = says(bo, waiting(site), "hot", " ")
    assert (answer.code, answer.message[:7]) == ("bad_frame", "Say why")


def test_an_empty_tier_takes_it_back(site: Site, bo: User) -> None:
    conversation = waiting(site)
    says(bo, conversation, "hot")
    says(bo, conversation, "", "")
    assert panel_of(reload(conversation.pk)).score.override is None


def test_the_brief_says_by_when_to_follow_up(site: Site, bo: User) -> None:
    conversation = waiting(site)
    says(bo, conversation, "warm")
    found = panel_of(reload(conversation.pk)).brief.follow_up
    assert found is not None
    assert found.why == "a warm lead"


def test_what_a_person_has_in_hand_is_not_due(site: Site, bo: User) -> None:
    conversation = waiting(site)
    says(bo, conversation, "hot")
    held = take(conversation_id=conversation.pk, user=bo, seen_epoch=0)
    assert reload(conversation.pk).follow_up_by is None
    says(bo, conversation, "warm")
    assert reload(conversation.pk).follow_up_by is None
    close(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch, outcome="won")
    assert reload(conversation.pk).follow_up_by is None


def test_programs_set_it_too_and_must_name_the_tier(site: Site, bo: User, client: Any) -> None:
    conversation = waiting(site)
    client.force_login(bo)
    address = f"/admin/desk/{conversation.pk}/override"
    assert client.post(address, {"reason": "call"}).status_code == 400
    assert (
        client.post(address, {"tier": "hot", "score": "ninety", "reason": "x"}).status_code == 400
    )
    answer = client.post(address, {"tier": "", "score": "90", "reason": "call"})
    assert answer.status_code == 200
    assert reload(conversation.pk).effective_tier == "hot"

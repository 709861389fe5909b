from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.conversations.errors import NotOwner, StaleOwner
from chatqual.conversations.models import Conversation, Turn
from chatqual.conversations.opening import open_turn
from chatqual.handoff.clock_models import ResponseClock
from chatqual.handoff.ownership import Held, send_agent_message, take
from chatqual.handoff.presence import record_gone, record_heartbeat
from chatqual.handoff.ringing import RingSeen, _seen, rings_for
from chatqual.handoff.staff import staff_of
from chatqual.handoff.transfer import Transfer, transfer
from chatqual.realtime.frames import BadFrame
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from tests.factories import lines_of, make_agent, reload, say
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


def here(*users: User) -> None:
    for user in users:
        record_heartbeat(staff=staff_of(user), is_active=True)


@pytest.fixture
def owned(site: Site, bo: User, mara: User) -> Conversation:
    """Bo's, with Mara at the desk too."""
    here(bo, mara)
    conversation = waiting(site)
    take(conversation_id=conversation.pk, user=bo, seen_epoch=conversation.owner_epoch)
    return reload(conversation.pk)


def hand(
    by: User, conversation: Conversation, to: User | None = None, team: str = "", **fields: Any
) -> Held:
    values = {"seen_epoch": reload(conversation.pk).owner_epoch, "reason": "", **fields}
    frame = Transfer(
        id=uuid.uuid4(),
        conversation=conversation.pk,
        to=to.pk if to else None,
        team=team,
        **values,
    )
    return transfer(staff_of(by), frame)


def test_a_colleague_who_is_there_has_it_at_once(owned: Conversation, bo: User, mara: User) -> None:
    held = hand(bo, owned, mara)
    found = reload(owned.pk)
    assert (found.mode, found.owner) == ("human", mara)
    assert held.epoch == found.owner_epoch == owned.owner_epoch + 1


def test_the_visitor_reads_who_speaks_now(owned: Conversation, bo: User, mara: User) -> None:
    hand(bo, owned, mara, reason="Wants a discount")
    assert lines_of(owned.pk)[-1][1:] == (
        "system",
        "Bo (sales) has handed the conversation over to Mara (sales).",
    )


def test_the_colleague_is_told_with_the_reason_until_they_have_seen_it(
    owned: Conversation, bo: User, mara: User
) -> None:
    hand(bo, owned, mara, reason="Wants a discount")
    (ring,) = rings_for(staff_of(mara)).rings
    assert (ring.kind, ring.by, ring.reason) == ("handed", "Bo", "Wants a discount")
    assert rings_for(staff_of(bo)).rings == ()
    assert _seen(staff_of(mara), RingSeen(owned.pk)).rings == ()
    assert rings_for(staff_of(mara)).rings == ()


def test_it_stands_in_the_journal_and_in_the_trail_which_keeps_no_reason(
    owned: Conversation, bo: User, mara: User
) -> None:
    hand(bo, owned, mara, reason="Wants a discount")
    entry = owned.journal.get(kind="transferred")
    assert (entry.actor, entry.payload) == ("Bo", {"to": "Mara", "reason": "Wants a discount"})
    audited = AuditEntry.objects.get(action="conversation.transfer")
    assert (audited.actor, audited.detail["to"]) == ("bo", "Mara")
    assert "reason" not in audited.detail


def test_to_a_team_it_waits_again_and_rings_there(
    owned: Conversation, bo: User, mara: User
) -> None:
    mara.agent_profile = _profile(mara, "support")
    hand(bo, owned, team="support")
    found = reload(owned.pk)
    assert (found.mode, found.owner) == ("waiting", None)
    assert [r.kind for r in rings_for(staff_of(mara)).rings] == ["waiting"]
    assert rings_for(staff_of(bo)).rings == ()
    assert "passed the conversation on" in lines_of(owned.pk)[-1][2]


def _profile(user: User, team: str) -> Any:
    from chatqual.handoff.models import AgentProfile

    return AgentProfile.objects.update_or_create(user=user, defaults={"team": team})[0]


def test_the_bot_answers_what_was_left_while_the_team_is_waited_for(
    owned: Conversation, bo: User
) -> None:
    say(owned.site, "and what does it cost", owned.visitor_id)
    hand(bo, owned, team="sales")
    assert Turn.objects.get(conversation=owned, status="open").covers_from > 0


def test_an_answer_under_way_is_dropped_and_worked_out_anew(site: Site, bo: User) -> None:
    here(bo)
    conversation = waiting(site)
    with writing():
        old = open_turn(conversation, timezone.now())
    hand(bo, conversation, team="support")
    old.refresh_from_db()
    assert old.status == "dropped"
    assert Turn.objects.filter(conversation=conversation, status="open").count() == 1


def test_who_waits_may_be_routed_by_anybody_and_goes_on_waiting(site: Site, bo: User) -> None:
    here(bo)
    conversation = waiting(site)
    before = lines_of(conversation.pk)
    hand(bo, conversation, team="support")
    found = reload(conversation.pk)
    assert (found.mode, found.waiting_since) == ("waiting", conversation.waiting_since)
    assert lines_of(conversation.pk) == before


def test_a_colleague_s_is_theirs(owned: Conversation, mara: User) -> None:
    with pytest.raises(NotOwner) as refused:
        hand(mara, owned, mara)
    assert refused.value.owner == "Bo"


def test_the_head_of_a_team_may_transfer_any(owned: Conversation, mara: User) -> None:
    mara.groups.add(Group.objects.get(name="Lead"))
    lead = User.objects.get(pk=mara.pk)
    assert hand(lead, owned, lead).mode == "human"
    assert reload(owned.pk).owner == mara


def test_whoever_comes_second_is_told_who_has_it(owned: Conversation, bo: User, mara: User) -> None:
    seen = owned.owner_epoch
    hand(bo, owned, mara)
    with pytest.raises(StaleOwner) as refused:
        hand(bo, owned, team="sales", seen_epoch=seen)
    assert refused.value.owner == "Mara"


def test_nobody_gets_it_who_is_not_there(owned: Conversation, bo: User, mara: User) -> None:
    record_gone(user_id=mara.pk)
    with pytest.raises(BadFrame, match="not at the desk"):
        hand(bo, owned, mara)
    record_heartbeat(staff=staff_of(mara), status="away")
    with pytest.raises(BadFrame, match="away"):
        hand(bo, owned, mara)
    assert reload(owned.pk).owner == bo


def test_nobody_gets_it_who_is_of_another_site(owned: Conversation, bo: User, cy: User) -> None:
    here(cy)
    with pytest.raises(BadFrame):
        hand(bo, owned, cy)


@pytest.mark.parametrize("fields", [{}, {"team": "sales", "to": True}])
def test_it_goes_to_one_of_the_two(
    owned: Conversation, bo: User, mara: User, fields: dict[str, Any]
) -> None:
    with pytest.raises(BadFrame, match="a colleague or a team"):
        hand(bo, owned, mara if fields.get("to") else None, team=fields.get("team", ""))


def test_the_former_owner_s_late_line_is_refused(owned: Conversation, bo: User, mara: User) -> None:
    hand(bo, owned, mara)
    with pytest.raises(NotOwner):
        send_agent_message(
            conversation_id=owned.pk,
            user=bo,
            seen_epoch=owned.owner_epoch,
            client_id=uuid.uuid4(),
            text="One more thing",
        )


def test_the_clock_begins_anew_for_the_new_owner(owned: Conversation, bo: User, mara: User) -> None:
    hand(bo, owned, mara)
    clock = ResponseClock.objects.get(conversation=owned)
    assert (clock.to, clock.stopped_at) == (mara, None)


def test_programs_use_the_same_verb(owned: Conversation, bo: User, mara: User) -> None:
    client = Client()
    client.force_login(bo)
    url = f"/admin/desk/{owned.pk}/transfer"
    data = {"seen_epoch": owned.owner_epoch, "to": mara.pk}
    done = client.post(url, data)
    assert (done.status_code, done.json()["mode"]) == (200, "human")
    again = client.post(url, data, content_type="application/json")
    assert (again.status_code, again.json()["owner"]) == (409, "Mara")


def test_another_site_s_is_not_found(owned: Conversation, cy: User) -> None:
    client = Client()
    client.force_login(make_agent(None, "zoe"))
    done = client.post(f"/admin/desk/{owned.pk}/transfer", {"seen_epoch": 1, "team": "sales"})
    assert done.status_code == 404


def test_the_reason_stands_beside_the_log_as_a_private_note(
    owned: Conversation, bo: User, mara: User
) -> None:
    hand(bo, owned, mara, reason="Wants a discount")
    note = owned.notes.get()
    assert (note.name, note.text) == ("Bo", "For Mara: Wants a discount")
    assert all("discount" not in text for _, _, text in lines_of(owned.pk))

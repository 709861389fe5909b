from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation
from chatqual.conversations.receive import lock_conversation, start_waiting
from chatqual.handoff.clock import start_clock, sweep_clocks
from chatqual.handoff.clock_models import DeskSettings, ResponseClock
from chatqual.handoff.desk_settings_admin import DeskSettingsForm
from chatqual.handoff.models import Task
from chatqual.handoff.ownership import close, release, return_to_queue, send_agent_message, take
from chatqual.handoff.presence import record_heartbeat
from chatqual.handoff.queue import items_of
from chatqual.handoff.staff import staff_of
from chatqual.realtime.transactions import writing
from chatqual.sites.hours import DAYS
from chatqual.sites.models import Site
from tests.factories import make_agent, make_site, reload, say

pytestmark = pytest.mark.django_db
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def asked(site: Site, tier: str = "not_enough_information", **fields: object) -> Conversation:
    """A visitor who has just been handed off, as a turn does it."""
    pk = say(site, "I would like to talk to somebody").conversation
    Conversation.objects.filter(pk=pk).update(tier=tier, **fields)
    with writing():
        conversation = lock_conversation(pk=pk)
        start_waiting(conversation, "asked", timezone.now())
        conversation.save()
    return reload(pk)


def clock_of(conversation: Conversation) -> ResponseClock:
    return ResponseClock.objects.get(conversation=conversation)


def minutes_of(conversation: Conversation) -> float:
    clock = clock_of(conversation)
    return (clock.due - clock.started).total_seconds() / 60


def took(conversation: Conversation, user: User) -> int:
    record_heartbeat(staff=staff_of(user), is_active=True)
    epoch = reload(conversation.pk).owner_epoch
    return take(conversation_id=conversation.pk, user=user, seen_epoch=epoch).epoch


def speak(conversation: Conversation, user: User, epoch: int) -> None:
    send_agent_message(
        conversation_id=conversation.pk,
        user=user,
        seen_epoch=epoch,
        client_id=conversation.pk,
        text="Bo here.",
    )


@pytest.mark.parametrize(
    ("tier", "minutes"),
    [("hot", 5), ("warm", 15), ("cold", 60), ("unqualified", 60), ("not_enough_information", 20)],
)
def test_each_tier_has_its_minutes(site: Site, tier: str, minutes: int) -> None:
    assert minutes_of(asked(site, tier)) == minutes


def test_a_person_s_tier_counts_before_the_computed_one(site: Site) -> None:
    assert minutes_of(asked(site, "cold", override_tier="hot")) == 5


def test_a_site_lays_down_its_own_minutes(site: Site) -> None:
    DeskSettings.objects.create(site=site, minutes_hot=1)
    assert minutes_of(asked(site, "hot")) == 1


def test_minutes_count_in_opening_hours_only() -> None:
    site = make_site("open", hours={"mon": ["08:00", "12:10"], "tue": ["09:00", "17:00"]})
    conversation = asked(site, "cold")
    with writing():
        start_clock(conversation, MONDAY_NOON)
    # Ten minutes are left on Monday, fifty on Tuesday.
    assert clock_of(conversation).due == datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


def test_only_a_person_s_line_stops_it(site: Site, bo: User) -> None:
    conversation = asked(site)
    epoch = took(conversation, bo)
    assert clock_of(conversation).stopped_at is None
    speak(conversation, bo, epoch)
    assert clock_of(conversation).stopped_at is not None


@pytest.mark.parametrize("way", ["release", "close"])
def test_it_stops_where_nobody_is_waited_for(site: Site, bo: User, way: str) -> None:
    conversation = asked(site)
    epoch = took(conversation, bo)
    if way == "release":
        release(conversation_id=conversation.pk, user=bo, seen_epoch=epoch)
    else:
        close(conversation_id=conversation.pk, user=bo, seen_epoch=epoch, outcome="")
    assert clock_of(conversation).stopped_at is not None


def test_it_begins_anew_where_the_agent_is_lost(site: Site, bo: User) -> None:
    conversation = asked(site)
    epoch = took(conversation, bo)
    speak(conversation, bo, epoch)
    return_to_queue(conversation_id=conversation.pk, seen_epoch=epoch)
    clock = clock_of(conversation)
    assert (clock.stopped_at, clock.escalated_at) == (None, None)


@pytest.mark.parametrize(("tier", "minutes"), [("hot", 5), ("cold", 20)])
def test_a_new_tier_may_only_hasten_it(site: Site, tier: str, minutes: int) -> None:
    conversation = asked(site)
    with writing():
        held = lock_conversation(pk=conversation.pk)
        held.tier = tier
        add_journal(held, "tier_changed", {"to": tier})
        held.save()
    assert minutes_of(conversation) == minutes


@pytest.mark.parametrize("field", ["is_test", "is_sample"])
def test_a_test_and_a_sample_have_no_clock(site: Site, field: str) -> None:
    conversation = asked(site, **{field: True})
    assert not ResponseClock.objects.filter(conversation=conversation).exists()


def test_what_is_overdue_is_escalated_once(site: Site, bo: User) -> None:
    conversation = asked(site, "hot")
    assert sweep_clocks(timezone.now()) == 0
    late = timezone.now() + timedelta(minutes=6)
    assert [sweep_clocks(late), sweep_clocks(late)] == [1, 0]
    entries = reload(conversation.pk).journal.filter(kind="overdue")
    assert entries.count() == 1


def test_what_was_answered_is_not_escalated(site: Site, bo: User) -> None:
    conversation = asked(site, "hot")
    speak(conversation, bo, took(conversation, bo))
    assert sweep_clocks(timezone.now() + timedelta(hours=1)) == 0


def test_the_list_tells_by_when_and_whether_it_is_late(site: Site, bo: User) -> None:
    conversation = asked(site, "hot")
    staff = staff_of(bo)
    clock = items_of(staff, [conversation.pk])[0].clock
    assert clock is not None
    assert clock.state == "running"
    sweep_clocks(timezone.now() + timedelta(minutes=6))
    late = items_of(staff, [conversation.pk])[0].clock
    assert late is not None
    assert (late.due, late.state) == (clock.due, "late")
    speak(conversation, bo, took(conversation, bo))
    assert items_of(staff, [conversation.pk])[0].clock is None


def only(day: datetime) -> dict[str, list[str]]:
    """Open on that weekday alone."""
    return {DAYS[day.weekday()]: ["10:00", "12:00"]}


def test_where_nobody_is_there_a_task_waits_for_the_opening(bo: User) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    site = make_site("shut", hours=only(tomorrow))
    conversation = asked(site, "hot")
    task = Task.objects.get(conversation=conversation)
    opening = tomorrow.replace(hour=10, minute=5, second=0, microsecond=0)
    assert (task.kind, task.due) == ("call_back", opening)


def test_where_somebody_is_there_no_task_is_left(site: Site, bo: User) -> None:
    record_heartbeat(staff=staff_of(bo), is_active=True)
    asked(site)
    assert not Task.objects.exists()


def test_the_task_is_done_by_whoever_speaks(site: Site, bo: User) -> None:
    conversation = asked(site)
    assert Task.objects.get().done_at is None
    speak(conversation, bo, took(conversation, bo))
    assert Task.objects.get().done_by == bo


def test_an_agent_of_another_site_is_nobody_here(site: Site) -> None:
    cy = make_agent(make_site("other", name="Other"), "cy")
    record_heartbeat(staff=staff_of(cy), is_active=True)
    asked(site)
    assert Task.objects.count() == 1


# --- laid down in the admin -----------------------------------------------------------------------
def settings_form(site: Site, teams: str) -> DeskSettingsForm:
    fields = {"minutes_hot": 2, "minutes_warm": 5, "minutes_cold": 9, "minutes_unknown": 9}
    return DeskSettingsForm({"site": site.pk, "capacity": 3, "teams": teams, **fields})


def test_teams_are_written_one_a_line(site: Site) -> None:
    form = settings_form(site, "support: Helpers\npress: office")
    assert form.is_valid(), form.errors
    laid_down = form.save()
    assert laid_down.teams == {"support": "Helpers", "press": "office"}
    assert laid_down.team_for("support") == "Helpers"
    assert laid_down.team_for("sales") == ""


@pytest.mark.parametrize("line", ["nokind: team", "support", "support:"])
def test_a_team_for_nothing_is_refused(site: Site, line: str) -> None:
    assert "teams" in settings_form(site, line).errors

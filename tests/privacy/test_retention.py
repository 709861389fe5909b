from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import RestrictedError
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.models import Conversation, Message, Turn, Visitor
from chatqual.engine.state import State
from chatqual.privacy.holds import lift_hold, place_hold
from chatqual.privacy.models import Erasure, Retention, RetentionRun
from chatqual.privacy.retention import look, night_of, run_nights
from chatqual.sites.models import Site
from tests.factories import make_site, say

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Site:
    return make_site(time_zone="UTC")


def keep(site: Site, **days: int) -> Retention:
    return Retention.objects.create(site=site, **days)


def old(site: Site, days: int, *, contact: bool = False, mode: str = "closed") -> Conversation:
    """A conversation whose last line is so many days old."""
    said = say(site, "Do you sell umbrellas?")
    state = State.new().to_json()
    if contact:
        state["slots"]["email"] = {
            **state["slots"].get("email", {}),
            "state": "filled",
            "value": "ana@example.com",
            "text": "ana@example.com",
        }
    Turn.objects.filter(conversation=said.conversation).update(status="done")
    Conversation.objects.filter(pk=said.conversation).update(
        mode=mode, last_message_at=NOW - timedelta(days=days), state=state
    )
    return Conversation.objects.get(pk=said.conversation)


def test_nothing_goes_where_nothing_is_set(site: Site) -> None:
    old(site, 5000)
    keep(site)
    assert run_nights(NOW) == 0
    assert Conversation.objects.count() == 1
    assert not RetentionRun.objects.exists()


def test_whoever_left_no_contact_goes_with_the_transcript(site: Site) -> None:
    old(site, 31)
    fresh = old(site, 29)
    keep(site, transcript_days=30)
    assert run_nights(NOW) == 1
    assert [c.pk for c in Conversation.objects.all()] == [fresh.pk]
    assert Erasure.objects.get().cause == Erasure.Cause.RETENTION
    assert AuditEntry.objects.get(action="retention.run").detail["conversations"] == {"people": 1}


def test_a_lead_stays_when_its_transcript_is_cut(site: Site) -> None:
    lead = old(site, 31, contact=True)
    keep(site, transcript_days=30)
    run_nights(NOW)
    lead.refresh_from_db()
    assert lead.state["slots"]["email"]["value"] == "ana@example.com"
    assert not Message.objects.exists()
    assert not Turn.objects.exists()
    with pytest.raises(SessionExpired):
        say(site, "hello again", lead.visitor_id)
    assert run_nights(NOW + timedelta(days=1)) == 0


def test_a_lead_goes_when_its_own_time_is_over(site: Site) -> None:
    old(site, 91, contact=True)
    keep(site, transcript_days=30, lead_days=90)
    assert run_nights(NOW) == 1
    assert not Visitor.objects.exists()


def test_logs_go_alone(site: Site) -> None:
    conversation = old(site, 8)
    assert Turn.objects.filter(conversation=conversation).exists()
    keep(site, log_days=7)
    assert run_nights(NOW) == 1
    assert not Turn.objects.exists()
    assert Message.objects.filter(conversation=conversation).exists()
    assert run_nights(NOW + timedelta(days=1)) == 0


def test_logs_of_a_conversation_that_went_on_go_again(site: Site) -> None:
    conversation = old(site, 8)
    keep(site, log_days=7)
    run_nights(NOW)
    later = NOW + timedelta(days=60)
    Conversation.objects.filter(pk=conversation.pk).update(
        last_message_at=later - timedelta(days=8)
    )
    Conversation.objects.filter(pk=conversation.pk).update(mode="closed")
    from chatqual.privacy.models import RetentionMark

    RetentionMark.objects.update(logs_gone_at=NOW)
    assert run_nights(later) == 1


@pytest.mark.parametrize("mode", ["human", "waiting", "bot"])
def test_what_is_open_is_not_cut_away_under_anybody(site: Site, mode: str) -> None:
    old(site, 500, mode=mode)
    keep(site, transcript_days=1, lead_days=2, log_days=1)
    assert run_nights(NOW) == 0
    assert Message.objects.exists()


def test_a_legal_hold_keeps_it(site: Site) -> None:
    conversation = old(site, 500)
    place_hold(conversation=conversation.pk, reason="court case", by="alma")
    retention = keep(site, transcript_days=1)
    assert look(retention, NOW).on_hold == 1
    assert run_nights(NOW) == 0
    with pytest.raises(RestrictedError):
        Visitor.objects.all().delete()
    lift_hold(conversation=conversation.pk, by="alma")
    assert run_nights(NOW + timedelta(days=1)) == 1


def test_a_site_can_go_with_its_holds(site: Site) -> None:
    place_hold(conversation=old(site, 1).pk, reason="court case", by="alma")
    Turn.objects.all().delete()  # a policy that was used is protected
    Conversation.objects.update(policy=None)
    site.delete()
    assert not Conversation.objects.exists()


def test_the_night_is_the_sites_own() -> None:
    tokyo = Site(time_zone="Asia/Tokyo")
    assert night_of(tokyo, datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) is None  # 1 in the morning
    assert night_of(tokyo, datetime(2026, 11, 20, 17, 0, tzinfo=UTC)) == date(2026, 11, 21)


def test_it_runs_once_a_night_and_goes_on_where_the_time_was_over(site: Site) -> None:
    for _ in range(3):
        old(site, 31)
    keep(site, transcript_days=30)
    assert run_nights(NOW, budget=0.0) == 0
    assert RetentionRun.objects.get().finished_at is None
    assert run_nights(NOW) == 3
    old(site, 31)
    assert run_nights(NOW) == 0
    assert run_nights(NOW + timedelta(days=1)) == 1


def test_looking_first_changes_nothing_and_says_what_the_night_takes(site: Site) -> None:
    old(site, 31)
    old(site, 31, contact=True)
    old(site, 8)
    retention = keep(site, transcript_days=30, log_days=7)
    due = look(retention, NOW)
    assert due.logs == {"people": 1, "transcripts": 1, "logs": 1}
    assert due.rows["conversations.Message"] == 2
    assert due.rows["conversations.Visitor"] == 1
    assert Conversation.objects.count() == 3
    run_nights(NOW)
    assert RetentionRun.objects.get().counts == {"people": 1, "transcripts": 1, "logs": 1}


def test_leads_may_not_go_before_their_transcripts(site: Site) -> None:
    for transcript, lead in ((30, 10), (0, 10)):
        with pytest.raises(ValidationError, match="no longer than"):
            Retention(site=site, transcript_days=transcript, lead_days=lead).clean()
    Retention(site=site, transcript_days=10, lead_days=10).clean()
    Retention(site=site, transcript_days=10, lead_days=0).clean()


def told(*arguments: str) -> Any:
    out = io.StringIO()
    call_command("retention", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db(transaction=True)
def test_the_command_looks_first_and_then_does_it(site: Site) -> None:
    conversation = old(site, 0)
    Conversation.objects.filter(pk=conversation.pk).update(
        last_message_at=timezone.now() - timedelta(days=40)
    )
    keep(site, transcript_days=30)
    assert told("--dry-run")["sites"][0]["conversations"]["people"] == 1
    assert Conversation.objects.exists()
    assert told("--site", "shop")["sites"] == [{"site": "shop", "conversations": {"people": 1}}]
    assert not Conversation.objects.exists()
    assert Erasure.objects.get().state == Erasure.State.DONE

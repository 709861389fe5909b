"""Who becomes a lead, and how the row keeps up with the conversation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from chatqual.conversations.models import Conversation, JournalEntry, Receipt, Visit
from chatqual.conversations.override import Override, set_override
from chatqual.handoff.ownership import close, release, take
from chatqual.leads import keeping, watchers
from chatqual.leads.keeping import keep_leads, rebuild_leads
from chatqual.leads.models import Lead
from chatqual.leads.watchers import LeadChange, register_watcher
from chatqual.pipeline import sweep
from chatqual.sites.models import Site
from tests.factories import reload
from tests.leads.conftest import talk

pytestmark = pytest.mark.django_db

MAIL = {"email": "ana@shop.example"}


def look() -> int:
    """What the sweeper does, late enough that nothing is still on its way."""
    return keep_leads(timezone.now() + timedelta(seconds=4))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[LeadChange]:
    changes: list[LeadChange] = []
    monkeypatch.setattr(watchers, "_watchers", [])
    register_watcher(changes.append)
    return changes


# --- who is one -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "columns",
    [
        {"slots": MAIL},
        {"slots": {"phone": "+4930123456"}},
        {"tier": "cold"},
        {"override_tier": "warm"},
        {"handoff_reason": "asked"},
    ],
    ids=["mail", "phone", "tier", "a person's tier", "handoff"],
)
def test_whoever_gave_something_worth_keeping_is_a_lead(
    site: Site, columns: dict[str, Any]
) -> None:
    conversation = talk(site, **columns)
    look()
    assert Lead.objects.get().conversation == conversation


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"slots": {"name": "Ana"}},
        {"tier": "unqualified"},
        {"slots": MAIL, "lead_type": "spam"},
        {"slots": MAIL, "outcome": "spam"},
        {"slots": MAIL, "is_test": True},
        {"slots": MAIL, "opted_out": ["data"]},
    ],
    ids=["nothing", "a name", "not a fit", "spam", "closed as spam", "test", "opted out"],
)
def test_nobody_else_is(site: Site, columns: dict[str, Any]) -> None:
    talk(site, **columns)
    look()
    assert not Lead.objects.exists()


def test_who_refuses_consent_is_none_until_they_give_it(site: Site) -> None:
    conversation = talk(site, slots=MAIL)
    consent(conversation, given=False)
    look()
    assert not Lead.objects.exists()
    consent(conversation, given=True)
    look()
    assert Lead.objects.filter(is_dropped=False).exists()


def consent(conversation: Conversation, *, given: bool) -> None:
    Receipt.objects.create(
        conversation=conversation,
        client_id=conversation.pk if given else conversation.visitor_id,
        kind="consent",
        payload={"version": "1", "given": given},
        created=timezone.now(),
    )


def test_who_does_not_want_to_be_written_to_is_marked(site: Site) -> None:
    talk(site, slots=MAIL, opted_out=["contact"])
    look()
    assert not Lead.objects.get().may_contact


# --- what it holds --------------------------------------------------------------------------------
def test_it_holds_what_the_visitor_told_and_where_they_came_from(site: Site) -> None:
    slots = {"name": "Ana Ruiz", "company": "Kestrel", **MAIL}
    conversation = talk(site, slots=slots, tier="hot", score=81, summary="approvals")
    Visit.objects.filter(conversation=conversation).update(
        campaign={"utm_source": "news", "utm_medium": "mail"}
    )
    look()
    lead = Lead.objects.get()
    assert (lead.name, lead.company, lead.email) == ("Ana Ruiz", "Kestrel", "ana@shop.example")
    assert (lead.tier, lead.score, lead.need) == ("hot", 81, "approvals")
    assert (lead.source, lead.page) == ("news / mail", "https://www.shop.example/pricing")
    assert lead.created == conversation.created


@pytest.mark.parametrize(
    ("referrer", "campaign", "source"),
    [
        ("https://www.search.example/?q=x", {}, "search.example"),
        ("https://www.shop.example/home", {}, "direct"),
        ("", {}, "direct"),
        ("http://[broken", {}, "direct"),
        ("https://x.example/", {"gclid": "1"}, "google ads"),
        ("https://x.example/", {"ref": "partner"}, "partner"),
    ],
)
def test_the_source_is_the_campaign_or_who_referred(
    site: Site, referrer: str, campaign: dict[str, str], source: str
) -> None:
    conversation = talk(site, slots=MAIL)
    Visit.objects.filter(conversation=conversation).update(referrer=referrer, campaign=campaign)
    look()
    assert Lead.objects.get().source == source


def test_a_persons_tier_counts_before_the_computed_one(site: Site) -> None:
    conversation = talk(site, tier="cold", score=20)
    look()
    wanted = Override("hot", 90, "they called")
    set_override(conversation_id=conversation.pk, wanted=wanted, username="bo", name="Bo")
    look()
    lead = Lead.objects.get()
    assert (lead.tier, lead.score, lead.is_overridden, lead.version) == ("hot", 90, True, 2)


# --- whose it is, and what came of it -------------------------------------------------------------
def test_who_takes_it_owns_it_also_after_the_release(site: Site, bo: User) -> None:
    conversation = talk(site, slots=MAIL)
    held = take(conversation_id=conversation.pk, user=bo, seen_epoch=0)
    look()
    release(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch)
    look()
    assert Lead.objects.get().owner == bo


def test_the_outcome_of_the_desk_is_the_leads_and_outlives_a_return(site: Site, bo: User) -> None:
    conversation = talk(site, slots=MAIL)
    close(conversation_id=conversation.pk, user=bo, seen_epoch=0, outcome="nurture")
    look()
    assert Lead.objects.get().outcome == "nurture"
    Conversation.objects.filter(pk=conversation.pk).update(
        mode="bot", outcome="", last_message_at=timezone.now()
    )
    look()
    assert Lead.objects.get().outcome == "nurture"


def test_what_somebody_set_on_the_page_stays_until_the_desk_has_news(site: Site, bo: User) -> None:
    conversation = talk(site, slots=MAIL)
    look()
    Lead.objects.update(outcome="won", owner=bo)
    rebuild_leads()
    lead = Lead.objects.get()
    assert (lead.outcome, lead.owner) == ("won", bo)
    close(conversation_id=conversation.pk, user=bo, seen_epoch=0, outcome="bad_fit")
    look()
    assert Lead.objects.get().outcome == "bad_fit"


def test_one_that_turns_out_to_be_spam_is_dropped_and_stays_known(site: Site, bo: User) -> None:
    conversation = talk(site, slots=MAIL)
    look()
    close(conversation_id=conversation.pk, user=bo, seen_epoch=0, outcome="spam")
    look()
    lead = Lead.objects.get()
    assert lead.is_dropped
    assert lead.version == 2


# --- keeping up -----------------------------------------------------------------------------------
def test_looking_again_changes_nothing(site: Site) -> None:
    talk(site, slots=MAIL, tier="warm", score=50)
    assert look() == 1
    before = list(Lead.objects.values())
    assert look() == 0
    assert rebuild_leads() == (1, 0)
    assert list(Lead.objects.values()) == before


def test_a_new_line_raises_no_version(site: Site) -> None:
    conversation = talk(site, slots=MAIL)
    look()
    Conversation.objects.filter(pk=conversation.pk).update(
        last_seq=9, last_message_at=timezone.now()
    )
    look()
    assert Lead.objects.get().version == 1


def test_the_sweeper_keeps_them(site: Site) -> None:
    talk(site, slots=MAIL)
    sweep()
    assert Lead.objects.exists()


def test_a_change_without_a_line_is_found_by_the_journal(site: Site) -> None:
    conversation = talk(site, slots=MAIL)
    look()
    long_ago = timezone.now() - timedelta(days=2)
    Conversation.objects.filter(pk=conversation.pk).update(last_message_at=long_ago)
    wanted = Override("warm", None, "a partner's word")
    set_override(conversation_id=conversation.pk, wanted=wanted, username="bo", name="Bo")
    look()
    assert Lead.objects.get().tier == "warm"


def test_an_entry_that_may_have_an_older_one_behind_it_is_left_for_the_next_look(
    site: Site,
) -> None:
    conversation = talk(site, slots=MAIL)
    look()
    late = talk(site, mode="closed", closed_at=timezone.now(), slots=MAIL)
    now = timezone.now()
    JournalEntry.objects.create(conversation=late, number=1, kind="closed", created=now)
    keep_leads(now)
    assert {lead.pk for lead in Lead.objects.all()} == {conversation.pk}
    keep_leads(now + timedelta(seconds=4))
    assert Lead.objects.filter(pk=late.pk).exists()


def test_many_at_once_are_stored_over_several_looks(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "STORED_AT_ONCE", 2)
    for _ in range(5):
        talk(site, slots=MAIL)
    assert [look(), look(), look(), look()] == [2, 2, 1, 0]
    assert Lead.objects.count() == 5


def test_one_that_cannot_be_kept_does_not_hold_up_the_others(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, good = talk(site, slots=MAIL), talk(site, slots=MAIL)

    def stumble(change: LeadChange) -> None:
        if change.lead.pk == poison.pk:
            raise RuntimeError("a watcher that fails")

    monkeypatch.setattr(watchers, "_watchers", [stumble])
    look()
    assert [lead.pk for lead in Lead.objects.all()] == [good.pk]


def test_rebuilding_makes_again_what_is_missing(site: Site, bo: User) -> None:
    conversation = talk(site, slots=MAIL, tier="warm", score=60)
    held = take(conversation_id=conversation.pk, user=bo, seen_epoch=0)
    close(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch, outcome="won")
    look()
    names = ("name", "email", "tier", "score", "source", "outcome", "created")
    before = list(Lead.objects.values(*names))
    Lead.objects.all().delete()
    call_command("leads", "--rebuild")
    assert list(Lead.objects.values(*names)) == before


# --- who hears of it ------------------------------------------------------------------------------
def test_watchers_hear_of_each_change_once_with_its_version(
    site: Site, heard: list[LeadChange]
) -> None:
    conversation = talk(site, slots=MAIL)
    look()
    Conversation.objects.filter(pk=conversation.pk).update(tier="hot", score=85)
    look()
    look()
    assert [(c.kinds, c.lead.version) for c in heard] == [
        (("created",), 1),
        (("updated", "hot"), 2),
    ]
    assert heard[1].fields == {"tier", "score"}


def test_a_lead_that_begins_hot_is_told_as_such(site: Site, heard: list[LeadChange]) -> None:
    talk(site, tier="hot", score=90)
    look()
    assert [c.kinds for c in heard] == [("created", "hot")]


def test_nobody_is_told_of_a_sample(site: Site, heard: list[LeadChange]) -> None:
    talk(site, slots=MAIL, is_sample=True)
    look()
    assert Lead.objects.get().is_sample
    assert heard == []


def test_a_lead_goes_with_its_conversation(site: Site) -> None:
    conversation = talk(site, slots=MAIL)
    look()
    reload(conversation.pk).visitor.delete()
    assert not Lead.objects.exists()

"""A person's word on the score stays, whatever is computed later, until a person takes it back."""

from __future__ import annotations

import pytest

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import hashed
from chatqual.conversations.errors import BadOverride
from chatqual.conversations.models import Conversation, JournalEntry, Turn
from chatqual.conversations.override import Override, clear_override, set_override
from chatqual.pipeline import do_turn
from chatqual.sites.models import Site
from tests.factories import make_site, reload, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture
def conversation(site: Site) -> Conversation:
    """Ana's, with one line that the bot has answered."""
    made = say(site, "we are 80 people and need approvals")
    answer()
    return reload(made.conversation)


def answer() -> None:
    turn = Turn.objects.get(status=Turn.Status.OPEN)
    do_turn(turn.pk, turn.lease_owner)


def override(
    conversation: Conversation,
    tier: str = "hot",
    score: int | None = None,
    reason: str = "I know her",
) -> Conversation:
    wanted = Override(tier, score, reason)
    set_override(conversation_id=conversation.pk, wanted=wanted, username="bo", name="Bo")
    return reload(conversation.pk)


def clear(conversation: Conversation) -> Conversation:
    clear_override(conversation_id=conversation.pk, username="bo", name="Bo")
    return reload(conversation.pk)


def test_the_override_counts_and_the_computed_stays_beside_it(conversation: Conversation) -> None:
    found = override(conversation, "hot", 90)
    assert (found.effective_tier, found.effective_score) == ("hot", 90)
    assert (found.tier, found.score) == (conversation.tier, conversation.score)


def test_later_turns_go_on_computing_and_leave_the_override(conversation: Conversation) -> None:
    before = override(conversation)
    say(before.site, "no budget, and we are in no hurry at all", before.visitor.pk)
    answer()
    found = reload(conversation.pk)
    assert found.score != before.score
    assert (found.override_tier, found.override_reason) == ("hot", "I know her")
    assert (found.override_by, found.override_at) == ("Bo", before.override_at)
    assert found.effective_tier == "hot"


def test_a_turn_that_saw_no_override_is_worked_out_again(conversation: Conversation) -> None:
    assert override(conversation).version == conversation.version + 1


def test_only_a_person_takes_it_back_and_then_the_computed_holds(
    conversation: Conversation,
) -> None:
    found = clear(override(conversation))
    assert found.effective_tier == conversation.tier
    assert found.override_at is None


def test_a_score_alone_has_the_tier_of_its_band(conversation: Conversation) -> None:
    assert override(conversation, "", 60).effective_tier == "warm"
    assert override(conversation, "", 10).effective_tier == "cold"


def test_journal_and_trail_say_who_set_what_and_why(conversation: Conversation) -> None:
    clear(override(conversation, "warm", 60))
    journal = JournalEntry.objects.filter(conversation=conversation)
    assert [e.kind for e in journal.order_by("-number")[:2]] == [
        "override_cleared",
        "score_overridden",
    ]
    was = AuditEntry.objects.get(action="conversation.override_clear").detail["was"]
    assert was == {"tier": "warm", "score": 60, "reason": hashed("I know her"), "by": "Bo"}
    entry = AuditEntry.objects.get(action="conversation.override")
    assert (entry.actor, entry.detail["computed_tier"]) == ("bo", conversation.tier)


def test_the_same_again_changes_nothing(conversation: Conversation) -> None:
    first = override(conversation)
    assert override(conversation).override_at == first.override_at
    assert AuditEntry.objects.filter(action="conversation.override").count() == 1
    clear(first)
    assert clear(first).version == first.version + 1


@pytest.mark.parametrize(
    ("tier", "score", "reason"),
    [
        ("", None, "because"),
        ("lukewarm", None, "because"),
        ("hot", 101, "because"),
        ("hot", 80, "  "),
        ("hot", 80, "x" * 301),
    ],
)
def test_what_cannot_be_set_is_refused_in_words(
    conversation: Conversation, tier: str, score: int | None, reason: str
) -> None:
    with pytest.raises(BadOverride, match=r"\w+ \w+"):
        override(conversation, tier, score, reason)
    assert not reload(conversation.pk).override_tier


def test_a_hotter_tier_is_followed_up_sooner_and_the_old_time_comes_back(
    conversation: Conversation,
) -> None:
    hot = override(conversation)
    assert hot.follow_up_by is not None
    assert hot.state["follow_up"]["why"] == "hot"
    assert clear(hot).follow_up_by is None

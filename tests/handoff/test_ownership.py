from __future__ import annotations

import threading
import uuid

import pytest
from django.contrib.auth.models import User
from django.db import connection

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import verify_trail
from chatqual.conversations.errors import NotOwner, StaleOwner
from chatqual.conversations.models import Conversation, JournalEntry, Message, Turn
from chatqual.handoff.ownership import (
    Held,
    close,
    record_agent_read,
    release,
    return_to_queue,
    send_agent_message,
    take,
)
from chatqual.handoff.reopening import Reopen, reopen
from chatqual.handoff.staff import staff_of
from chatqual.sites.models import Site
from tests.factories import lines_of, make_agent, make_site, reload, say
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


def took(conversation: Conversation, user: User) -> Held:
    return take(
        conversation_id=conversation.pk, user=user, seen_epoch=reload(conversation.pk).owner_epoch
    )


def write(conversation: Conversation, user: User, text: str, epoch: int) -> Held:
    return send_agent_message(
        conversation_id=conversation.pk,
        user=user,
        seen_epoch=epoch,
        client_id=uuid.uuid4(),
        text=text,
    )


def test_whoever_takes_it_is_the_owner_under_a_new_epoch(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    found = reload(conversation.pk)
    assert (found.mode, found.owner, found.owner_epoch) == ("human", bo, held.epoch)
    assert held.epoch == conversation.owner_epoch + 1
    assert found.waiting_since is None


def test_the_visitor_reads_who_has_joined_and_from_which_team(site: Site, bo: User) -> None:
    conversation = waiting(site)
    took(conversation, bo)
    assert lines_of(conversation.pk)[-1] == (
        2,
        "system",
        "Bo (sales) has joined. The assistant is silent now.",
    )


def test_taking_drops_the_answer_that_is_under_way(site: Site, bo: User) -> None:
    made = say(site, "what does it cost")
    conversation = reload(made.conversation)
    took(conversation, bo)
    assert Turn.objects.get().status == Turn.Status.DROPPED


def test_the_second_one_is_told_who_has_it(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    took(conversation, bo)
    with pytest.raises(StaleOwner) as refused:
        take(conversation_id=conversation.pk, user=mara, seen_epoch=conversation.owner_epoch)
    assert refused.value.owner == "Bo"


def test_knowing_the_epoch_does_not_take_it_from_a_colleague(
    site: Site, bo: User, mara: User
) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    with pytest.raises(StaleOwner):
        take(conversation_id=conversation.pk, user=mara, seen_epoch=held.epoch)
    assert reload(conversation.pk).owner == bo


def test_its_owner_may_take_it_again_without_another_line(site: Site, bo: User) -> None:
    conversation = waiting(site)
    first = took(conversation, bo)
    again = take(conversation_id=conversation.pk, user=bo, seen_epoch=conversation.owner_epoch)
    assert (again.epoch, again.was_known) == (first.epoch, True)
    assert len(lines_of(conversation.pk)) == 2


def test_a_closed_one_cannot_be_taken(site: Site, bo: User) -> None:
    conversation = waiting(site)
    close(conversation_id=conversation.pk, user=bo, seen_epoch=0, outcome="spam")
    with pytest.raises(StaleOwner):
        took(conversation, bo)


def test_taking_is_in_the_journal_and_in_the_trail(site: Site, bo: User) -> None:
    conversation = waiting(site)
    took(conversation, bo)
    entry = JournalEntry.objects.filter(conversation=conversation, kind="taken").get()
    assert entry.actor == "Bo"
    assert entry.payload["waited_s"] >= 0
    assert AuditEntry.objects.filter(
        action="conversation.take", actor="bo", object=str(conversation.pk)
    ).exists()
    assert verify_trail() is None


# --- release --------------------------------------------------------------------------------------
def test_release_gives_it_to_the_bot_and_says_so(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    release(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch)
    found = reload(conversation.pk)
    assert (found.mode, found.owner) == ("bot", None)
    assert lines_of(conversation.pk)[-1][2] == "Bo (sales) has left. The assistant is back."


def test_release_opens_a_turn_for_what_nobody_has_answered(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    release(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch)
    assert Turn.objects.get(status=Turn.Status.OPEN).covers_from == 1


def test_release_opens_none_where_the_agent_has_answered(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    write(conversation, bo, "Bo here.", held.epoch)
    release(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch)
    assert not Turn.objects.filter(status=Turn.Status.OPEN).exists()


def test_only_the_owner_releases(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    with pytest.raises(StaleOwner) as refused:
        release(conversation_id=conversation.pk, user=mara, seen_epoch=held.epoch)
    assert refused.value.owner == "Bo"


# --- messages -------------------------------------------------------------------------------------
def test_an_agents_line_is_stored_under_the_agents_name(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    sent = write(conversation, bo, "Bo here.", held.epoch)
    line = Message.objects.get(conversation=conversation, seq=sent.seq)
    assert (line.author, line.name, line.agent, line.text) == ("agent", "Bo", bo, "Bo here.")


def test_an_agents_line_sent_again_is_stored_once(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    id = uuid.uuid4()
    sent = [
        send_agent_message(
            conversation_id=conversation.pk,
            user=bo,
            seen_epoch=held.epoch,
            client_id=id,
            text="once",
        )
        for _ in range(5)
    ]
    assert {s.seq for s in sent} == {3}
    assert [s.was_known for s in sent] == [False, True, True, True, True]
    assert [text for _, author, text in lines_of(conversation.pk) if author == "agent"] == ["once"]


def test_nobody_writes_without_owning(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    with pytest.raises(NotOwner):
        write(conversation, bo, "too early", conversation.owner_epoch)
    held = took(conversation, bo)
    with pytest.raises(NotOwner) as refused:
        write(conversation, mara, "not mine", held.epoch)
    assert refused.value.owner == "Bo"


def test_a_former_owners_late_line_is_refused(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    release(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch)
    took(conversation, mara)
    with pytest.raises(NotOwner) as refused:
        write(conversation, bo, "late", held.epoch)
    assert refused.value.owner == "Mara"


def test_a_line_under_an_older_epoch_of_the_same_owner_is_refused(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    release(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch)
    took(conversation, bo)
    with pytest.raises(StaleOwner):
        write(conversation, bo, "late", held.epoch)


def test_a_visitors_line_to_a_person_opens_no_turn(site: Site, bo: User) -> None:
    conversation = waiting(site)
    took(conversation, bo)
    say(site, "are you there", conversation.visitor_id)
    assert not Turn.objects.filter(status=Turn.Status.OPEN).exists()


# --- close and lose -------------------------------------------------------------------------------
def test_closing_keeps_the_outcome(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    close(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch, outcome="won")
    found = reload(conversation.pk)
    assert (found.mode, found.outcome, found.owner) == ("closed", "won", None)


def test_what_a_colleague_has_cannot_be_closed(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    with pytest.raises(NotOwner):
        close(conversation_id=conversation.pk, user=mara, seen_epoch=held.epoch, outcome="spam")
    assert reload(conversation.pk).mode == "human"


def test_closing_twice_makes_one_line(site: Site, bo: User) -> None:
    conversation = waiting(site)
    for _ in range(2):
        close(conversation_id=conversation.pk, user=bo, seen_epoch=0, outcome="spam")
    assert len(lines_of(conversation.pk)) == 2


def test_a_lost_owner_returns_it_to_the_queue_with_a_word(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    return_to_queue(conversation_id=conversation.pk, seen_epoch=held.epoch)
    found = reload(conversation.pk)
    assert (found.mode, found.owner) == ("waiting", None)
    assert found.waiting_since is not None
    assert lines_of(conversation.pk)[-1][2].startswith("Bo lost the connection.")


def test_a_deleted_account_is_still_named_in_the_line(site: Site, bo: User) -> None:
    conversation = waiting(site)
    held = took(conversation, bo)
    write(conversation, bo, "Bo here.", held.epoch)
    bo.delete()
    return_to_queue(conversation_id=conversation.pk, seen_epoch=held.epoch)
    assert lines_of(conversation.pk)[-1][2].startswith("Bo lost the connection.")


def test_read_marks_never_go_back_and_only_the_owners_are_told(
    site: Site, bo: User, mara: User
) -> None:
    conversation = waiting(site)
    say(site, "second", conversation.visitor_id)
    took(conversation, bo)
    id = conversation.pk
    assert record_agent_read(conversation_id=id, user=bo, seq=2)
    assert not record_agent_read(conversation_id=id, user=bo, seq=1)
    assert not record_agent_read(conversation_id=id, user=mara, seq=3)
    assert reload(id).agent_read_seq == 3


def test_marks_beyond_the_log_are_ignored(site: Site, bo: User) -> None:
    conversation = waiting(site)
    assert not record_agent_read(conversation_id=conversation.pk, user=bo, seq=99)
    assert reload(conversation.pk).agent_read_seq == 0


# --- the race -------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_gets_it_a_hundred_times_over() -> None:
    site = make_site()
    agents = [make_agent(site, "bo"), make_agent(site, "mara")]
    names = {"Bo", "Mara"}
    for _ in range(100):
        conversation = waiting(site)
        results = race(conversation, agents)
        winners = [r for r in results if isinstance(r, Held)]
        losers = [r for r in results if isinstance(r, StaleOwner)]
        owner = reload(conversation.pk).owner
        assert (len(winners), len(losers)) == (1, 1)
        assert owner is not None
        assert losers[0].owner == owner.first_name
        assert losers[0].owner in names
        assert len(lines_of(conversation.pk)) == 2


def race(conversation: Conversation, agents: list[User]) -> list[Held | StaleOwner]:
    """Both take it in the same instant, each in a thread with a connection of its own."""
    start = threading.Barrier(len(agents))
    results: list[Held | StaleOwner] = []

    def attempt(user: User) -> None:
        start.wait(timeout=60)
        try:
            results.append(
                take(
                    conversation_id=conversation.pk,
                    user=user,
                    seen_epoch=conversation.owner_epoch,
                )
            )
        except StaleOwner as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(user,)) for user in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


# --- closed by mistake ----------------------------------------------------------------------------
def again(conversation: Conversation, user: User, epoch: int) -> Held:
    frame = Reopen(uuid.uuid4(), conversation.pk, epoch)
    return reopen(staff_of(user), frame)


def closed_by(conversation: Conversation, user: User) -> Held:
    epoch = took(conversation, user).epoch
    return close(conversation_id=conversation.pk, user=user, seen_epoch=epoch, outcome="spam")


def test_a_closing_can_be_taken_back_by_anybody_who_then_has_it(
    site: Site, bo: User, mara: User
) -> None:
    conversation = waiting(site)
    held = again(conversation, mara, closed_by(conversation, bo).epoch)
    found = reload(conversation.pk)
    assert (found.mode, found.owner, found.outcome, found.closed_at) == ("human", mara, "", None)
    assert lines_of(conversation.pk)[-1][0] == held.seq
    audited = AuditEntry.objects.get(action="conversation.reopen")
    assert (audited.actor, audited.detail["was"]) == ("mara", "spam")


def test_what_the_visitor_has_opened_again_is_not_opened_a_second_time(
    site: Site, bo: User
) -> None:
    conversation = waiting(site)
    epoch = closed_by(conversation, bo).epoch
    say(site, "wait, one more thing", conversation.visitor_id)
    with pytest.raises(StaleOwner):
        again(conversation, bo, epoch)
    assert reload(conversation.pk).mode == "bot"

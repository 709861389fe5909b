from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatqual.conversations.models import Conversation, Message
from chatqual.engine.slots import Need, SlotRecord, Slots
from chatqual.engine.state import State
from chatqual.handoff import changes, queue
from chatqual.handoff.errors import NotFound
from chatqual.handoff.history import older_lines, open_conversation
from chatqual.handoff.models import AgentProfile
from chatqual.handoff.protocol import Open
from chatqual.handoff.queue import items_of, marks_of, queue_of
from chatqual.handoff.queue_models import ReadMark
from chatqual.handoff.reading import MarkUnread, mark_unread, record_read
from chatqual.handoff.staff import staff_of
from chatqual.sites.models import Site
from tests.factories import make_site, say
from tests.handoff.cast import sign_in, waiting

pytestmark = pytest.mark.django_db


def made(site: Site, mode: str, minutes: float = 0, **fields: Any) -> Conversation:
    """A conversation in a state, last heard of so many minutes ago."""
    conversation = waiting(site)
    at = timezone.now() - timedelta(minutes=minutes)
    fields = {"mode": mode, "last_message_at": at, "waiting_since": None, **fields}
    if mode == "waiting":
        fields["waiting_since"] = at
    if mode == "closed":
        fields["closed_at"] = at
    Conversation.objects.filter(pk=conversation.pk).update(**fields)
    return conversation


def order(user: User) -> list[str]:
    return [item.id for item in queue_of(staff_of(user), timezone.now())]


def ids(*conversations: Conversation) -> list[str]:
    return [str(c.pk) for c in conversations]


def test_those_who_wait_come_first_then_people_then_the_bot_then_closed(
    site: Site, bo: User
) -> None:
    closed, bot = made(site, "closed"), made(site, "bot")
    human, waits = made(site, "human", owner=bo), made(site, "waiting")
    assert order(bo) == ids(waits, human, bot, closed)


def test_of_those_who_wait_the_longest_waiting_comes_first(site: Site, bo: User) -> None:
    short, long = made(site, "waiting", 1), made(site, "waiting", 9)
    assert order(bo) == ids(long, short)


def test_the_hot_go_before_the_cold_and_the_urgent_before_all(site: Site, bo: User) -> None:
    cold = made(site, "waiting", 9, tier="cold")
    hot = made(site, "waiting", 1, tier="hot")
    angry = made(site, "waiting", 0, tier="cold", handoff_reason="angry")
    assert order(bo) == ids(angry, hot, cold)


def test_within_a_tier_the_higher_score_comes_first_a_persons_before_the_computed(
    site: Site, bo: User
) -> None:
    low = made(site, "waiting", 9, tier="warm", score=50)
    high = made(site, "waiting", 1, tier="warm", score=60)
    set_by_hand = made(site, "waiting", 0, tier="cold", override_tier="warm", override_score=70)
    assert order(bo) == ids(set_by_hand, high, low)


def test_nobody_who_waits_is_left_out_however_much_the_bot_has(
    site: Site, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "OPEN_SHOWN", 3)
    long_ago = made(site, "waiting", 600)
    lately = [made(site, "bot", n) for n in range(4)]
    assert order(bo) == ids(long_ago, lately[0], lately[1])


def test_an_item_tells_topics_and_the_owners_team(site: Site, bo: User) -> None:
    AgentProfile.objects.create(user=bo, team="support")
    conversation = made(site, "human", owner=bo)
    value = Need("exports hang", ("Exports", "Reports"))
    slots = Slots({"need": SlotRecord("filled", value, "exports hang", (0, 12), 1, 0.9, "rule")})
    Conversation.objects.filter(pk=conversation.pk).update(state=State(slots=slots).to_json())
    item = queue_of(staff_of(bo), timezone.now())[0]
    assert (item.topics, item.team) == (("Exports", "Reports"), "support")


def test_tests_and_samples_wait_behind_everybody_who_is_there(site: Site, bo: User) -> None:
    test = made(site, "waiting", 9, tier="hot", handoff_reason="angry", is_test=True)
    sample = made(site, "waiting", 8, tier="hot", handoff_reason="angry", is_sample=True)
    real = made(site, "waiting", 0, tier="cold")
    assert order(bo) == ids(real, test, sample)


def test_of_the_others_the_newest_line_comes_first(site: Site, bo: User) -> None:
    old, new = made(site, "bot", 60), made(site, "bot", 1)
    assert order(bo) == ids(new, old)


def test_another_sites_conversations_are_not_in_the_list(site: Site, bo: User) -> None:
    theirs = waiting(make_site("third", name="Third"))
    assert order(bo) == []
    assert items_of(staff_of(bo), [theirs.pk]) == ()


def test_a_superuser_sees_all_sites(site: Site) -> None:
    alma = User.objects.create_superuser("alma", password="x")
    both = {str(waiting(site).pk), str(waiting(make_site("third")).pk)}
    assert set(order(alma)) == both


def test_an_item_tells_what_is_known(site: Site, bo: User) -> None:
    conversation = waiting(site)
    slots = Slots(
        {
            "name": SlotRecord("filled", "Ana Ruiz", "Ana Ruiz", (0, 8), 1, 0.9, "rule"),
            "company": SlotRecord("filled", "Contoso", "Contoso", (0, 7), 1, 0.9, "rule"),
            "budget": SlotRecord("declined"),
        }
    )
    Conversation.objects.filter(pk=conversation.pk).update(state=State(slots=slots).to_json())
    item = queue_of(staff_of(bo), timezone.now())[0]
    assert item.who == "Ana Ruiz, Contoso"
    assert item.known == ()
    assert (item.last_author, item.last_text) == ("visitor", "can I talk to somebody")


def test_samples_and_tests_are_marked(site: Site, bo: User) -> None:
    made(site, "waiting", is_sample=True, is_test=True)
    item = queue_of(staff_of(bo), timezone.now())[0]
    assert (item.is_sample, item.is_test) == (True, True)


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(site: Site, bo: User) -> None:
    staff = staff_of(bo)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            queue_of(staff, timezone.now())
        return len(found)

    made(site, "human", owner=bo)
    one = queries()
    for _ in range(30):
        made(site, "human", owner=bo)
    assert queries() == one <= 4


def test_opening_a_conversation_of_500_lines_takes_at_most_twenty_queries_in_all(
    site: Site, bo: User
) -> None:
    conversation = waiting(site)
    Message.objects.bulk_create(
        Message(
            conversation=conversation,
            seq=n,
            author="bot" if n % 2 == 0 else "visitor",
            text=f"line {n}",
            created=timezone.now(),
        )
        for n in range(2, 501)
    )
    Conversation.objects.filter(pk=conversation.pk).update(last_seq=500)
    session, _, _ = sign_in(bo)
    changes.as_staff(session, changes.look_up, Open(conversation.pk))
    with CaptureQueriesContext(connection) as found:
        _, opened = changes.as_staff(session, changes.look_up, Open(conversation.pk))
    assert len(found) <= 20, "\n".join(q["sql"][:120] for q in found)
    assert (opened.lines[-1].seq, opened.has_older) == (500, True)


def test_a_long_conversation_opens_with_few_queries_and_its_newest_page(
    site: Site, bo: User
) -> None:
    conversation = waiting(site)
    Message.objects.bulk_create(
        Message(
            conversation=conversation,
            seq=n,
            author="visitor",
            text=f"line {n}",
            created=timezone.now(),
        )
        for n in range(2, 501)
    )
    Conversation.objects.filter(pk=conversation.pk).update(last_seq=500)
    staff = staff_of(bo)
    with CaptureQueriesContext(connection) as found:
        opened = open_conversation(staff, conversation.pk, 0)
    assert len(found) <= 12
    assert (opened.lines[0].seq, opened.lines[-1].seq, opened.has_older) == (401, 500, True)
    older = older_lines(staff, conversation.pk, 401)
    assert (older.lines[0].seq, older.lines[-1].seq, older.has_older) == (301, 400, True)


# --- unread ---------------------------------------------------------------------------------------
def unread(user: User, conversation: Conversation) -> int:
    return items_of(staff_of(user), [conversation.pk])[0].unread


def read(user: User, conversation: Conversation, seq: int) -> None:
    record_read(staff=staff_of(user), conversation_id=conversation.pk, seq=seq)


def test_the_visitors_lines_since_one_read_are_counted(site: Site, bo: User) -> None:
    conversation = waiting(site)
    say(site, "hello?", conversation.visitor_id)
    assert unread(bo, conversation) == 2
    read(bo, conversation, 1)
    assert unread(bo, conversation) == 1


def test_each_agent_has_marks_of_their_own(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    read(bo, conversation, 1)
    assert (unread(bo, conversation), unread(mara, conversation)) == (0, 1)
    opened = [open_conversation(staff_of(u), conversation.pk, 0).agent_read for u in (bo, mara)]
    assert opened == [1, 0]


def test_what_was_read_stays_read_and_nothing_beyond_the_log_is(site: Site, bo: User) -> None:
    conversation = waiting(site)
    say(site, "hello?", conversation.visitor_id)
    read(bo, conversation, 2)
    read(bo, conversation, 1)
    read(bo, conversation, 99)
    assert ReadMark.objects.get().seq == 2


def test_the_bots_lines_do_not_count_as_unread(site: Site, bo: User) -> None:
    conversation = waiting(site)
    read(bo, conversation, 1)
    Message.objects.create(
        conversation=conversation, seq=2, author="bot", text="x", created=timezone.now()
    )
    assert unread(bo, conversation) == 0


def test_a_conversation_can_be_put_back_among_the_unread(site: Site, bo: User) -> None:
    conversation = waiting(site)
    say(site, "hello?", conversation.visitor_id)
    read(bo, conversation, 2)
    assert mark_unread(staff_of(bo), MarkUnread(conversation.pk)).seq == 1
    assert unread(bo, conversation) == 1


def test_nobody_marks_another_sites_conversation(site: Site, cy: User) -> None:
    conversation = waiting(site)
    read(cy, conversation, 1)
    assert not ReadMark.objects.exists()
    with pytest.raises(NotFound):
        mark_unread(staff_of(cy), MarkUnread(conversation.pk))


def test_a_mark_that_was_set_elsewhere_is_found_by_the_heartbeat(site: Site, bo: User) -> None:
    conversation = waiting(site)
    before = marks_of(staff_of(bo), timezone.now())
    read(bo, conversation, 1)
    assert marks_of(staff_of(bo), timezone.now()) != before

"""The panel's frames: what stands beside a conversation, and a slot set by hand at the desk."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatqual import pipeline
from chatqual.audit.models import AuditEntry
from chatqual.conversations.known import known_words, stored_slots
from chatqual.conversations.models import Conversation, JournalEntry, Message, Turn, Visit
from chatqual.conversations.receive import receive_receipt
from chatqual.followups.models import MailThread, ReceivedMail
from chatqual.handoff.changes import Followed, carry_out, look_up, news_of
from chatqual.handoff.errors import NotFound
from chatqual.handoff.history import open_conversation
from chatqual.handoff.ownership import send_agent_message, take
from chatqual.handoff.panel import panel_of
from chatqual.handoff.panel_shapes import Panel, SlotInfo
from chatqual.handoff.parts import parts_of, size_of
from chatqual.handoff.protocol import read_client_frame, to_json
from chatqual.handoff.slots_by_hand_frames import ReadSlot, SetSlotByHand
from chatqual.handoff.staff import staff_of
from chatqual.pipeline import do_turn
from chatqual.realtime.frames import BadFrame
from chatqual.replay import decide_again, stored_turns
from chatqual.sites.models import Site
from chatqual.sites.policies import policy_of
from tests.factories import arrival, make_agent, make_site, reload, say
from tests.fakes import FakeKnowledge
from tests.handoff.cast import Desk, opened, row, waiting

BUDGET = {
    "currency": "EUR",
    "min": 40000,
    "max": 60000,
    "period": "year",
    "per": None,
    "approx": False,
}
AUTHORITY = {"level": "decision_maker", "title": "CTO", "approver": None}


def play(site: Site, *texts: str, visitor: uuid.UUID | None = None) -> Conversation:
    """Ana's lines, each answered by the engine; of its readers the rules alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "knowledge_for", lambda site: FakeKnowledge())
        patch.setattr(pipeline, "sense_for", lambda site: None)
        for text in texts:
            made = say(site, text, visitor)
            visitor = made.visitor
            found = Turn.objects.filter(conversation=made.conversation, status=Turn.Status.OPEN)
            for turn in found:
                do_turn(turn.pk, turn.lease_owner)
    return reload(made.conversation)


def sets(
    user: User,
    conversation: Conversation,
    slot: Any,
    value: Any,
    state: Any = "filled",
    saw: Panel | None = None,
) -> Any:
    """What the desk answers to whoever sets the slot; `saw`: the panel before their eyes."""
    panel = saw or panel_of(reload(conversation.pk))
    seen = next(s for s in panel.slots if s.slot == slot)
    frame: Any = SetSlotByHand(
        id=uuid.uuid4(),
        conversation=conversation.pk,
        seen_version=panel.version,
        seen_state=seen.state,
        seen_value=seen.value,
        slot=slot,
        state=state,
        value=value,
    )
    return carry_out(staff_of(user), frame)


def slot_of(conversation: Conversation, name: str) -> SlotInfo:
    panel: Panel = panel_of(reload(conversation.pk))
    return next(s for s in panel.slots if s.slot == name)


# --- a slot set by hand ---------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_member_of_the_site_sets_a_slot_though_nobody_has_taken_it(site: Site, bo: User) -> None:
    conversation = play(site, "we have 12k a year for it")
    assert sets(bo, conversation, "budget", BUDGET).type == "ack"
    found = slot_of(conversation, "budget")
    assert (found.shown, found.source, found.set_by) == (
        "EUR 40,000 to 60,000 a year",
        "human",
        "Bo",
    )
    (old,) = found.previous
    assert (old.shown, old.reason, old.text) == ("12,000 a year", "replaced_by_human", "12k a year")
    assert old.message == 1


@pytest.mark.django_db
def test_score_and_tier_follow_in_the_same_transaction(site: Site, bo: User) -> None:
    conversation = play(site, "we are 40 people and lose track of approvals in mails")
    before = panel_of(conversation).score
    sets(bo, conversation, "budget", BUDGET)
    sets(bo, conversation, "authority", AUTHORITY)
    end = {"start": None, "end": timezone.localdate().isoformat(), "urgency": None}
    sets(bo, conversation, "timeline", end)
    now = reload(conversation.pk)
    panel = panel_of(now)
    assert panel.score.score > before.score
    assert (now.score, now.tier) == (panel.score.score, panel.score.tier)
    assert now.tier == "hot"
    assert now.state["tier"] == "hot"
    kinds = list(JournalEntry.objects.filter(conversation=now).values_list("kind", "actor"))
    assert ("slot_set_by_hand", "Bo") in kinds
    assert ("tier_changed", "Bo") in kinds
    assert now.follow_up_by is not None


@pytest.mark.django_db
def test_what_follows_from_a_tier_follows_from_a_person_too(
    site: Site, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setitem(
        pipeline.HANDLERS, "tier_changed", lambda c, e: told.append(e.payload["to"])
    )
    conversation = play(site, "we are 40 people and lose track of approvals in mails")
    told.clear()
    sets(bo, conversation, "authority", {"level": "none"})
    assert told == ["unqualified"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["declined", "unknown", "unasked"])
def test_it_can_be_emptied_with_the_reason_kept(site: Site, bo: User, state: str) -> None:
    conversation = play(site, "we are 40 people")
    assert sets(bo, conversation, "team_size", None, state).type == "ack"
    found = slot_of(conversation, "team_size")
    assert (found.state, found.value, found.set_by) == (state, None, "Bo")
    assert found.previous[-1].reason == "replaced_by_human"


@pytest.mark.django_db
def test_whoever_saw_another_value_changes_nothing(site: Site, bo: User) -> None:
    conversation = play(site, "we are 40 people")
    saw = panel_of(conversation)
    play(site, "we have 12k a year for it", visitor=conversation.visitor_id)
    answer = sets(bo, conversation, "budget", BUDGET, saw=saw)
    assert (answer.type, answer.code) == ("error", "stale_owner")
    assert "changed meanwhile" in answer.message
    assert slot_of(conversation, "budget").shown == "12,000 a year"


@pytest.mark.django_db
def test_what_else_has_come_meanwhile_is_no_reason_to_refuse(site: Site, bo: User) -> None:
    conversation = play(site, "we are 40 people")
    saw = panel_of(conversation)
    play(site, "we have 12k a year for it", visitor=conversation.visitor_id)
    assert sets(bo, conversation, "company", "Gruber GmbH", saw=saw).type == "ack"
    assert slot_of(conversation, "budget").shown == "12,000 a year"


@pytest.mark.django_db
def test_a_value_that_cannot_be_meant_is_refused_in_words(site: Site, bo: User) -> None:
    conversation = play(site, "we are 40 people")
    version = conversation.version
    answer = sets(bo, conversation, "budget", {**BUDGET, "min": 70000})
    assert (answer.code, answer.message) == (
        "bad_frame",
        "The first number is larger than the second.",
    )
    assert reload(conversation.pk).version == version


@pytest.mark.django_db
def test_an_agent_of_another_site_finds_no_such_conversation(site: Site, cy: User) -> None:
    conversation = play(site, "we are 40 people")
    assert sets(cy, conversation, "budget", BUDGET).code == "not_found"
    read = ReadSlot(conversation.pk, "budget", 1, "40k", None)
    with pytest.raises(NotFound):
        look_up(staff_of(cy), read)
    assert slot_of(conversation, "budget").value is None


@pytest.mark.django_db
def test_it_stands_in_the_trail_without_the_value(site: Site, bo: User) -> None:
    conversation = play(site, "we are 40 people")
    sets(bo, conversation, "email", "ana@gruber.example.com")
    entry = AuditEntry.objects.get(action="conversation.slot", object=str(conversation.pk))
    assert entry.actor == "bo"
    assert entry.detail == {"slot": "email", "state": "filled"}


@pytest.mark.django_db
def test_a_turn_from_before_is_decided_again_and_replays_as_it_was(site: Site, bo: User) -> None:
    conversation = play(site, "we are 40 people")
    sets(bo, conversation, "team_size", {"min": 55, "max": 55})
    play(site, "there are 70 people here", visitor=conversation.visitor_id)
    found = slot_of(conversation, "team_size")
    assert found.shown == "55 people"
    assert found.said_since is not None
    assert (found.said_since.text, found.said_since.message) == ("70 people", 3)
    turns = list(stored_turns(str(conversation.pk)))
    assert len(turns) == 2
    for turn in turns:
        assert turn.policy_id is not None
        assert decide_again(turn, policy_of(turn.policy_id)).differs == ()


@pytest.mark.django_db
def test_the_list_shows_what_a_person_has_set(site: Site, bo: User) -> None:
    conversation = play(site, "hello there")
    sets(bo, conversation, "need", {"summary": "approvals by phone"})
    sets(bo, conversation, "budget", BUDGET)
    found = open_conversation(staff_of(bo), conversation.pk, 0).item
    assert found.summary == "approvals by phone"
    assert "EUR 40,000 to 60,000 a year" in found.known
    play(site, "is there a trial?", visitor=conversation.visitor_id)
    assert reload(conversation.pk).summary == "approvals by phone"


# --- reading --------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slot", "text", "value", "shown", "problem"),
    [
        ("budget", "40-60k EUR per year", BUDGET, "EUR 40,000 to 60,000 a year", ""),
        ("budget", "", BUDGET, "EUR 40,000 to 60,000 a year", ""),
        ("team_size", "about 80", None, "80 people", ""),
        ("geography", "Lyon", None, "Lyon (FR)", ""),
        ("email", "nobody", None, "", "That is no e-mail address."),
        ("company", "", "  ", "", "Write this down, or choose what is known of it."),
    ],
)
def test_what_would_be_kept_is_told_and_nothing_is_stored(
    site: Site, bo: User, slot: Any, text: str, value: Any, shown: str, problem: str
) -> None:
    conversation = play(site, "hello there")
    told = look_up(staff_of(bo), ReadSlot(conversation.pk, slot, 7, text, value))
    assert (told.shown, told.problem, told.n) == (shown, problem, 7)
    assert (told.value is None) == bool(problem)
    assert reload(conversation.pk).version == conversation.version


@pytest.mark.parametrize(
    ("field", "bad"),
    [("slot", "mood"), ("slot", 3), ("state", "confirmed"), ("seen_version", -1), ("id", "x")],
)
def test_a_frame_with_a_wrong_field_is_refused_by_its_name(field: str, bad: Any) -> None:
    good = {
        "type": "slot_set",
        "id": str(uuid.uuid4()),
        "conversation": str(uuid.uuid4()),
        "seen_version": 1,
        "seen_state": "unasked",
        "seen_value": None,
        "slot": "budget",
        "state": "filled",
        "value": BUDGET,
    }
    assert to_json(read_client_frame(good))["slot"] == "budget"
    with pytest.raises(BadFrame, match=field):
        read_client_frame({**good, field: bad})


# --- the panel ------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_conversation_of_five_hundred_lines_takes_few_queries_and_fits(
    site: Site, bo: User
) -> None:
    conversation = play(site, "we are 40 people")
    Message.objects.bulk_create(
        Message(
            conversation=conversation,
            seq=n,
            author="bot" if n % 2 else "visitor",
            text=f"line {n} " * 20,
            citations=[{"n": 1, "title": f"Page {n}", "url": "", "quote": "q" * 200}] * (n % 2),
            created=timezone.now(),
        )
        for n in range(3, 501)
    )
    Conversation.objects.filter(pk=conversation.pk).update(last_seq=500)
    staff = staff_of(bo)
    panel_of(reload(conversation.pk))
    with CaptureQueriesContext(connection) as queries:
        found = open_conversation(staff, conversation.pk, 0)
    assert len(queries) <= 12, [q["sql"][:80] for q in queries]
    now = Conversation.objects.select_related("visitor").get(pk=conversation.pk)
    with CaptureQueriesContext(connection) as queries:
        panel_of(now)
    assert len(queries) <= 6
    assert all(size_of(part) <= 65_536 for part in parts_of(found))


@pytest.mark.django_db
def test_visits_tell_from_where_to_which_pages(site: Site) -> None:
    conversation = play(site, "we are 40 people")
    Visit.objects.filter(conversation=conversation).update(
        campaign={"utm_source": "news"},
        pages=[{"url": "https://x.example/a", "title": "A", "at": "2026-11-20T10:00:00+00:00"}],
    )
    (visit,) = panel_of(reload(conversation.pk)).visits
    assert visit.landing.title == "Pricing"
    assert visit.referrer == "https://search.example/"
    assert visit.campaign == (("utm_source", "news"),)
    assert [p.title for p in visit.pages] == ["A"]


@pytest.mark.django_db
def test_other_chats_are_those_of_the_same_signed_identity_at_this_site(site: Site) -> None:
    other_site = make_site("else", name="Else")
    ours, theirs, stranger = (play(s, "hello there") for s in (site, site, site))
    elsewhere = play(other_site, "hello there")
    for chat in (ours, theirs, elsewhere):
        chat.visitor.external_id = "u-17"
        chat.visitor.save()
    assert [o.conversation for o in panel_of(reload(ours.pk)).visitor.others] == [str(theirs.pk)]
    assert panel_of(reload(stranger.pk)).visitor.others == ()


@pytest.mark.django_db
def test_thumbs_and_ratings_come_with_the_panel_as_soon_as_they_are_given(
    site: Site, bo: User
) -> None:
    conversation = play(site, "is there a trial?")
    has = Followed.of(conversation.last_seq, panel_of(conversation))
    for kind, payload in (("feedback", {"seq": 2, "value": "up"}), ("rating", {"score": 4})):
        receive_receipt(
            site=site,
            visitor=conversation.visitor_id,
            arrival=arrival(),
            client_id=uuid.uuid4(),
            kind=kind,  # type: ignore[arg-type]
            payload=payload,
        )
    (update,) = news_of(staff_of(bo), set(), {conversation.pk: has})
    assert update.panel.thumbs == ((2, "up"),)
    assert [(r.score, r.comment) for r in update.panel.ratings] == [(4, "")]


@pytest.mark.django_db
def test_lines_that_came_or_went_by_mail_are_told(site: Site) -> None:
    conversation = play(site, "we are 40 people", "is there a trial?")
    ReceivedMail.objects.create(
        source="test", event="1", conversation=conversation, seq=3, created=timezone.now()
    )
    MailThread.objects.create(conversation=conversation, mailed_seq=2)
    panel = panel_of(conversation)
    assert (panel.by_mail, panel.mailed) == ((3,), 2)


@pytest.mark.django_db
def test_a_colleagues_promise_is_in_the_brief_as_soon_as_it_is_written(
    site: Site, bo: User
) -> None:
    conversation = waiting(site)
    held = take(conversation_id=conversation.pk, user=bo, seen_epoch=0)
    now = reload(conversation.pk)
    has = Followed.of(now.last_seq, panel_of(now))
    send_agent_message(
        conversation_id=conversation.pk,
        user=bo,
        seen_epoch=held.epoch,
        client_id=uuid.uuid4(),
        text="I'll send the contract tomorrow.",
    )
    frames = news_of(staff_of(bo), set(), {conversation.pk: has})
    assert [f.type for f in frames] == ["lines", "panel"]
    assert [n.by for n in frames[1].panel.brief.promises] == ["Bo"]


# --- over the socket ------------------------------------------------------------------------------
async def test_every_page_that_has_it_open_sees_the_new_value(
    at_desk: tuple[Site, User, Conversation],
) -> None:
    site, bo, conversation = at_desk
    mara = await row(make_agent, site, "mara")
    desk, other = await row(Desk, bo), await row(Desk, mara)
    for tab in (desk, other):
        await tab.arrive()
        await opened(tab, conversation)
    version = (await row(reload, conversation.pk)).version
    await desk.say(
        "slot_read", conversation=conversation.pk, slot="team_size", n=1, text="80", value=None
    )
    assert (await desk.hear("slot_read"))["shown"] == "80 people"
    await desk.say(
        "slot_set",
        id=uuid.uuid4(),
        conversation=conversation.pk,
        seen_version=version,
        seen_state="unasked",
        seen_value=None,
        slot="team_size",
        state="filled",
        value={"min": 80, "max": 80},
    )
    await desk.hear("ack")
    for tab in (desk, other):
        panel = (await tab.hear("panel"))["panel"]
        found = next(s for s in panel["slots"] if s["slot"] == "team_size")
        assert (found["shown"], found["set_by"]) == ("80 people", "Bo")
        await tab.leave()


async def test_whoever_lost_the_right_sets_nothing_and_is_sent_out(
    at_desk: tuple[Site, User, Conversation],
) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    await row(bo.groups.clear)
    await desk.say(
        "slot_set",
        id=uuid.uuid4(),
        conversation=conversation.pk,
        seen_version=conversation.version,
        seen_state="unasked",
        seen_value=None,
        slot="name",
        state="filled",
        value="Ana",
    )
    assert (await desk.hear("error"))["code"] == "forbidden"
    assert await desk.closed() == 4001
    assert (await row(reload, conversation.pk)).version == conversation.version


@pytest.mark.django_db
def test_what_a_person_has_set_stands_in_chips_and_exports_in_words(site: Site, bo: User) -> None:
    conversation = play(site, "we have 12k a year for it")
    assert known_words(stored_slots(conversation), "budget") == "12k a year"
    sets(bo, conversation, "budget", BUDGET)
    sets(bo, conversation, "company", "Gruber GmbH")
    slots = stored_slots(reload(conversation.pk))
    assert known_words(slots, "budget") == "EUR 40,000 to 60,000 a year"
    assert known_words(slots, "company") == "Gruber GmbH"
    assert known_words(slots, "timeline") == ""


@pytest.mark.django_db
def test_links_lead_to_the_pages_that_one_may_see(site: Site, bo: User) -> None:
    conversation = play(site, "I am Ana, ana@gruber.example.com")
    assert [link.label for link in panel_of(conversation, bo).visitor.links] == ["Lead"]
    head = make_agent(site, "head")
    head.groups.add(Group.objects.get(name="Administrator"))
    lead, kept = panel_of(conversation, head).visitor.links
    assert lead.url.endswith("?q=ana%40gruber.example.com")
    assert str(conversation.pk) in kept.url
    assert panel_of(play(site, "hello there"), bo).visitor.links == ()

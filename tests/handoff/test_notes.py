"""Private notes: who may write them, who sees them, and that no visitor ever does."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import verify_trail
from chatqual.conversations.models import Message
from chatqual.handoff import notes
from chatqual.handoff.changes import change, look_up
from chatqual.handoff.errors import NotFound
from chatqual.handoff.models import Mention, Note
from chatqual.handoff.notes_frames import AddNote, AskNotes, DeleteNote, EditNote, ReadMentions
from chatqual.handoff.parts import LIMIT
from chatqual.handoff.protocol import read_client_frame
from chatqual.handoff.staff import staff_of
from chatqual.realtime.frames import BadFrame
from chatqual.sites.models import Site
from tests.factories import make_agent, reload, say
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


def note(user: User, conversation: Any, text: str, id_: uuid.UUID | None = None) -> Any:
    frame = AddNote(id_ or uuid.uuid4(), conversation.pk, text)
    return change(staff_of(user), frame)


def notes_of(user: User, conversation: Any, revision: int = 0) -> Any:
    return look_up(staff_of(user), AskNotes(conversation.pk, revision))


def unread(user: User) -> list[str]:
    return [item.text for item in notes.mentions_of(staff_of(user)).items]


# --- writing --------------------------------------------------------------------------------------
def test_any_member_of_the_site_may_note_whoever_owns(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    held = note(bo, conversation, "Spoke to their CFO in May.")
    assert (held.mode, held.seq) == ("waiting", None)
    assert [n.text for n in notes_of(mara, conversation).notes] == ["Spoke to their CFO in May."]


def test_a_note_has_counters_of_its_own(site: Site, bo: User) -> None:
    conversation = waiting(site)
    before = reload(conversation.pk).last_seq
    note(bo, conversation, "one")
    note(bo, conversation, "two")
    after = reload(conversation.pk)
    assert after.last_seq == before
    assert [(n.number, n.after) for n in notes_of(bo, conversation).notes] == [
        (1, before),
        (2, before),
    ]
    say(site, "still there?", conversation.visitor_id)
    assert Message.objects.filter(conversation=conversation).order_by("-seq")[0].seq == before + 1


def test_sent_again_it_is_stored_once(site: Site, bo: User) -> None:
    conversation, id_ = waiting(site), uuid.uuid4()
    assert not note(bo, conversation, "once", id_).was_known
    assert note(bo, conversation, "once", id_).was_known
    assert Note.objects.count() == 1


def test_an_outsider_neither_writes_nor_reads(site: Site, bo: User, cy: User) -> None:
    conversation = waiting(site)
    note(bo, conversation, "ours")
    with pytest.raises(NotFound):
        note(cy, conversation, "theirs")
    with pytest.raises(NotFound):
        notes_of(cy, conversation)
    with pytest.raises(NotFound):
        change(staff_of(cy), EditNote(uuid.uuid4(), conversation.pk, 1, "theirs"))
    with pytest.raises(NotFound):
        change(staff_of(cy), DeleteNote(uuid.uuid4(), conversation.pk, 1))
    with pytest.raises(NotFound):
        change(staff_of(cy), ReadMentions(uuid.uuid4(), conversation.pk))


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_nothing_and_too_much_are_refused(site: Site, bo: User, text: str) -> None:
    with pytest.raises(BadFrame):
        note(bo, waiting(site), text)


def test_only_its_author_changes_it(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    note(bo, conversation, "mine")
    for frame in (
        EditNote(uuid.uuid4(), conversation.pk, 1, "hers"),
        DeleteNote(uuid.uuid4(), conversation.pk, 1),
    ):
        with pytest.raises(BadFrame, match="author"):
            change(staff_of(mara), frame)
    change(staff_of(bo), EditNote(uuid.uuid4(), conversation.pk, 1, "mine, better said"))
    found = notes_of(mara, conversation).notes[0]
    assert found.text == "mine, better said"
    assert found.edited


def test_a_deleted_note_leaves_its_place_and_no_text(site: Site, bo: User) -> None:
    conversation = waiting(site)
    note(bo, conversation, "a secret")
    change(staff_of(bo), DeleteNote(uuid.uuid4(), conversation.pk, 1))
    found = notes_of(bo, conversation).notes[0]
    assert (found.text, found.is_deleted) == ("", True)
    with pytest.raises(BadFrame, match="no such note"):
        change(staff_of(bo), EditNote(uuid.uuid4(), conversation.pk, 1, "back"))


def test_what_is_done_to_a_note_stands_in_the_trail_without_its_text(site: Site, bo: User) -> None:
    conversation = waiting(site)
    note(bo, conversation, "a word that is nowhere else")
    change(staff_of(bo), EditNote(uuid.uuid4(), conversation.pk, 1, "another word"))
    change(staff_of(bo), DeleteNote(uuid.uuid4(), conversation.pk, 1))
    entries = AuditEntry.objects.filter(object=str(conversation.pk), action__contains="note")
    assert [e.action for e in entries.order_by("number")] == [
        "conversation.note",
        "conversation.note_edit",
        "conversation.note_delete",
    ]
    assert "word" not in json.dumps([e.detail for e in entries])
    assert verify_trail() is None


# --- reading --------------------------------------------------------------------------------------
def test_a_page_is_told_what_has_changed_since_it_looked(site: Site, bo: User) -> None:
    conversation = waiting(site)
    note(bo, conversation, "one")
    note(bo, conversation, "two")
    seen = notes_of(bo, conversation)
    assert notes_of(bo, conversation, seen.revision).notes == ()
    change(staff_of(bo), EditNote(uuid.uuid4(), conversation.pk, 1, "one, changed"))
    news = notes_of(bo, conversation, seen.revision)
    assert [(n.number, n.text) for n in news.notes] == [(1, "one, changed")]


def test_however_many_notes_there_are_they_take_a_few_queries(
    site: Site, bo: User, mara: User, django_assert_max_num_queries: Any
) -> None:
    conversation = waiting(site)
    for n in range(30):
        note(bo, conversation, f"{n} @mara")
    staff = staff_of(bo)
    with django_assert_max_num_queries(7):
        assert len(look_up(staff, AskNotes(conversation.pk, 0)).notes) == 30


def test_many_long_notes_come_in_frames_that_can_be_sent(site: Site, bo: User) -> None:
    conversation = waiting(site)
    for n in range(15):
        note(bo, conversation, f"{n} " + "ä" * 3900)
    found: list[int] = []
    revision, more = 0, True
    while more:
        part = notes_of(bo, conversation, revision)
        assert len(json.dumps([n.text for n in part.notes], ensure_ascii=False).encode()) < LIMIT
        found += [n.number for n in part.notes]
        revision, more = part.revision, part.has_more
    assert found == list(range(1, 16))


# --- mentions -------------------------------------------------------------------------------------
def test_who_is_named_sees_it_as_unread_until_they_have_looked(
    site: Site, bo: User, mara: User
) -> None:
    conversation = waiting(site)
    note(bo, conversation, "Can you take this, @mara?")
    assert unread(mara) == ["Can you take this, @mara?"]
    assert unread(bo) == []
    change(staff_of(mara), ReadMentions(uuid.uuid4(), conversation.pk))
    assert unread(mara) == []


def test_a_name_is_no_mention_inside_a_word_or_an_address(site: Site, bo: User, mara: User) -> None:
    note(bo, waiting(site), "write to sales@mara.example or @marathon")
    assert Mention.objects.count() == 0


def test_of_two_names_the_longer_is_meant(site: Site, bo: User, mara: User) -> None:
    make_agent(site, "maralisa")
    note(bo, waiting(site), "@Maralisa knows them")
    assert [m.user.username for m in Mention.objects.all()] == ["maralisa"]


def test_colleagues_called_alike_are_told_apart_by_their_login(site: Site, bo: User) -> None:
    one = make_agent(site, "kim1")
    two = make_agent(site, "kim2")
    User.objects.filter(pk__in=[one.pk, two.pk]).update(first_name="Kim")
    conversation = waiting(site)
    assert set(notes_of(bo, conversation).handles) == {"kim1", "kim2"}
    note(bo, conversation, "@kim2 please")
    assert [m.user for m in Mention.objects.all()] == [two]


def test_an_outsider_cannot_be_named(site: Site, bo: User, cy: User) -> None:
    note(bo, waiting(site), "ask @cy and @Cy")
    assert Mention.objects.count() == 0


def test_a_name_taken_out_of_a_note_is_unread_no_more(site: Site, bo: User, mara: User) -> None:
    conversation = waiting(site)
    note(bo, conversation, "@mara look")
    change(staff_of(bo), EditNote(uuid.uuid4(), conversation.pk, 1, "never mind"))
    assert unread(mara) == []


def test_a_mention_at_a_site_that_one_has_left_is_not_shown(
    site: Site, bo: User, mara: User
) -> None:
    note(bo, waiting(site), "@mara look")
    mara.memberships.all().delete()
    assert unread(mara) == []


# --- frames ---------------------------------------------------------------------------------------
ID = str(uuid.uuid4())
GOOD: dict[str, dict[str, Any]] = {
    "notes": {"conversation": ID, "revision": 0},
    "note": {"id": ID, "conversation": ID, "text": "a"},
    "note_edit": {"id": ID, "conversation": ID, "number": 1, "text": "a"},
    "note_delete": {"id": ID, "conversation": ID, "number": 1},
    "mentions_read": {"id": ID, "conversation": ID},
}


@pytest.mark.parametrize(("type", "field"), [(t, f) for t, fields in GOOD.items() for f in fields])
def test_a_frame_with_a_field_missing_is_refused_by_its_name(type: str, field: str) -> None:
    assert read_client_frame({"type": type, **GOOD[type]}).type == type
    with pytest.raises(BadFrame, match=field):
        read_client_frame({"type": type, **GOOD[type], field: None})

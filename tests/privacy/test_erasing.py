from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import verify_trail
from chatqual.conversations import turns
from chatqual.conversations.broadcast import conversation_group
from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.lately import find_line
from chatqual.conversations.models import Message, Turn, Visitor
from chatqual.privacy import erasing, wiping
from chatqual.privacy.erasing import (
    begin_erasure,
    do_erasure,
    erase_again,
    finish_erasures,
    sweep_erasures,
    walk_erasure,
)
from chatqual.privacy.errors import BusyFile, NoPerson
from chatqual.privacy.mail_files import mail_folder
from chatqual.privacy.models import Erasure
from chatqual.privacy.people import find_by_address, keyed_hash, person_of
from chatqual.privacy.registry import Person, holdings, person_erased
from chatqual.privacy.tombstones import tombstones_file
from chatqual.sites.models import Site
from knowledge.gaps import merge_gaps, record_gap
from knowledge.golden import add_golden
from knowledge.models import Gap, GapAsking, GoldenQuestion, Pin
from tests.factories import make_site, say

pytestmark = pytest.mark.django_db
# Where the freed bytes are wiped: no transaction may be open around that.
whole = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture(autouse=True)
def no_tombstones() -> None:
    tombstones_file().unlink(missing_ok=True)


def begun(*visitors: uuid.UUID) -> Erasure:
    return begin_erasure(person_of(visitors), by="alma")


def walked(visitor: uuid.UUID) -> Erasure:
    """Everything but the wiping of what was freed."""
    erasure = begun(visitor)
    assert walk_erasure(erasure.pk)
    erasure.refresh_from_db()
    return erasure


# --- the beginning --------------------------------------------------------------------------------
def test_nobody_writes_to_a_log_that_is_being_deleted(site: Site) -> None:
    ana = say(site, "hello")
    begun(ana.visitor)
    with pytest.raises(SessionExpired):
        say(site, "hello again", ana.visitor)


def test_a_turn_under_way_commits_nothing(site: Site) -> None:
    ana = say(site, "What does Team cost?")
    turn = Turn.objects.filter(conversation=ana.conversation).latest("pk")
    begun(ana.visitor)
    assert Turn.objects.get(pk=turn.pk).status != Turn.Status.OPEN
    assert turns.claim_turn(turn.pk) is None
    assert not Message.objects.filter(conversation=ana.conversation, author="bot").exists()


def test_begun_twice_it_is_one_deletion(site: Site) -> None:
    ana = say(site, "hello")
    assert begun(ana.visitor).pk == begun(ana.visitor).pk
    assert AuditEntry.objects.filter(action="person.erasing").count() == 1


def test_nobody_who_is_not_there_can_be_deleted(site: Site) -> None:
    with pytest.raises(NoPerson):
        person_of([uuid.uuid4()])
    one, other = say(site, "hello"), say(make_site("other"), "hello")
    with pytest.raises(NoPerson, match="several sites"):
        person_of([one.visitor, other.visitor])


# --- the walk -------------------------------------------------------------------------------------
def test_others_stay_as_they_are(site: Site) -> None:
    ana, bea = say(site, "hello, ana@example.com"), say(site, "hello, bea@example.com")
    done = walked(ana.visitor)
    assert done.state == Erasure.State.REWRITING
    assert [v.pk for v in Visitor.objects.all()] == [bea.visitor]
    assert find_line(ana.conversation, 1) is None
    assert Message.objects.filter(conversation=bea.conversation).exists()


@whole
def test_the_receipt_names_nobody_and_counts_what_went(site: Site) -> None:
    ana = say(site, "hello")
    done = do_erasure(begun(ana.visitor).pk)
    assert (done.visitors, done.conversations) == ([], [])
    assert done.hashes == [keyed_hash(ana.visitor)]
    assert done.counts["conversations.Message"] == 1
    assert ana.visitor.hex not in str(done.__dict__)
    entry = AuditEntry.objects.get(action="person.erased")
    assert entry.detail["counts"] == done.counts
    assert verify_trail() is None


@pytest.mark.parametrize("place", range(0, 24, 3))
def test_killed_anywhere_it_is_finished_by_the_sweeper(
    site: Site, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    """The process ends in the middle of the walk: whatever runs next goes on with the row."""
    ana = say(site, "Do you sell umbrellas?")
    record_gap(site, "Do you sell umbrellas?", "en", ana.conversation)
    erasure = begun(ana.visitor)
    names = [holding.model for holding in holdings()]
    stop_at = names[min(place, len(names) - 1)]
    real: Callable[..., None] = erasing._erase_one

    def dies(erasure: Erasure, holding: Any, person: Person) -> None:
        if holding.model == stop_at:
            raise KeyboardInterrupt
        real(erasure, holding, person)

    monkeypatch.setattr(erasing, "_erase_one", dies)
    with pytest.raises(KeyboardInterrupt):
        walk_erasure(erasure.pk)
    monkeypatch.undo()
    assert sweep_erasures() == 0  # the dead one's lease still holds
    Erasure.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep_erasures() == 1
    assert Erasure.objects.get().state == Erasure.State.REWRITING
    assert not Visitor.objects.exists()
    assert not Gap.objects.exists()
    assert not GapAsking.objects.exists()


def test_what_fails_is_said_and_tried_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = say(site, "hello")
    erasure = begun(ana.visitor)

    def fails(*args: Any) -> int:
        raise OSError("no disk")

    monkeypatch.setattr(erasing, "forget_mail_files", fails)
    with pytest.raises(OSError, match="no disk"):
        sweep_erasures()
    monkeypatch.undo()
    erasure.refresh_from_db()
    assert (erasure.error, erasure.lease_owner) == ("failed; see the log", "")
    Erasure.objects.update(due=timezone.now())
    assert sweep_erasures() == 1


def test_whoever_was_told_of_the_person_is_told_of_the_end(site: Site) -> None:
    ana = say(site, "hello")
    told: list[Person] = []

    def hear(person: Person, **kwargs: Any) -> None:
        told.append(person)

    person_erased.connect(hear)
    try:
        walked(ana.visitor)
    finally:
        person_erased.disconnect(hear)
    assert [p.conversations for p in told] == [(ana.conversation,)]


def test_every_holding_is_empty_afterwards(site: Site) -> None:
    ana = say(site, "hello, ana@example.com")
    person = person_of([ana.visitor])
    walked(ana.visitor)
    left: dict[str, QuerySet[Any]] = {h.model: h.find(person) for h in holdings() if h.find}
    assert {model for model, rows in left.items() if rows.exists()} == set()


@whole
async def test_open_tabs_are_told_at_once(site: Site) -> None:
    from asgiref.sync import sync_to_async
    from channels.layers import get_channel_layer

    from chatqual.realtime.loop import adopt_loop

    adopt_loop()
    ana = await sync_to_async(say)(site, "hello")
    layer = get_channel_layer()
    tab = await layer.new_channel()
    await layer.group_add(conversation_group(ana.conversation), tab)
    await sync_to_async(begun)(ana.visitor)
    while True:
        event = await layer.receive(tab)
        if event["type"] == "conversation.gone":
            return


# --- words that no row says whose they are --------------------------------------------------------
def asked(site: Site, text: str) -> Any:
    received = say(site, text)
    record_gap(site, text, "en", received.conversation)
    return received


def test_a_gap_in_their_words_goes(site: Site) -> None:
    ana = asked(site, "Can Ana Example pay in shells?")
    walked(ana.visitor)
    assert not Gap.objects.exists()


def test_a_gap_that_others_asked_otherwise_takes_their_wording(site: Site) -> None:
    ana, bea = asked(site, "Can Ana pay in shells?"), asked(site, "Are cowries money here?")
    merge_gaps(list(Gap.objects.all()), by="mara")
    walked(ana.visitor)
    kept = Gap.objects.get()
    words = " ".join([kept.question, *kept.examples])
    assert "Ana" not in words
    assert "cowries" in words
    assert (kept.count, kept.state) == (2, Gap.State.OPEN)
    assert GapAsking.objects.get().conversation == bea.conversation


def test_the_same_words_of_somebody_else_stay(site: Site) -> None:
    ana = asked(site, "Do you sell umbrellas?")
    asked(site, "Do you sell umbrellas?")
    add_golden(site, "Do you sell umbrellas?", document=None, by="mara")
    walked(ana.visitor)
    assert Gap.objects.get().question == "Do you sell umbrellas?"
    assert GoldenQuestion.objects.exists()


def test_what_a_curator_had_thought_of_before_stays(site: Site) -> None:
    add_golden(site, "Do you sell umbrellas?", document=None, by="mara")
    ana = asked(site, "Do you sell umbrellas?")
    walked(ana.visitor)
    assert GoldenQuestion.objects.exists()


def test_a_pin_loses_their_wording_only(site: Site) -> None:
    ana = asked(site, "Do you sell Ana's umbrellas?")
    Pin.objects.create(
        site=site, kind="blocked", wordings=["Do you sell Ana's umbrellas?", "umbrellas"]
    )
    walked(ana.visitor)
    assert Pin.objects.get().wordings == ["umbrellas"]


# --- finding --------------------------------------------------------------------------------------
def test_an_address_is_found_wherever_it_stands(site: Site) -> None:
    ana = say(site, "write to Ana@Example.com")
    signed = say(site, "hello")
    Visitor.objects.filter(pk=signed.visitor).update(email="ana@example.com")
    say(site, "bea@example.com")
    found = find_by_address(Site.objects.all(), " ana@example.com ")
    assert {c.pk for c in found} == {ana.conversation, signed.conversation}
    assert not find_by_address(Site.objects.none(), "ana@example.com")


# --- files ----------------------------------------------------------------------------------------
def test_their_mails_are_taken_out_of_the_files_of_the_development_backend(
    site: Site, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    ana = say(site, "hello")
    Visitor.objects.filter(pk=ana.visitor).update(email="änne@exämple.com")
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    with backend:
        for to in ("bea@example.com", "änne@exämple.com"):
            mail = EmailMessage("Ü", f"An {to}: schöne Grüße " * 20, "us@example.com", [to])
            mail.connection = backend
            mail.send()
    assert mail_folder() == tmp_path
    done = walked(ana.visitor)
    assert done.counts["mail files"] == 1
    (left,) = tmp_path.iterdir()
    assert b"bea@example.com" in left.read_bytes()
    assert left.read_bytes().count(b"Subject:") == 1


# --- bytes ----------------------------------------------------------------------------------------


@whole
def test_stale_copies_are_gone_from_the_file() -> None:
    """A table that was in use keeps copies of moved rows, which no deletion overwrites."""
    if connection.vendor != "sqlite":
        pytest.skip("looks into the file of SQLite")
    mark = b"zqxstalecopy"
    _churn_index(mark.decode())
    wiping.empty_write_ahead_log()
    assert mark in _database_bytes(), "nothing stale was made: the churn must be harder"
    wiping.rewrite_database()
    wiping.empty_write_ahead_log()
    assert mark not in _database_bytes()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE churn")


def _database_bytes() -> bytes:
    name = Path(connection.settings_dict["NAME"])
    return name.read_bytes() + name.with_name(f"{name.name}-wal").read_bytes()


def _churn_index(mark: str) -> None:
    """Adds, shortens and deletes rows in an order that splits and merges pages."""
    dice = random.Random(7)  # noqa: S311 - the same churn each time
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE churn (id text PRIMARY KEY, t text) WITHOUT ROWID")
        for step in range(6000):
            word = mark if step % 7 == 0 else "otherwords"
            key = f"{dice.getrandbits(64):016x}-{step % 7}"
            cursor.execute("INSERT INTO churn VALUES (%s, %s)", [key, word * dice.randrange(1, 60)])
            if step % 3 == 0:
                cursor.execute(
                    "UPDATE churn SET t = substr(t, 1, length(t) / 2) "
                    "WHERE id = (SELECT id FROM churn WHERE id > %s LIMIT 1)",
                    [f"{dice.getrandbits(64):016x}"],
                )
        cursor.execute("DELETE FROM churn WHERE id LIKE '%%-0'")


@whole
def test_a_reader_holds_up_the_end_and_no_more(site: Site) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about the write-ahead log of SQLite")
    import sqlite3

    ana = say(site, "hello")
    erasure = begun(ana.visitor)
    reader = sqlite3.connect(connection.settings_dict["NAME"])
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM conversations_visitor").fetchone()
    walk_erasure(erasure.pk)
    with pytest.raises(BusyFile):
        finish_erasures()
    assert not Visitor.objects.exists()
    erasure.refresh_from_db()
    assert (erasure.state, erasure.is_rewritten) == (Erasure.State.REWRITING, True)
    reader.close()
    assert finish_erasures() == 1


@whole
def test_a_large_database_is_written_anew_at_night(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is not written anew")
    ana = say(site, "hello")
    monkeypatch.setattr(wiping, "REWRITTEN_AT_ONCE", 1)
    erasure = begun(ana.visitor)
    walk_erasure(erasure.pk)
    assert finish_erasures() == 0
    Erasure.objects.update(requested_at=timezone.now() - timedelta(days=2))
    assert finish_erasures() == 1


# --- backups --------------------------------------------------------------------------------------
@whole
def test_whoever_comes_back_with_a_backup_is_deleted_again(site: Site) -> None:
    ana = say(site, "hello, ana@example.com")
    do_erasure(begun(ana.visitor).pk)
    Erasure.objects.all().delete()  # a copy that is older than the deletion
    back = Visitor.objects.create(pk=ana.visitor, site=site, created=timezone.now())
    bea = say(site, "hello")
    assert erase_again("restore") == 1
    assert [v.pk for v in Visitor.objects.all()] == [bea.visitor]
    assert Erasure.objects.get().cause == Erasure.Cause.BACKUP
    assert back.pk.hex not in tombstones_file().read_text()

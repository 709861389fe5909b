"""A person planted everywhere on a real server, and a search for what is left of them."""

from __future__ import annotations

import base64
import json
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.servers import Stack, run_python

# One word in plain letters, one that every encoding writes otherwise.
PLAIN = "zqxvanillawort"
ACCENT = "zqxkanärie"
ADDRESS = f"{PLAIN}@mail.example"

PLANT = """
import sys, uuid, django
django.setup()
from django.contrib.auth.models import User
from django.db.models import CharField, JSONField, TextField
from django.utils import timezone
from chatqual.conversations import override
from chatqual.conversations.models import Conversation, Visitor
from chatqual.handoff.models import Task
from chatqual.handoff.tasks import add_task
from chatqual.handoff.writing_models import Note
from chatqual.integrations.outbox import enqueue_mail
from chatqual.followups.models import FollowUp, MailThread, ReceivedMail, ReturnCode
from chatqual.handoff.clock_models import ResponseClock
from chatqual.handoff.queue_models import ReadMark
from chatqual.privacy.models import RetentionMark
from chatqual.sites.models import LineExample
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from knowledge.golden import add_golden
from knowledge.models import Gap, Pin

log = Conversation.objects.select_related("site", "visitor").get(pk=sys.argv[1])
plain, accent, address = sys.argv[2:5]
words = f"{plain} {accent}"
jonas = User.objects.get(username="jonas")
now = timezone.now()
Visitor.objects.filter(pk=log.visitor_id).update(name=words, email=address, external_id=plain)
Note.objects.create(
    conversation=log, number=900, revision=900, after_seq=1, client_id=uuid.uuid4(),
    author=jonas, name="Jonas", text=f"A note on {words}", created=now,
)
add_task(site=log.site, kind="other", key=f"t:{log.pk}", text=f"Call {words}", conversation=log)
wanted = override.Override(tier="hot", score=90, reason=f"I know {words}")
override.set_override(
    conversation_id=log.pk, username="jonas", name="Jonas", wanted=wanted
)
enqueue_mail(
    log.site, "transcript", f"{log.pk}:canary", to=address, subject=f"Subject {words}",
    text=f"Body {words}", html=f"<p>{words}</p>", conversation=log,
)
enqueue_mail(
    log.site, "later", f"{log.pk}:later", to=address, subject=f"Later {words}", text=words,
    conversation=log, due=now + timezone.timedelta(days=3),
)
for line in log.messages.filter(author="visitor"):
    if line.text.endswith("?") and plain in line.text:
        add_golden(log.site, line.text, document=None, by="mara")
        Pin.objects.create(site=log.site, kind="blocked", wordings=[line.text, "something else"])
        LineExample.objects.create(site=log.site, text=line.text, kind="act", label="question")
for gap in Gap.objects.filter(askings__conversation=log.pk):
    LogEntry.objects.create(
        user=jonas, content_type=ContentType.objects.get_for_model(Gap), object_id=gap.pk,
        object_repr=str(gap), action_flag=2, change_message="[]",
    )
MailThread.objects.update_or_create(
    conversation=log, defaults={"undeliverable": address, "last_received": f"<{address}>"}
)
FollowUp.objects.create(conversation=log, state="sent", due=now, from_seq=1, created=now)
ReturnCode.objects.create(conversation=log, digest=log.pk.hex, created=now, expires=now)
ReceivedMail.objects.create(
    conversation=log, source="test", event=str(log.pk), outcome="line", created=now
)
ReadMark.objects.create(user=jonas, conversation=log, seq=1)
ResponseClock.objects.update_or_create(
    conversation=log, defaults={"site": log.site, "reason": words, "started": now, "due": now}
)
RetentionMark.objects.create(conversation=log)
"""
HELD = """
import json, sys, django
django.setup()
from chatqual.conversations.models import Conversation
from chatqual.privacy.people import person_of
from chatqual.privacy.registry import holdings
person = person_of([Conversation.objects.get(pk=sys.argv[1]).visitor_id])
held = {holding.model: holding.find(person).count() for holding in holdings()}
print(json.dumps({"visitor": str(person.visitors[0]), "held": held}))
"""


def run(stack: Stack, code: str, *arguments: str) -> str:
    """Some Python with Django set up as the servers have it; gives what it printed."""
    env = {**stack.env, "DJANGO_SETTINGS_MODULE": "chatqual.settings"}
    return run_python(env, "-c", code, *arguments).strip()


def plant(stack: Stack, conversation: str) -> None:
    """Rows of every room that a chat alone does not make."""
    run(stack, PLANT, conversation, PLAIN, ACCENT, ADDRESS)


def held(stack: Stack, conversation: str) -> tuple[str, dict[str, int]]:
    """The visitor, and how many rows each model has of them."""
    told = json.loads(run(stack, HELD, conversation))
    return told["visitor"], told["held"]


def forms() -> dict[str, bytes]:
    """The two words in every encoding that something of ours, or of a library, writes."""
    out = {
        "utf-8": ACCENT.encode(),
        "decomposed": "zqxkana\u0308rie".encode(),
        "json": json.dumps(ACCENT)[1:-1].encode(),
        "latin-1": ACCENT.encode("latin-1"),
        "utf-16": ACCENT.encode("utf-16-le"),
        "percent": quote(ACCENT).encode(),
        "quoted-printable": b"zqxkan=C3=A4rie",
        "folded": b"zqxkanarie",
        "plain": PLAIN.encode(),
        "plain utf-16": PLAIN.encode("utf-16-le"),
    }
    for name, word in (("plain", PLAIN.encode()), ("accent", ACCENT.encode())):
        for shift in range(3):
            text = base64.b64encode(b"\0" * shift + word)
            # Without the ends, which depend on what stands beside the word.
            out[f"base64 {name} {shift}"] = text[4 if shift else 0 : -4]
    return out


def found_in(data: bytes) -> list[str]:
    """The names of the encodings in which a word stands there, whatever its capitals."""
    lower = data.lower()
    return [
        name
        for name, form in forms().items()
        if (form in data if name.startswith("base64") else form.lower() in lower)
    ]


def rows_of(stack: Stack) -> Iterator[tuple[str, str]]:
    """Every row of every table, as text, with the table's name."""
    if url := stack.env.get("DATABASE_URL"):
        with psycopg.connect(url) as db:
            names = db.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            ).fetchall()
            for (name,) in names:
                for (row,) in db.execute(f'SELECT t::text FROM "{name}" t').fetchall():  # noqa: S608
                    yield name, row
        return
    with sqlite3.connect(f"file:{stack.folder}/chatqual.sqlite3?mode=ro", uri=True) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            for row in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608
                yield name, repr(row)


def tables_with(stack: Stack, *texts: str) -> set[str]:
    """The tables in which any of these texts stands."""
    lower = [text.lower() for text in texts]
    return {name for name, row in rows_of(stack) if any(text in row.lower() for text in lower)}


def tables_with_words(stack: Stack) -> set[str]:
    return {name for name, row in rows_of(stack) if found_in(row.encode())}


def files_with_words(folder: Path) -> dict[str, list[str]]:
    """Every file below the folder that holds a word in any encoding; the weights are not ours."""
    out = {}
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file() or "postgres" in path.parts:
            continue
        if found := found_in(path.read_bytes()):
            out[str(path.relative_to(folder))] = found
    return out


def ids_of(*ids: str) -> list[str]:
    """As databases and JSON write them: with dashes and without."""
    return [form for one in ids for form in (one, uuid.UUID(one).hex)]

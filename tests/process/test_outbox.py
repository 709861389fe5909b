"""The outbox of real servers: killed in the middle, fought over by many, on both stacks."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any

import psycopg
import pytest

from tests.bring_tools import find_postgres
from tests.integrations.receivers import Answer, MailReceiver, WebhookReceiver
from tests.servers import ROOT, STACKS, START, EmbeddedStack, Stack, run_python, wait_until
from tests.visitors import Visitor

EMBEDDED = pytest.param("embedded", marks=pytest.mark.process)
FULL = pytest.param("full", marks=pytest.mark.stack)
STAFF = "sales@shop.example"
MANY = 20
BEGIN = """
import sys
import django
django.setup()
from django.utils import timezone
from chatqual.integrations.models import *
from chatqual.sites.models import Site
site = Site.objects.get(public_key="demo")
"""
SET_UP = """
from chatqual.integrations.events import EVENTS
from chatqual.integrations.signing import make_signing_secret
made = WebhookEndpoint.objects.create(
    site=site, name="CRM", url=sys.argv[1], events=list(EVENTS), secret=make_signing_secret()
)
alerts = StaffAlerts.objects.create(site=site)
AlertRecipient.objects.create(alerts=alerts, address=sys.argv[2])
print(made.destination)
"""
ROWS = "select kind, state, attempts from integrations_outboxitem"
# Not due before all who fight over them are ready.
PUT_MANY = """
from datetime import timedelta
from chatqual.integrations.outbox import enqueue
due = timezone.now() + timedelta(hours=1)
for n in range(int(sys.argv[2])):
    enqueue(site, "test", f"many:{n}", {"n": n}, destination=sys.argv[1], due=due)
"""
FIGHT = """
from chatqual.integrations.delivery import deliver
keys = list(OutboxItem.objects.filter(kind="test").values_list("pk", flat=True))
print("ready", flush=True)
sys.stdin.readline()
OutboxItem.objects.filter(kind="test", next_due__gt=timezone.now()).update(next_due=timezone.now())
while OutboxItem.objects.filter(kind="test", state__in=("pending", "claimed")).exists():
    for key in keys:
        deliver(key)
"""


class Post:
    """A stack with its receivers, and what stands in its outbox."""

    def __init__(self, stack: Stack, receiver: WebhookReceiver, mail: MailReceiver) -> None:
        self.stack, self.receiver, self.mail = stack, receiver, mail
        self.destination = ""

    @property
    def env(self) -> dict[str, str]:
        return {**self.stack.env, "DJANGO_SETTINGS_MODULE": "chatqual.settings"}

    def run(self, code: str, *arguments: str) -> str:
        return run_python(self.env, "-c", BEGIN + code, *arguments).strip()

    def rows(self) -> list[dict[str, Any]]:
        """Read past Django: a process of its own would take seconds to start."""
        if "DATABASE_URL" in self.stack.env:
            with psycopg.connect(self.stack.env["DATABASE_URL"]) as connection:
                found = connection.execute(ROWS).fetchall()
        else:
            path = self.stack.folder / "chatqual.sqlite3"
            with closing(sqlite3.connect(path, timeout=60)) as connection:
                found = connection.execute(ROWS).fetchall()
        return [dict(zip(("kind", "state", "attempts"), row, strict=True)) for row in found]

    def ids_of(self, event: str) -> list[str]:
        """The webhook-ids of the requests that told of it."""
        requests = list(self.receiver.requests)
        return [r.headers["webhook-id"] for r in requests if json.loads(r.body)["type"] == event]


@pytest.fixture(scope="module")
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    missing = shutil.which("redis-server") is None or find_postgres() is None
    if request.param == "full" and missing and not os.environ.get("CI"):
        pytest.skip("Redis or PostgreSQL could not be had")
    with ExitStack() as ends:
        receiver = ends.enter_context(WebhookReceiver())
        mail = ends.enter_context(MailReceiver())
        stack = STACKS[request.param](
            CHATQUAL_ALLOW_PRIVATE_ADDRESSES="True",
            CHATQUAL_OUTBOX_SCALE="0.01",
            EMAIL_URL=f"smtp://127.0.0.1:{mail.port}",
        )
        ends.callback(stack.stop)
        made = Post(stack.start(), receiver, mail)
        made.destination = made.run(SET_UP, receiver.url, STAFF)
        yield made


async def hand_over(post: Post) -> None:
    """A visitor who wants a person."""
    ana = Visitor(post.stack.url)
    await ana.connect()
    await ana.ask("What does Team cost?")
    await ana.ask("I want to talk to a person, please.")
    await ana.leave()


@pytest.mark.parametrize("post", [EMBEDDED, FULL], indirect=True)
async def test_a_handoff_and_a_hot_lead_reach_the_crm_and_the_staff(post: Post) -> None:
    ana = Visitor(post.stack.url)
    await ana.connect()
    await ana.ask(
        "We are a team of 40 and need shared inboxes. I am the managing director and decide, our "
        "budget is 30,000 euros a year, and we want to start next week. ana@acme.example"
    )
    await ana.ask("I want to talk to a person, please.")
    await ana.leave()
    receiver, mail = post.receiver, post.mail
    for event in ("conversation.handed_off", "lead.created", "lead.hot"):
        wait_until(lambda event=event: bool(post.ids_of(event)), START, event)
    wait_until(lambda: bool(mail.mails), START, "the mail to the staff")
    to, told = mail.mails[0]
    assert to == STAFF
    assert str(told["Subject"]).startswith("Hot lead")
    wait_until(lambda: all(r["state"] == "done" for r in post.rows()), START, "all of it")
    assert receiver.doubles == 0
    assert len(mail.mails) == 1


@pytest.mark.parametrize("post", [EMBEDDED, FULL], indirect=True)
async def test_what_many_processes_fight_over_is_sent_once(post: Post) -> None:
    """Two processes, and the sweeper with its workers, claim the same rows at the same time."""
    before = len(post.receiver.requests)
    post.run(PUT_MANY, post.destination, str(MANY))
    command = [sys.executable, "-c", BEGIN + FIGHT]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    fighters = [subprocess.Popen(command, cwd=ROOT, env=post.env, **pipes) for _ in range(2)]
    for one in fighters:
        assert one.stdout.readline() == "ready\n"
    for one in fighters:
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in fighters:
        one.communicate(timeout=START)
        assert one.returncode == 0
    rows = [row for row in post.rows() if row["kind"] == "test"]
    assert {(row["state"], row["attempts"]) for row in rows} == {("done", 1)}
    assert len(rows) == MANY
    assert len(post.receiver.requests) - before == MANY
    assert post.receiver.doubles == 0


@pytest.mark.parametrize("post", [EMBEDDED], indirect=True)
async def test_a_server_that_is_killed_while_it_sends_sends_again_by_the_same_id(
    post: Post,
) -> None:
    assert isinstance(post.stack, EmbeddedStack)
    hold = threading.Event()
    post.receiver.script.append(Answer(hold=hold))
    before = len(post.receiver.requests)
    await hand_over(post)
    wait_until(lambda: len(post.receiver.requests) > before, START, "the first request")
    post.stack.server.kill()
    hold.set()
    first = post.receiver.requests[before].headers["webhook-id"]
    doubles = post.receiver.doubles
    post.stack.serve()

    def comes_again() -> bool:
        ids = [r.headers["webhook-id"] for r in post.receiver.requests[before:]]
        return ids.count(first) == 2

    wait_until(comes_again, START, "the same id again")
    wait_until(lambda: all(r["state"] == "done" for r in post.rows()), START, "all of it")
    assert post.receiver.doubles == doubles + 1, "the receiver knows it by its key"


@pytest.mark.parametrize("post", [EMBEDDED], indirect=True)
async def test_a_server_that_is_killed_behind_the_text_of_a_mail_asks_the_staff(
    post: Post,
) -> None:
    assert isinstance(post.stack, EmbeddedStack)
    reached, hold = threading.Event(), threading.Event()

    def slowly() -> None:
        reached.set()
        hold.wait(START)

    count = len(post.mail.mails)
    post.mail.on_data = slowly
    code = """
from chatqual.integrations.outbox import enqueue_mail
from datetime import timedelta
item = enqueue_mail(site, "slow", "slow", to="bo@shop.example", subject="Slow", text="Slow",
                    due=timezone.now() + timedelta(milliseconds=1))
"""
    post.run(code)
    assert reached.wait(START)
    post.stack.server.kill()
    hold.set()
    post.mail.on_data = lambda: None
    post.stack.serve()

    def is_held() -> bool:
        return [r["state"] for r in post.rows() if r["kind"] == "slow"] == ["held"]

    wait_until(is_held, START, "the mail to be held")
    assert len(post.mail.mails) - count <= 1

from __future__ import annotations

import io
import json
import threading
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.conversations.models import Conversation, Message, Turn, Visitor
from chatqual.privacy.exporting import chunks_of, export_person
from chatqual.privacy.people import person_of
from chatqual.privacy.registry import Kind, holdings
from chatqual.sites.models import Site
from tests.factories import make_site, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return make_site()


def exported(visitor: Any) -> dict[str, Any]:
    data = b"".join(chunks_of(export_person(person_of([visitor]), by="alma")))
    told: dict[str, Any] = json.loads(zipfile.ZipFile(io.BytesIO(data)).read("person.json"))
    return told


def test_every_personal_field_of_what_is_held_is_in_it(site: Site) -> None:
    ana = say(site, "hello, ana@example.com")
    told = exported(ana.visitor)
    person = person_of([ana.visitor])
    for holding in holdings():
        rows = holding.find(person).count() if holding.find and holding.is_exported else 0
        if not rows:
            continue
        personal = {n for n, kind in holding.kinds.items() if kind == Kind.PERSONAL}
        assert len(told[holding.model]["rows"]) == rows
        assert personal - holding.withheld <= set(told[holding.model]["rows"][0]), holding.model


def test_names_of_staff_are_not_in_it(site: Site) -> None:
    ana = say(site, "hello")
    Conversation.objects.filter(pk=ana.conversation).update(override_by="Bo Secretname")
    assert "Secretname" not in json.dumps(exported(ana.visitor))


def test_what_they_wrote_is_text_on_the_page(site: Site) -> None:
    ana = say(site, "<script>alert(1)</script>")
    data = b"".join(chunks_of(export_person(person_of([ana.visitor]), by="alma")))
    page = zipfile.ZipFile(io.BytesIO(data)).read("person.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.django_db(transaction=True)
def test_beside_a_chat_that_goes_on_it_is_of_one_moment(site: Site, monkeypatch: Any) -> None:
    """Lines that come while it is made are in all of it or in none, and no writer waits for it."""
    from chatqual.privacy import exporting

    ana = say(site, "hello")
    Turn.objects.all().delete()
    real = exporting._told

    def wrote_beside(holding: Any) -> Any:
        if holding.model == "conversations.Message":
            writer = threading.Thread(target=_write, args=(site, ana.visitor))
            writer.start()
            writer.join(30)
            assert not writer.is_alive(), "the export holds up writers"
        return real(holding)

    monkeypatch.setattr(exporting, "_told", wrote_beside)
    told = exported(ana.visitor)
    (log,) = told["conversations.Conversation"]["rows"]
    lines = [m for m in told["conversations.Message"]["rows"] if m["author"] == "visitor"]
    assert len(lines) == 1
    assert max(m["seq"] for m in told["conversations.Message"]["rows"]) == log["last_seq"]
    assert Message.objects.filter(conversation=ana.conversation, author="visitor").count() == 2


def _write(site: Site, visitor: Any) -> None:
    try:
        say(site, "and another line", visitor)
    finally:
        connection.close()


# --- the command ----------------------------------------------------------------------------------
def told(*arguments: str) -> Any:
    out = io.StringIO()
    call_command("person", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_command_finds_exports_and_tells_what_is_held(site: Site, tmp_path: Any) -> None:
    ana = say(site, "hello, ana@example.com")
    found = told("--find", "ana@example.com")["found"]
    assert [row["conversation"] for row in found] == [str(ana.conversation)]
    held = told("--conversation", str(ana.conversation))["held"]
    assert held["conversations.Message"] == 1
    target = tmp_path / "ana.zip"
    told("--conversation", str(ana.conversation), "--export", str(target))
    assert target.stat().st_mode & 0o777 == 0o600
    assert zipfile.ZipFile(target).namelist() == ["person.json", "person.html"]
    assert AuditEntry.objects.filter(action="person.exported", actor="manage.py").exists()


def test_the_command_deletes_nobody_by_an_address_of_several(site: Site) -> None:
    say(site, "hello, ana@example.com")
    say(site, "write to ana@example.com")
    with pytest.raises(CommandError, match="2 conversations hold this address"):
        told("--find", "ana@example.com", "--delete")
    assert Visitor.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_command_deletes(site: Site) -> None:
    ana, bea = say(site, "ana@example.com"), say(site, "bea@example.com")
    done = told("--conversation", str(ana.conversation), "--delete")
    assert done["is_done"]
    assert done["rows"] > 3
    assert [v.pk for v in Visitor.objects.all()] == [bea.visitor]
    with pytest.raises(CommandError, match="no conversation"):
        told("--conversation", str(ana.conversation))


def test_old_turns_are_told_too(site: Site) -> None:
    ana = say(site, "hello")
    Turn.objects.update(created=timezone.now() - timedelta(days=400), inputs={"lines": [[1, "x"]]})
    assert exported(ana.visitor)["conversations.Turn"]["rows"][0]["inputs"] == {"lines": [[1, "x"]]}

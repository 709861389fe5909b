from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError

from chatqual.audit.models import AuditEntry
from chatqual.sites.models import Site
from tests.factories import make_agent, make_site

pytestmark = pytest.mark.django_db


def run(command: str, *arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_site_makes_one_and_changes_it() -> None:
    made = json.loads(run("site", "shop", name="Shop", origin=["https://A.example"], json=True))
    assert made == {
        "site": "shop",
        "name": "Shop",
        "origins": ["https://a.example"],
        "created": True,
    }
    changed = json.loads(run("site", "shop", name="The Shop", json=True))
    assert (changed["created"], changed["origins"]) == (False, ["https://a.example"])
    assert Site.objects.get().policies.filter(status="live").count() == 1
    assert AuditEntry.objects.filter(action__startswith="site.").count() == 2


@pytest.mark.parametrize("origin", ["a.example", "https://a.example/path", "null"])
def test_site_refuses_what_is_no_origin(origin: str) -> None:
    with pytest.raises(CommandError, match="is no origin"):
        run("site", "shop", origin=[origin])
    assert not Site.objects.exists()


def test_site_refuses_a_key_with_spaces() -> None:
    with pytest.raises(CommandError, match="Letters, digits"):
        run("site", "my shop")


def test_new_password_is_shown_once_and_works() -> None:
    make_agent(None)
    name, password = run("new_password", "bo").split()
    assert name == "bo"
    assert User.objects.get(username="bo").check_password(password)
    assert password not in json.dumps(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_new_password_names_the_logins_that_there_are() -> None:
    make_agent(None)
    with pytest.raises(CommandError, match="Known are: bo"):
        run("new_password", "cy")


def test_keys_are_new_each_time() -> None:
    assert run("keys") != run("keys")


def test_demo_logins_are_refused_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not made in production"):
        run("seed_demo")


def test_doctor_says_what_is_missing_and_the_fix() -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=out)
    findings = {f["name"]: f for f in json.loads(out.getvalue())["findings"]}
    assert findings["Database"]["level"] == "ok"
    assert findings["Sites"]["level"] == "fault"
    assert "manage.py site" in findings["Sites"]["fix"]


def test_doctor_notes_an_empty_knowledge_base() -> None:
    make_site()
    out = StringIO()
    call_command("doctor", "--json", stdout=out)
    findings = json.loads(out.getvalue())["findings"]
    assert any("manage.py ingest" in f["fix"] for f in findings)


def test_doctor_finds_a_changed_audit_trail() -> None:
    run("site", "shop")
    run("site", "shop", name="The Shop")
    AuditEntry.objects.filter(number=1).update(actor="cy")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=out)
    findings = {f["name"]: f for f in json.loads(out.getvalue())["findings"]}
    assert findings["Audit trail"]["text"] == "entry 1 does not fit"

"""What an operator can set stands in three places, and what must not be is refused at the start."""

from __future__ import annotations

import ast
import json
import os
import re
import stat
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chatqual import settings as product_settings
from chatqual.checks import check_production_hosts, check_production_keys, check_shared_parts
from chatqual.keys import FILE_NAME, load_or_make_keys, make_keys

ROOT = Path(__file__).resolve().parent.parent
KEYS = ("SECRET_KEY", "CHATQUAL_TOKEN_KEY", "CHATQUAL_AUDIT_KEY", "CHATQUAL_FIELD_KEY")


def read_in_settings() -> set[str]:
    """The names that chatqual/settings.py asks the environment for."""
    tree = ast.parse((ROOT / "chatqual" / "settings.py").read_text())
    return {
        str(call.args[0].value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }


def in_example() -> list[str]:
    text = (ROOT / ".env.example").read_text()
    return re.findall(r"^# ([A-Z][A-Z_]+)=", text, re.MULTILINE)


def in_docs() -> list[str]:
    text = (ROOT / "docs" / "configuration.md").read_text()
    return re.findall(r"^\| `([A-Z][A-Z_]+)` \|", text, re.MULTILINE)


def test_each_setting_stands_in_the_example_and_nothing_else_does() -> None:
    assert set(in_example()) == read_in_settings()


def test_each_setting_stands_in_the_docs_and_nothing_else_does() -> None:
    assert set(in_docs()) == read_in_settings()


@pytest.mark.parametrize("names", [in_example(), in_docs()], ids=["example", "docs"])
def test_no_setting_stands_twice(names: list[str]) -> None:
    assert len(names) == len(set(names))


def test_the_example_sets_nothing_by_itself() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def defaults_in_docs() -> dict[str, str]:
    text = (ROOT / "docs" / "configuration.md").read_text()
    return dict(re.findall(r"^\| `([A-Z][A-Z_]+)` \| `([^`]+)` \|", text, re.MULTILINE))


def defaults_in_example() -> dict[str, str]:
    text = (ROOT / ".env.example").read_text()
    return dict(re.findall(r"^# ([A-Z][A-Z_]+)=(.*)$", text, re.MULTILINE))


def test_example_and_docs_name_the_same_defaults() -> None:
    example = defaults_in_example()
    assert {name: example[name] for name in defaults_in_docs()} == defaults_in_docs()


def test_the_defaults_of_our_own_are_those_of_the_code() -> None:
    """Where nothing is set, what the pages say is what the settings hold."""
    checked = 0
    for name, default in defaults_in_docs().items():
        value = getattr(product_settings, name, None)
        if name in os.environ or name == "CHATQUAL_DATA" or value is None:
            continue
        assert str(value) == default, name
        checked += 1
    assert checked > 20


# --- keys -----------------------------------------------------------------------------------------
def test_the_first_start_makes_keys_that_only_the_owner_can_read(tmp_path: Path) -> None:
    load_or_make_keys(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_the_mode_holds_under_an_open_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        load_or_make_keys(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_the_next_start_reads_the_same_keys_and_leaves_no_draft(tmp_path: Path) -> None:
    assert load_or_make_keys(tmp_path) == load_or_make_keys(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_of_two_that_start_at_once_the_second_takes_the_keys_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = make_keys()
    link = os.link

    def link_a_moment_later(draft: Path, path: Path) -> None:
        path.write_text(json.dumps(asdict(theirs)))
        link(draft, path)

    monkeypatch.setattr("chatqual.keys.os.link", link_a_moment_later)
    assert load_or_make_keys(tmp_path) == theirs
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_no_two_installations_share_a_key() -> None:
    one, other = make_keys(), make_keys()
    mine = {one.django, one.token, one.audit, one.field}
    theirs = {other.django, other.token, other.audit, other.field}
    assert len(mine) == 4
    assert not mine & theirs


# --- production -----------------------------------------------------------------------------------
@pytest.fixture
def production(settings: Any) -> Any:
    settings.PRODUCTION = True
    settings.ALLOWED_HOSTS = ["chat.example.com"]
    made = make_keys()
    for name, key in zip(KEYS, (made.django, made.token, made.audit, made.field), strict=True):
        setattr(settings, name, key)
    return settings


def test_production_takes_good_keys(production: Any) -> None:
    assert check_production_keys(None) == []


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("key", ["", "changeme", "x" * 39], ids=["missing", "default", "short"])
def test_production_refuses_a_bad_key_and_names_it(production: Any, name: str, key: str) -> None:
    setattr(production, name, key)
    (error,) = check_production_keys(None)
    assert error.id == "chatqual.E001"
    assert name in error.msg
    assert "manage.py keys" in str(error.hint)


def test_production_wants_to_know_its_hosts(production: Any) -> None:
    production.ALLOWED_HOSTS = []
    assert [error.id for error in check_production_hosts(None)] == ["chatqual.E002"]


def test_outside_production_nothing_has_to_be_set(settings: Any) -> None:
    settings.ALLOWED_HOSTS = []
    settings.SECRET_KEY = "short"
    assert check_production_keys(None) == []
    assert check_production_hosts(None) == []


def test_demo_logins_are_not_made_in_production(production: Any) -> None:
    with pytest.raises(CommandError, match="not made in production"):
        call_command("seed_demo")


# --- many processes -------------------------------------------------------------------------------
SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
POSTGRES = {"default": {"ENGINE": "django.db.backends.postgresql"}}


@pytest.mark.parametrize(
    ("databases", "chroma", "missing"),
    [
        (SQLITE, "", ("DATABASE_URL", "CHROMA_URL")),
        (SQLITE, "http://chroma:8001", ("DATABASE_URL",)),
        (POSTGRES, "", ("CHROMA_URL",)),
    ],
    ids=["neither", "no database", "no index"],
)
def test_redis_without_the_other_two_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    databases: dict[str, Any],
    chroma: str,
    missing: tuple[str, ...],
) -> None:
    # Patched past Django's own hook, which warns that a changed DATABASES has no effect.
    monkeypatch.setattr(settings._wrapped, "DATABASES", databases, raising=False)
    settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    settings.CHROMA_URL = chroma
    (error,) = check_shared_parts(None)
    assert error.id == "chatqual.E003"
    assert all(name in error.msg for name in missing)


def test_all_three_shared_parts_are_fine(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(settings._wrapped, "DATABASES", POSTGRES, raising=False)
    settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    settings.CHROMA_URL = "http://chroma:8001"
    assert check_shared_parts(None) == []


def test_one_process_needs_no_shared_part(settings: Any) -> None:
    settings.REDIS_URL = ""
    assert check_shared_parts(None) == []

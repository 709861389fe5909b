from __future__ import annotations

import json
import uuid
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from chatqual import pipeline  # noqa: F401 - registers who does which rows
from chatqual.conversations.models import Conversation, Message, Turn
from chatqual.conversations.receive import receive_message
from chatqual.conversations.wake import in_this_thread
from chatqual.sites.models import Site
from tests.factories import arrival, make_site

NOW = "2026-11-20T10:00:00Z"


def run(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command("replay", *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


def written(path: Path, *lines: object) -> str:
    path.write_text("".join(f"{li if isinstance(li, str) else json.dumps(li)}\n" for li in lines))
    return str(path)


def test_each_line_gives_an_item_of_the_contract(site: Site, tmp_path: Path) -> None:
    file = written(
        tmp_path / "in.jsonl",
        {"id": "a", "now": NOW, "visitor": ["we are 60 people", "our budget is 12k a year"]},
    )
    items = tmp_path / "out.jsonl"
    run(file, site="shop", out=str(items))
    first, second = (json.loads(line) for line in items.read_text().splitlines())
    assert set(first) >= {
        "id", "turn", "reply", "citations", "asked", "slots", "commands", "mode", "lead_type",
        "score", "tier", "events", "ms",
    }  # fmt: skip
    assert (first["turn"], second["turn"]) == (1, 2)
    assert second["slots"]["team_size"]["value"] == {"min": 60, "max": 60}
    assert second["slots"]["budget"]["value"]["min"] == 12000


def test_it_writes_no_row(site: Site, tmp_path: Path) -> None:
    run(written(tmp_path / "in", {"id": "a", "now": NOW, "visitor": ["hi"]}), site="shop")
    assert not Conversation.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: an object"),
        ({"id": "b", "now": NOW, "visitor": "hi"}, 'line 2: "visitor"'),
        ({"id": "b", "now": "soon", "visitor": []}, "line 2: 'soon' is no date"),
        ({"now": NOW, "visitor": []}, 'line 2: "id"'),
    ],
)
def test_a_bad_line_is_named(site: Site, tmp_path: Path, line: object, says: str) -> None:
    file = written(tmp_path / "in", {"id": "a", "now": NOW, "visitor": ["hi"]}, line)
    with pytest.raises(CommandError, match=says):
        run(file, site="shop")


def test_an_unknown_site_or_file_is_named(site: Site) -> None:
    with pytest.raises(CommandError, match="no site 'nobody'"):
        run("x.jsonl", site="nobody")
    with pytest.raises(CommandError, match="cannot be read"):
        run("/nowhere/x.jsonl", site="shop")


@pytest.mark.django_db(transaction=True)
def test_a_stored_conversation_is_decided_again_to_the_byte() -> None:
    site = make_site()
    visitor = None
    lines = (
        "do you have sso",
        "need it for 50 people, budget 50k, start in january",
        "sorry not 50k, 15k a year",
        "why do you want to know",
        "rather not say",
        "can i talk to a person",
    )
    for text in lines:
        with in_this_thread():
            received = receive_message(
                site=site,
                visitor=visitor,
                arrival=arrival(),
                client_id=uuid.uuid4(),
                text=text,
            )
        visitor = received.visitor
    assert Turn.objects.filter(status="done").count() == len(lines)
    summary = json.loads(run(conversation=str(received.conversation), json=True))
    assert summary == {"turns": len(lines), "as they were": len(lines)}

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from chatqual.conversations import wake
from chatqual.conversations.models import Conversation
from chatqual.engine.state import State
from chatqual.sites.models import Site
from tests.factories import make_agent, make_site, say

Talk = Callable[..., Conversation]


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def bo(site: Site) -> User:
    return make_agent(site, "bo")


@pytest.fixture
def cy(db: None) -> User:
    """The outsider: an agent of another site."""
    return make_agent(make_site("other", name="Other"), "cy")


@pytest.fixture(autouse=True)
def no_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot is not on stage: a turn that is woken here stays open."""
    monkeypatch.setitem(wake._DOERS, "turn", lambda pk, owner: None)


def known(text: str) -> dict[str, Any]:
    return {"state": "filled", "value": text, "text": text, "message": 1, "confidence": 1.0}


def talk(site: Site, **columns: Any) -> Conversation:
    """Ana's conversation as a turn leaves it: slots by name as texts, all else as columns."""
    made = say(site, columns.pop("line", "hello"), visitor=None, client_id=uuid.uuid4())
    slots = {name: known(text) for name, text in columns.pop("slots", {}).items()}
    state = State.new().to_json()
    state["slots"] = {**state["slots"], **slots}
    state["opted_out"] = columns.pop("opted_out", [])
    Conversation.objects.filter(pk=made.conversation).update(state=state, **columns)
    return Conversation.objects.get(pk=made.conversation)

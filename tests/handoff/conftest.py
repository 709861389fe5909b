from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from chatqual.conversations import wake
from chatqual.conversations.models import Conversation
from chatqual.sites.models import Site
from tests.factories import make_agent, make_site
from tests.handoff.cast import row, waiting


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def bo(site: Site) -> User:
    return make_agent(site, "bo")


@pytest.fixture
def mara(site: Site) -> User:
    return make_agent(site, "mara")


@pytest.fixture
def cy(db: None) -> User:
    """The outsider: an agent of another site."""
    return make_agent(make_site("other", name="Other"), "cy")


@pytest.fixture(autouse=True)
def no_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot is not on stage: a turn that is woken here stays open."""
    monkeypatch.setitem(wake._DOERS, "turn", lambda pk, owner: None)


@pytest.fixture
async def at_desk(transactional_db: None) -> tuple[Site, User, Conversation]:
    site = await row(make_site)
    bo = await row(make_agent, site, "bo")
    return site, bo, await row(waiting, site)

"""A site with an empty knowledge base, and a folder to fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from chatqual.sites.models import Site
from knowledge.index import close_index
from knowledge.ingest import IngestReport, ingest
from tests.knowledge.web_site import WebSite, serve_web_site
from tests.servers import ChromaServer


@pytest.fixture
def site(db: None) -> Site:
    return Site.objects.create(public_key="acme", name="Acme")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages, one of them in a folder of its own."""
    made = tmp_path / "docs"
    (made / "plans").mkdir(parents=True)
    (made / "trial.md").write_text("# Trial\n\nThe trial lasts 14 days.\n\n## After it\n\nChoose.")
    (made / "plans" / "team.md").write_text("# Team\n\nTeam costs 14 €.\n\n## Seats\n\nUp to 99.")
    return made


@pytest.fixture
def read(site: Site) -> Callable[..., IngestReport]:
    """`ingest` for the site."""

    def call(*arguments: Path | str) -> IngestReport:
        return ingest(site, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def web(settings: LazySettings) -> Iterator[WebSite]:
    """A web site on loopback, which is allowed here."""
    settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = True
    with serve_web_site() as made:
        yield made


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    """A real `chroma run`, started when the first test asks for it."""
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["embedded", "server"])
def either_chroma(request: pytest.FixtureRequest, settings: LazySettings) -> Iterator[str]:
    """The test runs twice: over Chroma in this process, and over a server of it."""
    close_index()
    if request.param == "server":
        settings.CHROMA_URL = request.getfixturevalue("chroma_server").url
    yield request.param
    close_index()

"""A site with an empty knowledge base, and a folder to fill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chatqual.sites.models import Site
from knowledge.ingest import IngestReport, ingest


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

"""`manage.py ingest`, as other programs call it."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chatqual.sites.models import Site
from knowledge.models import Chunk


def run(*arguments: object, **options: object) -> str:
    out = io.StringIO()
    call_command("ingest", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_it_returns_once_all_can_be_found(folder: Path) -> None:
    site = Site.objects.create(public_key="demo", name="Demo")
    found = json.loads(run(folder, json=True))
    assert (found["added"], found["embedded"], found["embedded_by"]) == (2, 4, "here")
    assert not Chunk.objects.pending(site).exists()
    again = json.loads(run(folder, json=True))
    assert (again["unchanged"], again["embedded"]) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_it_counts_for_people_and_says_why_a_file_was_not_read(folder: Path) -> None:
    Site.objects.create(public_key="acme", name="Acme")
    (folder / "trial.md").write_bytes(b"")
    told = run(folder, site="acme")
    assert "added           1" in told
    assert "trial.md: The file is empty. (empty)" in told


def test_it_fails_where_nothing_of_an_argument_could_be_read(folder: Path, site: Site) -> None:
    (folder / "trial.md").write_bytes(b"")
    with pytest.raises(CommandError, match="Nothing could be read"):
        run(folder / "trial.md", site="acme")


def test_a_site_that_is_not_there_is_named(folder: Path, db: None) -> None:
    with pytest.raises(CommandError, match="There is no site “nobody”"):
        run(folder, site="nobody")


def test_a_path_that_is_not_there_is_named(site: Site) -> None:
    with pytest.raises(CommandError, match="/nowhere"):
        run("/nowhere", site="acme")

"""A site's own examples of lines: in effect at once, for this site alone, and shown beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from chatqual.audit.models import AuditEntry
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.reading import read
from chatqual.sites.line_examples import MOST_OF_A_SITE, LineExample, examples_of, forget_examples
from chatqual.sites.models import Membership, Site
from knowledge.line_sense import sense_for

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
LINE = "the blue parrot has landed"
ADD = reverse("admin:sites_lineexample_add")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget_examples()
    yield
    forget_examples()


@pytest.fixture
def bo(site: Site) -> Client:
    return member(site, "bo")


def member(site: Site, name: str) -> Client:
    """Somebody of the site who may label lines, signed in."""
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__model="lineexample"))
    Membership.objects.create(site=site, user=user)
    client = Client()
    client.force_login(user)
    return client


def given(site: Site, **other: Any) -> dict[str, Any]:
    return {"site": site.pk, "text": LINE, "kind": "act", "label": "human", **other}


def acts(site: Site, text: str = LINE) -> tuple[str, ...]:
    return read(text, Context(now=NOW, sense=sense_for(site.pk))).acts


def test_the_form_first_shows_what_the_line_is_read_as_today_and_after(
    bo: Client, site: Site
) -> None:
    page = bo.post(ADD, given(site)).content.decode()
    assert "Today: acts: none" in page
    assert "With this example: acts: human" in page
    assert not LineExample.objects.exists()


def test_an_example_is_in_effect_at_once_and_stands_in_the_trail(bo: Client, site: Site) -> None:
    assert acts(site) == ()
    bo.post(ADD, given(site, is_seen="on"))
    assert acts(site) == ("human",)
    assert LineExample.objects.get().created_by == User.objects.get(username="bo")
    entry = AuditEntry.objects.get(action="admin.added")
    assert entry.object.startswith("sites.lineexample:")


def test_an_example_counts_for_its_own_site_only(bo: Client, site: Site) -> None:
    bo.post(ADD, given(site, is_seen="on"))
    other = Site.objects.create(public_key="other", name="Other")
    assert acts(other) == ()


def test_an_outsider_can_neither_see_nor_add_examples_of_the_site(site: Site) -> None:
    cy = member(Site.objects.create(public_key="other", name="Other"), "cy")
    example = LineExample.objects.create(site=site, text=LINE, kind="act", label="human")
    change = reverse("admin:sites_lineexample_change", args=[example.pk])
    assert cy.get(change).status_code == 302
    cy.post(ADD, given(site, text="another line", is_seen="on"))
    assert LineExample.objects.count() == 1


def test_a_label_of_another_kind_is_refused(bo: Client, site: Site) -> None:
    page = bo.post(ADD, given(site, label="press", is_seen="on")).content.decode()
    assert "is none of" in page
    assert not LineExample.objects.exists()


def test_an_example_of_no_act_takes_an_act_away_again(site: Site) -> None:
    line = "whatever"
    assert "skip" in acts(site, line)
    LineExample.objects.create(site=site, text=line, kind="act", label="none")
    forget_examples()
    assert acts(site, line) == ()


def test_no_example_takes_away_what_must_never_be_missed(site: Site) -> None:
    line = "I want to talk to a person"
    LineExample.objects.create(site=site, text=line, kind="act", label="none")
    forget_examples()
    assert "human" in acts(site, line)


def test_an_example_tells_who_writes(site: Site) -> None:
    LineExample.objects.create(site=site, text=LINE, kind="lead_type", label="partner")
    forget_examples()
    reading = read(LINE, Context(now=NOW, sense=sense_for(site.pk)))
    assert (reading.lead_type.type, reading.lead_type.confidence) == ("partner", 0.97)


def test_the_examples_are_asked_for_once_while_none_changes(
    site: Site, django_assert_num_queries: Any
) -> None:
    LineExample.objects.create(site=site, text=LINE, kind="act", label="human")
    forget_examples()
    with django_assert_num_queries(1):
        assert examples_of(site.pk) is examples_of(site.pk)


def test_a_site_cannot_have_more_examples_than_a_line_is_compared_with_in_time(
    bo: Client, site: Site
) -> None:
    LineExample.objects.bulk_create(
        LineExample(site=site, text=f"line {n}", kind="act", label="human")
        for n in range(MOST_OF_A_SITE)
    )
    page = bo.post(ADD, given(site, is_seen="on")).content.decode()
    assert f"at most {MOST_OF_A_SITE}" in page

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from chatqual.policy_desk.publishing import copy_policy
from chatqual.sites.models import PolicyVersion, Site
from tests.factories import make_agent, make_site


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def dana(site: Site) -> User:
    """An administrator of the site."""
    dana = make_agent(site, "dana")
    dana.groups.set([Group.objects.get(name="Administrator")])
    return dana


@pytest.fixture
def live(site: Site) -> PolicyVersion:
    return PolicyVersion.objects.get(site=site, status="live")


@pytest.fixture
def draft(live: PolicyVersion, dana: User) -> PolicyVersion:
    return copy_policy(version=live, user=dana)


@pytest.fixture
def cy(db: None) -> User:
    """The outsider: an administrator of another site."""
    cy = make_agent(make_site("other", name="Other"), "cy")
    cy.groups.set([Group.objects.get(name="Administrator")])
    return cy


@pytest.fixture
def address(draft: PolicyVersion) -> Callable[..., str]:
    """The address of a page of the draft."""

    def make(name: str, *args: Any) -> str:
        return reverse(f"admin:sites_policyversion_{name}", args=[draft.pk, *args])

    return make


@pytest.fixture
def at(dana: User) -> Client:
    """Dana's browser."""
    client = Client()
    client.force_login(dana)
    return client

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User

from chatqual.sites.models import Site
from tests.factories import make_agent, make_site


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def dana(site: Site) -> User:
    """An administrator who is no superuser."""
    dana = make_agent(site, "dana", email="dana@shop.example")
    dana.groups.set([Group.objects.get(name="Administrator")])
    return dana

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_site

pytestmark = pytest.mark.django_db


def test_the_root_leads_to_the_demo_where_there_is_one() -> None:
    assert Client().get("/")["Location"] == "/admin/desk/"
    make_site("demo", is_demo=True)
    assert Client().get("/")["Location"] == "/demo/"


def test_a_browsers_own_request_is_no_fault() -> None:
    assert Client().get("/favicon.ico").status_code == 204

from __future__ import annotations

import pytest
from django.test import Client

from chatqual import health_views


@pytest.fixture(autouse=True)
def forget() -> None:
    health_views._kept = None


def test_it_lives_without_a_database() -> None:
    assert Client().get("/livez").json() == {"status": "ok"}


@pytest.mark.django_db
def test_it_is_ready_when_a_message_can_be_stored() -> None:
    response = Client().get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_a_part_that_is_away_degrades_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health_views.OPTIONAL, "redis", lambda: False)
    response = Client().get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "degraded", "degraded": ["redis"]}

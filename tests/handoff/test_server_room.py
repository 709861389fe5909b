"""The server lets a client go that takes nothing; a whole list of a desk is not nothing."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from chatqual.handoff.changes import list_queue
from chatqual.handoff.parts import parts_of, size_of
from chatqual.handoff.staff import staff_of
from chatqual.server import budget_of
from chatqual.sites.models import Site
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


def test_the_list_of_a_thousand_conversations_may_wait_for_a_page(site: Site, bo: User) -> None:
    waiting(site, "漢" * 4000)
    queue = list_queue(staff_of(bo))
    frame = dataclasses.replace(queue, items=queue.items * 1_000)
    size = sum(size_of(part) for part in parts_of(frame))
    assert size > settings.CHATQUAL_OUTBOUND_BYTES
    assert size < budget_of(SimpleNamespace(path=b"/ws/desk/"))


def test_a_visitor_has_the_usual_room() -> None:
    room = budget_of(SimpleNamespace(path=b"/ws/chat/"))
    assert room == settings.CHATQUAL_OUTBOUND_BYTES

"""The person behind the page: whoever does nothing in any tab for long counts as away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from chatqual.conversations.broadcast import desk_group, send_to_group
from chatqual.handoff.clock import RINGS
from chatqual.handoff.presence import is_idle, record_heartbeat
from chatqual.handoff.protocol import Colleagues
from chatqual.handoff.queue import colleagues_of
from chatqual.handoff.registry import add_look_up
from chatqual.handoff.staff import Staff
from chatqual.realtime.loop import run_on_loop


@dataclass(frozen=True, slots=True)
class Active:
    """Said now and then while the person does something in the page."""

    type: ClassVar[str] = "active"


async def tell_presence(sites: tuple[int, ...]) -> None:
    """Who is there has changed, and with it for whom it rings."""
    for site in sites:
        await send_to_group(desk_group(site), {"type": "desk.presence"})
        await send_to_group(desk_group(site), {"type": "desk.part", "part": RINGS})


def _note_active(staff: Staff, frame: Active) -> Colleagues:
    was_idle = is_idle(staff.user)
    record_heartbeat(staff=staff, is_active=True)
    if was_idle:
        transaction.on_commit(lambda: run_on_loop(tell_presence(staff.sites)))
    return Colleagues(colleagues_of(staff.sites, timezone.now()))


add_look_up(Active, _note_active)

"""Whoever signs out of the admin leaves the desk at once, in all tabs."""

from __future__ import annotations

from typing import Any

from chatqual.conversations.broadcast import send_to_group
from chatqual.handoff.staff import staff_group
from chatqual.realtime.loop import run_on_loop


def on_signed_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Asks the sockets of that user to look whether they may still be here."""
    if user is not None and user.pk is not None:
        run_on_loop(send_to_group(staff_group(user.pk), {"type": "staff.recheck"}))

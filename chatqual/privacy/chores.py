"""What the background work does for privacy: goes on with deletions, and keeps the nights."""

from __future__ import annotations

import logging

from django.utils import timezone

from chatqual.privacy.erasing import finish_erasures, sweep_erasures
from chatqual.privacy.errors import BusyFile
from chatqual.privacy.retention import is_quiet_everywhere, run_nights

log = logging.getLogger(__name__)


def tidy() -> None:
    """Called every few seconds; nearly always there is nothing to do."""
    sweep_erasures()
    now = timezone.now()
    run_nights(now)
    try:
        # A large database is written anew when no site has its day.
        finish_erasures(at_once=is_quiet_everywhere(now))
    except BusyFile as busy:
        log.info("%s", busy)

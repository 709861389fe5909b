"""Who works on a site's index, as a lease in a row: one at a time, in one process and in many.

A lease is claimed by a conditional UPDATE and renewed between the steps of the work. One whose
process is gone counts no more: at once where it ran on this machine, else when its time is over.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.errors import IndexBusy
from knowledge.models import Corpus

# The longest step is to put a thousand vectors into a slow server.
LEASE = timedelta(seconds=60)
_LOOK_EVERY_S = 0.05
Renew = Callable[[], None]


def _host() -> str:
    return socket.gethostname()[:40]


def process_name() -> str:
    """This process, so that another one of this machine can tell whether it still lives."""
    return f"{_host()}:{os.getpid()}"


def is_gone(owner: str) -> bool:
    """Whether `owner`, a process's name, ran on this machine and runs no more."""
    host, _, number = owner.partition(":")
    pid = number.partition(":")[0]
    if host != _host() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@contextmanager
def working_on(site: Site, wait_s: float = 0.0) -> Iterator[Renew]:
    """Keep the site's index to oneself; call what it gives between steps.

    Raises IndexBusy where somebody else is at it for longer than `wait_s`, and from a renewal that
    came too late.
    """
    name = f"{process_name()}:{uuid.uuid4().hex[:8]}"
    deadline = time.monotonic() + wait_s
    while not _claim(site, name):
        if time.monotonic() >= deadline:
            raise IndexBusy("the index is being worked on; try again in a moment")
        time.sleep(_LOOK_EVERY_S)

    def renew() -> None:
        until = timezone.now() + LEASE
        if not Corpus.objects.filter(site=site, index_owner=name).update(index_until=until):
            raise IndexBusy("somebody else took the index over")

    try:
        yield renew
    finally:
        Corpus.objects.filter(site=site, index_owner=name).update(index_owner="", index_until=None)


def _claim(site: Site, name: str) -> bool:
    row, _ = Corpus.objects.get_or_create(site=site)
    now = timezone.now()
    is_free = Q(index_until__isnull=True) | Q(index_until__lt=now)
    if is_gone(row.index_owner):
        is_free |= Q(index_owner=row.index_owner)
    mine = Corpus.objects.filter(is_free, site=site)
    return bool(mine.update(index_owner=name, index_until=now + LEASE))

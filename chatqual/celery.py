"""Celery only executes: rows are the queue, and a sweeper finds what a lost task left undone."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown
from kombu.transport import redis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatqual.settings")


class _Channel(redis.Channel):  # type: ignore[misc,unused-ignore]
    """What a worker had taken when Redis went away, the sweeper finds by its row.

    Giving it back to the broker, or telling the broker that it is done, would end the worker:
    kombu asks the connection that is gone for its address.
    """

    do_restore = False

    def basic_ack(self, delivery_tag: str, multiple: bool = False) -> None:
        if not self.closed:
            super().basic_ack(delivery_tag, multiple)

    def basic_reject(self, delivery_tag: str, requeue: bool = False) -> None:
        if not self.closed:
            super().basic_reject(delivery_tag, requeue)


redis.Transport.Channel = _Channel

app = Celery("chatqual")
app.config_from_object("django.conf:settings", namespace="CELERY")


@app.task(name="chatqual.do_row")  # type: ignore[untyped-decorator,unused-ignore]
def do_row(kind: str, pk: int) -> None:
    """Does one row that is due; nothing where somebody else has it."""
    from chatqual import pipeline  # noqa: F401 - registers who does which rows
    from chatqual.conversations.wake import do_row as do

    do(kind, pk)


@app.task(name="chatqual.sweep")  # type: ignore[untyped-decorator,unused-ignore]
def sweep() -> None:
    from chatqual import pipeline

    pipeline.sweep()


@app.task(name="chatqual.index")  # type: ignore[untyped-decorator,unused-ignore]
def index() -> None:
    """Embeds and indexes what is pending, for some seconds; a site in one worker at a time."""
    from knowledge import indexer

    indexer.index_once()


@app.task(name="chatqual.check_index")  # type: ignore[untyped-decorator,unused-ignore]
def check_index() -> None:
    """Asks the canaries of every site; a damaged index is made again from the rows."""
    from knowledge import indexer

    indexer.check_all()


@app.task(name="chatqual.read")  # type: ignore[untyped-decorator,unused-ignore]
def read() -> None:
    """Reads the documents that somebody asked for in the admin, or that are due again."""
    from knowledge import jobs

    jobs.run_due_jobs()


@app.task(name="chatqual.keep_private")  # type: ignore[untyped-decorator,unused-ignore]
def keep_private() -> None:
    """Goes on with deletions of people, and takes away at night what is kept no longer."""
    from chatqual.privacy import chores

    chores.tidy()


@app.on_after_configure.connect  # type: ignore[untyped-decorator,unused-ignore]
def _schedule(sender: Any, **kwargs: Any) -> None:
    from django.conf import settings

    chores = (
        (settings.CHATQUAL_SWEEP_EVERY, sweep),
        (settings.CHATQUAL_SWEEP_EVERY, keep_private),
        (settings.CHATQUAL_INDEX_EVERY, index),
        (settings.CHATQUAL_SWEEP_EVERY, read),
        (settings.CHATQUAL_CANARY_EVERY, check_index),
    )
    for every, task in chores:
        # The scheduler keeps whole seconds, and would take half a second for none at all. What
        # waited longer than its interval is dropped: the next one does the same work.
        seconds = max(1, round(every))
        sender.add_periodic_task(seconds, task.s(), name=task.name, expires=10 * seconds)


@worker_process_init.connect  # type: ignore[untyped-decorator,unused-ignore]
def _warm_up(**kwargs: Any) -> None:
    """The first visitor of a new worker does not wait for the model."""
    from knowledge import indexer

    indexer.warm_up()


@worker_process_shutdown.connect  # type: ignore[untyped-decorator,unused-ignore]
def _close(**kwargs: Any) -> None:
    from chatqual.realtime.pool import close_pools

    close_pools()

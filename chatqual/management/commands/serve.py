"""`manage.py serve`: the embedded default, one process with everything in it."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from chatqual.locking import AlreadyHeld, hold
from chatqual.management.progress import announce_model

LOCK = "serve.lock"


class Command(BaseCommand):
    help = "Serves the chat, the desk and the background work in one process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        try:
            lock = hold(settings.CHATQUAL_DATA / LOCK, f"process {os.getpid()}")
        except AlreadyHeld as error:
            raise CommandError(
                f"{settings.CHATQUAL_DATA} is already served by {error.holder}. Stop that one "
                "first, or give this one a folder of its own: CHATQUAL_DATA=/other/folder."
            ) from error
        self._check_migrations()
        self._serve(host, port)
        lock.close()

    def _check_migrations(self) -> None:
        executor = MigrationExecutor(connections["default"])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not up to date. Run: manage.py migrate")

    def _serve(self, host: str, port: int) -> None:
        from daphne.server import twisted_loop

        from chatqual.server import EmbeddedServer, repeat

        asyncio.set_event_loop(twisted_loop)
        from chatqual import pipeline
        from chatqual.asgi import application
        from chatqual.conversations.turns import forget_leases
        from chatqual.integrations.delivery import free_leases
        from chatqual.privacy import chores
        from knowledge import indexer, jobs

        forget_leases()
        free_leases()
        announce_model(self.stderr.write)
        self.stderr.write("Loading the model and the index …")
        indexer.start()

        async def sweep() -> None:
            await repeat(pipeline.sweep, settings.CHATQUAL_SWEEP_EVERY)

        async def read() -> None:
            await repeat(jobs.start_due_jobs, settings.CHATQUAL_INDEX_EVERY)

        async def keep_private() -> None:
            await repeat(chores.tidy, settings.CHATQUAL_SWEEP_EVERY)

        def ready(actual: int) -> None:
            shown = f"[{host}]" if ":" in host else host
            sys.stdout.write(f"ready http://{shown}:{actual}\n")
            sys.stdout.flush()

        try:
            EmbeddedServer(application, host, port, [sweep, read, keep_private], ready).run()
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used: {error}. Set PORT to another one."
            ) from error
        finally:
            indexer.stop()

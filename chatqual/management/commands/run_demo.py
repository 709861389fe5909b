"""`manage.py run_demo`: what `make run` ends in: the demo company, the addresses, the server."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from chatqual.locking import is_held
from chatqual.management.commands.serve import LOCK


class Command(BaseCommand):
    help = "Seeds the demo company where it is missing, prints the addresses and serves."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_held(settings.CHATQUAL_DATA / LOCK):
            call_command("seed_demo", stdout=self.stdout, stderr=self.stderr)
            host = "localhost" if settings.HOST in ("127.0.0.1", "0.0.0.0", "") else settings.HOST  # noqa: S104
            base = f"http://{host}:{settings.PORT}"
            self.stdout.write(f"Demo page with the widget  {base}/demo/")
            self.stdout.write(f"Desk in the admin          {base}/admin/desk/")
            self.stdout.write(
                "Ctrl-C stops the server; make run starts it again with all its data."
            )
            self.stdout.flush()
        # A process of its own: seeding has loaded what a server does not need.
        os.execv(sys.executable, [sys.executable, sys.argv[0], "serve"])  # noqa: S606

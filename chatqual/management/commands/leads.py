"""`manage.py leads --rebuild`: every conversation looked at again, and its lead made or mended."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatqual.leads.keeping import rebuild_leads


class Command(BaseCommand):
    help = "Makes the leads again from the conversations; what people have set on them stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="look at every conversation")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["rebuild"]:
            raise CommandError("Say --rebuild: the leads are kept up to date by themselves.")
        looked_at, changed = rebuild_leads()
        if options["json"]:
            self.stdout.write(json.dumps({"conversations": looked_at, "changed": changed}))
        else:
            self.stdout.write(f"{looked_at} conversations looked at, {changed} leads changed.")

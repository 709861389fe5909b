"""`manage.py doctor`: what is configured, what answers, what is missing, with the fix."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from chatqual.health import examine

MARKS = {"ok": "✓", "note": "!", "fault": "✗"}


class Command(BaseCommand):
    help = "Looks at the whole installation and says what to do about what is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine())
        faults = sum(f.level == "fault" for f in findings)
        if options["json"]:
            out = {"faults": faults, "findings": [f.to_json() for f in findings]}
            self.stdout.write(json.dumps(out, ensure_ascii=False))
        else:
            for f in findings:
                self.stdout.write(f"{MARKS[f.level]} {f.name:<16} {f.text}")
                if f.fix:
                    self.stdout.write(f"  {'':<16} → {f.fix}")
            self.stdout.write(f"{faults} faults." if faults else "No faults.")
        if faults:
            sys.exit(1)

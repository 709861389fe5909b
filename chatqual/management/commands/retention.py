"""`manage.py retention [--dry-run] [--site KEY] [--json]`: what is old enough goes, or is told."""

from __future__ import annotations

import json
import math
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chatqual.engine.slots import Json
from chatqual.privacy.erasing import finish_erasures
from chatqual.privacy.errors import BusyFile
from chatqual.privacy.models import Retention, RetentionRun
from chatqual.privacy.retention import look, run_night


class Command(BaseCommand):
    help = "Deletes now what each site keeps no longer; with --dry-run says what that would be."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", help="the key of one site; all of them where it is left out")
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = Retention.objects.select_related("site")
        if options["site"]:
            kept = kept.filter(site__public_key=options["site"])
            if not kept.exists():
                raise CommandError(f"Nothing is set for a site {options['site']!r}.")
        one = self._look if options["dry_run"] else self._run
        out = [one(retention) for retention in kept]
        if not options["dry_run"]:
            try:
                finish_erasures(at_once=True)
            except BusyFile as busy:
                self.stderr.write(str(busy))
        self._tell(out, dry=options["dry_run"], as_json=options["json"])

    def _look(self, retention: Retention) -> Json:
        return look(retention).to_json()

    def _run(self, retention: Retention) -> Json:
        """Beside the night's own run, which finds nothing left to do."""
        now = timezone.now()
        run = RetentionRun(site=retention.site, night=now.date(), started_at=now)
        run_night(run, retention, now, math.inf)
        return {"site": retention.site.public_key, "conversations": run.counts}

    def _tell(self, out: list[Json], *, dry: bool, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"dry_run": dry, "sites": out}, ensure_ascii=False))
            return
        self.stdout.write(f"{'site':20} {'part':14} {'conversations':>13}")
        for site in out:
            for part, count in (site["conversations"] or {"nothing": 0}).items():
                self.stdout.write(f"{site['site']:20} {part:14} {count:>13}")
            for model, count in (site.get("rows") or {}).items():
                self.stdout.write(f"{'':20} {model:34} {count:>7} rows")

"""`manage.py seed_demo`: the demo company under the key `demo`. Run again it changes nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from chatqual.audit.trail import record_audit
from chatqual.conversations.models import Visitor
from chatqual.management import seeding
from chatqual.management.progress import Progress, announce_model
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from chatqual.sites.registry import forget_sites


class Command(BaseCommand):
    help = "Makes the demo company: site, staff, documents, sample conversations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="first remove all of the demo")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--no-samples", action="store_true", help="no sample conversations")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "Demo logins are not made in production (CHATQUAL_PRODUCTION is set). "
                "Make a site with `manage.py site KEY` and staff in the admin."
            )
        if options["reset"]:
            self._reset()
        site = seeding.make_site()
        staff = seeding.make_staff(site)
        seeding.make_canned_answers(site)
        announce_model(self.stderr.write)
        documents = seeding.DEMO_FOLDER / "documents"
        call_command("ingest", str(documents), site=seeding.DEMO_KEY, stdout=self.stderr)
        if not options["no_samples"]:
            seeding.make_samples(site, Progress("Sample conversations"))
        self._tell(staff, as_json=options["json"])

    def _reset(self) -> None:
        """Removes the demo's site with all that hangs on it; the staff keep their logins."""
        with writing():
            site = Site.objects.filter(public_key=seeding.DEMO_KEY).first()
            if site is None:
                return
            Visitor.objects.filter(site=site).delete()
            site.delete()
            record_audit(actor="seed_demo", action="site.removed", target=seeding.DEMO_KEY)
        forget_sites()

    def _tell(self, staff: list[seeding.MadeStaff], *, as_json: bool) -> None:
        if as_json:
            out = {"site": seeding.DEMO_KEY, "staff": [s.to_json() for s in staff]}
            self.stdout.write(json.dumps(out))
            return
        if not any(s.password for s in staff):
            self.stdout.write("The demo is in place. Logins as before; `manage.py new_password`.")
            return
        self.stdout.write("Logins, shown this once (manage.py new_password NAME makes another):")
        for s in staff:
            self.stdout.write(f"  {s.role:<6} {s.username:<8} {s.password or '(as before)'}")

"""`manage.py site KEY`: makes a site or changes it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from chatqual.audit.trail import record_audit
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from chatqual.sites.origins import normal_origin
from chatqual.sites.policies import ensure_live_policy
from chatqual.sites.registry import forget_sites


class Command(BaseCommand):
    help = "Makes the site KEY, or changes its name and the origins that may embed it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key")
        parser.add_argument("--name")
        parser.add_argument(
            "--origin", action="append", help="an origin such as https://www.example.com; repeat"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, key: str, **options: Any) -> None:
        origins = [self._origin(text) for text in options["origin"] or ()]
        with writing():
            site = Site.objects.filter(public_key=key).first()
            made = site is None
            if site is None:
                site = Site(public_key=key, name=options["name"] or key)
            if options["name"]:
                site.name = options["name"]
            if options["origin"] is not None:
                site.origins = origins
            try:
                site.full_clean()
            except ValidationError as error:
                raise CommandError("; ".join(error.messages)) from error
            site.save()
            ensure_live_policy(site)
            action = "site.created" if made else "site.changed"
            record_audit(actor="manage.py", action=action, target=key)
        forget_sites()
        self._tell(site, made=made, as_json=options["json"])

    def _origin(self, text: str) -> str:
        origin = normal_origin(text)
        if origin is None:
            raise CommandError(
                f"{text!r} is no origin. Write scheme and host, such as https://www.example.com."
            )
        return origin

    def _tell(self, site: Site, *, made: bool, as_json: bool) -> None:
        if as_json:
            out = {"site": site.public_key, "name": site.name, "origins": site.origins}
            self.stdout.write(json.dumps({**out, "created": made}))
            return
        self.stdout.write(f"{'Made' if made else 'Changed'} site {site.public_key} ({site.name}).")
        origins = ", ".join(site.origins) or "this server's own pages only"
        self.stdout.write(f"May be embedded by: {origins}")

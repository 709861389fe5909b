"""`manage.py outbox`: what waits and what failed, and sending it again."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.integrations.delivery import deliver, replay
from chatqual.integrations.health import Health, health_of
from chatqual.integrations.models import OutboxItem
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site

State = OutboxItem.State
SHOWN = 50
HEADS = ("destination", "state", "waiting", "dead", "held", "oldest", "last fault")


class Command(BaseCommand):
    help = "Shows the outbox by destination and what failed, or sends dead letters again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON, for programs")
        parser.add_argument(
            "--replay",
            metavar="ID",
            help="send a dead letter or a held one again, by its number; all-dead: all dead ones",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["replay"]:
            self._replay(options["replay"])
            return
        health = health_of(Site.objects.all())
        failed = OutboxItem.objects.filter(state__in=(State.DEAD, State.HELD))
        rows = list(failed.order_by("-created")[:SHOWN])
        if options["json"]:
            told = {
                "destinations": [h.to_json() for h in health],
                "failed": [_row(r) for r in rows],
            }
            self.stdout.write(json.dumps(told, indent=1))
            return
        self.stdout.write(_table([HEADS, *(_cells(h) for h in health)]))
        for row in rows:
            self.stdout.write(
                f"{row.pk}  {row.get_state_display()}  {row.kind}  {row.destination}"
                f"  {row.attempts} attempts  {row.last_error}"
            )

    def _replay(self, which: str) -> None:
        items = OutboxItem.objects.filter(state=State.DEAD)
        if which != "all-dead":
            if not which.isdecimal():
                raise CommandError("--replay takes the number of an item, or all-dead.")
            items = OutboxItem.objects.filter(pk=int(which))
        with writing():
            keys = replay(items, timezone.now(), wakes=False)
            for key in keys:
                record_audit(actor="manage.py", action="outbox.replayed", target=f"outbox:{key}")
        if not keys:
            raise CommandError("There is nothing to send again: nothing of that failed.")
        for key in keys:
            deliver(key)
        done = OutboxItem.objects.filter(pk__in=keys, state=State.DONE).count()
        self.stdout.write(f"{done} of {len(keys)} delivered; what was not is tried again.")


def _row(item: OutboxItem) -> dict[str, Any]:
    """Without the content, which is the visitor's."""
    return {
        "id": item.pk,
        "kind": item.kind,
        "destination": item.destination,
        "state": item.state,
        "attempts": item.attempts,
        "error": item.last_error,
        "created": item.created.isoformat(),
    }


def _cells(health: Health) -> tuple[str, ...]:
    return (
        health.label,
        health.breaker_label,
        str(health.pending),
        str(health.dead),
        str(health.held),
        health.oldest.isoformat(timespec="seconds") if health.oldest else "-",
        health.last_error or "-",
    )


def _table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )

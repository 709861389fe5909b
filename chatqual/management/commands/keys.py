"""`manage.py keys`: fresh keys for the environment of a production server."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from chatqual.keys import make_keys


class Command(BaseCommand):
    help = "Prints fresh keys, as lines for an environment file. Nothing is stored."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        keys = make_keys()
        self.stdout.write(f"SECRET_KEY={keys.django}")
        self.stdout.write(f"CHATQUAL_TOKEN_KEY={keys.token}")
        self.stdout.write(f"CHATQUAL_AUDIT_KEY={keys.audit}")
        self.stdout.write(f"CHATQUAL_FIELD_KEY={keys.field}")

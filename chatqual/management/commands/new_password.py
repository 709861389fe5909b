"""`manage.py new_password NAME`: a fresh random password for a member of staff, shown once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from chatqual.audit.trail import record_audit
from chatqual.management.seeding import new_password


class Command(BaseCommand):
    help = "Sets a new random password for a login and prints it once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            known = ", ".join(User.objects.values_list("username", flat=True)[:20]) or "none yet"
            raise CommandError(f"There is no login {username!r}. Known are: {known}.")
        password = new_password()
        user.set_password(password)
        user.save()
        record_audit(actor="manage.py", action="user.new_password", target=username)
        self.stdout.write(f"{username} {password}")

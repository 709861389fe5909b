"""`manage.py backup [FILE]`: all data in one file, beside a running server."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chatqual.archive import ArchiveFault, make_archive


class Command(BaseCommand):
    help = "Copies database, uploads and keys into one file. Keep it as safe as the keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = f"chatqual-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
        parser.add_argument("file", nargs="?", default=default)

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        target = Path(file)
        if not target.parent.is_dir():
            raise CommandError(f"The folder {target.parent} does not exist.")
        try:
            make_archive(target)
        except (ArchiveFault, OSError) as error:
            raise CommandError(str(error)) from error
        size = target.stat().st_size / 2**20
        self.stdout.write(f"{target} ({size:.1f} MB). It holds keys: keep it safe.")

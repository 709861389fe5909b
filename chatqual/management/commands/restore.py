"""`manage.py restore FILE --yes`: puts a copy in the place of what is there."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from chatqual.archive import ArchiveFault, read_manifest, restore_archive
from chatqual.locking import AlreadyHeld, hold
from chatqual.management.commands.serve import LOCK
from chatqual.privacy.erasing import erase_again
from knowledge.models import Chunk


class Command(BaseCommand):
    help = "Replaces all data by a copy made with `backup`. The server must be stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--yes", action="store_true", help="really replace what is there")

    def handle(self, *args: Any, file: str, yes: bool, **options: Any) -> None:
        try:
            manifest = read_manifest(Path(file))
            if not yes:
                raise CommandError(
                    f"This replaces all data in {settings.CHATQUAL_DATA} by the copy made "
                    f"{manifest['made']}. Add --yes to do it."
                )
            lock = hold(settings.CHATQUAL_DATA / LOCK, "restore")
        except ArchiveFault as error:
            raise CommandError(str(error)) from error
        except AlreadyHeld as error:
            raise CommandError(f"{error}. Stop the server first.") from error
        try:
            restore_archive(Path(file))
            call_command("migrate", verbosity=0, interactive=False)
            # The index is a cache: with no passage in it, the server fills it from the vectors.
            Chunk.objects.update(indexed_in=None)
            # Whoever was deleted since the copy was made came back with it.
            again = erase_again("restore")
        except (ArchiveFault, OSError) as error:
            raise CommandError(str(error)) from error
        finally:
            lock.close()
        if again:
            self.stdout.write(f"Deleted again: {again} people who came back with the copy.")
        self.stdout.write(f"Restored the copy made {manifest['made']}. Start the server again.")

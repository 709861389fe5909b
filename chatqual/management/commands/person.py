"""`manage.py person --find EMAIL | --conversation ID [--export FILE | --delete] [--json]`."""

from __future__ import annotations

import json
import os
import shutil
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation
from chatqual.engine.slots import Json
from chatqual.management.progress import Progress
from chatqual.privacy.erasing import begin_erasure, do_erasure
from chatqual.privacy.errors import PrivacyError
from chatqual.privacy.exporting import export_person, held_of
from chatqual.privacy.models import Erasure
from chatqual.privacy.people import find_by_address, person_of
from chatqual.privacy.registry import Person
from chatqual.sites.models import Site

BY = "manage.py"


class Command(BaseCommand):
    help = "Finds a person, exports all that is held of them, or deletes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--find", metavar="EMAIL", help="list who has this address anywhere")
        who.add_argument(
            "--conversation", action="append", metavar="ID", help="repeat for the same person"
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--export", metavar="FILE", help="write a zip, readable by you only")
        what.add_argument("--delete", action="store_true", help="delete them, at once")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["find"]:
            logs = list(find_by_address(Site.objects.all(), options["find"]))
            if options["export"] or options["delete"]:
                self._refuse_many(logs)
        else:
            logs = [self._log(text) for text in options["conversation"]]
        try:
            out = self._do(logs, options)
        except (PrivacyError, OSError) as error:
            raise CommandError(str(error)) from error
        self._tell(out, as_json=options["json"])

    def _log(self, text: str) -> Conversation:
        try:
            found = Conversation.objects.select_related("visitor", "site")
            return found.get(pk=uuid.UUID(text))
        except (ValueError, Conversation.DoesNotExist) as error:
            raise CommandError(f"There is no conversation {text}.") from error

    def _refuse_many(self, logs: list[Conversation]) -> None:
        """An address proves nothing: whoever deletes says which conversations are meant."""
        if len(logs) != 1:
            named = " ".join(f"--conversation {log.pk}" for log in logs) or "none"
            raise CommandError(
                f"{len(logs)} conversations hold this address. Name those that are meant: {named}"
            )

    def _do(self, logs: list[Conversation], options: dict[str, Any]) -> Json:
        if options["find"] and not (options["export"] or options["delete"]):
            return {"found": [_about(log) for log in logs]}
        person = person_of(log.visitor_id for log in logs)
        if options["export"]:
            return self._export(person, Path(options["export"]))
        if options["delete"]:
            return self._delete(person)
        return {"held": {holding.model: count for holding, count in held_of(person)}}

    def _export(self, person: Person, target: Path) -> Json:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, export_person(person, by=BY) as made:
            shutil.copyfileobj(made, file)
        return {"exported": str(target), "bytes": target.stat().st_size}

    def _delete(self, person: Person) -> Json:
        erasure = do_erasure(begin_erasure(person, by=BY).pk)
        Progress("Deleted")(erasure.done, erasure.of)
        return {
            "deleted": erasure.counts,
            "rows": erasure.total,
            "receipt": erasure.pk,
            "is_done": erasure.state == Erasure.State.DONE,
        }

    def _tell(self, out: Json, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(out, ensure_ascii=False))
            return
        for name, value in out.items():
            if isinstance(value, list):
                self.stdout.write(f"{name}: {len(value)}")
                for row in value:
                    self.stdout.write("  " + "  ".join(str(v) for v in row.values()))
            elif isinstance(value, dict):
                self.stdout.write(f"{name}:")
                for key, count in value.items():
                    self.stdout.write(f"  {key:32} {count}")
            else:
                self.stdout.write(f"{name}: {value}")


def _about(log: Conversation) -> Json:
    return {
        "conversation": str(log.pk),
        "site": log.site.public_key,
        "who": who_of(log),
        "last": log.last_message_at.isoformat(timespec="seconds"),
    }

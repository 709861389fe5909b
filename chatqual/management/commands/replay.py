"""`manage.py replay`: visitor lines through the engine, or stored conversations decided again."""

from __future__ import annotations

import json
import uuid
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from chatqual.conversations.models import Conversation
from chatqual.engine.policy import Policy
from chatqual.engine.slots import Json
from chatqual.management.dry import dry_chat, index_note, policy_or_fault, site_or_fault
from chatqual.management.lines import open_items, read_lines, write_item
from chatqual.management.progress import Progress
from chatqual.realtime.frames import clean_text
from chatqual.replay import decide_again, stored_turns
from chatqual.sites.models import Site
from chatqual.sites.policies import policy_of
from knowledge.service import knowledge_for


class Command(BaseCommand):
    help = "Replays conversations of a file, or stored ones. It writes no rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help='JSON Lines: {"id", "now", "visitor": [...]}')
        parser.add_argument("--site", default="demo")
        parser.add_argument("--policy", metavar="VERSION", help="another version of the policy")
        parser.add_argument("--out", metavar="ITEMS", help="write an item a turn, as JSON Lines")
        parser.add_argument("--conversation", metavar="ID", help="decide a stored one again")
        parser.add_argument("--since", metavar="DATE", help="decide all stored since then again")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        stored = options["conversation"] or options["since"]
        if bool(options["file"]) == bool(stored):
            raise CommandError("Name a FILE, or --conversation ID, or --since DATE: one of them.")
        with open_items(options["out"]) as out:
            if stored:
                summary = self._decide_again(options, out)
            else:
                summary = self._replay_file(options, out)
        self._tell(summary, as_json=options["json"])

    # --- a file -----------------------------------------------------------------------------------
    def _replay_file(self, options: dict[str, Any], out: IO[str] | None) -> Json:
        site = site_or_fault(options["site"])
        policy = policy_or_fault(site, options["policy"])
        lines = [_checked(options["file"], n, data) for n, data in read_lines(options["file"])]
        self.stderr.write(index_note())
        progress = Progress("Conversations")
        counts: Counter[str] = Counter()
        for done, (data, now) in enumerate(lines, 1):
            self._replay_one(site, policy, data, now, out, counts)
            progress(done, len(lines))
        return {"conversations": len(lines), **counts}

    def _replay_one(
        self,
        site: Site,
        policy: Policy,
        data: Json,
        now: datetime,
        out: IO[str] | None,
        counts: Counter[str],
    ) -> None:
        locale = data.get("locale") or site.locale
        chat = dry_chat(site, policy, data["id"], locale, now)
        for text in data["visitor"]:
            item = chat.say(clean_text(text), now)
            write_item(out, item)
            counts["turns"] += 1
            counts["turns with citations"] += bool(item["citations"])
            counts["questions asked"] += item["asked"] is not None
        counts[f"ends {chat.mode}"] += 1

    # --- stored -----------------------------------------------------------------------------------
    def _decide_again(self, options: dict[str, Any], out: IO[str] | None) -> Json:
        conversation = options["conversation"]
        if conversation is not None:
            conversation = _conversation_id(conversation)
        since = _instant(options["since"]) if options["since"] else None
        counts: Counter[str] = Counter({"turns": 0, "as they were": 0})
        # Another site has other versions.
        site = site_or_fault(options["site"]) if options["policy"] and not conversation else None
        turns = stored_turns(conversation, since, site).select_related("conversation__site")
        progress, total = Progress("Turns"), turns.count()
        for done, turn in enumerate(turns.iterator(), 1):
            site = turn.conversation.site
            policy = self._policy_for(site, turn.policy_id, options["policy"])
            decided = decide_again(turn, policy, knowledge_for(site))
            progress(done, total)
            write_item(out, decided.to_json())
            counts["turns"] += 1
            counts["as they were"] += not decided.differs
            for name in decided.differs:
                counts[f"differs in {name}"] += 1
        return dict(counts)

    def _policy_for(self, site: Site, stored: int | None, wanted: str | None) -> Policy:
        if wanted is None and stored is not None:
            return policy_of(stored)
        return policy_or_fault(site, wanted)

    def _tell(self, summary: Json, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(summary))
            return
        for name, count in summary.items():
            self.stdout.write(f"{name:<24} {count:>6}")


def _conversation_id(text: str) -> str:
    try:
        found = uuid.UUID(text)
    except ValueError as error:
        raise CommandError(f"{text!r} is no id of a conversation.") from error
    if not Conversation.objects.filter(pk=found).exists():
        raise CommandError(f"There is no conversation {found}.")
    return str(found)


def _instant(text: str) -> datetime:
    """An ISO instant, or the midnight of a date; without a zone in UTC."""
    try:
        day = parse_date(text)
        found = datetime(day.year, day.month, day.day) if day else parse_datetime(text)  # noqa: DTZ001
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"{text!r} is no date. Write 2026-11-20 or 2026-11-20T10:00:00Z.")
    return found if found.tzinfo else timezone.make_aware(found, timezone.get_default_timezone())


def _checked(path: str, number: int, data: Json) -> tuple[Json, datetime]:
    """The line with its instant. Raises CommandError that names the line."""
    where = f"{path}, line {number}"
    if not isinstance(data.get("id"), str):
        raise CommandError(f'{where}: "id" must be text.')
    visitor = data.get("visitor")
    if not isinstance(visitor, list) or not all(isinstance(text, str) for text in visitor):
        raise CommandError(f'{where}: "visitor" must be a list of lines of text.')
    if not isinstance(data.get("locale", ""), str):
        raise CommandError(f'{where}: "locale" must be text.')
    if not isinstance(data.get("now"), str):
        raise CommandError(f'{where}: "now" must be an instant such as 2026-11-20T10:00:00Z.')
    try:
        return data, _instant(data["now"])
    except CommandError as error:
        raise CommandError(f"{where}: {error}") from error

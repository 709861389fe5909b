"""`manage.py chat`: the same conversation in a terminal. It writes no rows."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from chatqual.management.dry import dry_chat, index_note, policy_or_fault, site_or_fault
from chatqual.realtime.frames import clean_text


class Command(BaseCommand):
    help = "Chats with a site's assistant in the terminal. An empty line or Ctrl-D ends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default="demo")
        parser.add_argument("--locale", help="the visitor's locale, such as de-DE")

    def handle(self, *args: Any, **options: Any) -> None:
        site = site_or_fault(options["site"])
        policy = policy_or_fault(site, None)
        now = timezone.now()
        self.stderr.write(index_note())
        chat = dry_chat(site, policy, "terminal", options["locale"] or site.locale, now)
        self.stdout.write(f"{site.name}'s assistant. An empty line ends the chat.")
        while True:
            try:
                text = clean_text(input("> "))
            except EOFError:
                return
            if not text:
                return
            self._show(chat.say(text, timezone.now()))

    def _show(self, item: dict[str, Any]) -> None:
        self.stdout.write(item["reply"])
        for citation in item["citations"]:
            self.stdout.write(f'  [{citation["n"]}] {citation["title"]}: "{citation["quote"]}"')
        if item["quick_replies"]:
            self.stdout.write("  (" + " · ".join(item["quick_replies"]) + ")")
        self.stdout.write(f"  -- {item['mode']}, {item['lead_type']}, {item['tier']}")

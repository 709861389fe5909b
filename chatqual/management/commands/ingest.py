"""`manage.py ingest PATH|URL…`: files, folders, pages and sitemaps into the knowledge base."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatqual.management.progress import Progress
from chatqual.sites.models import Site
from knowledge.crawl import DEPTH, MOST_PAGES, PAGES, CrawlRules
from knowledge.errors import KnowledgeFault
from knowledge.findable import Findable, make_findable
from knowledge.ingest import ingest
from knowledge.reports import IngestReport

_COUNTS = ("added", "updated", "unchanged", "retired", "kept", "skipped")


def _within(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"a number from {least} to {most} is wanted, not {text!r}")
        return int(text)

    return read


class Command(BaseCommand):
    help = "Reads documents, and returns once they can be found. Unchanged ones cost nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "arguments",
            nargs="+",
            metavar="PATH|URL",
            help="a file, folder or quoted pattern; the address of a page or of a sitemap",
        )
        parser.add_argument(
            "--crawl",
            type=_within(0, 20),
            nargs="?",
            const=DEPTH,
            metavar="DEPTH",
            help=f"follow the links of pages within their host, so many away (0 to 20; {DEPTH})",
        )
        parser.add_argument(
            "--pages",
            type=_within(1, MOST_PAGES),
            default=PAGES,
            help=f"fetch at most so many pages of a crawl (1 to {MOST_PAGES}; {PAGES})",
        )
        parser.add_argument("--site", default="demo", help="the site's public key (demo)")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, arguments: list[str], **options: Any) -> None:
        site = Site.objects.filter(public_key=options["site"]).first()
        if site is None:
            raise CommandError(
                f"There is no site “{options['site']}”. Make it: manage.py site {options['site']}"
            )
        began = time.monotonic()
        try:
            depth = options["crawl"]
            rules = None if depth is None else CrawlRules(depth, options["pages"])
            report = ingest(
                site,
                arguments,
                by="manage.py",
                progress=Progress("Reading  "),
                crawling=rules,
            )
            found = make_findable(site, Progress("Embedding"))
        except KnowledgeFault as fault:
            raise CommandError(str(fault)) from fault
        self._tell(report, found, time.monotonic() - began, as_json=options["json"])
        if report.lost:
            raise CommandError(f"Nothing could be read of: {', '.join(report.lost)}")

    def _tell(self, report: IngestReport, found: Findable, took: float, *, as_json: bool) -> None:
        if as_json:
            facts = {"embedded": found.embedded, "embedded_by": found.by, "seconds": round(took, 2)}
            self.stdout.write(json.dumps({**report.to_json(), **facts}, ensure_ascii=False))
            return
        for name in _COUNTS:
            self.stdout.write(f"{name:<10} {getattr(report, name):>6}")
        self.stdout.write(f"{'failed':<10} {len(report.failures):>6}")
        for failure in report.failures:
            self.stdout.write(f"  {failure.path}: {failure.message} ({failure.code})")
        self.stdout.write(
            f"{report.chunks} new passages, {found.embedded} embedded by {found.by},"
            f" {took:.1f} s. All can be found."
        )

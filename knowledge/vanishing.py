"""Pages that are gone from the web leave the answers, but a whole site does not at once.

A host that is being moved or mended answers 404 everywhere, or shows one page without links: to
retire all of it would leave visitors without answers, for an outage. So where more than half of a
source seems to be gone nothing is retired, until it is still so a day later or a person says so.
What was retired comes back by itself when it is found again.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from knowledge.documents import retire
from knowledge.models import Document, Source

PATIENCE = timedelta(hours=24)
MOST = 0.5


def retire_gone(source: Source, gone: Collection[str], *, is_sure: bool = False) -> tuple[int, int]:
    """(retired, kept) of the published documents with these paths. `is_sure`: a person looked."""
    published = source.documents.filter(state=Document.State.PUBLISHED)
    count = published.count()
    leaving = [document for document in published if document.path in gone]
    is_most = source.is_web and len(leaving) > MOST * count
    if is_most and not is_sure and not _has_waited(source):
        source.vanished_at = source.vanished_at or timezone.now()
        return 0, len(leaving)
    source.vanished_at = None
    for document in leaving:
        retire(document, is_missing=True)
    return len(leaving), 0


def _has_waited(source: Source) -> bool:
    since = source.vanished_at
    return since is not None and timezone.now() - since >= PATIENCE

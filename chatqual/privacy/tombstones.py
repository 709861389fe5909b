"""Keyed hashes of whom we deleted, beside the database: a restored backup is older than they."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from chatqual.conversations.models import Visitor
from chatqual.privacy.models import Erasure
from chatqual.privacy.people import keyed_hash

FILE = "erased.txt"


def tombstones_file() -> Path:
    """One hash a line; it holds nothing that names anybody."""
    folder: Path = settings.CHATQUAL_DATA
    return folder / FILE


def add_tombstones(hashes: Iterable[str]) -> None:
    """Written down before the receipt is, so that no deletion is forgotten; twice is harmless."""
    with tombstones_file().open("a", encoding="ascii") as file:
        file.writelines(f"{one}\n" for one in hashes)


def came_back() -> Iterator[uuid.UUID]:
    """Visitors who are there though they were deleted once."""
    known = {one for hashes in Erasure.objects.values_list("hashes", flat=True) for one in hashes}
    if tombstones_file().exists():
        known |= set(tombstones_file().read_text("ascii").split())
    running = {v for ids in Erasure.objects.values_list("visitors", flat=True) for v in ids}
    for visitor in list(Visitor.objects.values_list("pk", flat=True)) if known else ():
        if keyed_hash(visitor) in known and str(visitor) not in running:
            yield visitor

"""Everything that is held of a person, as JSON and as a page to read, in one zip.

All of it is read from one snapshot, so that an export beside a chat that goes on is consistent.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Field, Model
from django.template.loader import render_to_string
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.engine.slots import Json
from chatqual.privacy.mail_files import mails_of
from chatqual.privacy.people import addresses_of, keyed_hash
from chatqual.privacy.registry import Holding, Kind, Person, holdings
from chatqual.sites.models import Site

FORMAT = 1
# Up to here in memory, above it in a file that has no name.
IN_MEMORY = 4 * 1024 * 1024
CHUNK = 64 * 1024
Parts = list[tuple[Holding, list[Json]]]
JSON_NAME, PAGE_NAME = "person.json", "person.html"


def export_person(person: Person, *, by: str) -> IO[bytes]:
    """The zip, open at its beginning; the caller closes it. It stands in the trail who took it."""
    record_audit(
        actor=by,
        action="person.exported",
        target=f"site {person.site}",
        detail={"visitors": [keyed_hash(v) for v in person.visitors]},
    )
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed on
    with _snapshot(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = list(_parts(person))
        head = _head(person)
        with archive.open(JSON_NAME, "w") as file:
            for piece in _as_json(head, parts):
                file.write(piece.encode())
        page = render_to_string("privacy/export.html", {"head": head, "parts": _readable(parts)})
        archive.writestr(PAGE_NAME, page)
    out.seek(0)
    return out


def chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    """The whole file in pieces; closes it."""
    with file:
        while piece := file.read(CHUNK):
            yield piece


def held_of(person: Person) -> list[tuple[Holding, int]]:
    """How many rows each holding has of them; what has none is left out."""
    counted = [(h, h.find(person).count()) for h in _told_in_order() if h.find is not None]
    return [(holding, count) for holding, count in counted if count]


def _told_in_order() -> list[Holding]:
    """Who they are first, then what they said, then what was made of it."""
    return sorted(holdings(), key=lambda h: (-h.order, h.model))


@contextmanager
def _snapshot() -> Iterator[None]:
    """Reads within see one state of the database, and hold up no writer."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # By hand: Django would begin with a lock for writing.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _head(person: Person) -> Json:
    site = Site.objects.get(pk=person.site)
    return {
        "format": FORMAT,
        "site": site.name,
        "made": timezone.now().isoformat(),
        "visitors": [str(v) for v in person.visitors],
        "conversations": [str(c) for c in person.conversations],
        "addresses": sorted(addresses_of(person)),
    }


def _parts(person: Person) -> Iterator[tuple[Holding, list[Json]]]:
    for holding in _told_in_order():
        if not holding.is_exported or holding.find is None:
            continue
        fields = _told(holding)
        rows = holding.find(person).order_by("pk").iterator(chunk_size=500)
        yield holding, [{f.name: _plain(row, f) for f in fields} for row in rows]
    mails = mails_of(person, addresses_of(person))
    if mails:
        yield MAILS, [{"mail": mail} for mail in mails]


MAILS = Holding("mail files", "Mails that lie in the data folder", {"mail": Kind.PERSONAL})


def _told(holding: Holding) -> list[Field[Any, Any]]:
    """All but what is the staff's alone, and vectors and keys."""
    left_out = holding.withheld | {n for n, kind in holding.kinds.items() if kind == Kind.STAFF}
    return [f for f in holding.rows_of._meta.fields if f.name not in left_out]


def _plain(row: Model, field: Field[Any, Any]) -> Any:
    value = getattr(row, field.attname)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return None
    return value


def _as_json(head: Json, parts: Parts) -> Iterator[str]:
    yield "{" + f'"about": {_dump(head)}'
    for holding, rows in parts:
        yield f',\n{_dump(holding.model)}: {{"what": {_dump(holding.what)}, "rows": ['
        for place, row in enumerate(rows):
            yield (",\n" if place else "\n") + _dump(row)
        yield "]}"
    yield "}\n"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _readable(parts: Parts) -> list[Json]:
    """For the page: what says something of the person, with the time of the row."""
    shown = []
    for holding, rows in parts:
        names = [n for n, kind in holding.kinds.items() if kind == Kind.PERSONAL]
        times = [n for n in ("created", "at", "started", "asked_at", "seq", "author") if rows]
        wanted = [n for n in (*times, *names) if rows and n in rows[0]]
        table = [[_cell(row[name]) for name in wanted] for row in rows]
        if wanted and rows:
            heads = [name.replace("_", " ") for name in wanted]
            shown.append({"what": holding.what, "heads": heads, "rows": table})
    return shown


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value in (None, [], {}) else json.dumps(value, ensure_ascii=False, indent=1)

"""Leads as CSV and XLSX: no cell can become a formula, and no file is ever whole in memory.

The rule of the cells is OWASP ASVS 5.0, V1.2.10: a text that a spreadsheet would read as a formula
gets an apostrophe before it. In XLSX every text is a cell of type text besides, so that it stays
one; the apostrophe is for the day when somebody saves that file as CSV.
"""

from __future__ import annotations

import csv
import io
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet

from chatqual.audit.trail import record_audit
from chatqual.conversations.known import known_words, stored_slots
from chatqual.leads.errors import TooManyRows
from chatqual.leads.models import Lead
from chatqual.leads.rows import owner_name, with_last_line
from chatqual.realtime.transactions import writing

AT_ONCE = 500
# Also in the full-width forms, which some spreadsheets take for the plain ones.
DANGEROUS = tuple("=+-@\t\r\n\0") + tuple("＝＋－＠")
# A cell of XLSX holds no more characters.
MAX_CELL = 32_767
BOM = "\ufeff"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Cell = str | int | datetime


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: in characters, for XLSX."""

    title: str
    cell: Callable[[Lead], Cell]
    width: int = 16


def _words(slot: str) -> Callable[[Lead], str]:
    """The visitor's own words for a slot, or what a person has set it to."""
    return lambda lead: known_words(stored_slots(lead.conversation), slot)


def _campaign(part: str) -> Callable[[Lead], str]:
    return lambda lead: str(lead.campaign.get(part, ""))


def _in_zone(at: datetime, lead: Lead) -> datetime:
    return at.astimezone(ZoneInfo(lead.site.time_zone)).replace(microsecond=0)


COLUMNS = (
    Column("Lead", lambda lead: str(lead.pk), 38),
    Column("Site", lambda lead: lead.site.name),
    Column("Name", lambda lead: lead.name, 22),
    Column("Company", lambda lead: lead.company, 22),
    Column("E-mail", lambda lead: lead.email, 28),
    Column("Phone", lambda lead: lead.phone, 18),
    Column("May be contacted", lambda lead: "yes" if lead.may_contact else "no", 10),
    Column("Tier", lambda lead: lead.tier),
    Column("Score", lambda lead: lead.score, 8),
    Column("Set by a person", lambda lead: "yes" if lead.is_overridden else "no", 10),
    Column("Type", lambda lead: lead.lead_type),
    Column("Need", lambda lead: lead.need, 40),
    Column("Budget", _words("budget")),
    Column("Decides", _words("authority")),
    Column("Timeline", _words("timeline")),
    Column("Team size", _words("team_size")),
    Column("Owner", lambda lead: owner_name(lead.owner)),
    Column("Outcome", lambda lead: lead.outcome),
    Column("Last line", lambda lead: getattr(lead, "last_text", None) or "", 40),
    Column("Source", lambda lead: lead.source, 24),
    Column("Page", lambda lead: lead.page, 32),
    Column("Referrer", lambda lead: lead.referrer, 32),
    Column("utm_source", _campaign("utm_source")),
    Column("utm_medium", _campaign("utm_medium")),
    Column("utm_campaign", _campaign("utm_campaign")),
    Column("Created", lambda lead: _in_zone(lead.created, lead), 20),
    Column("Last activity", lambda lead: _in_zone(lead.conversation.last_message_at, lead), 20),
    Column("Time zone", lambda lead: lead.site.time_zone),
    Column("Sample", lambda lead: "yes" if lead.is_sample else "no", 8),
)


def inert(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def choose(leads: QuerySet[Lead], *, by: User, form: str) -> list[uuid.UUID]:
    """The keys of what is exported, in its order; that it is exported stands in the trail.

    Raises TooManyRows.
    """
    limit = settings.CHATQUAL_EXPORT_ROWS
    ids = list(leads.values_list("pk", flat=True)[: limit + 1])
    if len(ids) > limit:
        raise TooManyRows(
            f"These are {leads.count():,} leads, and one file holds at most {limit:,}. "
            "Narrow them down, for example to a period, or have CHATQUAL_EXPORT_ROWS raised."
        )
    with writing():
        detail = {"format": form, "rows": len(ids)}
        record_audit(actor=by.get_username(), action="leads.exported", target=form, detail=detail)
    return ids


def _leads(ids: Sequence[uuid.UUID]) -> Iterator[list[Lead]]:
    """In the order of `ids`, so many at once that none of it adds up."""
    rows = with_last_line(Lead.objects.select_related("conversation", "site", "owner"))
    for start in range(0, len(ids), AT_ONCE):
        chunk = ids[start : start + AT_ONCE]
        found = rows.in_bulk(chunk)
        yield [found[pk] for pk in chunk if pk in found]


def csv_parts(ids: Sequence[uuid.UUID]) -> Iterator[bytes]:
    """RFC 4180 with a mark by which Excel knows UTF-8; all texts quoted, numbers are not."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    out.write(BOM)
    writer.writerow([column.title for column in COLUMNS])
    for leads in _leads(ids):
        writer.writerows([_plain(column.cell(lead)) for column in COLUMNS] for lead in leads)
        yield _emptied(out)
    yield _emptied(out)


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        return cell.isoformat()
    return inert(cell) if isinstance(cell, str) else cell


def _emptied(out: io.StringIO) -> bytes:
    part = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return part


def xlsx_parts(ids: Sequence[uuid.UUID]) -> Iterator[bytes]:
    """Written row by row into a file that is gone with the answer, then given in parts."""
    with tempfile.TemporaryFile() as file:
        _write_xlsx(file, ids)
        file.seek(0)
        while part := file.read(1 << 16):
            yield part


def _write_xlsx(file: IO[bytes], ids: Sequence[uuid.UUID]) -> None:
    # Whatever a text looks like, it is a text: no formula, no link, no number.
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"constant_memory": True, **never}) as book:
        instants = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet("Leads")
        for n, column in enumerate(COLUMNS):
            sheet.set_column(n, n, column.width)
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, [column.title for column in COLUMNS], bold)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(ids), len(COLUMNS) - 1)
        row = 0
        for leads in _leads(ids):
            for lead in leads:
                row += 1
                for n, column in enumerate(COLUMNS):
                    _write(sheet, row, n, column.cell(lead), instants)


def _write(sheet: Any, row: int, n: int, cell: Cell, instants: Any) -> None:
    if isinstance(cell, datetime):
        # A spreadsheet knows no zones: the site's own time, whose name stands beside it.
        sheet.write_datetime(row, n, cell.replace(tzinfo=None), instants)
    elif isinstance(cell, str):
        sheet.write_string(row, n, inert(cell)[:MAX_CELL])
    else:
        sheet.write_number(row, n, cell)


PARTS = {"csv": csv_parts, "xlsx": xlsx_parts}

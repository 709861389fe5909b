"""The demo company's files: complete, consistent with each other, and rebuilt without a change."""

import csv
import html
import importlib.util
import json
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pypdf
import pytest

DEMO = Path(__file__).resolve().parents[2] / "knowledge" / "demo"
DOCUMENTS = DEMO / "documents"
PRICES = {"Starter": {"9"}, "Team": {"12", "14", "17"}}
MODES = {"bot", "waiting", "human", "closed"}
LEAST_OF_A_KIND = {".md": 20, ".html": 4, ".pdf": 3, ".docx": 3, ".csv": 1, ".txt": 1}

# What the model conversations quote: the document's title and the sentence as it stands there.
PROMISED = [
    ("Product", "keeps one trail of who approved what."),
    ("Reminders", "reminded by e-mail and in Slack, after a time that you set."),
    ("Onboarding", "Most companies are live within two weeks."),
    ("Onboarding", "From 50 seats a guided onboarding is included."),
    ("Integrations", "For SAP there is a CSV export; there is no live connector."),
    ("Integrations", "The SAP export runs daily on Starter and hourly on Team."),
    ("Pricing", "Starter costs 9 € per seat and month, up to 25 seats."),
    ("Pricing", "Team costs 14 € per seat and month, billed yearly, or 17 € billed monthly."),
    ("Pricing", "From 100 seats Team costs 12 € per seat and month, billed yearly."),
    ("Pricing", "Enterprise is priced on request."),
    ("Pricing", "People who only raise requests need no seat."),
    ("Security", "Single sign-on (SAML) is part of Enterprise."),
    ("Security", "Customer data is stored in Frankfurt, Germany."),
    ("Trial", "The trial lasts 14 days, needs no card and no call."),
    ("Refunds", "A first yearly payment can be refunded within 30 days."),
    ("Exports", "The history export is the same in every plan, Enterprise included."),
    ("Exports", "Above 10,000 rows the file is sent by e-mail instead of downloaded."),
    ("Getting started", "The setup guide has five steps"),
    ("Leaving Norrwick", "at any time, and for 30 days after you cancel."),
    ("Preise", "Ab 100 Plätzen kostet Team 12 € je Platz und Monat bei jährlicher Zahlung."),
    ("Preise", "Wer nur Anträge stellt, braucht keinen Platz."),
    ("Sicherheit", "Kundendaten liegen in Frankfurt am Main."),
    ("Datenschutz", "Ein Vertrag zur Auftragsverarbeitung liegt zur Unterschrift bereit."),
    ("Integrationen", "Norrwick ist direkt mit DATEV und NetSuite verbunden."),
    ("Auswertungen", "sind abgeschaltet, bis ein Administrator sie einschaltet."),
]


def read_csv(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return "\n".join(f"{row['question']}\n{row['answer']}" for row in csv.DictReader(file))


def read_html(path: Path) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "\n", path.read_text(encoding="utf-8")))


def read_docx(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def read_pdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def read_plain(path: Path) -> str:
    return path.read_text(encoding="utf-8")


READERS = {".csv": read_csv, ".html": read_html, ".docx": read_docx, ".pdf": read_pdf}


@cache
def texts() -> dict[str, str]:
    """Each document's text by its path below the folder, a space for every run of blanks."""
    read = {
        path.relative_to(DOCUMENTS).as_posix(): READERS.get(path.suffix, read_plain)(path)
        for path in sorted(DOCUMENTS.rglob("*"))
        if path.is_file()
    }
    return {name: " ".join(text.split()) for name, text in read.items()}


def sentences(text: str) -> list[str]:
    """A sentence ends at its full stop, a table's row where the next one begins."""
    return re.split(r"(?<=[.?!]) |\| \|", text)


def questions() -> list[dict[str, Any]]:
    return [json.loads(line) for line in read_plain(DEMO / "questions.jsonl").splitlines()]


def conversations() -> list[dict[str, Any]]:
    return json.loads(read_plain(DEMO / "conversations.json"))


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo_build", DEMO / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_enough_documents_of_every_kind():
    kinds = Counter(Path(name).suffix for name in texts())
    assert len(texts()) >= 25
    assert {kind: n for kind, n in LEAST_OF_A_KIND.items() if kinds[kind] < n} == {}


def test_every_markdown_document_has_a_title_of_its_own():
    titles = [re.match("--- title: (.+?) --- #", t) for n, t in texts().items() if n[-3:] == ".md"]
    assert all(titles)
    assert len({title[1] for title in titles if title}) == len(titles)


def test_the_table_of_questions_has_an_answer_in_each_row():
    with (DOCUMENTS / "help/faq.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["question", "answer"]
    assert len(rows) > 25
    assert [row for row in rows if len(row) != 2 or not all(row)] == []


@pytest.mark.parametrize(("title", "sentence"), PROMISED)
def test_a_promised_sentence_stands_under_its_title(title: str, sentence: str):
    holders = [text for text in texts().values() if text.startswith(f"--- title: {title} ---")]
    assert len(holders) == 1
    assert sentence in holders[0]


@pytest.mark.parametrize("plan", PRICES)
def test_a_plan_is_named_with_its_own_prices_only(plan: str):
    parts = [part for text in texts().values() for part in sentences(text) if plan in part]
    priced = {part: set(re.findall(r"([\d.,]+) €", part)) for part in parts}
    allowed = {part: set().union(*(PRICES[p] for p in PRICES if p in part)) for part in parts}
    assert set().union(*priced.values()) >= PRICES[plan]
    assert [part for part in parts if priced[part] - allowed[part]] == []


def test_no_document_says_anything_of_a_certificate():
    assert [name for name, text in texts().items() if re.search("ISO.?27|SOC.?2", text)] == []


def test_there_are_questions_with_and_without_an_answer():
    counts = Counter(question["answerable"] for question in questions())
    assert counts == {True: 45, False: 15}
    assert len({question["id"] for question in questions()}) == 60


@pytest.mark.parametrize("question", questions(), ids=lambda question: question["id"])
def test_a_gold_quote_stands_in_the_first_document_named(question: dict[str, Any]):
    paths = question["gold_paths"]
    assert bool(paths) == question["answerable"]
    assert [path for path in paths if path not in texts()] == []
    if paths:
        assert question["gold_quote"] in texts()[paths[0]]


def test_the_sample_conversations_stand_in_every_mode():
    samples = conversations()
    assert {sample["state"] for sample in samples} == MODES
    assert len({sample["id"] for sample in samples}) == len(samples) >= 12


@pytest.mark.parametrize("sample", conversations(), ids=lambda sample: sample["id"])
def test_an_agent_speaks_only_where_a_sample_names_one(sample: dict[str, Any]):
    lines = sample.get("agent_lines", [])
    assert all(1 <= line["after"] <= len(sample["visitor"]) for line in lines)
    assert bool(lines) == ("agent" in sample)
    assert sample["state"] != "human" or lines


@pytest.mark.parametrize("sample", conversations(), ids=lambda sample: sample["id"])
def test_only_a_closed_sample_has_an_outcome(sample: dict[str, Any]):
    assert ("outcome" in sample) == (sample["state"] == "closed")


def test_the_pdf_files_are_rebuilt_byte_for_byte(builder: ModuleType, tmp_path: Path):
    made = [path for path in builder.build(tmp_path) if path.suffix == ".pdf"]
    assert len(made) == 3
    for path in made:
        assert path.read_bytes() == (DOCUMENTS / path.relative_to(tmp_path)).read_bytes()


def test_the_docx_files_are_rebuilt_member_for_member(builder: ModuleType, tmp_path: Path):
    # Not the packed bytes: another build of zlib packs the same members differently.
    made = [path for path in builder.build(tmp_path) if path.suffix == ".docx"]
    assert len(made) == 3
    for path in made:
        assert members(path) == members(DOCUMENTS / path.relative_to(tmp_path))


def members(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(m.filename, m.date_time, archive.read(m)) for m in archive.infolist()]

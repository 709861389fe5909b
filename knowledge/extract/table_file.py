"""CSV: a list of questions with their answers, or rows in which each cell is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted
from knowledge.extract.clean import clean, one_line
from knowledge.extract.decode import decode_text
from knowledge.extract.language import language_of
from knowledge.extract.plain import PlainWriter
from knowledge.extract.tables import write_table

MAX_ROWS = 20_000
_QUESTION_NAMES = """
    question questions q faq frage fragen pregunta pregunta(s) preguntas question(s) pergunta
    domanda vraag prompt query
"""
_ANSWER_NAMES = """
    answer answers a antwort antworten respuesta respuestas réponse reponse réponses resposta
    risposta antwoord response reply
"""
_CATEGORY_NAMES = """
    category categories topic section group kategorie thema bereich catégorie rubrique sujet
    categoría tema sección categoria argomento categorie onderwerp
"""
_QUESTIONS = frozenset(_QUESTION_NAMES.split())
_ANSWERS = frozenset(_ANSWER_NAMES.split())
_CATEGORIES = frozenset(_CATEGORY_NAMES.split())

csv.field_size_limit(200_000)


@dataclass(frozen=True, slots=True)
class _Columns:
    question: int
    answer: int
    category: int | None


def extract_csv(data: bytes, name: str = "") -> Extracted:
    """Raises DocumentUnreadable: no rows, or no CSV."""
    rows = _rows(clean(decode_text(data)))
    if not rows:
        raise DocumentUnreadable("no_text", "The table holds no rows.")
    writer = PlainWriter()
    columns = _question_columns(rows[0])
    if columns:
        _write_questions(writer, rows, columns)
    else:
        write_table(writer, rows)
    text = writer.text()
    if not text:
        raise DocumentUnreadable("no_text", "The table holds no answers.")
    return Extracted(title="", text=text, mime="text/csv", language=language_of(text))


def _rows(text: str) -> list[list[str]]:
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], ",;\t|")
    except csv.Error:
        # One column, or quotes that confuse it: what CSV is by its RFC.
        dialect = csv.excel
    dialect.doublequote = True
    try:
        found = [row for row in csv.reader(io.StringIO(text, newline=""), dialect) if any(row)]
    except csv.Error as fault:
        raise DocumentUnreadable("damaged", f"The table is damaged ({fault}).") from fault
    if len(found) > MAX_ROWS:
        raise DocumentUnreadable(
            "too_large", f"The table has {len(found)} rows; at most {MAX_ROWS} are read."
        )
    return found


def _question_columns(header: Sequence[str]) -> _Columns | None:
    names = [one_line(cell).lower() for cell in header]
    question = next((n for n, name in enumerate(names) if name in _QUESTIONS), None)
    answer = next((n for n, name in enumerate(names) if name in _ANSWERS), None)
    category = next((n for n, name in enumerate(names) if name in _CATEGORIES), None)
    if question is None or answer is None:
        return None
    return _Columns(question, answer, category)


def _write_questions(writer: PlainWriter, rows: Sequence[Sequence[str]], at: _Columns) -> None:
    """A question is the heading of its answer: one passage each, found by the question's words."""
    category = ""
    for row in rows[1:]:
        if max(at.question, at.answer) >= len(row) or not row[at.answer].strip():
            continue
        said = one_line(row[at.category]) if at.category is not None else ""
        if said and said != category:
            writer.heading(1, said)
            category = said
        writer.heading(2, row[at.question])
        writer.paragraph(row[at.answer])

"""PDF and Word."""

import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.extract.docx import extract_docx
from knowledge.extract.pdf import extract_pdf
from tests.knowledge.makers import (
    encrypted_pdf,
    make_docx,
    make_pdf,
    make_pdf_of_lines,
    with_part,
)

PRICES = [["Plan", "Price"], ["Basic", "9 EUR"], ["Team", "14 EUR"]]


def test_a_pdf_has_headings_paragraphs_and_rows() -> None:
    data = make_pdf(
        ("Title", "Terms"),
        ("Heading2", "Refunds"),
        ("BodyText", "A payment can be refunded. " * 8),
        ("Heading2", "Prices"),
        PRICES,
    )
    found = extract_pdf(data)
    assert found.title == "Terms"
    assert "## Refunds\n\nA payment can be refunded. A payment" in found.text
    assert "| Plan: Basic; Price: 9 EUR\n| Plan: Team; Price: 14 EUR" in found.text


def test_words_broken_at_the_end_of_a_line_are_made_whole() -> None:
    line = "The agreement ends when it has been can-"
    data = make_pdf_of_lines([line, "celled by one of the parties to it in time."])
    assert "has been cancelled by one" in extract_pdf(data).text


def test_a_hyphen_that_the_word_has_elsewhere_stays() -> None:
    lines = ["Use self-service. The page for self-", "service is open at any time of the day."]
    assert "The page for self-service is open" in extract_pdf(make_pdf_of_lines(lines)).text


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [["Acme terms 2026", f"Clause {n} holds.", f"Page {n} of 3"] for n in (1, 2, 3)]
    text = extract_pdf(make_pdf_of_lines(*pages)).text
    assert "Clause 2 holds." in text
    assert "Acme terms" not in text
    assert "Page 2" not in text


def test_bullets_are_items() -> None:
    lines = ["You need:", "- a browser", "- an address", "1. Open it", "2. Save it"]
    text = extract_pdf(make_pdf_of_lines(lines)).text
    assert "- a browser\n- an address\n1. Open it\n2. Save it" in text


def test_an_encrypted_pdf_says_so() -> None:
    with pytest.raises(DocumentUnreadable, match="password") as fault:
        extract_pdf(encrypted_pdf())
    assert fault.value.code == "encrypted"


def test_a_pdf_of_pictures_says_so() -> None:
    with pytest.raises(DocumentUnreadable) as fault:
        extract_pdf(make_pdf_of_lines([""]))
    assert fault.value.code == "no_text"


def test_a_cut_off_pdf_says_so() -> None:
    data = make_pdf(("BodyText", "Text."))
    with pytest.raises(DocumentUnreadable) as fault:
        extract_pdf(data[: len(data) // 4])
    assert fault.value.code == "damaged"


def test_a_word_file_has_headings_lists_and_rows() -> None:
    data = make_docx(
        ("Title", "Onboarding"),
        ("Heading 1", "First week"),
        ("List Bullet", "a call"),
        ("List Number", "Open"),
        ("List Number", "Save"),
        ("Normal", "It takes two weeks."),
        PRICES,
    )
    found = extract_docx(data)
    assert found.title == "Onboarding"
    assert found.text == (
        "# Onboarding\n\n## First week\n\n- a call\n1. Open\n2. Save\n\nIt takes two weeks.\n\n"
        "| Plan: Basic; Price: 9 EUR\n| Plan: Team; Price: 14 EUR"
    )


def test_hidden_text_of_a_word_file_is_left_out() -> None:
    data = make_docx(("Normal", "Seen. "), ("Normal", "Hidden."))
    body = b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>"
    import io
    import zipfile

    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    changed = xml.replace(b"<w:r><w:t>Hidden.</w:t></w:r>", body)
    assert changed != xml
    assert extract_docx(with_part(data, "word/document.xml", changed)).text == "Seen."


def test_entities_in_a_word_file_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    data = with_part(make_docx(("Normal", "Text.")), "word/document.xml", bomb)
    with pytest.raises(DocumentUnreadable) as fault:
        extract_docx(data)
    assert fault.value.code == "forbidden_markup"


def test_a_word_file_that_unpacks_too_far_is_refused() -> None:
    data = with_part(make_docx(("Normal", "Text.")), "word/media/x.bin", b"0" * 30_000_000)
    with pytest.raises(DocumentUnreadable) as fault:
        extract_docx(data)
    assert fault.value.code == "bomb"


def test_a_cut_off_word_file_says_so() -> None:
    data = make_docx(("Normal", "Text."))
    with pytest.raises(DocumentUnreadable) as fault:
        extract_docx(data[: len(data) // 2])
    assert fault.value.code == "damaged"

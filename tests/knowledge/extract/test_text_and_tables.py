import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.extract.table_file import extract_csv
from knowledge.extract.text import extract_text


def test_wrapped_lines_are_one_paragraph() -> None:
    source = (
        "This is a line of text that somebody has wrapped by hand at\n"
        "about sixty signs, as was the custom for a long time.\n\nAnother."
    )
    first, second = extract_text(source.encode()).text.split("\n\n")
    assert first.endswith(
        "wrapped by hand at about sixty signs, as was the custom for a long time."
    )
    assert second == "Another."


def test_underlined_lines_and_short_lines_above_sentences_are_headings() -> None:
    source = "Terms\n=====\n\nRefunds\nWithin 30 days.\n\nOPENING HOURS\n\nFrom eight to six."
    found = extract_text(source.encode())
    assert found.title == "Terms"
    assert found.text == (
        "# Terms\n\n## Refunds\n\nWithin 30 days.\n\n## OPENING HOURS\n\nFrom eight to six."
    )


def test_an_address_stays_three_lines() -> None:
    source = "Visit us.\n\nAcme GmbH\nHafenzeile 14\n24103 Kiel"
    assert extract_text(source.encode()).text.endswith("Acme GmbH\n\nHafenzeile 14\n\n24103 Kiel")


def test_utf16_and_windows_encodings_are_read() -> None:
    assert extract_text("Größe: 5 m.".encode("utf-16")).text == "Größe: 5 m."
    assert extract_text("Preis: 5 €.".encode("cp1252")).text == "Preis: 5 €."


def test_controls_and_invisible_signs_are_dropped() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")
    source = f"A\x07 pri\u200bce\u202e of\x0b 5{hidden} e\u0301."
    assert extract_text(source.encode()).text == "A price of 5 é."


def test_a_table_of_questions_is_one_section_each() -> None:
    source = "Question;Answer\nIs there a trial?;It lasts 14 days.\nEmpty?;\n"
    assert extract_csv(source.encode()).text == "## Is there a trial?\n\nIt lasts 14 days."


def test_questions_are_known_in_other_languages_and_by_category() -> None:
    source = "Thema,Frage,Antwort\nPreise,Was kostet es?,9 €.\nPreise,Gibt es Rabatt?,Nein.\n"
    assert extract_csv(source.encode()).text == (
        "# Preise\n\n## Was kostet es?\n\n9 €.\n\n## Gibt es Rabatt?\n\nNein."
    )


def test_another_table_is_read_by_row() -> None:
    source = "Plan,Seats,Price\nBasic,25,9 €\nTeam,99,14 €\n"
    assert extract_csv(source.encode()).text == (
        "| Plan: Basic; Seats: 25; Price: 9 €\n| Plan: Team; Seats: 99; Price: 14 €"
    )


def test_quotes_line_breaks_and_byte_marks_are_understood() -> None:
    source = '\ufeffquestion,answer\r\n"What, then?","One ""line"".\nTwo lines."\r\n'
    assert extract_csv(source.encode()).text == '## What, then?\n\nOne "line".\n\nTwo lines.'


def test_a_table_without_rows_says_so() -> None:
    with pytest.raises(DocumentUnreadable):
        extract_csv(b"question,answer\n")


def test_one_word_of_another_language_in_a_table_is_no_language() -> None:
    source = "Number,Description\n" + "".join(f"{n},Door seal {n} op\n" for n in range(20))
    assert extract_csv(source.encode()).language == ""

"""What a file is, whatever it is called."""

import gzip

import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.extract.reader import read_bytes
from knowledge.parsing import Parser
from tests.knowledge.makers import make_docx, make_pdf, with_part

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.md", b"", "empty"),
        ("a.md", b" \n\n\t", "empty"),
        ("a.md", PNG, "mislabelled"),
        ("a.txt", make_pdf(("BodyText", "Text.")), "mislabelled"),
        ("a.pdf", b"Just text.", "mislabelled"),
        ("a.pdf", b"PK\x03\x04broken", "damaged"),
        ("a.docx", b"<p>Text</p>", "mislabelled"),
        ("a.docx", OLE, "encrypted"),
        ("a.html", b"Just text.", "mislabelled"),
        ("a.txt", b"text\x00with zeros", "mislabelled"),
        ("a.csv", gzip.compress(b"a,b", mtime=0), "mislabelled"),
        ("a.exe", b"MZ", "unsupported"),
        ("a.docx", with_part(b"PK\x05\x06" + b"\x00" * 18, "x.txt", b"x"), "mislabelled"),
    ],
)
def test_a_bad_file_fails_with_a_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(DocumentUnreadable) as fault:
        read_bytes(data, name)
    assert fault.value.code == code
    assert str(fault.value).endswith(".")


def test_suffixes_count_in_any_case() -> None:
    assert read_bytes(b"Text.", "A.MD").text == "Text."


def test_what_a_web_server_says_is_not_believed() -> None:
    assert read_bytes(b"<html><body><p>Text.</p></body></html>", "x", "text/plain").text == "Text."
    assert read_bytes(make_docx(("Normal", "Text.")), "x", "text/html").text == "Text."


def test_a_picture_from_the_web_is_not_read() -> None:
    with pytest.raises(DocumentUnreadable, match="PNG"):
        read_bytes(PNG, "x", "text/html")


def test_deep_nesting_does_no_harm() -> None:
    with pytest.raises(DocumentUnreadable):
        read_bytes(b"<div>" * 200_000 + b"x", "deep.html")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"<!--" * 100_000 + b"x"),
        ("a.md", b"[" * 50_000 + b"x"),
        ("a.html", b"<table>" + b"<td rowspan=50 colspan=50>x</td>" * 3000 + b"<tr></tr>" * 2000),
        ("a.html", b"<p>" + b"<b>x" * 20_000),
    ],
)
def test_files_made_to_be_slow_are_read_within_the_limits(name: str, data: bytes) -> None:
    """Read, or refused for what it holds: never ended for its time or memory."""
    with Parser() as parser:
        assert _code_of(parser, name, data) not in ("too_slow", "too_hungry")


def _code_of(parser: Parser, name: str, data: bytes) -> str:
    try:
        parser.read(data, name)
    except DocumentUnreadable as fault:
        return fault.code
    return ""

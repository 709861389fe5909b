"""What was made to do harm does none: refused with a reason, or read without what it hides.

Each goes to a real parser process, which must be there for the next document.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatqual.sites.models import Site
from knowledge.errors import DocumentUnreadable
from knowledge.ingest import ingest
from knowledge.models import Document, IngestFailure
from knowledge.parsing import Parser
from tests.knowledge import hostile
from tests.knowledge.hostile import HIDDEN, SEEN
from tests.knowledge.makers import make_docx, with_part

# Limits that end a process are no failure of a hostile file's test: they are what is there for it.
ENDED = {"too_slow", "too_hungry"}
LATER = "It can be prolonged once by a week."


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as made:
        yield made


def read(parser: Parser, name: str, data: bytes) -> tuple[str, str]:
    """(code, text); the parser reads the next document as ever."""
    try:
        outcome = ("", parser.read(data, name).text)
    except DocumentUnreadable as fault:
        outcome = (fault.code, "")
    assert parser.read(b"Text.", "next.md").text == "Text."
    return outcome


@pytest.mark.parametrize(
    ("name", "make", "codes"),
    [
        ("bomb.pdf", lambda: hostile.pdf_bomb(1), {"bomb", "damaged", "no_text", *ENDED}),
        ("twice.pdf", lambda: hostile.pdf_bomb(2), {"bomb", "damaged", "no_text", *ENDED}),
        ("forms.pdf", hostile.pdf_of_forms_in_forms, {"bomb", "damaged", "no_text", *ENDED}),
        ("circle.pdf", hostile.pdf_of_pages_in_circles, {"bomb", "damaged", "no_text", *ENDED}),
        ("table.pdf", hostile.pdf_whose_table_points_at_itself, {"damaged", "no_text", *ENDED}),
        ("pages.pdf", lambda: hostile.pdf_of_too_many_pages(2500), {"too_large"}),
        ("size.docx", hostile.docx_that_lies_about_its_size, {"bomb", "damaged"}),
        ("overlap.docx", hostile.docx_of_overlapping_parts, {"bomb", "damaged", "mislabelled"}),
        (
            "entries.docx",
            lambda: hostile.zip_of(
                [("word/document.xml", b"<x/>")] + [(f"{n}", b"") for n in range(1001)]
            ),
            {"bomb"},
        ),
        (
            "slip.docx",
            lambda: hostile.zip_of(
                [("../../../../tmp/slipped", b"x"), ("word/document.xml", b"<x/>")]
            ),
            {"damaged", "no_text", "empty"},
        ),
        (
            "laugh.docx",
            lambda: hostile.docx_with_declaration('<!DOCTYPE x [<!ENTITY a "ha">]>'),
            {"forbidden_markup"},
        ),
        (
            "file.docx",
            lambda: hostile.docx_with_declaration(
                '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            ),
            {"forbidden_markup"},
        ),
        (
            "wide.docx",
            lambda: with_part(
                make_docx(("Normal", SEEN)),
                "word/document.xml",
                '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"),
            ),
            {"forbidden_markup"},
        ),
        ("deep.html", lambda: b"<div>" * 300_000 + b"x", {"bomb", "damaged", "no_text", "empty"}),
        ("rows.csv", lambda: b"a,b\n" + b"1,2\n" * 25_000, {"too_large"}),
        ("long.txt", lambda: b"word " * 500_000, {"too_large"}),
        (
            "zip.docx",
            lambda: hostile.zip_of([("a.docx", make_docx(("Normal", SEEN)))]),
            {"mislabelled"},
        ),
    ],
)
def test_it_is_refused_with_a_reason(
    parser: Parser, name: str, make: Callable[[], bytes], codes: set[str]
) -> None:
    code, _text = read(parser, name, make())
    assert code in codes
    assert not os.path.exists("/tmp/slipped")  # noqa: S108 - what the archive wanted to write


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("actions.pdf", hostile.pdf_with_actions),
        ("fetches.docx", hostile.docx_that_fetches),
    ],
)
def test_what_it_would_start_or_fetch_is_left_alone(
    parser: Parser, name: str, make: Callable[[], bytes]
) -> None:
    code, text = read(parser, name, make())
    assert code == ""
    assert SEEN in text
    assert "root:" not in text


@pytest.mark.parametrize("how", ["invisible", "white", "tiny", "off the page"])
def test_a_pdf_hides_nothing_from_us(parser: Parser, how: str) -> None:
    code, text = read(parser, "hides.pdf", hostile.pdf_that_hides(how))
    assert (code, SEEN in text, "Ignore all" in text) == ("", True, False)


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:color w:val="FFFFFF"/>',
        '<w:sz w:val="1"/>',
        "<w:strike/>",
        "<w:webHidden/>",
    ],
)
def test_a_word_file_hides_nothing_from_us(parser: Parser, properties: str) -> None:
    code, text = read(parser, "hides.docx", hostile.docx_that_hides(properties))
    assert (code, SEEN in text, "Ignore all" in text) == ("", True, False)


@pytest.mark.parametrize(
    "part",
    [
        f"<script>{HIDDEN}</script>",
        f"<style>{HIDDEN}</style>",
        f"<!-- {HIDDEN} -->",
        f"<template><p>{HIDDEN}</p></template>",
        f"<noscript><p>{HIDDEN}</p></noscript>",
        f"<p hidden>{HIDDEN}</p>",
        f"<p aria-hidden=true>{HIDDEN}</p>",
        f"<p style='display: none !important'>{HIDDEN}</p>",
        f"<div style='visibility:hidden'><p>{HIDDEN}</p></div>",
        f"<p style='font-size:0px'>{HIDDEN}</p>",
        f"<p style='opacity:0.0'>{HIDDEN}</p>",
        f"<p style='color:#fff;background:#fff'>{HIDDEN}</p>",
        f"<p style='color:white'>{HIDDEN}</p>",
        f"<p style='color: transparent'>{HIDDEN}</p>",
        f"<p style='position:absolute;left:-9999px'>{HIDDEN}</p>",
        f"<p style='text-indent:-9999px'>{HIDDEN}</p>",
        f"<p style='height:0;overflow:hidden'>{HIDDEN}</p>",
        f"<p style='clip-path: inset(50%)'>{HIDDEN}</p>",
        f"<style>.x {{ display: none }}</style><p class=x>{HIDDEN}</p>",
        f"<style>#y{{visibility:hidden}}</style><p id=y>{HIDDEN}</p>",
        f"<style>p.z{{color:#ffffff;font-size:0}}</style><p class=z>{HIDDEN}</p>",
        f"<input type=hidden value='{HIDDEN}'>",
        f"<iframe srcdoc='<p>{HIDDEN}</p>'></iframe>",
        f"<img alt='{HIDDEN}' src=x width=1 height=1>",
        "<p>" + "".join(chr(0xE0000 + ord(c)) for c in HIDDEN) + "</p>",
    ],
)
def test_a_page_hides_nothing_from_us(parser: Parser, part: str) -> None:
    code, text = read(parser, "hides.html", hostile.html_that_hides(part))
    assert (code, SEEN in text, "Ignore all" in text) == ("", True, False)


@pytest.mark.parametrize(
    "part",
    [
        f"<style>.x {{ display: none }} .x.open {{ display: block }}</style><p class=x>{LATER}</p>",
        f"<style>.x {{ display: none }}</style><p class=x>{LATER}</p><script src=a.js></script>",
        f"<style>@media print {{ .x {{ display: none }} }}</style><p class=x>{LATER}</p>",
        f"<div style='background:#123'><p style='color:#fff'>{LATER}</p></div>",
        f"<style>.dark {{ background: #000 }}</style><div class=dark>"
        f"<p style='color:white'>{LATER}</p></div>",
        f"<p style='opacity:0.8;font-size:0.9em;height:0.5em'>{LATER}</p>",
    ],
)
def test_what_a_reader_sees_or_opens_is_read(parser: Parser, part: str) -> None:
    assert LATER in read(parser, "seen.html", hostile.html_that_hides(part))[1]


def test_white_letters_on_a_dark_ground_are_read(parser: Parser) -> None:
    assert LATER in read(parser, "seen.pdf", hostile.pdf_with_a_dark_band(LATER))[1]
    shade = '<w:shd w:fill="000000"/><w:color w:val="FFFFFF"/>'
    assert HIDDEN in read(parser, "seen.docx", hostile.docx_that_hides(shade))[1]


def test_the_text_behind_a_scanned_page_is_read(parser: Parser) -> None:
    assert LATER in read(parser, "scan.pdf", hostile.pdf_of_a_scan(LATER))[1]


def test_a_word_files_table_hides_nothing_from_us(parser: Parser) -> None:
    run = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{HIDDEN}</w:t></w:r>"
    cell = f"<w:tc><w:p><w:r><w:t>{SEEN}</w:t></w:r>{run}</w:p></w:tc>"
    body = f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl><w:p/>"
    code, text = read(parser, "hides.docx", hostile.docx_body(body))
    assert (code, SEEN in text, HIDDEN in text) == ("", True, False)


@pytest.mark.parametrize(
    "data",
    [
        hostile.laughing_sitemap(),
        b'<!DOCTYPE u SYSTEM "http://127.0.0.1:9/x.dtd"><urlset/>',
        b'<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset>'
        b"<url><loc>https://a.example/&a;</loc></url></urlset>",
        b'<!DOCTYPE u [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]><urlset/>',
        gzip.compress(b"<urlset>" + b" " * 200_000_000, mtime=0),
        gzip.compress(b"<urlset>", mtime=0)[:-6],
    ],
)
def test_a_sitemap_that_is_a_trap_is_refused(parser: Parser, data: bytes) -> None:
    with pytest.raises(DocumentUnreadable) as fault:
        parser.read_sitemap(data)
    assert fault.value.code in ("forbidden_markup", "bomb", "damaged")
    assert parser.read(b"Text.", "next.md").text == "Text."


def test_among_good_files_they_fail_alone(site: Site, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(SEEN)
    (tmp_path / "bomb.pdf").write_bytes(hostile.pdf_bomb(1))
    (tmp_path / "trap.docx").write_bytes(hostile.docx_with_declaration("<!DOCTYPE x []>"))
    (tmp_path / "zzz.txt").write_text("Read after the others.")
    report = ingest(site, [str(tmp_path)])
    assert (report.added, len(report.failures)) == (2, 2)
    assert set(Document.objects.values_list("path", flat=True)) == {"good.md", "zzz.txt"}
    told = dict(IngestFailure.objects.values_list("path", "message"))
    assert set(told) == {"bomb.pdf", "trap.docx"}
    assert all(told.values())

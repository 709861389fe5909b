"""The parser's process: it ends, and we go on."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.errors import DocumentUnreadable
from knowledge.parsing import Parser


@pytest.fixture
def parser() -> Iterator[Parser]:
    with Parser(timeout_s=20) as made:
        yield made


def process_of(parser: Parser) -> int:
    parser.read(b"Text.", "a.md")
    process = parser._process
    assert process is not None
    return process.pid


def test_one_process_reads_many_documents(parser: Parser) -> None:
    first = process_of(parser)
    assert parser.read("# Größe\n\n5 m.".encode(), "b.md").title == "Größe"
    assert process_of(parser) == first


def test_a_bad_document_is_a_reason_and_the_next_is_read(parser: Parser) -> None:
    with pytest.raises(DocumentUnreadable, match="empty"):
        parser.read(b"", "a.md")
    assert parser.read(b"Text.", "a.md").text == "Text."


def test_a_parser_that_hangs_is_ended_in_time() -> None:
    with Parser(timeout_s=3) as parser:
        pid = process_of(parser)
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(DocumentUnreadable) as fault:
            parser.read(b"Text.", "a.md")
        assert fault.value.code == "too_slow"
        assert parser.read(b"Text.", "a.md").text == "Text."
        assert process_of(parser) != pid


def test_a_parser_that_the_kernel_ends_is_a_reason(parser: Parser) -> None:
    pid = process_of(parser)
    os.kill(pid, signal.SIGSTOP)
    end = threading.Timer(0.2, os.kill, (pid, signal.SIGKILL))
    end.start()
    with pytest.raises(DocumentUnreadable) as fault:
        parser.read(b"Text.", "a.md")
    end.join()
    assert fault.value.code == "too_slow"
    assert parser.read(b"Text.", "a.md").text == "Text."


def test_memory_is_limited_and_no_file_can_be_written(parser: Parser) -> None:
    limits = Path(f"/proc/{process_of(parser)}/limits").read_text()
    assert "Max file size             0" in limits
    assert "Max address space         1073741824" in limits


def test_it_is_given_no_secret(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    environment = Path(f"/proc/{process_of(parser)}/environ").read_text()
    assert "hush" not in environment


def test_closing_ends_it(parser: Parser) -> None:
    pid = process_of(parser)
    parser.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_sitemap_is_read_there_too(parser: Parser) -> None:
    xml = (
        b"<urlset><url><loc>https://example.com/a</loc><lastmod>2026-01-01</lastmod></url></urlset>"
    )
    assert parser.read_sitemap(xml).pages == (("https://example.com/a", "2026-01-01"),)


def test_a_sitemap_with_entities_is_refused(parser: Parser) -> None:
    xml = b'<!DOCTYPE u [<!ENTITY a "x">]><urlset><url><loc>&a;</loc></url></urlset>'
    with pytest.raises(DocumentUnreadable) as fault:
        parser.read_sitemap(xml)
    assert fault.value.code == "forbidden_markup"

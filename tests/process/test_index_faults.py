"""The plug pulled for real: a server killed while it builds, files removed and written over."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatqual.locking import is_held
from tests.servers import ROOT, EmbeddedStack, wait_until
from tests.visitors import Visitor

pytestmark = pytest.mark.process
QUESTION = "Where is customer data stored?"
PAGES = 60


@pytest.fixture(scope="module")
def stack() -> Iterator[EmbeddedStack]:
    stack = EmbeddedStack(CHATQUAL_CANARY_EVERY="1", CHATQUAL_INDEX_EVERY="0.2")
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in range(PAGES):
        parts = "\n\n".join(
            f"## Part {part}\n\nPart {part} of page {n} tells about the tool number {n * part}."
            for part in range(6)
        )
        (tmp_path / f"page-{n}.md").write_text(f"# Page {n}\n\n{parts}\n")
    return tmp_path


def read_one(stack: EmbeddedStack, sql: str) -> tuple[object, ...]:
    with sqlite3.connect(stack.folder / "chatqual.sqlite3", timeout=20) as connection:
        row = connection.execute(sql).fetchone()
    return tuple(row or ())


def live_number(stack: EmbeddedStack) -> int:
    (number,) = read_one(
        stack, "SELECT max(number) FROM knowledge_indexgeneration WHERE state = 'live'"
    )
    return int(str(number))


def waiting(stack: EmbeddedStack) -> int:
    (count,) = read_one(
        stack,
        "SELECT count(*) FROM knowledge_chunk"
        " WHERE live AND (vector IS NULL OR indexed_in IS NULL)",
    )
    return int(str(count))


def is_mended(stack: EmbeddedStack, before: int) -> bool:
    (problem,) = read_one(stack, "SELECT problem FROM knowledge_corpus")
    return live_number(stack) > before and problem == "" and waiting(stack) == 0


async def ask(stack: EmbeddedStack) -> None:
    """A visitor is answered from the documents, whatever state the index is in."""
    ana = Visitor(stack.url)
    await ana.connect()
    assert (await ana.ask(QUESTION))["citations"]
    await ana.leave()


def ingest(stack: EmbeddedStack, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "ingest", str(folder), "--json"]
    return subprocess.Popen(
        command, cwd=ROOT, env=stack.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


async def test_a_server_killed_while_it_embeds_goes_on_where_it_was(
    stack: EmbeddedStack, folder: Path
) -> None:
    reading = ingest(stack, folder)
    wait_until(lambda: waiting(stack) > 50, 60, "passages that wait")
    before = waiting(stack)
    wait_until(lambda: waiting(stack) != before, 60, "some of them done")
    stack.server.kill()
    (vectors,) = read_one(stack, "SELECT count(*) FROM knowledge_chunk WHERE vector IS NOT NULL")
    stack.serve()
    await ask(stack)
    assert reading.wait(120) == 0
    wait_until(lambda: waiting(stack) == 0, 120, "all of them")
    (count,) = read_one(stack, "SELECT count(*) FROM knowledge_chunk WHERE live")
    assert int(str(count)) > PAGES * 6
    assert int(str(vectors)) > 0


async def test_a_server_starts_while_a_command_holds_the_index(
    stack: EmbeddedStack, folder: Path
) -> None:
    stack.server.kill()
    for file in folder.glob("*.md"):
        file.write_text(file.read_text().replace("tells about", "tells everything about"))
    reading = ingest(stack, folder)
    lock = stack.folder / "index" / "index.lock"
    wait_until(lambda: is_held(lock), 60, "the command to take the index")
    stack.serve()
    await ask(stack)
    assert reading.wait(120) == 0
    wait_until(lambda: is_held(lock) and waiting(stack) == 0, 60, "the server to take it")
    await ask(stack)


async def test_files_removed_under_the_server_are_made_again(stack: EmbeddedStack) -> None:
    before = live_number(stack)
    shutil.rmtree(stack.folder / "index" / "chroma")
    await ask(stack)
    wait_until(lambda: is_mended(stack, before), 60, "another generation")
    await ask(stack)
    assert (stack.folder / "index" / "chroma" / "chroma.sqlite3").exists()


async def test_files_written_over_under_the_server_are_made_again(stack: EmbeddedStack) -> None:
    before = live_number(stack)
    for file in (stack.folder / "index" / "chroma").rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x00" * file.stat().st_size)
    await ask(stack)
    wait_until(lambda: is_mended(stack, before), 60, "another generation")
    await ask(stack)


@pytest.mark.parametrize("how", ["removed", "written over", "cut in half"])
async def test_a_server_started_on_damaged_files_answers_and_mends_them(
    stack: EmbeddedStack, how: str
) -> None:
    before = live_number(stack)
    stack.server.kill()
    files = stack.folder / "index" / "chroma"
    damage(files, how)
    stack.serve()
    await ask(stack)
    wait_until(lambda: is_mended(stack, before), 60, "another generation")
    await ask(stack)


def damage(files: Path, how: str) -> None:
    if how == "removed":
        shutil.rmtree(files)
        return
    for file in files.rglob("*"):
        if not file.is_file():
            continue
        if how == "written over":
            file.write_bytes(b"no database" * 100)
        else:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


async def test_a_server_killed_while_it_builds_a_generation_builds_it_again(
    stack: EmbeddedStack,
) -> None:
    stack.server.kill()
    shutil.rmtree(stack.folder / "index" / "chroma")
    before = live_number(stack)
    stack.serve()
    building = "SELECT count(*) FROM knowledge_indexgeneration WHERE state = 'building'"
    wait_until(
        lambda: read_one(stack, building) != (0,) or live_number(stack) > before, 60, "a build"
    )
    stack.server.kill()
    stack.serve()
    await ask(stack)
    wait_until(lambda: is_mended(stack, before), 60, "another generation")
    assert read_one(stack, building) == (0,)

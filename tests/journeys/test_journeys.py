"""Each transcript on the embedded stack; those of turns, sockets and people on both."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bring_tools import find_postgres
from tests.journeys.transcript import Play
from tests.privacy.whole_run import plant_delete_and_look
from tests.servers import STACKS, FullStack, Stack
from tests.visitors import Visitor

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
# What a reply says does not depend on the stack; these are about what does: turns, sockets, people.
ON_BOTH = frozenset(
    """
    angry answer_first burst burst_corrects_itself burst_with_a_question come_back correction
    german_de goodbye_in_the_middle handover human_accepted opt_out_data returns_after_closing
    returns_where_it_was takeover_silences taste_2_one_question taste_4_corrections
    taste_7_gruendlich_de unasked_all_in_one what_was_noted
    """.split()  # noqa: SIM905 - a list of quoted words would be harder to read
)
BOTH = [path for path in TRANSCRIPTS if path.stem in ON_BOTH]


@pytest.fixture(scope="module")
def stack(request: pytest.FixtureRequest) -> Iterator[Stack]:
    if request.param == "full" and not os.environ.get("CI"):
        for name, found in (
            ("redis-server", shutil.which("redis-server")),
            ("PostgreSQL", find_postgres()),
        ):
            if found is None:
                pytest.skip(f"{name} could not be had")
    stack = STACKS[request.param]()
    try:
        yield stack.start()
    finally:
        stack.stop()


EMBEDDED = pytest.param("embedded", marks=pytest.mark.process)
FULL = pytest.param("full", marks=pytest.mark.stack)


async def play(stack: Stack, path: Path) -> None:
    locale = "de-DE" if path.stem.endswith("_de") else "en-GB"
    await Play(stack, path, locale).run()


@pytest.mark.parametrize("stack", [EMBEDDED], indirect=True)
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(stack: Stack, path: Path) -> None:
    await play(stack, path)


@pytest.mark.parametrize("stack", [FULL], indirect=True)
@pytest.mark.parametrize("path", BOTH, ids=lambda path: path.stem)
async def test_it_goes_as_written_on_many_processes_too(stack: Stack, path: Path) -> None:
    await play(stack, path)


@pytest.mark.parametrize("stack", [EMBEDDED, FULL], indirect=True)
async def test_a_deleted_person_is_in_no_table_and_no_file(stack: Stack) -> None:
    await plant_delete_and_look(stack)


def test_what_is_to_run_on_both_stacks_is_there() -> None:
    assert {path.stem for path in BOTH} == ON_BOTH


@pytest.mark.parametrize("stack", [FULL], indirect=True)
async def test_redis_may_go_away_and_come_back(stack: FullStack) -> None:
    """A message is stored and answered all the same; other processes see it by the heartbeat."""
    ana = Visitor(stack.url)
    await ana.connect()
    assert (await ana.ask("Where is customer data stored?"))["citations"]
    stack.processes["redis"].kill()
    assert (await ana.ask("How long is the trial?"))["citations"]
    bo = Visitor(stack.desk_url)
    await bo.connect()
    assert (await bo.ask("Where is customer data stored?"))["citations"]
    stack.start_redis()
    assert (await ana.ask("What does Team cost?"))["citations"]
    # What the worker was doing when Redis went, it could give back to nobody.
    assert stack.processes["worker"].process.poll() is None, "the worker has ended"
    await ana.leave()
    await bo.leave()


@pytest.mark.parametrize("stack", [FULL], indirect=True)
async def test_an_answer_does_not_wait_for_a_worker_that_hangs(stack: FullStack) -> None:
    ana = Visitor(stack.url)
    await ana.connect()
    worker = stack.processes["worker"]
    os.killpg(worker.pid, signal.SIGSTOP)
    try:
        assert (await ana.ask("Where is customer data stored?"))["citations"]
    finally:
        os.killpg(worker.pid, signal.SIGCONT)
    assert (await ana.ask("How long is the trial?"))["citations"]
    assert ana.seqs() == [1, 2, 3, 4]

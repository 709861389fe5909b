from __future__ import annotations

import asyncio

import pytest

from chatqual.handoff.pacing import Pace

pytestmark = pytest.mark.asyncio
LONG = 3600.0


async def test_the_first_hint_is_looked_at_at_once() -> None:
    looks: list[int] = []
    pace = Pace(lambda: looks.append(1), LONG)
    pace.soon()
    assert looks == [1]


async def test_of_many_hints_before_a_look_begins_there_is_one() -> None:
    looks: list[int] = []
    pace = Pace(lambda: looks.append(1), LONG)
    for _ in range(20):
        pace.soon()
        pace.now()
    assert looks == [1]


async def test_hints_right_behind_a_look_wait_for_the_next() -> None:
    looks: list[int] = []
    again = asyncio.Event()

    def look() -> None:
        looks.append(1)
        if len(looks) == 2:
            again.set()

    pace = Pace(look, 0.01)
    pace.soon()
    pace.begun()
    pace.soon()
    pace.soon()
    assert looks == [1]
    await asyncio.wait_for(again.wait(), 60)
    assert looks == [1, 1]


async def test_what_is_pressing_does_not_wait() -> None:
    looks: list[int] = []
    pace = Pace(lambda: looks.append(1), LONG)
    pace.soon()
    pace.begun()
    pace.soon()
    pace.now()
    assert looks == [1, 1]


async def test_what_was_put_off_is_forgotten_at_the_end() -> None:
    looks: list[int] = []
    pace = Pace(lambda: looks.append(1), 0.01)
    pace.soon()
    pace.begun()
    pace.soon()
    pace.stop()
    await asyncio.sleep(0.03)
    assert looks == [1]

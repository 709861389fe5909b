"""Whatever a test's visitors left open is closed behind it, in the loop that it was opened in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.visitors import close_sockets


@pytest.fixture(autouse=True)
async def sockets_end() -> AsyncIterator[None]:
    yield
    await close_sockets()

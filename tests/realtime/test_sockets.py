"""A client that has gone costs its own socket, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from autobahn.exception import Disconnected
from uvicorn.protocols.utils import ClientDisconnected

from chatqual.asgi import application
from chatqual.realtime.pool import in_pool
from tests.factories import ORIGIN, make_site
from tests.widget.client import Tab
from widget import heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


class Leaving(Tab):
    """A tab whose server cannot send any more, and has not said so yet."""

    fault: Exception | None = None

    async def serve(self, scope: Any, receive: Any, send: Any) -> None:
        async def send_or_fail(event: Any) -> None:
            if self.fault is not None:
                raise self.fault
            await send(event)

        await application(scope, receive, send_or_fail)

    def __init__(self) -> None:
        super().__init__(origin=ORIGIN)
        self.socket.application = self.serve


@pytest.mark.parametrize("fault", [Disconnected("closed"), ClientDisconnected()], ids=repr)
async def test_the_heartbeat_goes_on_for_the_others(
    transactional_db: None, fault: Exception
) -> None:
    await in_pool(make_site)
    gone, here = Leaving(), Tab()
    await gone.open()
    await here.open()
    gone.fault = fault
    for _ in range(2):
        await heartbeat.beat_all()
    await here.until(lambda f: f["type"] == "head")
    assert heartbeat._task is not None
    assert not heartbeat._task.done()
    await here.leave()
    await gone.leave()

"""A websocket to an address that is none: refused, instead of a traceback for each attempt."""

from __future__ import annotations

from typing import Any


async def refuse_unknown(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 4404})

"""An answer that is made while it is sent, on either kind of server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

from chatqual.realtime.pool import LOOK_UPS, run_in


def streamed(
    request: HttpRequest, parts: Iterator[bytes], *, content_type: str, filename: str
) -> StreamingHttpResponse:
    """A download. On an asynchronous server each part is made in the pool of slow look-ups:
    neither the loop nor the one thread of all plain pages waits for it."""
    content = _beside(parts) if isinstance(request, ASGIRequest) else parts
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


async def _beside(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    while (part := await run_in(LOOK_UPS, next, parts, None)) is not None:
        yield part

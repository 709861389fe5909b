"""/livez: the loop turns. /readyz: a message can be stored; optional parts may be degraded."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from chatqual.engine.slots import Json

KEPT_SECONDS = 5.0
_kept: tuple[float, int, Json] | None = None


@never_cache
def livez(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 with the list of what is degraded; 503 where no message could be stored."""
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > KEPT_SECONDS:
        _kept = (now, *_look())
    return JsonResponse(_kept[2], status=_kept[1])


def _look() -> tuple[int, Json]:
    if not _database_answers():
        return 503, {"status": "unavailable", "degraded": ["database"]}
    degraded = [name for name, answers in OPTIONAL.items() if not answers()]
    return 200, {"status": "degraded" if degraded else "ok", "degraded": degraded}


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM conversations_conversation LIMIT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    if not settings.REDIS_URL:
        return True
    import redis

    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping())
    except redis.RedisError:
        return False


def _index_answers() -> bool:
    from knowledge.errors import IndexFault
    from knowledge.index import collections

    try:
        collections().names()
    except IndexFault:
        return False
    return True


OPTIONAL: dict[str, Callable[[], bool]] = {"redis": _redis_answers, "index": _index_answers}

"""How much one visitor or address may do. Kept per process; Redis adds the shared window."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from limits import RateLimitItemPerMinute, storage, strategies
from limits.errors import StorageError

log = logging.getLogger(__name__)

KEPT_BUCKETS = 20_000


@dataclass(slots=True)
class Bucket:
    """Tokens that come back with time. `take` gives 0.0, or the seconds until one is there."""

    size: float
    per_second: float
    tokens: float
    at: float

    def take(self, now: float) -> float:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.per_second)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.per_second

    def give_back(self) -> None:
        self.tokens = min(self.size, self.tokens + 1)


class Buckets:
    """A bucket for each key; the longest unused ones go first when there are too many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._clock = clock

    def of(self, key: str) -> Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            size = float(settings.CHATQUAL_BURST)
            bucket = Bucket(size, settings.CHATQUAL_PER_SECOND, size, self._clock())
            self._buckets[key] = bucket
            if len(self._buckets) > KEPT_BUCKETS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(key)
        return bucket

    def take(self, key: str) -> float:
        return self.of(key).take(self._clock())

    def give_back(self, key: str) -> None:
        self.of(key).give_back()

    def clear(self) -> None:
        self._buckets.clear()


LINES = Buckets()


class Windows:
    """The hits of the last minute for each key, in this process.

    `limits` keeps them in memory, too, but starts a thread with each hit to clear up behind it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._hits: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._clock = clock

    def hit(self, kind: str, key: str, per_minute: int) -> bool:
        """Counts a hit unless there were `per_minute` already; then False."""
        now = self._clock()
        hits = self._hits.setdefault((kind, key), deque())
        self._hits.move_to_end((kind, key))
        while hits and hits[0] <= now - 60:
            hits.popleft()
        if len(self._hits) > KEPT_BUCKETS:
            self._hits.popitem(last=False)
        if len(hits) >= per_minute:
            return False
        hits.append(now)
        return True


WINDOWS = Windows()


@lru_cache(maxsize=1)
def _shared_window() -> strategies.MovingWindowRateLimiter:
    kept = storage.storage_from_string(settings.REDIS_URL, wrap_exceptions=True)
    return strategies.MovingWindowRateLimiter(kept)


def take_in_window(kind: str, key: str, per_minute: int) -> bool:
    """False where `key` has had its `per_minute` hits of this `kind` in the last minute.

    Without Redis the bucket of this process is the limit: a message is rather stored than lost.
    """
    if not settings.REDIS_URL:
        return WINDOWS.hit(kind, key, per_minute)
    try:
        return _shared_window().hit(RateLimitItemPerMinute(per_minute), kind, key)
    except StorageError as error:
        log.warning("the shared limits cannot be reached: %s", error)
        return True


def is_loopback(address: str) -> bool:
    return address in ("::1", "localhost", "") or address.startswith(("127.", "::ffff:127."))


class Counter:
    """How many are open for each key in this process (sockets of a visitor, of an address)."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def add(self, key: str) -> int:
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key]

    def of(self, key: str) -> int:
        return self._counts.get(key, 0)

    def remove(self, key: str) -> None:
        left = self._counts.get(key, 0) - 1
        if left > 0:
            self._counts[key] = left
        else:
            self._counts.pop(key, None)

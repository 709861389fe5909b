"""Sites by their public key, cached for seconds: each handshake and turn asks for one."""

from __future__ import annotations

import time

from chatqual.sites.models import Site

KEPT_SECONDS = 2.0

_kept: dict[str, tuple[float, Site | None]] = {}
_by_id: dict[int, tuple[float, Site]] = {}


def find_site(key: str) -> Site | None:
    """The site, at most KEPT_SECONDS old; None where the key names none. Do not change it."""
    now = time.monotonic()
    found = _kept.get(key)
    if found is not None and now - found[0] < KEPT_SECONDS:
        return found[1]
    site = Site.objects.filter(public_key=key).first() if key and len(key) <= 64 else None
    if len(_kept) > 1000:
        _kept.clear()  # made-up keys must not fill the memory
    _kept[key] = (now, site)
    return site


def site_by_id(pk: int) -> Site:
    """The site of a row that refers to it, at most KEPT_SECONDS old. Do not change it."""
    now = time.monotonic()
    found = _by_id.get(pk)
    if found is not None and now - found[0] < KEPT_SECONDS:
        return found[1]
    site = Site.objects.get(pk=pk)
    _by_id[pk] = (now, site)
    return site


def forget_sites() -> None:
    """Drops the cache (after a change in this process, and in tests)."""
    _kept.clear()
    _by_id.clear()

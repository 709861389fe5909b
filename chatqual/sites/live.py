"""The proof that a widget is live: the first hello that came from a page of the site itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils import timezone

from chatqual.sites.models import Site
from chatqual.sites.origins import normal_origin
from chatqual.sites.registry import forget_sites


def origin_of_page(url: str) -> str | None:
    """The origin of a page's address; None where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return normal_origin(f"{parts.scheme}://{parts.netloc}")


def is_first_sign(site: Site, page: str) -> bool:
    """Whether a hello from this page proves what nothing has proved yet. No query."""
    return site.seen_live_at is None and origin_of_page(page) in site.origins


def record_first_sign(site: Site, page: str) -> None:
    """Kept once for good. Of the visitor nothing is kept, of the page its origin."""
    origin = origin_of_page(page) or ""
    first = Site.objects.filter(pk=site.pk, seen_live_at=None)
    if first.update(seen_live_at=timezone.now(), seen_live_on=origin):
        forget_sites()

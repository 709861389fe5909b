"""What the page writes: the site, its staff, its sources, who is told, its policy; all or nothing.

Each part goes the way that its own page goes: the trail tells of it in the same words.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.utils.text import slugify

from chatqual.audit.trail import record_audit
from chatqual.engine.policy_check import Path
from chatqual.integrations.models import AlertRecipient, StaffAlerts
from chatqual.policy_desk.publishing import change_policy, copy_policy, publish_policy
from chatqual.realtime.transactions import writing
from chatqual.site_setup.forms import IDEAL, LATER, SITEMAP
from chatqual.sites.models import Membership, Site
from chatqual.sites.policies import ensure_live_policy
from chatqual.sites.registry import forget_sites
from knowledge.curation import save_source
from knowledge.models import Source

DEPTH = 5  # links away from the first page


def save_set_up(
    *, site: Site | None, wanted: dict[str, Any], changed: Collection[str], user: User
) -> Site:
    """Makes or changes a site. `wanted`: the form's cleaned data; `changed`: the fields to write.

    Raises PolicyInvalid, and then nothing is written.
    """
    with writing():
        is_new = site is None
        made = site or Site(public_key=free_key(wanted["name"]))
        _write_site(made, wanted, changed)
        if is_new:
            ensure_live_policy(made)
            Membership.objects.get_or_create(site=made, user=user)
        detail = {"fields": sorted(changed), "new": is_new}
        target = f"sites.site:{made.pk}"
        record_audit(actor=user.get_username(), action="site.set_up", target=target, detail=detail)
        if "told" in changed:
            _write_recipients(made, wanted["told"])
        _write_policy(made, {name: wanted[name] for name in IDEAL if name in changed}, user)
        _add_source(made, wanted, user)
    forget_sites()
    return made


def free_key(name: str) -> str:
    """A public key made of the name that no site has: "acme", then "acme-2"."""
    stem = slugify(name)[:48] or "site"
    taken = set(Site.objects.filter(public_key__startswith=stem).values_list("public_key"))
    keys = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 10_000))
    return next(key for key in keys if (key,) not in taken)


def _write_site(site: Site, wanted: dict[str, Any], changed: Collection[str]) -> None:
    for name in ("name", "time_zone", "hours"):
        if name in changed:
            setattr(site, name, wanted[name])
    if "address" in changed:
        mine = both_ways(wanted["address"])
        before = site.origins[:1]
        others = [o for o in site.origins if o not in (*mine, *both_ways(*before))]
        site.origins = [*mine, *others]
    site.save()


def both_ways(*origins: str) -> list[str]:
    """Each origin, and the same with or without www: visitors come by either."""
    found: list[str] = []
    for origin in origins:
        scheme, _, place = origin.partition("://")
        twin = place.removeprefix("www.") if place.startswith("www.") else f"www.{place}"
        # A bare number or a name of one part has no such twin.
        is_name = "." in place and not place.replace(".", "").replace(":", "").isdigit()
        found += [origin, f"{scheme}://{twin}"] if is_name else [origin]
    return found


def _write_recipients(site: Site, addresses: list[str]) -> None:
    """Those who stay keep what they are told of."""
    alerts, _ = StaffAlerts.objects.get_or_create(site=site)
    alerts.recipients.exclude(address__in=addresses).delete()
    for address in addresses:
        AlertRecipient.objects.get_or_create(alerts=alerts, address=address)


def _write_policy(site: Site, ideal: dict[str, Any], user: User) -> None:
    """A version of its own, published: chats that run stay on theirs."""
    live = ensure_live_policy(site)
    changes: dict[Path, Any] = {
        ("ideal", name): value
        for name, value in ideal.items()
        if value != live.data.get("ideal", {}).get(name)
    }
    if not changes:
        return
    draft = copy_policy(version=live, user=user)
    fields = [f"ideal customer: {path[1]}" for path in changes]
    publish_policy(
        version=change_policy(version=draft, user=user, changes=changes, fields=fields), user=user
    )


def _add_source(site: Site, wanted: dict[str, Any], user: User) -> None:
    reading = wanted.get("reading", LATER)
    if reading == LATER:
        return
    is_sitemap = reading == SITEMAP
    location = wanted["sitemap"] if is_sitemap else f"{wanted['address']}/"
    if Source.objects.filter(site=site, location=location).exists():
        return
    depth = None if is_sitemap else DEPTH
    save_source(Source(site=site, location=location, depth=depth), by=user.get_username())

"""Which policy a conversation follows: the live version of its site, and that one to its end."""

from __future__ import annotations

from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from chatqual.engine.policy import Policy, default_policy
from chatqual.sites.models import PolicyVersion, Site


def ensure_live_policy(site: Site) -> PolicyVersion:
    """The live version; a site that has none yet gets the built-in policy as its version 1."""
    live = PolicyVersion.objects.filter(site=site, status=PolicyVersion.Status.LIVE).first()
    if live is not None:
        return live
    with transaction.atomic():
        last = PolicyVersion.objects.filter(site=site).order_by("-number").first()
        return PolicyVersion.objects.create(
            site=site,
            number=last.number + 1 if last else 1,
            status=PolicyVersion.Status.LIVE,
            data=default_policy().to_json(),
            note="Built-in policy",
            published=timezone.now(),
        )


def live_policy_id(site: Site) -> int:
    """The key of the live version, without reading the policy itself, which is large."""
    live = PolicyVersion.objects.filter(site=site, status=PolicyVersion.Status.LIVE)
    found = live.order_by().values_list("pk", flat=True).first()
    return found if found is not None else ensure_live_policy(site).pk


@lru_cache(maxsize=256)
def policy_of(version_id: int) -> Policy:
    """The policy of a version. Cached for good: a version that is in use never changes."""
    return Policy.from_json(PolicyVersion.objects.get(pk=version_id).data)


def policy_from(version: PolicyVersion) -> Policy:
    """The policy of any version; a draft is read anew each time, since it may still change.

    Raises KeyError, TypeError, ValueError or AttributeError where a draft's data cannot be read.
    """
    if version.status == PolicyVersion.Status.DRAFT:
        return Policy.from_json(version.data)
    return policy_of(version.pk)

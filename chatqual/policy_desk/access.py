"""Who may read or change a version of a policy: staff of its site, with the permission."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from chatqual.policy_desk.publishing import up_to_date
from chatqual.sites.models import PolicyVersion
from chatqual.sites.scope import sites_for

READ = "sites.view_policyversion"
CHANGE = "sites.change_policyversion"


def may_change(request: HttpRequest) -> bool:
    return bool(request.user.has_perm(CHANGE))


def find_version(request: HttpRequest, pk: int, *, to_change: bool = False) -> PolicyVersion:
    """The version, with its site. Raises PermissionDenied, or Http404 for another site's."""
    if not (may_change(request) or (not to_change and request.user.has_perm(READ))):
        raise PermissionDenied
    found = PolicyVersion.objects.select_related("site", "created_by")
    version = found.filter(pk=pk, site__in=sites_for(request.user)).first()
    if version is None:
        raise Http404("There is no such version.")
    # What it is too old to have is taken from the built-in policy in a chat, too.
    version.data = up_to_date(version.data)
    return version


def signed_in(request: HttpRequest) -> User:
    """Admin pages are reached by staff only."""
    return cast("User", request.user)

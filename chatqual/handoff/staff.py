"""Who of the staff somebody is, and what they may see. Asked again for each frame and request."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from chatqual.conversations.models import Conversation
from chatqual.handoff.errors import NoAccess, NotFound
from chatqual.handoff.models import AgentProfile
from chatqual.sites.scope import sites_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

PERMISSION = "handoff.use_desk"


@dataclass(frozen=True, slots=True)
class Staff:
    """A signed-in member of staff who may use the desk. `sites`: the keys of the sites they see."""

    user: User
    name: str
    team: str
    sites: tuple[int, ...]


def public_name(user: User | None) -> str:
    """The name that visitors and colleagues read; "" for nobody."""
    return _names(user)[0] if user else ""


def public_title(user: User) -> str:
    """The name with the team, as in "Jonas (sales)"."""
    name, team = _names(user)
    return f"{name} ({team})" if team else name


def team_of(user: User | None) -> str:
    """The team that visitors read beside the name; "" for nobody."""
    return _names(user)[1] if user else ""


def _names(user: User) -> tuple[str, str]:
    profile: AgentProfile | None
    try:
        profile = user.agent_profile
    except AgentProfile.DoesNotExist:
        profile = None
    name = (profile.public_name if profile else "") or user.first_name or user.get_username()
    return name, profile.team if profile else "sales"


def staff_of(user: User) -> Staff:
    """Raises NoAccess where the user may not (any more) use the desk."""
    if not (user.is_authenticated and user.is_active and user.is_staff):
        raise NoAccess("not signed in")
    if not user.has_perm(PERMISSION):
        raise NoAccess("no permission")
    sites = tuple(sites_for(user).values_list("pk", flat=True))
    return Staff(user, *_names(user), sites)


def staff_of_request(request: HttpRequest) -> Staff:
    """Whoever sends the request. Raises NoAccess."""
    if not request.user.is_authenticated:
        raise NoAccess("not signed in")
    return staff_of(request.user)


def staff_of_session(session_key: str) -> Staff:
    """Reads the session anew, so that a logout, a changed password or a lost permission counts.

    Raises NoAccess.
    """
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(session_key)
    user = get_user(request)
    if not user.is_authenticated:
        raise NoAccess("not signed in")
    return staff_of(user)


def conversations_of(staff: Staff) -> QuerySet[Conversation]:
    return Conversation.objects.filter(site__in=staff.sites)


def check_access(staff: Staff, conversation: uuid.UUID) -> None:
    """Raises NotFound where there is no such conversation, or it is another site's."""
    if not conversations_of(staff).filter(pk=conversation).exists():
        raise NotFound(str(conversation))


def staff_group(user_id: int) -> str:
    """The channel group of all desk sockets of one member of staff."""
    return f"staff.{user_id}"

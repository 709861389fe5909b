"""Whoever may no longer be at the desk leaves it at once, and what they held is given back.

Rights hang on the account, its groups, the rights of the groups and the memberships: each of them
is listened to. What was changed past these signals is found by the socket's next frame or beat.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from chatqual.conversations.broadcast import send_to_group
from chatqual.handoff.staff import staff_group
from chatqual.handoff.vanished import return_what_is_barred
from chatqual.realtime.loop import run_on_loop
from chatqual.sites.models import Membership


def watch_rights() -> None:
    """Called once at start."""
    account: Any = get_user_model()
    post_save.connect(_on_account, sender=account, dispatch_uid="desk-account")
    post_delete.connect(_on_membership, sender=Membership, dispatch_uid="desk-left-site")
    post_save.connect(_on_membership, sender=Membership, dispatch_uid="desk-joined-site")
    for through in (account.groups.through, account.user_permissions.through):
        m2m_changed.connect(_on_account_rights, sender=through, dispatch_uid=f"desk-{through}")
    m2m_changed.connect(
        _on_group_rights, sender=Group.permissions.through, dispatch_uid="desk-group-rights"
    )


def _on_account(sender: Any, instance: User, created: bool, **kwargs: Any) -> None:
    changed = kwargs.get("update_fields")
    # Each sign-in writes the account too.
    if not created and changed != frozenset({"last_login"}):
        _look_again([instance.pk])


def _on_membership(sender: Any, instance: Membership, **kwargs: Any) -> None:
    _look_again([instance.user_id])


def _on_account_rights(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """`reverse`: a group's or a right's list of users was changed; cleared, before it is empty."""
    if not reverse:
        if action.startswith("post_"):
            _look_again([instance.pk])
    elif action == "pre_clear":
        _look_again(instance.user_set.values_list("pk", flat=True))
    elif action.startswith("post_"):
        _look_again(pk_set or ())


def _on_group_rights(sender: Any, instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    if not reverse and action.startswith("post_"):
        _look_again(instance.user_set.values_list("pk", flat=True))


def _look_again(users: Iterable[int]) -> None:
    for user in list(users):
        transaction.on_commit(partial(_check, user))


def _check(user_id: int) -> None:
    run_on_loop(send_to_group(staff_group(user_id), {"type": "staff.recheck"}))
    user = User.objects.filter(pk=user_id).first()
    if user is not None:
        return_what_is_barred(user)

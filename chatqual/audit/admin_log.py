"""Whatever is changed through the admin stands in the trail too, in the same transaction."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry

from chatqual.audit.trail import record_audit

ACTIONS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}


def changed_fields(message: str) -> list[str]:
    """The names of the fields in an admin log's message; never their values."""
    try:
        parts = json.loads(message or "[]")
    except ValueError:
        return []
    if not isinstance(parts, list):
        return []
    return [f for part in parts for f in part.get("changed", {}).get("fields", [])]


def on_admin_log(sender: Any, instance: LogEntry, created: bool, **kwargs: Any) -> None:
    """Copies an entry of Django's admin log into the trail."""
    if not created or instance.content_type is None:
        return
    model = f"{instance.content_type.app_label}.{instance.content_type.model}"
    record_audit(
        actor=instance.user.get_username(),
        action=f"admin.{ACTIONS.get(instance.action_flag, 'changed')}",
        target=f"{model}:{instance.object_id}",
        detail={"fields": changed_fields(instance.change_message)},
    )

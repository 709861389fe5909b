"""What the desk holds of a visitor, for the registry of privacy."""

from __future__ import annotations

from chatqual.handoff.models import Task
from chatqual.privacy.registry import hold


def register_tasks() -> None:
    hold(
        "handoff.Task",
        what="What a person was to do for them",
        term="lead",
        find=lambda person: Task.objects.filter(conversation__in=person.conversations),
        personal="text",
        pseudonym="conversation key",
        staff="assignee done_by",
        plain="site kind due created done_at",
    )

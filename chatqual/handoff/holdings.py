"""What the desk holds of a visitor, for the registry of privacy."""

from __future__ import annotations

from chatqual.handoff.clock_models import ResponseClock
from chatqual.handoff.models import Task
from chatqual.privacy.registry import hold, hold_nothing


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


def register_clocks() -> None:
    hold(
        "handoff.ResponseClock",
        what="By when a person was to answer them, and who handed them to whom",
        term="log",
        find=lambda person: ResponseClock.objects.filter(conversation__in=person.conversations),
        personal="reason",
        pseudonym="conversation",
        staff="to by",
        plain="site team seen_at started due escalated_at stopped_at",
    )
    hold_nothing(
        "handoff.DeskSettings",
        plain="site minutes_hot minutes_warm minutes_cold minutes_unknown capacity teams",
    )

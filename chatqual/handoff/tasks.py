"""Tasks: what is left for a person to do, made once per key, done and undone at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation
from chatqual.handoff.errors import NotFound
from chatqual.handoff.models import Task
from chatqual.handoff.registry import add_look_up, add_news, tell_desk
from chatqual.handoff.staff import Staff, public_name
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEWS = "tasks"
SHOWN = 200
DONE_SHOWN = 10
MAX_TEXT = 500
Kind = Task.Kind
DATA_RIGHTS = ("privacy.export_person", "privacy.erase_person")


def add_task(
    *,
    site: Site,
    kind: str,
    key: str,
    text: str,
    due: datetime | None = None,
    conversation: Conversation | None = None,
    assignee: User | None = None,
    now: datetime | None = None,
) -> Task:
    """The task under this key at the site, made where there was none: open or done, it is kept.

    In the caller's transaction, where there is one. `kind` is one of Task.Kind.
    """
    values = {
        "kind": Kind(kind),
        "text": text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…",
        "due": due,
        "conversation": conversation,
        "assignee": assignee,
        "created": now or timezone.now(),
    }
    with writing():
        task, is_new = Task.objects.get_or_create(site=site, key=key, defaults=values)
        if is_new:
            tell_desk(site.pk, NEWS)
    return task


def finish_tasks(conversation: Conversation, kind: str, user: User | None, now: datetime) -> int:
    """Ends the open tasks of this kind, where what happened has done them. Gives how many."""
    with writing():
        ended = Task.objects.filter(conversation=conversation, kind=kind, done_at=None).update(
            done_at=now, done_by=user
        )
        if ended:
            tell_desk(conversation.site_id, NEWS)
    return ended


def set_done(*, user: User, task: Task, is_done: bool) -> None:
    """Done or open again, by `user`; said twice it stays as it is."""
    now = timezone.now()
    with writing():
        changed = Task.objects.filter(pk=task.pk, done_at__isnull=is_done).update(
            done_at=now if is_done else None, done_by=user if is_done else None
        )
        if not changed:
            return
        record_audit(
            actor=user.get_username(),
            action="task.done" if is_done else "task.undone",
            target=str(task.pk),
            detail={"kind": task.kind, "conversation": str(task.conversation_id or "")},
        )
        tell_desk(task.site_id, NEWS)


# --- frames ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class TaskInfo:
    """`conversation` "": the task hangs on none. Instants are ISO 8601.

    `person`: the page with what is held of them, for a data request and whoever may deal with it.
    """

    id: int
    site: int
    kind: str
    label: str
    text: str
    conversation: str
    who: str
    due: str | None
    assignee: int | None
    assignee_name: str
    done_at: str | None
    done_by: str
    person: str


@dataclass(frozen=True, slots=True)
class TaskList:
    """What is open, the most pressing first, and what was done last."""

    type: ClassVar[str] = "tasks"
    tasks: tuple[TaskInfo, ...]


@dataclass(frozen=True, slots=True)
class ListTasks:
    type: ClassVar[str] = "tasks"


@dataclass(frozen=True, slots=True)
class SetTask:
    """Marks a task as done, or as open again."""

    type: ClassVar[str] = "task_done"
    task: int
    done: bool


def _person_page(staff: Staff, task: Task) -> str:
    wanted = task.kind == Kind.DATA_REQUEST and task.conversation_id is not None
    if wanted and any(staff.user.has_perm(right) for right in DATA_RIGHTS):
        return reverse("admin:privacy_person_of", args=[task.conversation_id])
    return ""


def _info(staff: Staff, task: Task) -> TaskInfo:
    conversation = task.conversation
    return TaskInfo(
        id=task.pk,
        site=task.site_id,
        kind=task.kind,
        label=task.get_kind_display(),
        text=task.text,
        conversation=str(conversation.pk) if conversation else "",
        who=who_of(conversation) if conversation else "",
        due=task.due.isoformat() if task.due else None,
        assignee=task.assignee_id,
        assignee_name=public_name(task.assignee),
        done_at=task.done_at.isoformat() if task.done_at else None,
        done_by=public_name(task.done_by),
        person=_person_page(staff, task),
    )


def list_tasks(staff: Staff, frame: ListTasks | None = None) -> TaskList:
    rows = Task.objects.filter(site__in=staff.sites).select_related(
        "conversation__visitor", "assignee__agent_profile", "done_by__agent_profile"
    )
    still = rows.filter(done_at=None).order_by(F("due").asc(nulls_last=True), "pk")[:SHOWN]
    done = rows.exclude(done_at=None).order_by("-done_at")[:DONE_SHOWN]
    return TaskList(tuple(_info(staff, task) for task in (*still, *done)))


def _set_task(staff: Staff, frame: SetTask) -> TaskList:
    task = Task.objects.filter(pk=frame.task, site__in=staff.sites).first()
    if task is None:
        raise NotFound(str(frame.task))
    set_done(user=staff.user, task=task, is_done=frame.done)
    return list_tasks(staff)


add_look_up(ListTasks, list_tasks)
add_look_up(SetTask, _set_task)
add_news(NEWS, list_tasks)

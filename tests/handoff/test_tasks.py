from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.engine.turns import Event
from chatqual.handoff.errors import NotFound
from chatqual.handoff.models import Task
from chatqual.handoff.staff import staff_of
from chatqual.handoff.tasks import SetTask, _set_task, add_task, finish_tasks, list_tasks, set_done
from chatqual.pipeline import follow
from chatqual.sites.models import Site
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def made(site: Site, key: str = "one", **fields: object) -> Task:
    values = {"kind": "call_back", "text": "Call Ana", **fields}
    return add_task(site=site, key=key, **values)  # type: ignore[arg-type]


def shown(user: User) -> list[tuple[str, bool]]:
    return [(t.text, t.done_at is not None) for t in list_tasks(staff_of(user)).tasks]


def test_a_task_is_made_once_a_key_and_keeps_what_it_was(site: Site) -> None:
    first, again = made(site), made(site, text="Call Ana at once")
    assert first.pk == again.pk
    assert again.text == "Call Ana"


def test_the_same_key_at_another_site_is_another_task(site: Site, cy: User) -> None:
    other = Site.objects.exclude(pk=site.pk).get()
    assert made(site).pk != made(other).pk


def test_what_is_due_first_comes_first_and_what_has_no_hour_last(site: Site, bo: User) -> None:
    made(site, "c", text="some day")
    made(site, "b", text="tomorrow", due=NOW + timedelta(days=1))
    made(site, "a", text="now", due=NOW)
    assert [text for text, _ in shown(bo)] == ["now", "tomorrow", "some day"]


def test_agents_see_the_tasks_of_their_own_sites_only(site: Site, bo: User, cy: User) -> None:
    made(site)
    assert shown(bo) == [("Call Ana", False)]
    assert shown(cy) == []


def test_done_and_open_again_are_both_in_the_trail_once(site: Site, bo: User) -> None:
    task = made(site)
    for is_done in (True, True, False):
        set_done(user=bo, task=task, is_done=is_done)
    assert shown(bo) == [("Call Ana", False)]
    actions = AuditEntry.objects.filter(action__startswith="task.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == ["task.done", "task.undone"]


def test_who_did_it_is_shown(site: Site, bo: User) -> None:
    set_done(user=bo, task=made(site), is_done=True)
    assert [t.done_by for t in list_tasks(staff_of(bo)).tasks] == ["Bo"]


def test_another_sites_task_cannot_be_done(site: Site, cy: User) -> None:
    task = made(site)
    with pytest.raises(NotFound):
        _set_task(staff_of(cy), SetTask(task.pk, True))


def test_what_happened_ends_the_open_tasks_of_its_kind(site: Site, bo: User) -> None:
    conversation = waiting(site)
    made(site, conversation=conversation)
    made(site, "other", kind="data_request", conversation=conversation)
    assert finish_tasks(conversation, "call_back", bo, NOW) == 1
    assert Task.objects.filter(done_at=None).get().kind == "data_request"


def test_who_wants_nothing_kept_has_asked_a_person_for_it_once(site: Site) -> None:
    conversation = waiting(site)
    follow(conversation, (Event("opted_out", {"scope": "data"}),) * 2)
    follow(conversation, (Event("opted_out", {"scope": "contact"}),))
    assert [(t.kind, t.conversation_id) for t in Task.objects.all()] == [
        ("data_request", conversation.pk)
    ]


def test_a_test_chat_leaves_no_task(site: Site) -> None:
    conversation = waiting(site)
    conversation.is_test = True
    follow(conversation, (Event("opted_out", {"scope": "data"}),))
    assert not Task.objects.exists()


def test_a_data_request_leads_whoever_may_deal_with_it_to_the_person(site: Site, bo: User) -> None:
    conversation = waiting(site)
    add_task(site=site, kind="data_request", key="d", text="Asks", conversation=conversation)
    staff = staff_of(bo)
    assert [task.person for task in list_tasks(staff).tasks] == [""]
    bo.user_permissions.add(Permission.objects.get(codename="export_person"))
    (task,) = list_tasks(staff_of(User.objects.get(pk=bo.pk))).tasks
    assert task.person == reverse("admin:privacy_person_of", args=[conversation.pk])

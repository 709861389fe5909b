"""Policies: a draft is copied from a version, edited, checked, published; and gone back from.

Each deed stands in the audit trail, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import record_audit
from chatqual.engine.policy import Policy
from chatqual.engine.policy_check import Path, Problem, find_problems
from chatqual.engine.slots import Json
from chatqual.policy_desk.document import completed, read, written
from chatqual.realtime.transactions import writing
from chatqual.sites.models import PolicyVersion

Status = PolicyVersion.Status
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class PolicyInvalid(Exception):
    """The policy cannot go live; `problems` say why, in words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class NotADraft(PolicyInvalid):
    """A version that is or was in use is never changed."""

    def __init__(self) -> None:
        super().__init__(["Only a draft can be changed or published; copy this version first."])


class Outdated(PolicyInvalid):
    """Somebody else changed the same part between the look and the write."""

    def __init__(self) -> None:
        super().__init__(["Not saved: somebody else has just changed this page. Look again."])


def problems_of(data: Json) -> list[Problem]:
    """What is wrong with a policy's data, and where; nothing where it can go live."""
    try:
        return find_problems(Policy.from_json(data))
    except UNREADABLE as error:
        return [Problem((), f"A part is missing or of another shape: {error!r}.")]


def up_to_date(data: Json) -> Json:
    """With what the program has learned since: a draft made before an update can go live after."""
    try:
        return completed(data)
    except UNREADABLE:
        return data  # The check says what is wrong with it.


def copy_policy(*, version: PolicyVersion, user: User) -> PolicyVersion:
    """A new draft with the data of `version`, and what that is too old to have yet."""
    with writing():
        all_of_site = PolicyVersion.objects.filter(site=version.site_id)
        number = all_of_site.aggregate(Max("number"))["number__max"] + 1
        made = PolicyVersion.objects.create(
            site_id=version.site_id,
            number=number,
            status=Status.DRAFT,
            data=up_to_date(version.data),
            note=f"Copied from version {version.number}",
            created_by=user,
        )
        _record(user, "copied", made, {"from": version.number})
    return made


def change_policy(
    *, version: PolicyVersion, user: User, changes: dict[Path, Any], fields: list[str]
) -> PolicyVersion:
    """Writes `changes` into a draft. A language that is new brings the built-in texts along.

    `version`: as it was when the form was filled. `fields`: what was changed, by its label, for the
    trail. Raises NotADraft or Outdated.
    """

    def change(data: Json) -> Json:
        if any(_part(data, path) != _part(version.data, path) for path in changes):
            raise Outdated
        made = written(data, changes)
        return completed(made) if ("languages",) in changes else made

    return rework_policy(version=version, user=user, rework=change, fields=fields)


def _part(data: Json, path: Path) -> object:
    """What must not have changed meanwhile: the value, or the whole question at its place."""
    return read(data, path[:2] if path[0] == "questions" else path)


def rework_policy(
    *,
    version: PolicyVersion,
    user: User,
    rework: Callable[[Json], Json],
    fields: list[str],
    note: str | None = None,
) -> PolicyVersion:
    """Replaces a draft's data by what `rework` makes of it. Raises NotADraft."""
    with writing():
        draft = _locked_draft(version)
        draft.data = rework(draft.data)
        if note is not None:
            draft.note = note
        draft.save(update_fields=["data", "note"])
        _record(user, "changed", draft, {"fields": fields})
    return draft


def publish_policy(*, version: PolicyVersion, user: User) -> None:
    """Makes a draft the live version; new conversations follow it, running ones keep theirs.

    Raises PolicyInvalid.
    """
    with writing():
        draft = _locked_draft(version)
        problems = problems_of(draft.data)
        if problems:
            raise PolicyInvalid([problem.text for problem in problems])
        _make_live(draft, user, "published")


def go_back_to(*, version: PolicyVersion, user: User) -> None:
    """Makes a version live again that was live before, as it was. Raises PolicyInvalid."""
    with writing():
        older = PolicyVersion.objects.select_for_update().get(pk=version.pk)
        if older.status != Status.RETIRED:
            raise PolicyInvalid(["Only a version that was live before can be gone back to."])
        try:
            Policy.from_json(older.data)
        except UNREADABLE as error:
            raise PolicyInvalid(["It cannot be read any more; copy it and mend it."]) from error
        _make_live(older, user, "gone_back_to")


def _locked_draft(version: PolicyVersion) -> PolicyVersion:
    draft = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if draft.status != Status.DRAFT:
        raise NotADraft
    draft.data = up_to_date(draft.data)
    return draft


def _make_live(version: PolicyVersion, user: User, deed: str) -> None:
    live = PolicyVersion.objects.filter(site=version.site_id, status=Status.LIVE)
    before = live.values_list("number", flat=True).first()
    live.update(status=Status.RETIRED)
    version.status = Status.LIVE
    version.published = timezone.now()
    version.save(update_fields=["data", "status", "published"])
    _record(user, deed, version, {"instead_of": before})


def _record(user: User, deed: str, version: PolicyVersion, detail: Json) -> None:
    record_audit(
        actor=user.get_username(),
        action=f"policy.{deed}",
        target=target_of(version),
        detail={"version": version.number, **detail},
    )


def target_of(version: PolicyVersion) -> str:
    """How the trail names a version."""
    return f"sites.policyversion:{version.pk}"


def history_of(version: PolicyVersion) -> list[AuditEntry]:
    """Who did what with a version, newest first."""
    entries = AuditEntry.objects.filter(object=target_of(version), action__startswith="policy.")
    return list(entries.order_by("-number")[:30])

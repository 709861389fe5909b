"""What the mails to visitors hold of a person, for the registry of privacy."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from chatqual.followups.models import FollowUp, MailThread, ReceivedMail, ReturnCode
from chatqual.privacy.registry import Find, Person, hold, hold_nothing


def _in_log(model: Any) -> Find:
    def find(person: Person) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.filter(conversation__in=person.conversations)
        return rows

    return find


def register_follow_ups() -> None:
    """All of it goes with its conversation."""
    hold_nothing("followups.MailSettings", plain="site is_on unseen_minutes")
    hold(
        "followups.MailThread",
        what="How far they were mailed, and whether their address takes mail",
        term="transcript",
        find=_in_log(MailThread),
        personal="undeliverable undeliverable_at last_received",
        pseudonym="conversation address_digest",
        plain="mailed_seq first_id last_id",
    )
    hold(
        "followups.FollowUp",
        what="Mails about lines that they had not seen",
        term="transcript",
        find=_in_log(FollowUp),
        pseudonym="conversation",
        plain="state due from_seq to_seq reason created finished",
    )
    hold(
        "followups.ReturnCode",
        what="Links back into the chat, by digest",
        term="transcript",
        find=_in_log(ReturnCode),
        pseudonym="conversation digest",
        plain="created expires used",
        withheld="digest",
    )
    hold(
        "followups.ReceivedMail",
        what="Mails of theirs that came in, by their number",
        term="transcript",
        find=_in_log(ReceivedMail),
        pseudonym="conversation event",
        plain="source outcome seq created",
    )

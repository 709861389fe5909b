"""Whose the columns of this room are."""

from __future__ import annotations

from chatqual.integrations.models import OutboxItem
from chatqual.privacy.registry import hold, hold_nothing


def register_outbox() -> None:
    hold(
        "integrations.OutboxItem",
        what="Mails and events that were sent",
        term="log",
        find=lambda person: OutboxItem.objects.filter(conversation__in=person.conversations),
        # A mail server names the address that it refuses.
        personal="recipient content last_error",
        pseudonym="conversation key",
        plain="site kind destination state lease_owner lease_until fence attempts next_due"
        " provider_id created finished",
        # Before the conversations, which would take them along uncounted.
        order=20,
    )
    hold_nothing(
        "integrations.Destination",
        plain="name breaker failures recent pause_s probe_at last_error last_ok last_failure",
    )
    hold_nothing(
        "integrations.WebhookEndpoint",
        plain="site name url events is_active why_inactive secret old_secret old_secret_until"
        " last_status last_at created",
    )
    hold_nothing("integrations.StaffAlerts", plain="site untaken_minutes")
    hold_nothing(
        "integrations.AlertRecipient",
        staff="address",
        plain="alerts on_untaken on_hot on_night on_clock",
    )

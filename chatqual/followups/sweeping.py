"""What the sweeper does here: wakes what is due, forgets what is over."""

from __future__ import annotations

from datetime import datetime

from chatqual.conversations.wake import wake
from chatqual.followups.codes import forget_old_codes
from chatqual.followups.intake import forget_old_mails
from chatqual.followups.unseen import due_follow_ups


def sweep_follow_ups(now: datetime) -> int:
    """Gives how many were woken."""
    due = due_follow_ups(now)
    for pk in due:
        wake("followup", pk)
    forget_old_codes(now)
    forget_old_mails(now)
    return len(due)

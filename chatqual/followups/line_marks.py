"""What the desk shows at the lines of a conversation: which came by mail, which were mailed."""

from __future__ import annotations

from chatqual.conversations.line_marks import MailMarks
from chatqual.conversations.models import Conversation
from chatqual.followups.models import MailThread, ReceivedMail


def marks_of(conversation: Conversation) -> MailMarks:
    """Two queries."""
    received = ReceivedMail.objects.filter(conversation=conversation, seq__isnull=False)
    seqs = received.order_by("seq").values_list("seq", flat=True)
    mailed = MailThread.objects.filter(conversation=conversation).values_list("mailed_seq")
    return MailMarks(
        received=tuple(seq for seq in seqs if seq is not None),
        mailed=next((seq for (seq,) in mailed), 0),
    )

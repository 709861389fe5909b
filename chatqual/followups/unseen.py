"""A line that the visitor has not seen in time: noted with the line, mailed when it is due.

The row is written in the transaction of the line, and claimed under the lock of the conversation.
Whether the visitor has come back is asked under that lock, and once more when the mail leaves.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils import timezone

from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation, Message
from chatqual.conversations.receive import lock_conversation
from chatqual.followups.addresses import why_not_mailed
from chatqual.followups.mailing import send_unseen
from chatqual.followups.models import FollowUp, MailSettings, MailThread, ReceivedMail
from chatqual.followups.undeliverable import mark_undeliverable
from chatqual.integrations.models import OutboxItem
from chatqual.realtime.frames import clean_text
from chatqual.realtime.transactions import writing

# More mails than that in a day are a loop between two machines, or no way to talk.
MAX_A_DAY = 20
AT_ONCE = 50


def expect_reading(conversation: Conversation, line: Message, now: datetime) -> None:
    """The line is to be seen within the site's minutes. In the transaction that stores it."""
    if conversation.is_test or conversation.is_sample:
        return
    wish = MailSettings.objects.filter(site_id=conversation.site_id).first() or MailSettings()
    if not wish.is_on:
        return
    FollowUp.objects.get_or_create(
        conversation=conversation,
        state=FollowUp.State.OPEN,
        defaults={
            "due": now + timedelta(minutes=wish.unseen_minutes),
            "from_seq": line.seq,
            "created": now,
        },
    )


def due_follow_ups(now: datetime) -> list[int]:
    found = FollowUp.objects.filter(state=FollowUp.State.OPEN, due__lte=now).order_by("due")
    return list(found.values_list("pk", flat=True)[:AT_ONCE])


def seen_up_to(conversation: Conversation) -> int:
    """The last line that the visitor has seen: by their read mark, or because they wrote below it.

    What they wrote by mail says nothing of what stands in the chat.
    """
    by_mail = ReceivedMail.objects.filter(conversation=conversation, seq__isnull=False)
    own = (
        Message.objects.filter(conversation=conversation, author=Message.Author.VISITOR)
        .exclude(seq__in=by_mail.values("seq"))
        .order_by("-seq")
        .values_list("seq", flat=True)
        .first()
    )
    return max(conversation.visitor_read_seq, own or 0)


def unseen_lines(conversation: Conversation, thread: MailThread | None) -> list[Message]:
    """A person's lines, and the assistant's answers to mails, neither seen nor mailed yet."""
    since = max(seen_up_to(conversation), thread.mailed_seq if thread else 0)
    lines = Message.objects.filter(
        conversation=conversation,
        seq__gt=since,
        author__in=(Message.Author.AGENT, Message.Author.BOT),
    ).order_by("seq")
    mailed = set(
        ReceivedMail.objects.filter(conversation=conversation, seq__isnull=False).values_list(
            "seq", flat=True
        )
    )
    return [x for x in lines if x.author == Message.Author.AGENT or x.reply_to in mailed]


def do_follow_up(pk: int, owner: str = "") -> None:
    """Mails what is unseen now, once; nothing where somebody else does it or it is not due."""
    now = timezone.now()
    with writing():
        row = (
            FollowUp.objects.select_for_update(of=("self",))
            .filter(pk=pk, state=FollowUp.State.OPEN, due__lte=now)
            .first()
        )
        if row is None:
            return
        conversation = lock_conversation(pk=row.conversation_id)
        thread = MailThread.objects.filter(conversation=conversation).first()
        lines = unseen_lines(conversation, thread)
        row.reason = why_not_now(conversation, thread, lines, now)
        row.finished = now
        row.state = FollowUp.State.DROPPED if row.reason else FollowUp.State.SENT
        if not row.reason:
            row.to_seq = lines[-1].seq
            send_unseen(conversation, lines, now)
            note = {"lines": len(lines), "to_seq": row.to_seq}
            add_journal(conversation, "mailed_unseen", note, message_seq=row.to_seq)
            conversation.save(update_fields=["journal_number"])
        row.save()


def why_not_now(
    conversation: Conversation, thread: MailThread | None, lines: list[Message], now: datetime
) -> str:
    if not lines:
        return "seen"
    day = now - timedelta(days=1)
    sent = FollowUp.objects.filter(
        conversation=conversation, state=FollowUp.State.SENT, finished__gt=day
    ).count()
    if sent >= MAX_A_DAY:
        return "too many mails in a day"
    return why_not_mailed(conversation, thread)


# --- asked once more, and heard, by the outbox ----------------------------------------------------
_NO_SUCH_ADDRESS = re.compile(r"55[0-3]\b")


def is_still_wanted(item: OutboxItem) -> bool:
    """Whether its lines are still unseen and they may be mailed, as the mail is about to leave."""
    conversation = item.conversation
    if conversation is None:
        return False
    to_seq = int(item.key.split(":")[2])
    thread = MailThread.objects.filter(conversation=conversation).first()
    why = why_not_mailed(conversation, thread)
    if seen_up_to(conversation) >= to_seq:
        why = "seen"
    if why:
        FollowUp.objects.filter(conversation=conversation, to_seq=to_seq).update(
            state=FollowUp.State.DROPPED, reason=why
        )
    return not why


def note_refusal(item: OutboxItem, why: str) -> None:
    """A server that knows no such address says so at once, without a mail that comes back."""
    if item.conversation_id and _NO_SUCH_ADDRESS.match(why):
        mark_undeliverable(item.conversation_id, clean_text(why)[:200])

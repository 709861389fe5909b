"""Mails to a visitor, written: the lines, the way back, the words around them, the headers."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from chatqual.conversations.models import Conversation, Message
from chatqual.followups.addresses import address_digest, known_address, reply_address
from chatqual.followups.codes import link_back, make_code
from chatqual.followups.models import MailThread
from chatqual.followups.opting import make_stop_token
from chatqual.followups.reading import MARK
from chatqual.followups.texts import Texts, language_of, words
from chatqual.integrations.links import public_url
from chatqual.integrations.outbox import enqueue_mail
from chatqual.sites.models import Site
from chatqual.sites.registry import site_by_id

UNSEEN = "visitor.unseen_line"
COPY = "visitor.transcript"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as a mail or a copy shows it. `sources`: (number, title, address)."""

    name: str
    text: str
    at: datetime
    author: str
    sources: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a template needs beside its lines."""

    conversation: Conversation
    site: Site
    language: str
    texts: Texts
    address: str
    link: str = ""
    stop: str = ""


def shown_lines(lines: Sequence[Message], site: Site, texts: Texts) -> list[ShownLine]:
    return [_shown(line, site, texts) for line in lines]


def _shown(line: Message, site: Site, texts: Texts) -> ShownLine:
    names = {
        Message.Author.VISITOR: texts["you"],
        Message.Author.BOT: f"{site.name} ({texts['assistant']})",
        Message.Author.AGENT: line.name or site.name,
    }
    own = public_url(f"/widget/source/{site.public_key}")
    sources = tuple(
        (int(c["n"]), str(c["title"]), c.get("url") or f"{own}/{c.get('document', 0)}/")
        for c in line.citations
    )
    author = Message.Author(line.author)
    return ShownLine(names.get(author, site.name), line.text, line.created, author, sources)


def write_letter(conversation: Conversation, now: datetime, **more: Any) -> Letter:
    """Address, words and ways of a mail to this visitor; makes the code of its link."""
    site = site_by_id(conversation.site_id)
    language = language_of(conversation, site)
    code = make_code(conversation, site, now)
    return Letter(
        conversation,
        site,
        language,
        words(language, site=site.name, **more),
        known_address(conversation),
        link_back(conversation, site, code, public_url("")),
        public_url(f"/mail/stop/{make_stop_token(conversation.pk)}/"),
    )


def send_unseen(conversation: Conversation, lines: Sequence[Message], now: datetime) -> None:
    """Puts one mail with these lines into the outbox. The caller holds the lock."""
    letter = write_letter(conversation, now)
    answers = reply_address(conversation.pk)
    shown = shown_lines(lines, letter.site, letter.texts)
    context = {
        "letter": letter,
        "t": letter.texts,
        "mark": MARK.format(letter.texts["mark"]) if answers else "",
        "lines": shown,
        "can_answer": bool(answers),
    }
    last = lines[-1]
    thread, _ = MailThread.objects.get_or_create(conversation=conversation)
    message_id = f"<cq.{secrets.token_hex(12)}@{_domain()}>"
    headers = {**_headers(letter, shown[-1].name), **_thread_headers(thread)}
    # One subject for all mails of a conversation: mail programs thread by it, too.
    subject = letter.texts["subject"]
    enqueue_mail(
        letter.site,
        UNSEEN,
        f"{conversation.pk}:unseen:{last.seq}",
        to=letter.address,
        subject=f"Re: {subject}" if thread.first_id else subject,
        text=render_to_string("followups/unseen.txt", context).strip() + "\n",
        html=render_to_string("followups/unseen.html", context),
        headers={**headers, "Message-ID": message_id},
        conversation=conversation,
    )
    _note_sent(thread, letter.address, message_id, last.seq)


def _note_sent(thread: MailThread, address: str, message_id: str, seq: int) -> None:
    thread.first_id = thread.first_id or message_id
    thread.last_id = message_id
    thread.address_digest = address_digest(address)
    thread.mailed_seq = max(thread.mailed_seq, seq)
    thread.save()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _domain() -> str:
    address = settings.CHATQUAL_REPLY_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.rpartition("@")[2] or "localhost"


def _headers(letter: Letter, author: str) -> dict[str, str]:
    """Who it comes from, where answers go, how to end it (RFC 2369, RFC 8058)."""
    site = _one_line(letter.site.name)
    name = site if author.startswith(letter.site.name) else f"{_one_line(author)} ({site})"
    answers = reply_address(letter.conversation.pk)
    ways = [f"<{letter.stop}>"] + ([f"<mailto:{answers}?subject=unsubscribe>"] if answers else [])
    headers = {
        "From": formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        "List-Unsubscribe": ", ".join(ways),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Content-Language": letter.language,
    }
    return {**headers, "Reply-To": answers} if answers else headers


def _thread_headers(thread: MailThread) -> dict[str, str]:
    """They answer to the visitor's last mail, else to ours, so that programs show one thread."""
    before = thread.last_received or thread.last_id
    if not before:
        return {}
    known = dict.fromkeys(i for i in (thread.first_id, thread.last_id, before) if i)
    return {"In-Reply-To": before, "References": " ".join(known)}


def send_copy(conversation: Conversation, lines: Sequence[Message], now: datetime) -> str:
    """Puts the whole log as a mail into the outbox; gives the address."""
    letter = write_letter(conversation, now)
    context = {
        "letter": letter,
        "t": letter.texts,
        "lines": shown_lines(lines, letter.site, letter.texts),
    }
    headers = _headers(letter, letter.site.name)
    del headers["List-Unsubscribe-Post"], headers["List-Unsubscribe"]  # they asked for this one
    enqueue_mail(
        letter.site,
        COPY,
        f"{conversation.pk}:copy:{now.timestamp():.6f}",
        to=letter.address,
        subject=letter.texts["copy_subject"],
        text=render_to_string("followups/copy.txt", context).strip() + "\n",
        html=render_to_string("followups/copy.html", context),
        headers=headers,
        conversation=conversation,
    )
    return letter.address

"""What the visitor socket asks of the database: who is it, what is new, how is the queue."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from django.utils import timezone

from chatqual.conversations.arrival import Identity
from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.lately import find_line
from chatqual.conversations.models import Conversation, JournalEntry, Message
from chatqual.conversations.rendering import render_html
from chatqual.conversations.tokens import read_token
from chatqual.engine.slots import Json
from chatqual.followups.codes import redeem_code
from chatqual.handoff.staff import public_name
from chatqual.realtime.frames import BadFrame
from chatqual.realtime.limits import is_loopback, take_in_window
from chatqual.sites.hours import is_open, opening_in_words
from chatqual.sites.models import Site
from widget.protocol import Hello, MessageOut, ModeOut

BATCH = 200
CODES_A_MINUTE = 10
MARKDOWN_AUTHORS = (Message.Author.BOT, Message.Author.AGENT)


@dataclass(slots=True)
class Log:
    """The visitor's log as it is now. `agent` is the name that the visitor sees."""

    visitor: uuid.UUID
    conversation: uuid.UUID
    mode: str
    seq: int
    epoch: int
    agent: str
    waiting_since: datetime | None = None


def load_log(conversation: uuid.UUID) -> Log:
    c = Conversation.objects.select_related("owner").get(pk=conversation)
    return _log_of(c)


def _log_of(c: Conversation) -> Log:
    name = public_name(c.owner)
    return Log(c.visitor_id, c.pk, c.mode, c.last_seq, c.owner_epoch, name, c.waiting_since)


def within_limits(hello: Hello, address: str) -> Hello:
    """Without its code, where too many were tried from this address."""
    if not hello.code or is_loopback(address):
        return hello
    is_allowed = take_in_window("code", address, CODES_A_MINUTE)
    return hello if is_allowed else replace(hello, code="")


def open_session(site: Site, hello: Hello, identity: Identity | None) -> Log:
    """The log that the code of a mail opens, else the one that the token names.

    Raises SessionExpired. The log of a visitor whom the site has identified is shown only with that
    identity.
    """
    visitor = redeem_code(site, hello.code, identity) if hello.code else None
    visitor = visitor or read_token(hello.session or "", site.public_key)
    c = (
        Conversation.objects.select_related("owner", "visitor")
        .filter(site=site, visitor_id=visitor, visitor__is_revoked=False)
        .first()
    )
    if c is None:
        raise SessionExpired("no such log")
    known = c.visitor.external_id
    if known and (identity is None or identity.id != known):
        raise SessionExpired("identified as somebody else")
    if identity is not None and not known:
        c.visitor.external_id = identity.id
        c.visitor.name, c.visitor.email = identity.name, identity.email
        c.visitor.save(update_fields=["external_id", "name", "email"])
    return _log_of(c)


def check_identity(site: Site, data: Json | None) -> Identity | None:
    """The identity that the site signed. Raises BadFrame("forbidden") where it does not hold."""
    if data is None:
        return None
    fields = {key: value for key, value in data.items() if key != "hmac"}
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    good = hmac.new(site.secret.encode(), canonical.encode(), hashlib.sha256).hexdigest()
    given = data.get("hmac")
    if not isinstance(given, str) or not hmac.compare_digest(good, given.lower()):
        raise BadFrame("The identity is not signed with this site's secret.", code="forbidden")
    expires = data.get("exp")
    if not isinstance(expires, int | float) or expires < time.time() - 60:
        raise BadFrame("The identity has expired.", code="forbidden")
    id, name, email = (data.get(key) or "" for key in ("id", "name", "email"))
    if not id or not all(isinstance(value, str) for value in (id, name, email)):
        raise BadFrame("The identity needs an id.", code="forbidden")
    return Identity(id[:200], name[:200], email[:254])


def is_test_page(url: str) -> bool:
    """A page asks for test mode by ?chatqual_test=1 (the demo page passes its ?test=1 on so)."""
    query = parse_qs(url.partition("?")[2].partition("#")[0])
    return query.get("chatqual_test") == ["1"]


def messages_after(conversation: uuid.UUID, seq: int) -> list[Message]:
    """At most BATCH lines, in order."""
    found = Message.objects.filter(conversation_id=conversation, seq__gt=seq)
    return list(found.order_by("seq")[:BATCH])


def lines_at_hand(conversation: uuid.UUID, seq: int, upto: int) -> list[Message]:
    """What comes after `seq`, without a query: as far as it is kept, and no further than `upto`."""
    found = []
    while seq < upto and (line := find_line(conversation, seq + 1)) is not None:
        found.append(line)
        seq += 1
    return found


def message_frame(message: Message, base_url: str, site: Site) -> Json:
    """A line as the browser gets it; addresses of citations are absolute."""
    visible = message.author in MARKDOWN_AUTHORS
    return MessageOut(
        seq=message.seq,
        id=str(message.client_id if message.author == "visitor" else message.pk),
        author=message.author,
        name=message.name or (site.name if message.author == "bot" else ""),
        text=message.text,
        html=render_html(message.text, visible),
        citations=[_citation(c, base_url, site) for c in message.citations],
        quick_replies=message.quick_replies,
        reply_to=message.reply_to,
        at=message.created.isoformat(),
    ).to_json()


def _citation(citation: Json, base_url: str, site: Site) -> Json:
    """Without an address of its own a document is read on our page."""
    own = f"{base_url}/widget/source/{site.public_key}/{citation.get('document', 0)}/"
    return {
        "n": citation["n"],
        "title": citation["title"],
        "url": citation.get("url") or own,
        "quote": citation["quote"],
    }


def site_json(site: Site, language: str) -> Json:
    now = timezone.now()
    return {
        "name": site.name,
        "locale": site.locale,
        "texts": site.texts,
        "theme": site.theme,
        "starters": site.starters,
        "consent": site.consent,
        "hours": {"open": is_open(site, now), "opens": opening_in_words(site, now, language)},
    }


def mode_frame(log: Log, site: Site) -> Json:
    agent = {"name": log.agent} if log.mode == "human" and log.agent else None
    queue = queue_json(log, site) if log.mode == "waiting" else None
    return ModeOut(log.mode, agent, queue).to_json()


def queue_json(log: Log, site: Site) -> Json:
    """Position among the waiting, and the usual wait as measured over the last claims."""
    ahead = 0
    if log.waiting_since is not None:
        ahead = Conversation.objects.filter(
            site=site,
            mode=Conversation.Mode.WAITING,
            is_test=False,
            is_sample=False,
            waiting_since__lt=log.waiting_since,
        ).count()
    return {"position": ahead + 1, "usual_wait_s": usual_wait(site)}


def usual_wait(site: Site) -> int | None:
    """Seconds from asking to a person, over the last month; None before five were measured."""
    since = timezone.now() - timedelta(days=30)
    waits = list(
        JournalEntry.objects.filter(
            conversation__site=site,
            conversation__is_sample=False,
            conversation__is_test=False,
            kind="taken",
            created__gt=since,
            payload__has_key="waited_s",
        )
        .order_by("-created")
        .values_list("payload__waited_s", flat=True)[:50]
    )
    numbers = sorted(w for w in waits if isinstance(w, int | float))
    return round(numbers[len(numbers) // 2]) if len(numbers) >= 5 else None

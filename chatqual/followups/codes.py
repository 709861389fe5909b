"""The link back into the chat: a code in the address's fragment, exchanged once for the session.

A fragment is not sent to a server, so the code stands in no log; the loader takes it out of the
address bar as soon as it reads it. Only a digest of it is kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import uuid
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chatqual.conversations.arrival import Identity
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation, Visit
from chatqual.conversations.receive import lock_conversation
from chatqual.followups.models import ReturnCode
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from chatqual.sites.origins import normal_origin

LIFE = timedelta(hours=72)
MARK = "chatqual"
_SALT = "chatqual.return.1"
_RANDOM, _MAC = 18, 12  # bytes
LENGTH = (_RANDOM + _MAC) * 4 // 3


def _mac(site_key: str, random: bytes, key: str) -> bytes:
    data = site_key.encode() + b"\0" + random
    return salted_hmac(_SALT, data, secret=key, algorithm="sha256").digest()[:_MAC]


def make_code(conversation: Conversation, site: Site, now: datetime) -> str:
    """A fresh code for this conversation, 40 characters of base64url."""
    random = secrets.token_bytes(_RANDOM)
    mac = _mac(site.public_key, random, settings.CHATQUAL_TOKEN_KEY)
    code = base64.urlsafe_b64encode(random + mac).decode()
    ReturnCode.objects.create(
        conversation=conversation, digest=_digest(code), created=now, expires=now + LIFE
    )
    return code


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _is_ours(code: str, site: Site) -> bool:
    """Whether we signed it for this site: what was guessed costs no query."""
    if len(code) != LENGTH:
        return False
    try:
        data = base64.b64decode(code, altchars=b"-_", validate=True)
    except ValueError:
        return False
    random, mac = data[:_RANDOM], data[_RANDOM:]
    keys = (settings.CHATQUAL_TOKEN_KEY, *settings.CHATQUAL_TOKEN_OLD_KEYS)
    return any(hmac.compare_digest(_mac(site.public_key, random, key), mac) for key in keys)


def redeem_code(site: Site, code: str, identity: Identity | None) -> uuid.UUID | None:
    """The visitor whose chat the code opens, once; None where it is not good (any more).

    The chat of a visitor whom the site has identified opens only with that identity.
    """
    if not _is_ours(code, site):
        return None
    now = timezone.now()
    whose = Q(conversation__visitor__external_id__in=("", identity.id if identity else ""))
    with writing():
        found = (
            ReturnCode.objects.select_for_update(of=("self",))
            .filter(
                whose,
                digest=_digest(code),
                conversation__site=site,
                conversation__visitor__is_revoked=False,
                used=None,
                expires__gt=now,
            )
            .first()
        )
        if found is None:
            return None
        found.used = now
        found.save(update_fields=["used"])
        conversation = lock_conversation(pk=found.conversation_id)
        add_journal(conversation, "came_by_mail")
        conversation.save(update_fields=["journal_number"])
    return conversation.visitor_id


def link_back(conversation: Conversation, site: Site, code: str, base_url: str) -> str:
    """The page that the visitor was on, if it is one of the site's, else the chat as a page.

    Query and fragment of their page are left out: they may hold what belongs into no mail, and
    whoever gave somebody else's address could have made them up.
    """
    page = _page_of(conversation, site)
    if not page:
        locale = quote(conversation.visitor.locale, safe="")
        page = f"{base_url}/widget/chat/?site={quote(site.public_key, safe='')}&locale={locale}"
    return f"{page}#{MARK}={code}"


def _page_of(conversation: Conversation, site: Site) -> str:
    visit = Visit.objects.filter(conversation=conversation).exclude(landing_url="")
    last = visit.order_by("-number").first()
    if last is None:
        return ""
    seen = [str(page.get("url", "")) for page in reversed(last.pages)]
    return next((page for url in (*seen, last.landing_url) if (page := _own(url, site))), "")


def _own(url: str, site: Site) -> str:
    """The address without query and fragment, if its origin is one of the site's; else ""."""
    try:
        parts = urlsplit(url)
        origin = normal_origin(f"{parts.scheme}://{parts.netloc}")
    except ValueError:
        return ""
    if origin is None or origin not in {normal_origin(o) for o in site.origins}:
        return ""
    path = quote(parts.path, safe="/%:@!$&'()*+,;=-._~")
    return urlunsplit((*urlsplit(origin)[:2], path or "/", "", ""))


def forget_old_codes(now: datetime) -> None:
    """Codes that are over for a month open nothing, and say nothing to anybody."""
    old = ReturnCode.objects.filter(expires__lt=now - timedelta(days=30))
    if old.exists():
        old.delete()

"""Sending one event to one endpoint: a signed POST to a checked address, without redirects."""

from __future__ import annotations

import hashlib
import http.client
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.utils import timezone

from chatqual.integrations.models import OutboxItem, WebhookEndpoint
from chatqual.integrations.outcomes import Delivered, Ending, Failed, Mark, Refused
from chatqual.integrations.signing import sign
from knowledge.errors import AddressRefused
from knowledge.fetch import FetchRules, checked_url, ended_at, open_checked

USER_AGENT = "chatqual-webhooks/1"


def message_id(item: OutboxItem) -> str:
    """The webhook-id: the same at every attempt, and the key by which a receiver drops doubles."""
    made = hashlib.sha256(f"{item.key}\n{item.destination}".encode()).hexdigest()
    return f"msg_{made[:32]}"


def check_address(url: str) -> None:
    """Raises AddressRefused in words where events may not be sent there.

    Outside development an address is https and public. It is resolved and checked again for each
    request, and the request goes to the address that was checked.
    """
    rules = _rules()
    if checked_url(url, rules).scheme != "https" and not rules.allow_private:
        raise AddressRefused("refused", "Events are sent to https:// addresses only.")


def _rules() -> FetchRules:
    return FetchRules(
        allow_private=settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES,
        total_s=settings.CHATQUAL_WEBHOOK_TIMEOUT,
    )


def send_webhook(item: OutboxItem, mark: Mark) -> Ending:
    """Tries it once. What the endpoint answered last is kept with it, for the admin."""
    endpoint = WebhookEndpoint.objects.filter(pk=item.destination.partition(":")[2]).first()
    if endpoint is None:
        return Refused("The endpoint was deleted.")
    if not endpoint.is_active:
        return Refused("The endpoint is switched off.")
    if not mark(message_id(item)):
        return Failed("Taken over by another process.", is_of_item=True)
    try:
        status, retry_after = _post(endpoint, item)
    except AddressRefused as refusal:
        ending: Ending = Failed(str(refusal))
    except (OSError, http.client.HTTPException) as fault:
        ending = Failed(f"No answer: {fault or type(fault).__name__}")
    else:
        ending = _ending(endpoint, status, retry_after)
    shown = ending.note if isinstance(ending, Delivered) else ending.why
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
        last_status=shown[:200], last_at=timezone.now()
    )
    return ending


def _post(endpoint: WebhookEndpoint, item: OutboxItem) -> tuple[int, str]:
    """Sends it; the status and Retry-After. The body of the answer is nobody's business."""
    check_address(endpoint.url)
    rules = _rules()
    deadline = time.monotonic() + rules.total_s
    target = checked_url(endpoint.url, rules)
    connection = open_checked(target, rules, deadline)
    try:
        with ended_at(connection, deadline):
            path = target.path + (f"?{target.query}" if target.query else "")
            body = item.content.encode()
            headers = {"Host": target.netloc, **_headers(endpoint, item, body)}
            connection.request("POST", path, body, headers)
            reply = connection.getresponse()
            return reply.status, reply.getheader("Retry-After", "")
    except (OSError, http.client.HTTPException) as fault:
        if time.monotonic() >= deadline:
            raise OSError(f"nothing within {rules.total_s:g} s") from fault
        raise
    finally:
        connection.close()


def _headers(endpoint: WebhookEndpoint, item: OutboxItem, body: bytes) -> dict[str, str]:
    now = timezone.now()
    with_old = endpoint.old_secret and (endpoint.old_secret_until or now) > now
    keys = [endpoint.secret, endpoint.old_secret] if with_old else [endpoint.secret]
    stamp = int(now.timestamp())
    return {
        "User-Agent": USER_AGENT,
        "Content-Type": "application/json",
        "Connection": "close",
        "webhook-id": message_id(item),
        "webhook-timestamp": str(stamp),
        "webhook-signature": sign(keys, message_id(item), stamp, body),
    }


def _ending(endpoint: WebhookEndpoint, status: int, retry_after: str) -> Ending:
    if 200 <= status < 300:
        return Delivered(f"{status}")
    why = f"{status} {http.client.responses.get(status, '')}".strip()
    if status == http.client.GONE:
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(
            is_active=False, why_inactive="It answered 410: it wants no more events."
        )
        return Refused(f"{why}: the endpoint was switched off.")
    if 300 <= status < 400:
        why += ": redirects are not followed"
    return Failed(why, wait_s=seconds_to_wait(retry_after, timezone.now()))


def seconds_to_wait(retry_after: str, now: datetime) -> float | None:
    """Retry-After in seconds, from a number or an HTTP date; None where there is none."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), 86400.0)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - now).total_seconds()), 86400.0)

"""The intake of mails, the page behind "no more mails", and copies for staff."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from chatqual.audit.trail import record_audit
from chatqual.conversations.models import Conversation
from chatqual.followups.addresses import plain_address
from chatqual.followups.intake import take_mail
from chatqual.followups.opting import opt_out_of_contact, read_stop_token
from chatqual.followups.reading import Mail, storable
from chatqual.followups.signed import NotSigned, check_signature
from chatqual.followups.texts import TEXTS, language_of, words
from chatqual.followups.transcript import NoCopy, TooMany, copy_as_file, copy_by_staff
from chatqual.realtime.frames import clean_text
from chatqual.realtime.limits import take_in_window
from chatqual.realtime.transactions import writing
from chatqual.sites.registry import site_by_id
from chatqual.sites.scope import sites_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_BODY = 1_000_000  # bytes
MAILS_A_MINUTE = 30
MAX_LIST = 50
KINDS = {"txt": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8"}


class _BadMail(Exception):
    """Its text tells the sender what is wrong with the body."""


# --- the signed intake ----------------------------------------------------------------------------
@csrf_exempt
@require_POST
def mail_hook(request: HttpRequest) -> JsonResponse:
    """A mail as JSON, signed by Standard Webhooks: 200, 400, 401, 404 (switched off), 413, 429."""
    secrets = settings.CHATQUAL_INTAKE_SECRETS
    if not secrets:
        return _refusal(404, "No mails are taken here.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return _refusal(413, f"A mail has at most {MAX_BODY:,} bytes. Leave its attachments out.")
    try:
        event = check_signature(_lower_headers(request), request.body, secrets)
        mail = _read_mail(request.body)
    except NotSigned as error:
        return _refusal(401, f"Not signed: {error}.")
    except _BadMail as error:
        return _refusal(400, str(error))
    if not take_in_window("mail", plain_address(mail.sender), MAILS_A_MINUTE):
        response = _refusal(429, "Too many mails from this sender.")
        response["Retry-After"] = "60"
        return response
    taken = take_mail(mail, source="hook", event=event)
    conversation = str(taken.conversation) if taken.conversation else None
    return JsonResponse({"outcome": taken.outcome, "conversation": conversation, "seq": taken.seq})


def _refusal(status: int, text: str) -> JsonResponse:
    return JsonResponse({"error": text}, status=status)


def _lower_headers(request: HttpRequest) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _read_mail(body: bytes) -> Mail:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _BadMail("The body is not JSON.") from error
    if not isinstance(data, dict):
        raise _BadMail("The body is a JSON object.")
    recipients = tuple(_texts(data, "to"))
    if not recipients:
        raise _BadMail('"to" is missing.')
    headers = data.get("headers") or {}
    if not isinstance(headers, dict):
        raise _BadMail('"headers" is an object.')
    attachments = data.get("attachments") or 0
    count = len(attachments) if isinstance(attachments, list) else attachments
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count < 10_000:
        raise _BadMail('"attachments" is a list or their number.')
    return Mail(
        sender=_text(data, "from"),
        recipients=recipients,
        subject=_text(data, "subject")[:300],
        text=_text(data, "text"),
        html=_text(data, "html"),
        message_id=_text(data, "message_id")[:500],
        references=tuple(i for name in ("in_reply_to", "references") for i in _ids(data, name)),
        headers={str(k).lower(): str(v)[:500] for k, v in list(headers.items())[:200]},
        envelope_sender=data["envelope_from"] if _is_text(data.get("envelope_from")) else None,
        attachments=count,
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _text(data: dict[str, Any], name: str) -> str:
    value = data.get(name) or ""
    if not _is_text(value):
        raise _BadMail(f'"{name}" is text.')
    value = storable(value)
    return value if name in ("text", "html") else clean_text(value)


def _texts(data: dict[str, Any], name: str) -> list[str]:
    value = data.get(name) or []
    entries = value.split(",") if isinstance(value, str) else value
    if not isinstance(entries, list) or not all(_is_text(e) for e in entries):
        raise _BadMail(f'"{name}" is an address or a list of them.')
    return [clean_text(storable(e)) for e in entries[:MAX_LIST]]


def _ids(data: dict[str, Any], name: str) -> list[str]:
    value = data.get(name) or []
    entries = value.split() if isinstance(value, str) else _texts(data, name)
    return [storable(e) for e in entries[:20]]


# --- no more mails --------------------------------------------------------------------------------
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, token: str) -> HttpResponse:
    """The page asks first, because mail programs open links; a POST does it (RFC 8058 as well)."""
    named = read_stop_token(token)
    rows = Conversation.objects.select_related("visitor")
    found = rows.filter(pk=named).first() if named else None
    if found is None:
        english = TEXTS["en"]
        context: dict[str, Any] = {"t": english, "text": english["stop_unknown"], "language": "en"}
        return _private(render(request, "followups/stop.html", context, status=404))
    site = site_by_id(found.site_id)
    language = language_of(found, site)
    texts = words(language, site=site.name)
    is_done = request.method == "POST"
    if is_done:
        opt_out_of_contact(found.pk, "mail")
    context = {
        "t": texts,
        "text": texts["stop_done" if is_done else "stop_ask"],
        "language": language,
        "can_stop": not is_done,
    }
    return _private(render(request, "followups/stop.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


# --- copies for staff -----------------------------------------------------------------------------
def _is_staff(user: Any) -> bool:
    is_in = user.is_authenticated and user.is_active and user.is_staff
    return bool(is_in and user.has_perm("handoff.use_desk"))


@require_http_methods(["GET", "HEAD", "POST"])
def transcript(request: HttpRequest, conversation: uuid.UUID) -> HttpResponseBase:
    """GET: the log as a file (`?format=txt` or `html`). POST: mailed to the visitor's address.

    200, 400 (no address, not wanted), 403, 404 or 429.
    """
    if not _is_staff(request.user):
        return _refusal(403, "You may not use the desk.")
    user = cast("User", request.user)
    rows = Conversation.objects.select_related("visitor").filter(site__in=sites_for(user))
    found = rows.filter(pk=conversation).first()
    if found is None:
        return _refusal(404, "There is no such conversation.")
    return _mail_copy(user, found) if request.method == "POST" else _file(request, user, found)


def _mail_copy(user: User, found: Conversation) -> JsonResponse:
    try:
        with writing():
            address = copy_by_staff(found.pk, user.first_name or user.get_username())
            _record(user, found, "mailed")
    except TooMany as error:
        return _refusal(429, str(error))
    except NoCopy as error:
        return _refusal(400, str(error))
    return JsonResponse({"conversation": str(found.pk), "address": address})


def _file(request: HttpRequest, user: User, found: Conversation) -> HttpResponse:
    kind = request.GET.get("format", "html")
    if kind not in KINDS:
        return _refusal(400, "The format is txt or html.")
    with writing():
        _record(user, found, "downloaded")
    response = HttpResponse(copy_as_file(found, kind), content_type=KINDS[kind])
    name = f"conversation-{found.pk}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _record(user: User, found: Conversation, how: str) -> None:
    target = str(found.pk)
    actor = user.get_username()
    record_audit(actor=actor, action="conversation.copied", target=target, detail={"how": how})

"""The desk's page, and its verbs for programs (contract section 5)."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from chatqual.conversations.errors import NotOwner, StaleOwner
from chatqual.engine.slots import Json
from chatqual.handoff import changes
from chatqual.handoff.errors import NoAccess, NotFound
from chatqual.handoff.ownership import Held
from chatqual.handoff.presence import record_contact
from chatqual.handoff.protocol import read_client_frame
from chatqual.handoff.staff import staff_of_request
from chatqual.realtime.frames import BadFrame, read_frame

# What a program may leave out of a change. A tier is always named: an empty one takes it back.
DEFAULTS: Json = {"outcome": "", "score": None, "reason": "", "to": None, "team": ""}


@require_safe
def desk(request: HttpRequest, conversation: uuid.UUID | None = None) -> HttpResponseBase:
    """The live page. With a conversation in the address it opens that one."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), "admin:login")
    try:
        staff = staff_of_request(request)
    except NoAccess as error:
        raise PermissionDenied from error
    context = {
        **admin.site.each_context(request),
        "title": "Desk",
        "is_fullwidth": "1",
        "csrf": get_token(request),
        "conversation": str(conversation) if conversation else "",
        "staff_name": staff.name,
    }
    return TemplateResponse(request, "handoff/desk.html", context)


def _read_change(request: HttpRequest, conversation: uuid.UUID, verb: str) -> Any:
    """The same frame that the socket takes, from a form or a JSON body. Raises BadFrame."""
    # Only a message must be named by its sender: all else is safe to do twice.
    fields: Json = {} if verb == "message" else {"id": str(uuid.uuid4()), **DEFAULTS}
    if request.content_type == "application/json":
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError) as error:
            raise BadFrame("The body is not JSON.") from error
        if not isinstance(body, dict):
            raise BadFrame("The body is a JSON object.")
        fields.update(body)
    else:
        fields.update(request.POST.items())
        for name in ("seen_epoch", "score", "to"):
            number = str(fields.get(name) or "")
            fields[name] = int(number) if number.isdecimal() else number or None
    fields.update(type=verb, conversation=str(conversation))
    return read_client_frame(read_frame(json.dumps(fields)))


def _held(held: Held) -> JsonResponse:
    return JsonResponse(
        {
            "conversation": str(held.conversation),
            "epoch": held.epoch,
            "mode": held.mode,
            "seq": held.seq,
        }
    )


def _refusal(status: int, text: str, **more: str) -> JsonResponse:
    return JsonResponse({"error": text, **more}, status=status)


@require_POST
def change(request: HttpRequest, conversation: uuid.UUID, verb: str) -> JsonResponse:
    """One of the verbs: 200, 400, 403, 404, or 409 with who has it."""
    try:
        staff = staff_of_request(request)
        frame = _read_change(request, conversation, verb)
        record_contact(staff=staff)
        return _held(changes.change(staff, frame))
    except NoAccess:
        return _refusal(403, "You may not use the desk.")
    except NotFound:
        return _refusal(404, "There is no such conversation.")
    except (StaleOwner, NotOwner) as error:
        return _refusal(409, changes.stale_text(error.owner), owner=error.owner)
    except BadFrame as error:
        return _refusal(400, error.text, code=error.code)

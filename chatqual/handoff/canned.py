"""Canned answers: found by what is typed behind "/", filled from the conversation, kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F

from chatqual.audit.trail import record_audit
from chatqual.conversations.known import stored_slots
from chatqual.conversations.models import Conversation
from chatqual.engine.slots import SLOT_NAMES, Json
from chatqual.handoff.changes import clean_line
from chatqual.handoff.history import find_conversation
from chatqual.handoff.ownership import Held
from chatqual.handoff.placeholders import fill_placeholders
from chatqual.handoff.registry import add_change, add_look_up
from chatqual.handoff.staff import Staff
from chatqual.handoff.writing_frames import (
    CannedFound,
    CannedItem,
    CannedText,
    FillCanned,
    FindCanned,
    SaveCanned,
)
from chatqual.handoff.writing_models import CannedAnswer
from chatqual.realtime.frames import BadFrame, clean_text
from chatqual.realtime.transactions import writing
from chatqual.sites.registry import site_by_id

SHOWN = 20
READ = 1000
PREVIEW = 160  # characters
MAY_SAVE = "handoff.add_cannedanswer"


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    shortcut: str
    title: str
    text: str
    language: str
    uses: int


def language_of(conversation: Conversation) -> str:
    """ISO 639-1 of the visitor: as they write, else as their browser says."""
    spoken = conversation.state.get("language")
    return str(spoken or conversation.visitor.locale.replace("_", "-").split("-")[0]).lower()


# --- finding --------------------------------------------------------------------------------------
def _closeness(row: _Row, words: list[str]) -> int | None:
    """How well it meets what was typed, 0 is best; None where a word is nowhere in it."""
    shortcut, title, text = row.shortcut.casefold(), row.title.casefold(), row.text.casefold()
    if not all(word in shortcut or word in title or word in text for word in words):
        return None
    typed = " ".join(words)
    if shortcut == typed:
        return 0
    if shortcut.startswith(typed):
        return 1
    if any(part.startswith(typed) for part in (title, *title.split())):
        return 2
    return 3 if all(word in shortcut or word in title for word in words) else 4


def find_canned(staff: Staff, frame: FindCanned) -> CannedFound:
    """Those in the visitor's language first, then the closest, then the most used. Raises NotFound.

    One that is for all languages counts as the visitor's.
    """
    conversation = find_conversation(staff, frame.conversation)
    language = language_of(conversation)
    words = frame.text.casefold().split()
    rows = CannedAnswer.objects.filter(site=conversation.site_id, is_active=True)
    fields = ("pk", "shortcut", "title", "text", "language", "uses")
    found = []
    for values in rows.order_by("-uses", "title").values_list(*fields)[:READ]:
        row = _Row(*values)
        close = _closeness(row, words)
        if close is not None:
            found.append((row.language not in ("", language), close, -row.uses, row.title, row))
    found.sort(key=lambda one: one[:4])
    return CannedFound(
        conversation=str(conversation.pk),
        text=frame.text,
        items=tuple(_item(one[4]) for one in found[:SHOWN]),
        language=language,
        may_save=staff.user.has_perm(MAY_SAVE),
    )


def _item(row: _Row) -> CannedItem:
    text = " ".join(row.text.split())
    preview = text if len(text) <= PREVIEW else text[: PREVIEW - 1] + "…"
    return CannedItem(row.pk, row.shortcut, row.title, preview, row.language, row.uses)


# --- filling --------------------------------------------------------------------------------------
def values_for(conversation: Conversation, staff: Staff) -> dict[str, str]:
    """What the placeholders stand for here. Slots are filled in the visitor's own words."""
    slots = stored_slots(conversation)
    site = site_by_id(conversation.site_id)
    values: dict[str, str] = {n: _said(slots.get(n) or {}) for n in SLOT_NAMES if n != "name"}
    visitor = conversation.visitor
    return {
        **values,
        "email": values["email"] or visitor.email,
        "visitor_name": _said(slots.get("name") or {}) or visitor.name,
        "agent_name": staff.name,
        "site_name": site.name,
        "booking_url": site.booking_url,
        "contact_email": site.contact_email,
    }


def _said(record: Json) -> str:
    if record.get("state") not in ("filled", "confirmed"):
        return ""
    value = record.get("value")
    return value if isinstance(value, str) else str(record.get("text") or "")


def fill_canned(staff: Staff, frame: FillCanned) -> CannedText:
    """An empty text where it is another site's, or gone meanwhile. Raises NotFound."""
    conversation = find_conversation(staff, frame.conversation)
    rows = CannedAnswer.objects.filter(pk=frame.canned, site=conversation.site_id, is_active=True)
    canned = rows.first()
    if canned is None:
        return CannedText(str(conversation.pk), frame.canned, "", ())
    filled = fill_placeholders(canned.text, values_for(conversation, staff))
    with writing():
        rows.update(uses=F("uses") + 1)
    return CannedText(str(conversation.pk), canned.pk, filled.text, filled.missing)


# --- keeping --------------------------------------------------------------------------------------
def save_canned(staff: Staff, frame: SaveCanned) -> Held:
    """Raises BadFrame where the user may not, the shortcut is taken or a field is not good."""
    if not staff.user.has_perm(MAY_SAVE):
        raise BadFrame("You may not keep canned answers here.", str(frame.id), "not_found")
    conversation = find_conversation(staff, frame.conversation)
    canned = CannedAnswer(
        site_id=conversation.site_id,
        shortcut=clean_text(frame.shortcut).lstrip("/"),
        title=clean_text(frame.title),
        text=clean_line(frame.text, str(frame.id)),
        language=clean_text(frame.language).lower(),
        created_by=staff.user.get_username(),
    )
    held = Held(conversation.pk, conversation.owner_epoch, conversation.mode)
    with writing():
        same = CannedAnswer.objects.filter(site=canned.site_id, text=canned.text)
        if same.filter(shortcut=canned.shortcut, language=canned.language).exists():
            return Held(held.conversation, held.epoch, held.mode, was_known=True)
        try:
            canned.full_clean()
        except ValidationError as error:
            raise BadFrame(" ".join(_words_of(error)), str(frame.id)) from error
        canned.save()
        record_audit(actor=staff.user.get_username(), action="canned.add", target=str(canned.pk))
    return held


def _words_of(error: ValidationError) -> list[str]:
    """What is wrong, with the name of the field where the sentence does not tell."""
    out = []
    for name, texts in error.message_dict.items():
        if name == "__all__":
            out.append("There is an answer with this shortcut already.")
        else:
            out += [f"{name.capitalize()}: {text}" for text in texts]
    return out


add_look_up(FindCanned, find_canned)
add_look_up(FillCanned, fill_canned)
add_change(SaveCanned, save_canned)

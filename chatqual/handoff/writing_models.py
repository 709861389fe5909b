"""What staff write that no visitor sees as it stands: private notes, and answers kept ready."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from chatqual.conversations.models import Conversation
from chatqual.handoff.placeholders import check_placeholders
from chatqual.privacy.registry import hold, hold_nothing
from chatqual.sites.models import Site


class Note(models.Model):
    """A private note. It stands behind line `after_seq` of the log and has no seq of its own.

    `number` counts the notes of a conversation; `revision` rises with each change to any of them.
    A deleted one keeps its place without its text.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    after_seq = models.PositiveIntegerField()
    # The id made by the page; sent again, it is stored once.
    client_id = models.UUIDField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    created = models.DateTimeField()
    edited = models.DateTimeField(null=True, blank=True)
    deleted = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("conversation", "number")
        constraints = [
            models.UniqueConstraint(fields=("conversation", "number"), name="note_numbers_count"),
            models.UniqueConstraint(fields=("conversation", "revision"), name="note_revision_once"),
            models.UniqueConstraint(fields=("conversation", "client_id"), name="note_id_once"),
        ]

    def __str__(self) -> str:
        return f"note {self.number} of {self.conversation_id}"


class Mention(models.Model):
    """A colleague named in a note with "@". Unread until they have the conversation open."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("note", "user"), name="one_mention_a_note")]
        indexes = [
            models.Index(fields=("user",), condition=models.Q(read_at=None), name="mention_unread")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.note_id}"


class CannedAnswer(models.Model):
    """An answer kept ready for the desk, found by "/" and its shortcut, title or text."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="canned_answers")
    shortcut = models.CharField(
        max_length=40,
        validators=[RegexValidator(r"^[\w-]+$", "Letters, digits, - and _ only.")],
        help_text="What is typed behind “/”.",
    )
    title = models.CharField(max_length=100)
    text = models.TextField(
        max_length=4000,
        validators=[check_placeholders],
        help_text="May hold placeholders such as {visitor_name}, or {visitor_name|there} with what "
        "stands where it is not known.",
    )
    language = models.CharField(
        max_length=8, blank=True, help_text="ISO 639-1, such as en. Empty: for all languages."
    )
    is_active = models.BooleanField("active", default=True)
    uses = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.CharField(max_length=150, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("site", "shortcut", "language")
        constraints = [
            models.UniqueConstraint(
                fields=("site", "shortcut", "language"), name="shortcut_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"/{self.shortcut} {self.title}"


def register_writing() -> None:
    """What of it is a visitor's, for the registry of privacy."""
    hold(
        "handoff.Note",
        what="What staff noted of them for each other",
        term="transcript",
        find=lambda person: Note.objects.filter(conversation__in=person.conversations),
        personal="text",
        pseudonym="conversation client_id",
        staff="author name",
        plain="number revision after_seq created edited deleted",
    )
    hold_nothing("handoff.Mention", pseudonym="note", staff="user", plain="read_at")
    hold_nothing(
        "handoff.CannedAnswer",
        staff="created_by",
        plain="site shortcut title text language is_active uses created",
    )

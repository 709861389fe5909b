"""What the list remembers: how far each agent has read, and the words by which lines are found."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from chatqual.conversations.models import Conversation
from chatqual.sites.models import Site


class ReadMark(models.Model):
    """How far one member of staff has read one log; on whichever machine they read it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="read_marks")
    seq = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("conversation", "user"), name="one_read_mark_each")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} has read {self.conversation_id} to {self.seq}"


class SearchEntry(models.Model):
    """The folded words of one text, copied from its row (handoff/search_index.py).

    An index of the database lies over `words`: FTS5 on SQLite, kept by triggers of this table, and
    GIN on PostgreSQL (migration `index_words`). Whoever lets Django make this table anew on SQLite
    must make the triggers anew too.
    """

    class Kind(models.TextChoices):
        LINE = "line"
        NOTE = "note"
        WHO = "who"

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="search_entries")
    kind = models.CharField(max_length=4, choices=Kind)
    # The line's seq, the note's number, 0 for the facts of the visitor.
    number = models.PositiveIntegerField()
    words = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("conversation", "kind", "number"), name="searched_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.conversation_id}"


class SearchMark(models.Model):
    """Up to which line and which version of its state a conversation can be searched."""

    conversation = models.OneToOneField(
        Conversation, models.CASCADE, primary_key=True, related_name="search_mark"
    )
    seq = models.PositiveIntegerField()
    version = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.conversation_id} is indexed to {self.seq}"

"""Documents, their versions, and what they are cut into."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.sources import Source

if TYPE_CHECKING:
    from chatqual.sites.models import Site


class Document(models.Model):
    """One page, file or written answer. Visitors are answered only from published ones."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    class Audience(models.TextChoices):
        VISITORS = "visitors", _("Visitors")
        DESK = "desk", _("Desk only")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="documents")
    source = models.ForeignKey(Source, models.CASCADE, related_name="documents")
    # Below the ingested argument, with "/": two arguments may both have an index.md.
    path = models.CharField(max_length=1000)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=1000, blank=True)
    language = models.CharField(max_length=8, default="en", help_text=_("ISO 639-1"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.VISITORS)
    current = models.ForeignKey(
        "DocumentVersion", models.RESTRICT, null=True, blank=True, editable=False, related_name="+"
    )
    # Of the bytes as they were read: what skips an unchanged file before it is parsed.
    raw_hash = models.CharField(max_length=64, blank=True, editable=False)
    # What the web server said, sent back as If-None-Match and If-Modified-Since.
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=64, blank=True, editable=False)
    # Addresses that the page links to: a crawl follows them when the page has not changed.
    links = models.JSONField(default=list, editable=False)
    # When its source stopped having it; then it was retired by itself, and comes back by itself.
    missing_since = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "path"], name="knowledge_document_once"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(current__isnull=False),
                name="knowledge_published_has_text",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "state"], name="knowledge_doc_site_state"),
            models.Index(fields=["site", "path"], name="knowledge_doc_site_path"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """The extracted text as it was at one time; never changed. Citations count its code points.

    `text` is in the plain form of knowledge/structure.py, whatever the document's format was.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    mime = models.CharField(max_length=100)
    # A date that the document itself carries ("Updated 3 May 2026"), for "newer beats older".
    dated = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="knowledge_version_once"),
        ]
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class ChunkQuerySet(models.QuerySet["Chunk"]):
    """The shapes of the queries that answer and index."""

    def answerable(
        self,
        site: Site | int,
        also: frozenset[int] = frozenset(),
        audience: Document.Audience = Document.Audience.VISITORS,
        without: frozenset[int] = frozenset(),
    ) -> ChunkQuerySet:
        """What visitors may be answered from, as of this query; or what is for the desk only.

        `also`, `without`: documents taken as if they were published or retired, for looking first.
        """
        published = models.Q(live=True, document__state=Document.State.PUBLISHED)
        if also:
            published |= models.Q(document__in=also)
        chunks = self.filter(
            published,
            site=site,
            document__audience=audience,
            version=models.F("document__current"),
        )
        return chunks.exclude(document__in=without) if without else chunks

    def pending(self, site: Site | int | None = None) -> ChunkQuerySet:
        """Live chunks that cannot be found yet: without a vector, or not in the live index."""
        waiting = self.filter(live=True).filter(
            models.Q(vector__isnull=True) | models.Q(indexed_in__isnull=True)
        )
        return waiting if site is None else waiting.filter(site=site)


class Chunk(models.Model):
    """A passage of a document's current version: `version.text[start:end] == text`.

    A row keeps its id through an edit that leaves its content as it was; only its place moves.
    One whose content is gone is deleted, and a `ChunkRemoval` tells the index.
    """

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="chunks")
    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    # ["Plans", "Team"]: the headings above it, outermost first, without the document's title.
    heading_path = models.JSONField(default=list)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # SHA-256 of title, headings and text: everything that an embedding may be made from.
    content_hash = models.CharField(max_length=64)
    live = models.BooleanField(default=False)
    # float32, as many as the model has dimensions, little endian, of length 1.
    vector = models.BinaryField(null=True)
    # The Embedder's name; vectors of another model count as missing when the model is changed.
    embedded_with = models.CharField(max_length=120, blank=True)
    # The number of the site's index generation that holds it.
    indexed_in = models.PositiveIntegerField(null=True)

    objects = ChunkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="knowledge_chunk_not_empty"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "live"], name="knowledge_chunk_live"),
            models.Index(fields=["document", "position"], name="knowledge_chunk_position"),
            # Asked once a second by whoever holds the index; empty nearly always.
            models.Index(
                fields=["site"],
                name="knowledge_chunk_pending",
                condition=models.Q(live=True)
                & (models.Q(vector__isnull=True) | models.Q(indexed_in__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return " › ".join([*self.heading_path, self.text[:60]])

    def embedding_text(self, title: str) -> str:
        """What stands for this passage in the vector space: title, headings, then the text."""
        return "\n".join([" › ".join([title, *self.heading_path]), self.text])


class Sentence(models.Model):
    """What an answer may quote. `start` and `end` count code points of the chunk's text.

    In the document it stands from `chunk.start + start`; so an unchanged chunk can move.
    """

    class Kind(models.TextChoices):
        PROSE = "prose", _("Sentence")
        ITEM = "item", _("List item")
        ROW = "row", _("Table row")
        CODE = "code", _("Code")

    chunk = models.ForeignKey(Chunk, models.CASCADE, related_name="sentences")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PROSE)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    # float16, little endian, of length 1: made at ingestion, since a visitor cannot wait for it.
    vector = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chunk", "position"], name="knowledge_sentence_once"),
        ]
        ordering: ClassVar = ["chunk_id", "position"]

    def __str__(self) -> str:
        return self.text

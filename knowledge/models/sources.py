"""Where documents come from, and the reading of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """Where documents come from: one argument of `ingest`, or what people add in the admin."""

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        FOLDER = "folder", _("Folder")
        URL = "url", _("Page")
        SITEMAP = "sitemap", _("Sitemap")
        CRAWL = "crawl", _("Website")
        FAQ = "faq", _("Written here")
        UPLOAD = "upload", _("Uploads")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="knowledge_sources")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # An absolute path, a glob or an address; empty for what was written or uploaded in the admin.
    location = models.CharField(max_length=1000, blank=True)
    # Absolute address under which a visitor can read `path`, e.g. https://example.com/docs/.
    public_url = models.URLField(max_length=1000, blank=True)
    # Of a website: links followed from the first page, and pages fetched at most.
    depth = models.PositiveSmallIntegerField(null=True, blank=True)
    page_limit = models.PositiveIntegerField(null=True, blank=True)
    refresh_hours = models.PositiveIntegerField(null=True, blank=True)
    next_refresh_at = models.DateTimeField(null=True, blank=True, db_index=True)
    ingested_at = models.DateTimeField(null=True, blank=True)
    # What the last reading came to, in words.
    outcome = models.CharField(max_length=500, blank=True, editable=False)
    # Since when most of it seems to be gone; see `knowledge/vanishing.py`.
    vanished_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "kind", "location"], name="knowledge_source_once"
            ),
        ]

    def __str__(self) -> str:
        return self.location or self.get_kind_display()

    @property
    def is_web(self) -> bool:
        """Whether its documents are fetched from addresses."""
        return self.kind in (self.Kind.URL, self.Kind.SITEMAP, self.Kind.CRAWL)


class IngestJob(models.Model):
    """Arguments to read, as a row: claimed by a conditional UPDATE, found again after the lease."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="ingest_jobs")
    arguments = models.JSONField(default=list)
    # Paths of the one source to read alone, after they had failed; empty: all of it.
    paths = models.JSONField(default=list, blank=True)
    # Somebody has looked: what is gone from the source is retired, however much that is.
    takes_leave = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    # The counts of an IngestReport, once it is done.
    result = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    requested_by = models.CharField(max_length=150, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "lease_until"], name="knowledge_job_due"),
        ]

    def __str__(self) -> str:
        return ", ".join(str(argument) for argument in self.arguments)


class IngestFailure(models.Model):
    """A document that could not be read, with a reason for an admin; gone once it can."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="failures")
    path = models.CharField(max_length=1000)
    # Where it was fetched from; empty for a file.
    address = models.CharField(max_length=2000, blank=True)
    # The `code` of the error in knowledge/errors.py.
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=500)
    attempts = models.PositiveIntegerField(default=1)
    failed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "path"], name="knowledge_failure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"

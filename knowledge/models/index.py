"""What keeps the caches over the chunks level with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from chatqual.sites.models import Site


class ChunkRemoval(models.Model):
    """A chunk that must leave the index; written in the transaction that takes the chunk away.

    No foreign key: the row it names may be gone.
    """

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="+")
    chunk = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["site", "id"], name="knowledge_removal_site")]

    def __str__(self) -> str:
        return str(self.chunk)


class Corpus(models.Model):
    """One row a site. `revision` rises with each change of what can be answered.

    A process that has built something from the chunks (BM25) compares it, and builds again.
    """

    site = models.OneToOneField("sites.Site", models.CASCADE, related_name="corpus")
    revision = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    # Who works on the site's index now, and until when that counts (knowledge/leases.py).
    index_owner = models.CharField(max_length=100, blank=True)
    index_until = models.DateTimeField(null=True, blank=True)
    # The last check by canaries, and what was wrong; empty where all was well.
    checked_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "corpora"

    def __str__(self) -> str:
        return f"{self.site_id}: {self.revision}"


class NextVector(models.Model):
    """A chunk's vectors of the model that is set, while another one's generation still answers.

    Gone once they stand in the chunk's own row.
    """

    chunk = models.OneToOneField(
        "knowledge.Chunk", models.CASCADE, related_name="next_vector", primary_key=True
    )
    model = models.CharField(max_length=120)
    # As `Chunk.vector`; then the sentences' in their order, one behind the other, as float16.
    vector = models.BinaryField()
    sentences = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.chunk_id}: {self.model}"


class IndexGeneration(models.Model):
    """One build of a site's vector collection. Exactly one is live; the swap is one row."""

    class State(models.TextChoices):
        BUILDING = "building", _("Building")
        LIVE = "live", _("Live")
        RETIRED = "retired", _("Retired")
        FAILED = "failed", _("Failed")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="index_generations")
    number = models.PositiveIntegerField()
    model = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.BUILDING)
    chunks = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    live_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "number"], name="knowledge_generation_once"),
            models.UniqueConstraint(
                fields=["site"],
                condition=models.Q(state="live"),
                name="knowledge_one_live_generation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id}/{self.number} ({self.state})"


def bump_revision(site: Site | int) -> None:
    """Tell every process that what can be answered has changed. Call it in the transaction."""
    site_id = site if isinstance(site, int) else site.pk
    values: dict[str, Any] = {"revision": models.F("revision") + 1, "changed_at": timezone.now()}
    if not Corpus.objects.filter(site_id=site_id).update(**values):
        Corpus.objects.get_or_create(site_id=site_id, defaults={"revision": 1})

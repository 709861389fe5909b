"""Lines that a site's staff have labelled: how the classifier is to read what resembles them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

if TYPE_CHECKING:
    from chatqual.engine.understanding.classifier import OwnExample

# Another process's change is heard after at most so long.
KEPT_SECONDS = 2.0
MOST_OF_A_SITE = 500


class LineExample(models.Model):
    """One line with the act that it shows, or the lead type of who writes it."""

    class Kind(models.TextChoices):
        ACT = "act", "what the line does"
        LEAD_TYPE = "lead_type", "who writes it"

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="line_examples")
    text = models.CharField(max_length=300, help_text="The line in the visitor's words.")
    kind = models.CharField("says", max_length=10, choices=Kind)
    label = models.CharField(max_length=40)
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ("site", "-created")
        constraints = [
            models.UniqueConstraint(
                fields=("site", "kind", "text"), name="a_line_is_labelled_once_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.label})"

    def clean(self) -> None:
        super().clean()
        self.text = " ".join(self.text.split())
        # Imported here: the classifier's tables are large, and few who load the models need them.
        from chatqual.engine.understanding.classifier import labels_of

        if self.kind and self.label not in labels_of(self.kind):
            known = ", ".join(labels_of(self.kind))
            raise ValidationError({"label": f"{self.label!r} is none of: {known}."})
        # Each line is compared with all of them.
        if self.site_id and self._others().count() >= MOST_OF_A_SITE:
            raise ValidationError(f"A site has at most {MOST_OF_A_SITE} examples of its own.")

    def _others(self) -> models.QuerySet[LineExample]:
        return LineExample.objects.filter(site_id=self.site_id).exclude(pk=self.pk)


_kept: dict[int, tuple[float, tuple[OwnExample, ...]]] = {}


def examples_of(site_id: int) -> tuple[OwnExample, ...]:
    """The site's own examples, at most KEPT_SECONDS old; the same object while none has changed."""
    now = time.monotonic()
    kept = _kept.get(site_id)
    if kept is not None and now - kept[0] < KEPT_SECONDS:
        return kept[1]
    rows = LineExample.objects.filter(site_id=site_id).order_by("pk")
    found = tuple(own_example(row) for row in rows)
    if kept is not None and kept[1] == found:
        found = kept[1]
    _kept[site_id] = (now, found)
    return found


def own_example(row: LineExample) -> OwnExample:
    """The row as the classifier takes it."""
    from chatqual.engine.understanding.classifier import OwnExample

    is_act = row.kind == LineExample.Kind.ACT
    return OwnExample(row.text, "act" if is_act else "lead_type", row.label)


def forget_examples() -> None:
    """Drops the cache (after a change in this process, and in tests)."""
    _kept.clear()

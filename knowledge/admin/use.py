"""What became of a document: how often cited, how liked, when reviewed, what was changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.admin.scope import display
from knowledge.changes import changed_lines, version_before
from knowledge.controls import post_button, thumbs
from knowledge.models import Document
from knowledge.overview import answers_from
from knowledge.usage import KEPT

_MINUTE = "%Y-%m-%d %H:%M"


class ShowsUse:
    """Mixed into the documents' pages; rows carry what `overview.with_use` adds."""

    shown: ClassVar = ("found", "use", "reviewed", "asked", "asked_with_links", "changes")

    @display(description=gettext_lazy("Cited"), ordering="cited")
    def cited(self, document: Any) -> int:
        return int(document.cited)

    @display(description=gettext_lazy("Thumbs"), ordering="not_helpful")
    def liked(self, document: Any) -> SafeString:
        return thumbs(document.helpful, document.not_helpful)

    @display(description=gettext_lazy("Looked at"), ordering="updated_at")
    def looked_at(self, document: Document) -> str:
        seen = max(document.updated_at, document.reviewed_at or document.updated_at)
        return seen.strftime("%Y-%m-%d")

    @display(description=_("To do"))
    def to_do(self, document: Document) -> SafeString:
        address = reverse("admin:knowledge_document_review", args=[document.pk])
        return post_button(_("Reviewed"), address)

    @display(description=gettext_lazy("How often cited"))
    def use(self, document: Any) -> SafeString | str:
        if not document.cited:
            return _("Not once in the last %(days)s days") % {"days": KEPT.days}
        said = _("%(n)s times in the last %(days)s days, last on %(day)s") % {
            "n": document.cited,
            "days": KEPT.days,
            "day": document.cited_at.strftime(_MINUTE),
        }
        return format_html("{} {}", said, thumbs(document.helpful, document.not_helpful))

    @display(description=gettext_lazy("Review"))
    def reviewed(self, document: Document) -> SafeString:
        when = document.reviewed_at
        said = when.strftime(_MINUTE) if when else _("not since it was written")
        address = reverse("admin:knowledge_document_review", args=[document.pk])
        button = post_button(_("Reviewed today"), address, form="document_form")
        return format_html('<span class="cq-buttons">{} {}</span>', said, button)

    @display(description=gettext_lazy("Found in it"))
    def found(self, document: Document) -> str:
        dated = document.current.dated if document.current else None
        day = dated.isoformat() if dated else _("none")
        return _("language %(language)s, date %(day)s") % {
            "language": document.language,
            "day": day,
        }

    @display(description=gettext_lazy("Questions"))
    def asked(self, document: Document) -> SafeString:
        return _asked(document, is_linked=False)

    @display(description=gettext_lazy("Questions"))
    def asked_with_links(self, document: Document) -> SafeString:
        """For whoever may read the conversations."""
        return _asked(document, is_linked=True)

    @display(description=gettext_lazy("The last change"))
    def changes(self, document: Document) -> SafeString | str:
        version = document.current
        before = version_before(version) if version else None
        if version is None or before is None:
            return _("It has not been changed since it came.")
        given = {"lines": changed_lines(before, version), "version": version, "before": before}
        return _rendered("changes.html", given)


def _asked(document: Document, *, is_linked: bool) -> SafeString:
    """Disliked ones first, each with the line that the visitor read."""
    return _rendered("asked.html", {"rows": answers_from(document), "is_linked": is_linked})


def _rendered(name: str, given: dict[str, Any]) -> SafeString:
    return mark_safe(render_to_string(f"admin/knowledge/{name}", given))  # noqa: S308 - escaped there

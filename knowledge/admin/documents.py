"""Documents: listed, written, uploaded, edited, compared, published and retired."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from chatqual.sites.models import Site
from knowledge import curation
from knowledge.admin.forms import AddDocumentForm, EditDocumentForm
from knowledge.admin.scope import (
    ReadOnly,
    ReadResult,
    ReadsTextFirst,
    SiteScopedAdmin,
    action,
    back_to,
    display,
    name_of,
    sites_of,
)
from knowledge.admin.use import ShowsUse
from knowledge.changes import changed_lines, version_before
from knowledge.extract.base import Extracted
from knowledge.golden import Foreseen, foresee_publication, foresee_retirement
from knowledge.models import Chunk, CitedPassage, Document
from knowledge.overview import stale_documents, with_use

Foresee = Callable[[Site, Sequence[Document]], list[Foreseen]]
_STATE_COLOURS = {"published": "success", "draft": "info", "retired": "warning"}


class ChunkInline(ReadOnly, TabularInline):  # type: ignore[misc]
    """What visitors are answered from, as it was cut."""

    model = Chunk
    verbose_name_plural = _("Passages")
    fields = ("position", "headings", "text", "cited", "found")
    readonly_fields = fields
    ordering = ("position",)
    per_page = 20
    extra = 0
    tab = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Chunk]:
        rows: QuerySet[Chunk] = super().get_queryset(request)
        cited = CitedPassage.objects.filter(chunk=OuterRef("pk")).values("chunk")
        counted = cited.annotate(n=Count("asked")).values("n")
        return rows.defer("vector").annotate(times_cited=Coalesce(Subquery(counted), 0))

    @display(description=_("Cited"))
    def cited(self, chunk: Any) -> int:
        return int(chunk.times_cited)

    @display(description=_("Headings"))
    def headings(self, chunk: Chunk) -> str:
        return " › ".join(chunk.heading_path)

    @display(description=_("Can be found"), boolean=True)
    def found(self, chunk: Chunk) -> bool:
        return chunk.live and chunk.indexed_in is not None


class StaleFilter(admin.SimpleListFilter):
    """Documents that nobody has changed or reviewed for as long as their site says."""

    title = _("reviewed")
    parameter_name = "stale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Not for long"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        if self.value() != "yes":
            return queryset
        stale = [stale_documents(site) for site in sites_of(request)]
        return queryset.filter(
            pk__in={pk for rows in stale for pk in rows.values_list("pk", flat=True)}
        )


@admin.register(Document)
class DocumentAdmin(ShowsUse, ReadsTextFirst, SiteScopedAdmin):
    """A version for each change of the text; nothing here waits for the index."""

    list_display = (
        "title",
        "shown_state",
        "where",
        "language",
        "audience",
        "cited",
        "liked",
        "looked_at",
        "to_do",
    )
    list_filter = ("state", StaleFilter, "site", "audience", "language", "source__kind")
    search_fields = ("title", "path", "current__text")
    list_select_related = ("source",)
    ordering = ("-updated_at",)
    actions = (
        "publish_chosen",
        "look_first",
        "look_before_retiring",
        "retire_chosen",
        "review_chosen",
    )
    readonly_fields = ("path", "origin", *ShowsUse.shown, "versions_list")
    list_per_page = 50
    inlines = (ChunkInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return with_use(rows)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        kwargs["form"] = AddDocumentForm if obj is None else EditDocumentForm
        return super().get_form(request, obj, **kwargs)

    def read_posted(self, request: HttpRequest, object_id: str | None) -> ReadResult:
        """Text that was not touched is not read again."""
        document = self.get_object(request, object_id) if object_id else None
        if document is not None and document.current is not None:
            text = request.POST.get("text", "").replace("\r\n", "\n").strip()
            if text == document.current.text:
                return curation.retitled(document.current, request.POST.get("title", ""))
        return super().read_posted(request, object_id)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            fields = ("site", "title", "text", "file", "state", "audience")
            return [(None, {"fields": fields})]
        written = ("title", "text", "note", ("state", "audience"), ("language", "url"))
        facts = ("use", "reviewed", "found", "path", "origin")
        reads = request.user.has_perm("conversations.view_conversation")
        asked = "asked_with_links" if reads else "asked"
        return [
            (_("Text"), {"fields": written, "classes": ["tab"]}),
            (_("Use and origin"), {"fields": facts, "classes": ["tab"]}),
            (_("Answered from it"), {"fields": (asked,), "classes": ["tab"]}),
            (_("Changes"), {"fields": ("changes", "versions_list"), "classes": ["tab"]}),
        ]

    def get_inlines(self, request: HttpRequest, obj: Any) -> tuple[Any, ...]:
        return self.inlines if obj else ()

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Document:
        """The services write; Django's own saving of the instance is left out."""
        if change:
            kept: Document = Document.objects.get(pk=form.instance.pk)
            return kept
        return _make(form.cleaned_data, form.extracted(), name_of(request))

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        if not change:
            return
        given = form.cleaned_data
        extracted, by = form.extracted(), name_of(request)
        curation.edit_document(obj, extracted=extracted, by=by, note=given["note"])
        curation.set_state(obj, given["state"], by=by)
        curation.set_facts(
            obj, audience=given["audience"], language=given["language"], url=given["url"], by=by
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Passages are shown, not edited; Django wants to hear so from each formset."""
        for formset in formsets:
            self.save_formset(request, form, formset, change)

    def delete_model(self, request: HttpRequest, obj: Document) -> None:
        curation.delete_documents([obj], by=name_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        curation.delete_documents(list(queryset), by=name_of(request))

    @action(description=_("Publish"))
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        n = curation.publish_documents(list(queryset), by=name_of(request))
        messages.success(request, _("%(n)s published.") % {"n": n})

    @action(description=_("Publish, but look first what it would change"))
    def look_first(self, request: HttpRequest, queryset: QuerySet[Document]) -> HttpResponse:
        """The golden questions as they come out now, and with these documents published."""
        return self._foresee(request, queryset, foresee_publication, "publish_chosen")

    @action(description=_("Retire, but look first what it would change"))
    def look_before_retiring(
        self, request: HttpRequest, queryset: QuerySet[Document]
    ) -> HttpResponse:
        """The golden questions as they come out now, and without these documents."""
        return self._foresee(request, queryset, foresee_retirement, "retire_chosen")

    def _foresee(
        self, request: HttpRequest, queryset: QuerySet[Document], ask: Foresee, action_name: str
    ) -> HttpResponse:
        chosen = list(queryset.select_related("site").exclude(current=None))
        rows = [
            (site, ask(site, [d for d in chosen if d.site_id == site.pk]))
            for site in sorted({d.site for d in chosen}, key=lambda site: site.name)
        ]
        retires = action_name == "retire_chosen"
        context = {
            **self.admin_site.each_context(request),
            "title": _("Before retiring") if retires else _("Before publishing"),
            "opts": self.opts,
            "documents": chosen,
            "rows": rows,
            "action_name": action_name,
            "retires": retires,
        }
        return TemplateResponse(request, "admin/knowledge/foresee.html", context)

    @action(description=_("Retire: answer from it no more"))
    def retire_chosen(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        n = curation.retire_documents(list(queryset), by=name_of(request))
        messages.success(request, _("%(n)s retired.") % {"n": n})

    @action(description=_("Mark as reviewed today"))
    def review_chosen(self, request: HttpRequest, queryset: QuerySet[Document]) -> None:
        n = curation.review_documents(list(queryset), by=name_of(request))
        messages.success(request, _("%(n)s marked.") % {"n": n})

    @display(description=_("State"), label=_STATE_COLOURS, ordering="state")
    def shown_state(self, document: Document) -> tuple[str, str]:
        return document.state, document.get_state_display()

    @display(description=_("Path"), ordering="path")
    def where(self, document: Document) -> str:
        return Truncator(document.path).chars(40)

    @display(description=_("Source"))
    def origin(self, document: Document) -> str:
        return f"{document.source.get_kind_display()} {document.source.location}".strip()

    @display(description=_("Versions"))
    def versions_list(self, document: Document) -> SafeString:
        rows = document.versions.defer("text")[:50]
        return format_html_join(
            "",
            '<div><a class="underline" href="{}">{} {}</a> · {} · {} {}</div>',
            (
                (
                    reverse("admin:knowledge_document_version", args=[document.pk, row.number]),
                    _("Version"),
                    row.number,
                    row.created_at.strftime("%Y-%m-%d %H:%M"),
                    row.created_by,
                    row.note,
                )
                for row in rows
            ),
        )

    def get_urls(self) -> list[URLPattern]:
        compare = path(
            "<int:document_id>/versions/<int:number>/",
            self.admin_site.admin_view(self.version_view),
            name="knowledge_document_version",
        )
        review = path(
            "<int:document_id>/review/",
            self.admin_site.admin_view(self.review_view),
            name="knowledge_document_review",
        )
        restore = path(
            "<int:document_id>/versions/<int:number>/restore/",
            self.admin_site.admin_view(self.restore_view),
            name="knowledge_version_restore",
        )
        return [compare, review, restore, *super().get_urls()]

    def restore_view(self, request: HttpRequest, document_id: int, number: int) -> HttpResponse:
        """The text of an earlier version, as a new one."""
        document = self.get_object(request, str(document_id))
        if request.method != "POST" or not self.has_change_permission(request, document):
            raise PermissionDenied
        version = document.versions.filter(number=number).first() if document else None
        if document is None or version is None:
            raise Http404
        curation.restore_version(document, version, by=name_of(request))
        messages.success(request, _("Version %(n)s is the text again.") % {"n": number})
        return HttpResponseRedirect(reverse("admin:knowledge_document_change", args=[document.pk]))

    def review_view(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """One click: somebody has read it and found it right."""
        document = self.get_object(request, str(document_id))
        if request.method != "POST" or not self.has_change_permission(request, document):
            raise PermissionDenied
        if document is None:
            raise Http404
        curation.review_documents([document], by=name_of(request))
        messages.success(request, _("Reviewed: %(title)s") % {"title": document.title})
        return HttpResponseRedirect(
            back_to(request, reverse("admin:knowledge_document_changelist"))
        )

    def version_view(self, request: HttpRequest, document_id: int, number: int) -> HttpResponse:
        """A version, and what it changed."""
        document = self.get_object(request, str(document_id))
        if document is None or not self.has_view_permission(request, document):
            raise Http404
        version = document.versions.filter(number=number).first()
        if version is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": str(version),
            "document": document,
            "version": version,
            "before": version_before(version),
            "lines": changed_lines(version_before(version), version),
            "may_restore": version.pk != document.current_id
            and self.has_change_permission(request, document),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/knowledge/version.html", context)


def _make(given: dict[str, Any], extracted: Extracted, by: str) -> Document:
    file: UploadedFile[bytes] | None = given.get("file")
    state, audience = given["state"], given["audience"]
    facts = {"site": given["site"], "extracted": extracted, "by": by}
    if file is None:
        return curation.write_document(**facts, state=state, audience=audience)
    return curation.upload_document(**facts, name=str(file.name), state=state, audience=audience)

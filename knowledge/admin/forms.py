"""The forms of the curators' desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted
from knowledge.gaps import topic_in, well_put
from knowledge.models import Document, Gap, Synonym
from knowledge.web import fetch_rules

_MARKDOWN = _("Markdown: # headings, - lists, | tables |.")


class ReadForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose text was read before it is checked (see admin/scope.py)."""

    read_result: Extracted | DocumentUnreadable | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if isinstance(self.read_result, DocumentUnreadable):
            raise forms.ValidationError(str(self.read_result))
        return given

    def extracted(self) -> Extracted | None:
        """What was read; None where there was nothing to read."""
        return self.read_result if isinstance(self.read_result, Extracted) else None


class AddDocumentForm(ReadForm):
    """A title with text, or a file."""

    title = forms.CharField(max_length=300, required=False, widget=UnfoldAdminTextInputWidget())
    text = forms.CharField(
        required=False, widget=UnfoldAdminTextareaWidget(attrs={"rows": 16}), help_text=_MARKDOWN
    )
    file = forms.FileField(
        required=False,
        widget=UnfoldAdminFileFieldWidget(),
        help_text=_("Or a file: Markdown, HTML, PDF, Word (.docx), text, CSV."),
    )

    class Meta:
        model = Document
        fields = ("site", "state", "audience")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("state", Document.State.PUBLISHED)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        file: UploadedFile[bytes] | None = given.get("file")
        text = str(given.get("text") or "").strip()
        if bool(file) == bool(text):
            raise forms.ValidationError(_("Please write a text or choose a file, one of the two."))
        if text and not str(given.get("title") or "").strip():
            self.add_error("title", _("A text needs a title."))
        limit = fetch_rules().max_bytes
        if file and (file.size or 0) > limit:
            megabytes = limit // 1_048_576
            self.add_error("file", _("At most %(n)s MB are read.") % {"n": megabytes})
        return given


class EditDocumentForm(ReadForm):
    """The title and the text of the current version; a change makes a new one."""

    text = forms.CharField(
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 28}), help_text=_MARKDOWN
    )
    note = forms.CharField(
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("What was changed, for the list of versions."),
    )

    class Meta:
        model = Document
        fields = ("title", "state", "audience", "language", "url")
        labels: ClassVar = {"url": _("Address")}
        help_texts: ClassVar = {"url": _("Where a visitor can read it, if anywhere.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.instance.current
        if current is not None and not self.is_bound:
            self.initial["text"] = current.text


class AnswerGapForm(ReadForm):
    """The answer that becomes a published document, filled in as far as the question tells."""

    title = forms.CharField(
        label=_("Question"),
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("The question, well put: it is the title of the answer."),
    )
    text = forms.CharField(
        label=_("Answer"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6, "autofocus": True}),
        help_text=_("One fact a sentence, its subject named. # headings, - lists, | tables |."),
    )
    topic = forms.CharField(
        label=_("Topic"),
        max_length=100,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("A heading above the answer: the product or the plan it is about."),
    )
    language = forms.CharField(
        label=_("Language"),
        max_length=8,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("ISO 639-1"),
    )
    is_pinned = forms.BooleanField(
        label=_("Always answer with this"),
        required=False,
        widget=UnfoldBooleanSwitchWidget(),
        help_text=_("Pins it: whoever asks this, in any of its wordings, gets this answer."),
    )

    class Meta:
        model = Gap
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gap = self.instance
        known = gap.answer
        self.initial.setdefault("title", known.title if known else well_put(gap.question))
        self.initial.setdefault("language", known.language if known else gap.language)
        if known is not None and known.current is not None:
            self.initial.setdefault("text", known.current.text)
        elif not self.is_bound:
            self.initial.setdefault("topic", topic_in(gap.site, gap.question))


class SynonymForm(forms.ModelForm):  # type: ignore[type-arg]
    """Words with commas between them."""

    listed = forms.CharField(
        label=_("Words"),
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("Words that mean the same, with commas between them: charity, nonprofit, NGO"),
    )

    class Meta:
        model = Synonym
        fields = ("site",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["listed"] = ", ".join(self.instance.words)

    def clean_listed(self) -> list[str]:
        words = [word.strip() for word in str(self.cleaned_data["listed"]).split(",")]
        words = [word for word in words if word]
        if len(words) < 2:
            raise forms.ValidationError(_("At least two words are needed."))
        return words

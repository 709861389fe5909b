"""The pages on which a policy is edited: parse, ask for leave, call one function, answer."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from chatqual.engine.slots import Json
from chatqual.policy_desk import labels, pages
from chatqual.policy_desk.access import find_version, signed_in
from chatqual.policy_desk.document import new_question, written
from chatqual.policy_desk.forms import PolicyForm
from chatqual.policy_desk.preview import preview_of
from chatqual.policy_desk.publishing import (
    NotADraft,
    Outdated,
    change_policy,
    history_of,
    problems_of,
    rework_policy,
)
from chatqual.policy_desk.sections import (
    Section,
    languages_of,
    question_section,
    section_of,
)
from chatqual.sites.models import PolicyVersion

Rework = Callable[[Json], Json]
DEEDS = {
    "policy.copied": "made it",
    "policy.changed": "changed it",
    "policy.published": "published it",
    "policy.gone_back_to": "went back to it",
}


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """A version at a glance: its state, what is wrong with it, who did what."""
    version = find_version(request, pk)
    context = pages.page_context(request, version, _title(version), step="check")
    others = PolicyVersion.objects.filter(site=version.site_id).exclude(pk=pk).order_by("-number")
    context.update(
        faults=[pages.fault_of(version, problem) for problem in context["problems"]],
        others=others.only("pk", "number", "status", "site_id"),
        history=[(e.at, e.actor, _deed(e.action, e.detail)) for e in history_of(version)],
    )
    return TemplateResponse(request, "policy_desk/overview.html", context)


def _deed(action: str, detail: Json) -> str:
    fields = ", ".join(map(str, detail.get("fields", ())))
    said = DEEDS.get(action, action)
    return f"{said}: {fields}" if fields else said


def _title(version: PolicyVersion) -> str:
    return f"Policy of {version.site}, version {version.number}"


def _section(version: PolicyVersion, slug: str, place: int | None) -> Section:
    found = section_of(slug) if place is None else question_section(version.data, place)
    if found is None:
        raise Http404("There is no such section.")
    return found


def _language(request: HttpRequest, version: PolicyVersion) -> str:
    """The one asked for, else the policy's own."""
    codes = [code for code, _ in languages_of(version.data)]
    wanted = request.GET.get("language", "")
    default = str(version.data.get("default_language", codes[0]))
    return wanted if wanted in codes else (default if default in codes else codes[0])


def edit(
    request: HttpRequest, pk: int, slug: str = "questions", place: int | None = None
) -> HttpResponse:
    """A section's form with its preview. A version in use is shown and not changed."""
    version = find_version(request, pk, to_change=request.method == "POST")
    section, language = _section(version, slug, place), _language(request, version)
    if request.method == "POST":
        return _save(request, version, section, language)
    form = PolicyForm(section.groups(version.data, language), version.data)
    return _form_page(request, version, section, language, form)


def _save(
    request: HttpRequest, version: PolicyVersion, section: Section, language: str
) -> HttpResponse:
    form = PolicyForm(section.groups(version.data, language), version.data, request.POST)
    if not form.is_valid():
        messages.error(request, "Not saved: see what is said at the fields.")
        return _form_page(request, version, section, language, form)
    if request.POST.get("seen") != form.seen:
        messages.error(
            request,
            "Not saved: somebody else changed this page meanwhile. What you wrote stands below; "
            "compare it, then save again.",
        )
        return _form_page(request, version, section, language, form)
    if not form.has_changed():
        messages.info(request, "Nothing was changed.")
        return HttpResponseRedirect(request.get_full_path())
    fields = [f"{section.title}: {label}" for label in form.changed_labels()]
    try:
        saved = change_policy(
            version=version, user=signed_in(request), changes=form.changes(), fields=fields
        )
    except (NotADraft, Outdated) as error:
        messages.error(request, str(error))
    else:
        _tell_saved(request, saved)
    return HttpResponseRedirect(request.get_full_path())


def _tell_saved(request: HttpRequest, version: PolicyVersion) -> None:
    count = len(problems_of(version.data))
    if not count:
        messages.success(request, "Saved. Nothing is wrong with this draft.")
        return
    what = "one thing has" if count == 1 else f"{count} things have"
    messages.warning(request, f"Saved. Before it can go live, {what} to be mended.")


def _form_page(
    request: HttpRequest,
    version: PolicyVersion,
    section: Section,
    language: str,
    form: PolicyForm,
) -> HttpResponse:
    context = pages.page_context(request, version, _title(version), section, "edit")
    if context["is_locked"]:
        for field in form.fields.values():
            field.disabled = True
    problems = context["problems"]
    context.update(
        form=form,
        blocks=form.blocks(problems),
        language=language,
        languages=_language_links(version, section, language),
        preview=preview_of(version.site, version.data, section, language),
        preview_address=_preview_address(version, section, language),
        questions_address=pages.section_address(version, "questions", language=language),
    )
    if section.slug == "questions" and section.place is None:
        context.update(
            questions=pages.question_rows(version, language, problems),
            faults=[p.text for p in problems if p.path == ("questions",)],
            slots=[(s, labels.slot_label(s)) for s in version.data.get("slots", [])],
        )
        return TemplateResponse(request, "policy_desk/questions.html", context)
    return TemplateResponse(request, "policy_desk/section.html", context)


def _language_links(
    version: PolicyVersion, section: Section, language: str
) -> list[tuple[str, str, bool]]:
    if not section.by_language:
        return []
    return pages.language_links(version, section, language, languages_of(version.data))


def _preview_address(version: PolicyVersion, section: Section, language: str) -> str:
    if section.place is None:
        return pages.address_of("preview", version, section.slug, language=language)
    return pages.address_of("question_preview", version, section.place, language=language)


@require_POST
def preview(
    request: HttpRequest, pk: int, slug: str = "questions", place: int | None = None
) -> HttpResponse:
    """The preview of what stands in the form, saved or not."""
    version = find_version(request, pk, to_change=True)
    section, language = _section(version, slug, place), _language(request, version)
    form = PolicyForm(section.groups(version.data, language), version.data, request.POST)
    form.is_valid()
    document = written(version.data, form.changes())
    paths = {leaf.path for leaf in form.leaves.values()}
    parts = {path[:-1] for path in paths}
    problems = [p.text for p in problems_of(document) if p.path in paths | parts]
    errors = [
        f"{form.fields[name].label}: {text}"
        for name, found in form.errors.items()
        for text in found
    ]
    context = {
        "preview": preview_of(version.site, document, section, language),
        "troubles": [*errors, *problems],
        "is_live_preview": True,
    }
    return TemplateResponse(request, "policy_desk/preview.html", context)


# --- the list of questions ------------------------------------------------------------------------
def rework_questions(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Adds, removes or moves a question of a draft."""
    version = find_version(request, pk, to_change=True)
    language = _language(request, version)
    back = pages.section_address(version, "questions", language=language)
    if request.method != "POST":
        return HttpResponseRedirect(back)
    questions = list(version.data.get("questions", []))
    if verb == "add":
        return _add_question(request, version, language, back)
    try:
        place = int(request.POST.get("place", ""))
        name = questions[place]["id"]
    except (ValueError, IndexError) as error:
        raise Http404("There is no such question.") from error
    if verb == "remove":
        rework, said = _without(place, name), f"Questions: {name} taken out"
    else:
        rework, said = _moved_up(name), f"Questions: {name} moved up"
    return _rework(request, version, rework, said, back)


def _add_question(
    request: HttpRequest, version: PolicyVersion, language: str, back: str
) -> HttpResponse:
    slot = request.POST.get("slot", "")
    if slot not in version.data.get("slots", []):
        messages.error(request, "Choose what the question asks for.")
        return HttpResponseRedirect(back)
    place = len(version.data["questions"])
    to = pages.section_address(version, "questions", place, language)

    def add(data: Json) -> Json:
        return {**data, "questions": [*data["questions"], new_question(data, slot)]}

    return _rework(request, version, add, f"Questions: one for {slot} added", to)


def _without(place: int, name: str) -> Rework:
    def remove(data: Json) -> Json:
        kept = [q for at, q in enumerate(data["questions"]) if (at, q["id"]) != (place, name)]
        return {**data, "questions": kept}

    return remove


def _moved_up(name: str) -> Rework:
    def move(data: Json) -> Json:
        questions = list(data["questions"])
        place = next((i for i, q in enumerate(questions) if q["id"] == name), 0)
        if place:
            questions[place - 1 : place + 1] = [questions[place], questions[place - 1]]
        return {**data, "questions": questions}

    return move


def _rework(
    request: HttpRequest, version: PolicyVersion, rework: Rework, said: str, to: str
) -> HttpResponse:
    try:
        saved = rework_policy(
            version=version, user=signed_in(request), rework=rework, fields=[said]
        )
    except NotADraft as error:
        messages.error(request, str(error))
    else:
        _tell_saved(request, saved)
    return HttpResponseRedirect(to)


def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The note of a draft, for people."""
    version = find_version(request, pk, to_change=True)
    to = pages.address_of("change", version)
    if request.method != "POST":
        return HttpResponseRedirect(to)
    text = request.POST.get("note", "").strip()[:300]
    try:
        rework_policy(
            version=version,
            user=signed_in(request),
            rework=lambda data: data,
            fields=["Note"],
            note=text,
        )
    except NotADraft as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The note is saved.")
    return HttpResponseRedirect(to)

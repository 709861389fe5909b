"""What all pages of a version share: the side menu, the steps, the marks of the check."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from chatqual.engine.policy_check import Problem
from chatqual.policy_desk import labels
from chatqual.policy_desk.access import may_change
from chatqual.policy_desk.leaves import other_keys
from chatqual.policy_desk.publishing import Status, problems_of
from chatqual.policy_desk.sections import SECTIONS, Section, spot_of
from chatqual.sites.models import PolicyVersion

PREFIX = "admin:sites_policyversion"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the side menu. `problems`: how many the check found on that page."""

    title: str
    address: str
    problems: int = 0
    is_current: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem with the way to the field that causes it."""

    text: str
    address: str


def address_of(name: str, version: PolicyVersion, *args: Any, **query: Any) -> str:
    """The address of a page of a version."""
    path = reverse(f"{PREFIX}_{name}", args=[version.pk, *args])
    wanted = {key: value for key, value in query.items() if value}
    return f"{path}?{urlencode(wanted)}" if wanted else path


def section_address(
    version: PolicyVersion, slug: str, place: int | None = None, language: str = ""
) -> str:
    if place is None:
        return address_of("section", version, slug, language=language)
    return address_of("question", version, place, language=language)


def fault_of(version: PolicyVersion, problem: Problem) -> Fault:
    if not problem.path:
        return Fault(problem.text, "")
    spot = spot_of(problem.path)
    address = section_address(version, spot.slug, spot.place, spot.language)
    name = ".".join(str(step) for step in problem.path)
    return Fault(problem.text, f"{address}#f-{name}")


def page_context(
    request: HttpRequest,
    version: PolicyVersion,
    title: str,
    section: Section | None = None,
    step: str = "",
) -> dict[str, Any]:
    """`step`: which of edit, check, dry run and publish this page is."""
    problems = problems_of(version.data)
    return {
        **admin.site.each_context(request),
        "title": title,
        "is_fullwidth": "1",
        "version": version,
        "section": section,
        "step": step,
        "is_draft": version.status == Status.DRAFT,
        "may_change": may_change(request),
        "is_locked": version.status != Status.DRAFT or not may_change(request),
        "problems": problems,
        "entries": _entries(version, problems, section),
        "links": _links(version),
    }


def _entries(
    version: PolicyVersion, problems: list[Problem], section: Section | None
) -> list[Entry]:
    counts = Counter(spot_of(p.path).slug for p in problems if p.path)
    return [
        Entry(
            s.title,
            section_address(version, s.slug),
            counts[s.slug],
            section is not None and s.slug == section.slug,
            s.slug.startswith("texts-"),
        )
        for s in SECTIONS
        if s.slug != "texts-other" or counts[s.slug] or _has_other_texts(version)
    ]


def _has_other_texts(version: PolicyVersion) -> bool:
    return bool(other_keys(version.data, str(version.data.get("default_language", "en"))))


def _links(version: PolicyVersion) -> dict[str, str]:
    names = ("change", "copy", "publish", "back", "dry_run", "compare", "note")
    made = {name: address_of(name, version) for name in names}
    made["list"] = reverse(f"{PREFIX}_changelist")
    made["site"] = reverse("admin:sites_site_change", args=[version.site_id])
    return made


def language_links(
    version: PolicyVersion, section: Section, chosen: str, languages: list[tuple[str, str]]
) -> list[tuple[str, str, bool]]:
    """(name, address, is chosen) for each language of a page that shows one at a time."""
    return [
        (name, section_address(version, section.slug, section.place, code), code == chosen)
        for code, name in languages
    ]


def question_rows(version: PolicyVersion, language: str, problems: list[Problem]) -> list[Any]:
    """The list of questions: slot, first wording, conditions, address, problems."""
    rows = []
    for place, question in enumerate(version.data.get("questions", [])):
        texts = question.get("texts", {}).get(language) or {}
        wordings = texts.get("wordings") or ["(no wording yet)"]
        found = [p.text for p in problems if p.path[:2] == ("questions", place)]
        rows.append(
            {
                "place": place,
                "slot": labels.slot_label(question.get("slot", "")),
                "id": question.get("id"),
                "wording": wordings[0],
                "more": len(wordings) - 1,
                "when": [labels.CONDITIONS.get(c, c) for c in question.get("when", [])],
                "address": section_address(version, "questions", place, language),
                "problems": found,
            }
        )
    return rows

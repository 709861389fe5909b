"""The look and the side menu of the admin. Each entry is shown to whom it is of use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy


def _may(permission: str) -> Callable[[HttpRequest], bool]:
    def check(request: HttpRequest) -> bool:
        return bool(request.user.has_perm(permission))

    return check


# Pages that stand below a list's address and have entries of their own.
_OWN_PAGES = ("admin:knowledge_overview", "admin:knowledge_try")


def _is_shown(link: Any) -> Callable[[HttpRequest], bool]:
    """Whether the page, or one below it that has no entry of its own, is what is looked at."""

    def check(request: HttpRequest) -> bool:
        if request.path == str(link):
            return True
        own = {reverse(name) for name in _OWN_PAGES}
        return request.path.startswith(str(link)) and request.path not in own

    return check


def _page(title: str, icon: str, link: str, permission: str) -> dict[str, Any]:
    address = reverse_lazy(link)
    return {
        "title": title,
        "icon": icon,
        "link": address,
        "permission": _may(permission),
        "active": _is_shown(address),
    }


def _list(title: str, icon: str, model: str) -> dict[str, Any]:
    """The list of a model, "app.model", for whoever may see it."""
    app, name = model.split(".")
    return _page(title, icon, f"admin:{app}_{name}_changelist", f"{app}.view_{name}")


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The side menu. A model that has no admin page yet is left out."""
    knowledge = [
        ("Unanswered", "help_center", "knowledge.gap"),
        ("Questions asked", "forum", "knowledge.askedquestion"),
        ("Documents", "description", "knowledge.document"),
        ("Sources", "folder_open", "knowledge.source"),
        ("Could not be read", "running_with_errors", "knowledge.ingestfailure"),
        ("Readings", "sync", "knowledge.ingestjob"),
        ("Index", "database", "knowledge.indexgeneration"),
        ("Golden questions", "verified", "knowledge.goldenquestion"),
        ("Pinned and blocked", "push_pin", "knowledge.pin"),
        ("Synonyms", "swap_horiz", "knowledge.synonym"),
        ("Examples of lines", "label", "sites.lineexample"),
    ]
    house = [
        ("Sites", "language", "sites.site"),
        ("Desk settings", "timer", "handoff.desksettings"),
        ("Policies", "rule", "sites.policyversion"),
        ("Staff", "group", "auth.user"),
        ("Roles", "shield_person", "auth.group"),
        ("People deleted", "person_remove", "privacy.erasure"),
        ("Retention", "auto_delete", "privacy.retention"),
        ("Nights", "bedtime", "privacy.retentionrun"),
        ("Legal holds", "gavel", "privacy.legalhold"),
        ("Audit trail", "fact_check", "audit.auditentry"),
    ]
    sent = [
        ("Outbox", "outbox", "integrations.outboxitem"),
        ("Webhooks", "webhook", "integrations.webhookendpoint"),
        ("Mail to staff", "mail", "integrations.staffalerts"),
        ("Mail to visitors", "forward_to_inbox", "followups.mailsettings"),
        ("Unseen lines", "mark_email_unread", "followups.followup"),
    ]
    return [
        {
            "items": [
                _page("Desk", "forum", "desk", "handoff.use_desk"),
                _page("Look it up", "search", "look-up", "handoff.use_desk"),
                *_lists(
                    [
                        ("Leads", "person_raised_hand", "leads.lead"),
                        ("Conversations", "history", "conversations.conversation"),
                        ("Canned answers", "quickreply", "handoff.cannedanswer"),
                    ]
                ),
            ]
        },
        {
            "title": "Knowledge",
            "separator": True,
            "items": [
                _page(
                    "Overview",
                    "monitoring",
                    "admin:knowledge_overview",
                    "knowledge.view_askedquestion",
                ),
                *_lists(knowledge),
                _page(
                    "Try questions",
                    "quiz",
                    "admin:knowledge_try",
                    "knowledge.view_goldenquestion",
                ),
            ],
        },
        {"title": "Sent", "separator": True, "items": _with_failed(request, _lists(sent))},
        {
            "title": "Set-up",
            "separator": True,
            "items": [
                _page("Set up a site", "rocket_launch", "set-up", "sites.add_site"),
                *_lists(house),
            ],
        },
    ]


def _with_failed(request: HttpRequest, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The outbox says how many dead letters wait for a person, to whoever may see them."""
    from chatqual.integrations.health import count_failed
    from chatqual.sites.scope import sites_for

    if request.user.has_perm("integrations.view_outboxitem"):
        count = count_failed(sites_for(request.user))
        return [{**item, "badge": count} if item["icon"] == "outbox" else item for item in items]
    return items


def _lists(entries: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    registered = {model._meta.label_lower for model in admin.site._registry}
    return [_list(*entry) for entry in entries if entry[2] in registered]


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "chatqual",
    "SITE_HEADER": "chatqual",
    "SITE_SUBHEADER": "Chat, leads and handover",
    "SITE_SYMBOL": "forum",
    "SITE_URL": "/demo/",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "6px",
    # A calm green for whatever can be acted on; the greys are the theme's own.
    "COLORS": {
        "primary": {
            "50": "oklch(97.5% .016 168)",
            "100": "oklch(94% .035 168)",
            "200": "oklch(88% .062 167)",
            "300": "oklch(80% .09 166)",
            "400": "oklch(70% .105 166)",
            "500": "oklch(58% .098 166)",
            "600": "oklch(49% .085 167)",
            "700": "oklch(42% .072 168)",
            "800": "oklch(36% .058 169)",
            "900": "oklch(31% .047 170)",
            "950": "oklch(21% .033 171)",
        },
    },
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("handoff/icon.svg"),
        }
    ],
    "STYLES": [
        lambda request: static("handoff/admin.css"),
        lambda request: static("knowledge/curation.css"),
        lambda request: static("integrations/outbox.css"),
        lambda request: static("privacy/privacy.css"),
    ],
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": navigation,
    },
}

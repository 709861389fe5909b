"""The admin for people: who sees what, what cannot be done, and what the trail keeps."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import verify_trail
from chatqual.conversations.models import Conversation, Message, Visitor
from chatqual.privacy.erasing import sweep_erasures
from chatqual.sites.models import Membership, PolicyVersion, Site
from tests.factories import make_agent, make_site
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db

OWN = ("chatqual.", "knowledge.")
PAGES = sorted(
    f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist"
    for m in admin.site._registry
    if m.__module__.startswith(OWN) or m in (User, Group)
)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def alma(db: None) -> User:
    """A superuser."""
    return User.objects.create_superuser("alma", password="x", first_name="Alma")


@pytest.fixture
def dana(site: Site) -> User:
    """An administrator who is no superuser."""
    dana = make_agent(site, "dana")
    dana.groups.set([Group.objects.get(name="Administrator")])
    return dana


# --- who sees what --------------------------------------------------------------------------------
@pytest.mark.parametrize("page", PAGES)
def test_every_list_opens_for_a_superuser(alma: User, site: Site, page: str) -> None:
    waiting(site)
    assert signed_in(alma).get(reverse(page)).status_code == 200


def test_an_agents_menu_has_the_desk_first_and_nothing_of_the_house(bo: User, site: Site) -> None:
    page = signed_in(bo).get("/admin/desk/").content.decode()
    assert page.index("/admin/desk/") < page.index("/admin/conversations/conversation/")
    for hidden in ("/admin/sites/", "/admin/auth/user/", "/admin/audit/", "/admin/knowledge/"):
        assert hidden not in page


def test_a_conversation_of_another_site_is_not_reached_by_its_number(
    bo: User, cy: User, site: Site
) -> None:
    conversation = waiting(site)
    address = reverse("admin:conversations_conversation_change", args=[conversation.pk])
    assert signed_in(bo).get(address).status_code == 200
    assert signed_in(cy).get(address).status_code == 302


def test_nobody_edits_a_conversation_or_the_trail(alma: User, site: Site) -> None:
    conversation = waiting(site)
    client = signed_in(alma)
    for name, pk in (
        ("conversations_conversation", conversation.pk),
        ("audit_auditentry", _entry().pk),
    ):
        address = reverse(f"admin:{name}_change", args=[pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {}).status_code == 403


def _entry() -> AuditEntry:
    from chatqual.audit.trail import record_audit

    return record_audit(actor="alma", action="test", target="x")


def test_a_visitors_words_are_escaped_in_the_admin(alma: User, site: Site) -> None:
    conversation = waiting(site, '<img src=x onerror="alert(1)"> x-data="evil"')
    address = reverse("admin:conversations_conversation_change", args=[conversation.pk])
    page = signed_in(alma).get(address).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


# --- samples --------------------------------------------------------------------------------------
def test_samples_go_in_one_click_and_nothing_else_does(dana: User, site: Site) -> None:
    kept, sample = waiting(site), waiting(site)
    Conversation.objects.filter(pk=sample.pk).update(is_sample=True)
    client = signed_in(dana)
    page = client.get(reverse("admin:conversations_conversation_changelist")).content.decode()
    assert "Remove all samples" in page
    client.post(reverse("admin:conversations_remove_samples"))
    assert list(Conversation.objects.all()) == [kept]
    assert Visitor.objects.count() == 1
    assert AuditEntry.objects.filter(action="samples.removed", actor="dana").exists()


def test_samples_are_not_removed_by_following_a_link_nor_by_agents(
    dana: User, bo: User, site: Site
) -> None:
    Conversation.objects.filter(pk=waiting(site).pk).update(is_sample=True)
    address = reverse("admin:conversations_remove_samples")
    assert signed_in(dana).get(address).status_code == 403
    assert signed_in(bo).post(address).status_code == 403
    assert Conversation.objects.count() == 1


def test_another_sites_samples_stay(dana: User, cy: User) -> None:
    theirs = waiting(Membership.objects.get(user=cy).site)
    Conversation.objects.filter(pk=theirs.pk).update(is_sample=True)
    signed_in(dana).post(reverse("admin:conversations_remove_samples"))
    assert Conversation.objects.filter(pk=theirs.pk).exists()


def test_deleting_a_conversation_deletes_its_visitor(alma: User, site: Site) -> None:
    conversation = waiting(site)
    address = reverse("admin:conversations_conversation_delete", args=[conversation.pk])
    signed_in(alma).post(address, {"post": "yes"})
    sweep_erasures()
    assert not Visitor.objects.exists()
    assert not Message.objects.exists()


def test_deleting_from_the_list_goes_the_same_way_and_stands_in_the_trail(
    alma: User, site: Site
) -> None:
    chosen = [str(waiting(site).pk), str(waiting(site).pk)]
    address = reverse("admin:conversations_conversation_changelist")
    fields = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    signed_in(alma).post(address, fields)
    assert AuditEntry.objects.filter(action="person.erasing", actor="alma").count() == 2
    sweep_erasures()
    assert not Visitor.objects.exists()
    assert not LogEntry.objects.exclude(object_repr="(erased)").exists()
    assert verify_trail() is None


# --- sites ----------------------------------------------------------------------------------------
def site_fields(**more: Any) -> dict[str, Any]:
    return {
        "name": "Shop",
        "public_key": "shop",
        "origins": "https://www.shop.example\nhttps://shop.example",
        "locale": "en",
        "time_zone": "Europe/Berlin",
        "review_days": "180",
        "fiscal_year_start": "1",
        "hours": "mon 8:00-18:00\n2026-12-24 closed",
        "starters": "What does it cost?",
        "theme": "{}",
        "texts": "{}",
        "consent": "{}",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
        **more,
    }


def change_site(user: User, site: Site, **fields: Any) -> Any:
    address = reverse("admin:sites_site_change", args=[site.pk])
    return signed_in(user).post(address, site_fields(**fields))


def test_a_site_is_edited_in_lines_instead_of_json(dana: User, site: Site) -> None:
    assert change_site(dana, site).status_code == 302
    site.refresh_from_db()
    assert site.origins == ["https://www.shop.example", "https://shop.example"]
    assert site.hours == {"mon": ["08:00", "18:00"], "2026-12-24": []}
    assert site.starters == ["What does it cost?"]


def test_the_key_of_a_site_cannot_be_changed(dana: User, site: Site) -> None:
    change_site(dana, site, public_key="else")
    site.refresh_from_db()
    assert site.public_key == "shop"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours", "noday 08:00-18:00"),
        ("hours", "mon 08:00-12:00, 11:00-13:00"),
        ("hours", "mon 25:00-26:00"),
        ("hours", "mon always"),
        ("origins", "https://www.shop.example/path"),
        ("origins", "www.shop.example"),
        ("time_zone", "Mars/Olympus"),
        ("fiscal_year_start", "13"),
        ("theme", "[]"),
    ],
)
def test_what_a_chat_would_stumble_over_is_refused(
    dana: User, site: Site, field: str, value: str
) -> None:
    before = Site.objects.values().get(pk=site.pk)
    assert change_site(dana, site, **{field: value}).status_code == 200
    assert Site.objects.values().get(pk=site.pk) == before


def test_the_snippet_to_embed_is_shown(dana: User, site: Site) -> None:
    page = signed_in(dana).get(reverse("admin:sites_site_change", args=[site.pk]))
    assert "data-site=&quot;shop&quot;" in page.content.decode()


def test_a_change_of_a_site_is_in_the_trail_by_the_names_of_its_fields(
    dana: User, site: Site
) -> None:
    change_site(dana, site, contact_email="private@shop.example")
    entry = AuditEntry.objects.get(action="admin.changed", actor="dana")
    assert entry.object == f"sites.site:{site.pk}"
    assert "Contact email" in entry.detail["fields"]
    assert "private" not in str(entry.detail)
    assert verify_trail() is None


# --- policies -------------------------------------------------------------------------------------
def run(user: User, name: str, version: PolicyVersion) -> str:
    response = signed_in(user).post(
        reverse("admin:sites_policyversion_changelist"),
        {"action": name, "_selected_action": [version.pk]},
        follow=True,
    )
    return str(response.content.decode())


def test_a_live_policy_is_read_and_not_edited(dana: User, site: Site) -> None:
    live = PolicyVersion.objects.get(site=site, status="live")
    page = signed_in(dana).get(reverse("admin:sites_policyversion_change", args=[live.pk]))
    assert page.status_code == 200
    assert 'name="data"' not in page.content.decode()


def test_a_copy_is_a_draft_that_can_be_published(dana: User, site: Site) -> None:
    live = PolicyVersion.objects.get(site=site, status="live")
    run(dana, "copy_to_draft", live)
    draft = PolicyVersion.objects.get(site=site, status="draft")
    assert (draft.number, draft.data, draft.created_by) == (live.number + 1, live.data, dana)
    run(dana, "publish", draft)
    live.refresh_from_db()
    draft.refresh_from_db()
    assert (live.status, draft.status) == ("retired", "live")


def test_a_broken_draft_is_not_published_and_says_why(dana: User, site: Site) -> None:
    live = PolicyVersion.objects.get(site=site, status="live")
    broken = PolicyVersion.objects.create(
        site=site, number=9, data={**live.data, "weights": {"need": 5}}
    )
    page = run(dana, "publish", broken)
    broken.refresh_from_db()
    assert broken.status == "draft"
    assert "100" in page


# --- staff ----------------------------------------------------------------------------------------
def test_an_administrator_cannot_reach_a_superuser(dana: User, alma: User, site: Site) -> None:
    Membership.objects.create(site=site, user=alma)
    client = signed_in(dana)
    for name in ("auth_user_change", "auth_user_password_change"):
        assert client.get(reverse(f"admin:{name}", args=[alma.pk])).status_code in (302, 404)


def test_an_administrator_cannot_make_a_superuser(dana: User, bo: User) -> None:
    address = reverse("admin:auth_user_change", args=[bo.pk])
    page = signed_in(dana).get(address).content.decode()
    assert "is_superuser" not in page
    signed_in(dana).post(
        address,
        {
            "username": "bo",
            "is_superuser": "on",
            "is_active": "on",
            "is_staff": "on",
            "date_joined_0": "2026-11-20",
            "date_joined_1": "10:00",
            "agent_profile-TOTAL_FORMS": "0",
            "agent_profile-INITIAL_FORMS": "0",
            "memberships-TOTAL_FORMS": "0",
            "memberships-INITIAL_FORMS": "0",
        },
    )
    bo.refresh_from_db()
    assert not bo.is_superuser


def test_an_administrator_sees_the_staff_of_their_own_sites_only(
    dana: User, bo: User, cy: User
) -> None:
    page = signed_in(dana).get(reverse("admin:auth_user_changelist")).content.decode()
    assert reverse("admin:auth_user_change", args=[bo.pk]) in page
    assert reverse("admin:auth_user_change", args=[cy.pk]) not in page


def test_the_roles_are_there_with_what_they_may_do() -> None:
    may = {
        g.name: set(g.permissions.values_list("content_type__app_label", "codename"))
        for g in Group.objects.all()
    }
    assert ("handoff", "use_desk") in may["Agent"] & may["Administrator"]
    assert ("knowledge", "change_document") in may["Curator"] & may["Administrator"]
    for app in ("sites", "auth", "audit", "knowledge"):
        assert not [p for p in may["Agent"] if p[0] == app]


def test_a_role_that_somebody_has_changed_stays_so() -> None:
    from django.apps import apps

    from chatqual.handoff.roles import make_roles

    agent = Group.objects.get(name="Agent")
    agent.permissions.clear()
    make_roles(apps)
    assert not agent.permissions.exists()


def test_a_site_made_by_an_administrator_is_theirs(dana: User) -> None:
    fields = site_fields(public_key="second", name="Second")
    signed_in(dana).post(reverse("admin:sites_site_add"), fields)
    made = Site.objects.get(public_key="second")
    assert Membership.objects.filter(site=made, user=dana).exists()
    assert make_site("third").memberships.count() == 0

"""The pages: who gets in, what is saved, what is said at which field, what goes live."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from chatqual.audit.models import AuditEntry
from chatqual.engine.policy import default_policy
from chatqual.policy_desk.forms import PolicyForm
from chatqual.policy_desk.publishing import Outdated, change_policy
from chatqual.policy_desk.sections import SECTIONS, question_section, section_of
from chatqual.sites.models import Membership, PolicyVersion, Site
from chatqual.sites.policies import policy_of
from tests.factories import make_agent
from tests.policy_desk.browsing import sent_by

pytestmark = pytest.mark.django_db
Address = Callable[..., str]
PAGES = ("change", "publish", "compare", "dry_run")


def page(response: Any) -> str:
    return str(response.content.decode())


def sent(draft: PolicyVersion, slug: str, **fields: Any) -> Any:
    """What a browser sends of a section's form of the draft as it stands now."""
    data = PolicyVersion.objects.get(pk=draft.pk).data
    section = section_of(slug) or question_section(data, int(slug))
    assert section is not None
    return sent_by(PolicyForm(section.groups(data, "en"), data), **fields)


def save(at: Client, address: Address, draft: PolicyVersion, slug: str, **fields: Any) -> str:
    """Saves a section; gives the page that follows."""
    where = address("question", int(slug)) if slug.isdigit() else address("section", slug)
    body = sent(draft, slug, **fields).urlencode()
    kind = "application/x-www-form-urlencoded"
    return page(at.post(where, body, content_type=kind, follow=True))


# --- who gets in ----------------------------------------------------------------------------------
@pytest.mark.parametrize("name", PAGES)
def test_an_administrator_of_the_site_opens_each_page(
    at: Client, address: Address, name: str
) -> None:
    assert at.get(address(name)).status_code == 200


def test_each_section_opens_and_says_what_its_fields_are_good_for(
    at: Client, address: Address
) -> None:
    for section in SECTIONS:
        assert at.get(address("section", section.slug)).status_code == 200
    assert "What it is good for" in page(at.get(address("question", 2)))
    assert at.get(address("question", 99)).status_code == 404
    assert at.get(address("section", "nothing")).status_code == 404


def test_an_agent_is_refused_and_another_sites_administrator_finds_nothing(
    site: Site, cy: User, address: Address
) -> None:
    for user, status in ((make_agent(site, "bo"), 403), (cy, 404)):
        client = Client()
        client.force_login(user)
        for name in PAGES:
            assert client.get(address(name)).status_code == status
        for name in ("copy", "publish", "back", "dry_run_part"):
            assert client.post(address(name)).status_code == status
        assert client.post(address("section", "pacing"), {}).status_code == status


def test_who_may_only_view_reads_and_changes_nothing(
    site: Site, draft: PolicyVersion, address: Address
) -> None:
    from django.contrib.auth.models import Permission

    mara = make_agent(site, "mara")
    mara.user_permissions.add(Permission.objects.get(codename="view_policyversion"))
    client = Client()
    client.force_login(mara)
    shown = page(client.get(address("section", "pacing")))
    assert "disabled" in shown
    assert ">Save<" not in shown
    assert client.post(address("section", "pacing"), {}).status_code == 403
    assert client.get(address("publish")).status_code == 403


# --- editing --------------------------------------------------------------------------------------
def test_a_wording_is_changed_and_the_trail_says_by_whom(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    fields = {"questions__2__texts__en__wordings": ["By when do you need it?"]}
    assert "Nothing is wrong with this draft" in save(at, address, draft, "2", **fields)
    before = copy.deepcopy(draft.data)
    draft.refresh_from_db()
    before["questions"][2]["texts"]["en"]["wordings"] = ["By when do you need it?"]
    assert draft.data == before
    entry = AuditEntry.objects.get(action="policy.changed")
    assert (entry.actor, entry.detail["fields"]) == ("dana", ["Question: Time frame: Wordings"])
    assert "dana" in page(at.get(address("change")))


def test_an_error_stands_at_its_field_and_nothing_is_saved(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    shown = save(at, address, draft, "pacing", pacing__max_questions="99")
    at_field = shown[shown.index('id="f-pacing.max_questions-row"') :]
    assert "less than or equal to 30" in at_field[: at_field.index("</div>")]
    assert PolicyVersion.objects.get(pk=draft.pk).data == draft.data


@pytest.mark.parametrize(
    ("slug", "field", "value", "says"),
    [
        ("texts-noting", "texts.en.name_noted", ["Hello, {nmae}."], "unknown placeholder {nmae}"),
        ("2", "questions.2.texts.en.why", "", "does not say what it is good for"),
        ("score", "bands.warm", "10", "cold cannot be reached"),
        ("handoff", "triggers.asked", "never", "always gets one"),
    ],
)
def test_a_problem_is_said_at_the_field_that_causes_it_and_holds_the_draft_back(
    at: Client,
    address: Address,
    draft: PolicyVersion,
    slug: str,
    field: str,
    value: Any,
    says: str,
) -> None:
    shown = save(at, address, draft, slug, **{field.replace(".", "__"): value})
    at_field = shown[shown.index(f'id="f-{field}-row"') :]
    assert says in at_field[: at_field.index('class="pd-help"')]
    overview = page(at.get(address("change")))
    assert f"#f-{field}" in overview
    assert says in page(at.post(address("publish"), follow=True))
    assert PolicyVersion.objects.get(pk=draft.pk).status == "draft"


def test_a_problem_of_a_whole_part_is_said_above_it(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    assert "sum to 105" in save(at, address, draft, "score", weights__need="25")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    stale = sent(draft, "pacing", pacing__max_questions="3").urlencode()
    save(at, address, draft, "pacing", pacing__max_questions="5")
    kind = "application/x-www-form-urlencoded"
    shown = page(at.post(address("section", "pacing"), stale, content_type=kind))
    assert "somebody else changed this page" in shown
    assert PolicyVersion.objects.get(pk=draft.pk).data["pacing"]["max_questions"] == 5


def test_a_question_that_has_just_moved_away_is_not_written_to(
    dana: User, draft: PolicyVersion
) -> None:
    moved = copy.deepcopy(draft.data)
    moved["questions"].append(moved["questions"].pop(0))
    PolicyVersion.objects.filter(pk=draft.pk).update(data=moved)
    path = ("questions", 0, "texts", "en", "why")
    with pytest.raises(Outdated):
        change_policy(version=draft, user=dana, changes={path: "Because."}, fields=["Why"])
    assert PolicyVersion.objects.get(pk=draft.pk).data == moved


def test_a_live_version_is_never_changed(
    at: Client, live: PolicyVersion, draft: PolicyVersion
) -> None:
    where = reverse("admin:sites_policyversion_section", args=[live.pk, "pacing"])
    body = sent(live, "pacing", pacing__max_questions="1").urlencode()
    at.post(where, body, content_type="application/x-www-form-urlencoded")
    at.post(reverse("admin:sites_policyversion_questions", args=[live.pk, "remove"]), {"place": 0})
    assert PolicyVersion.objects.get(pk=live.pk).data == live.data


def test_a_question_is_added_moved_and_removed(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    def ids() -> list[str]:
        return [q["id"] for q in PolicyVersion.objects.get(pk=draft.pk).data["questions"]]

    before = ids()
    shown = page(at.post(address("questions", "add"), {"slot": "role"}, follow=True))
    assert "has no wording" in shown
    assert ids() == [*before, "role"]
    at.post(address("questions", "up"), {"place": len(before)})
    assert ids()[-2:] == ["role", before[-1]]
    at.post(address("questions", "remove"), {"place": len(before) - 1})
    assert ids() == before
    assert at.post(address("questions", "remove"), {"place": 99}).status_code == 404


def test_a_new_language_brings_the_built_in_texts(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    save(at, address, draft, "basics", languages=["en"])
    draft.refresh_from_db()
    del draft.data["texts"]["nl"]
    draft.save()
    assert "Nothing is wrong" in save(at, address, draft, "basics", languages=["en", "nl"])
    draft.refresh_from_db()
    assert draft.data["texts"]["nl"] == default_policy().to_json()["texts"]["nl"]


def test_a_draft_from_before_an_update_goes_live_with_the_new_texts(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    older = copy.deepcopy(draft.data)
    del older["texts"]["en"]["noted"], older["ways"]
    PolicyVersion.objects.filter(pk=draft.pk).update(data=older)
    assert "Nothing is wrong with it" in page(at.get(address("change")))
    at.post(address("publish"))
    draft.refresh_from_db()
    assert (draft.status, "noted" in draft.data["texts"]["en"]) == ("live", True)


# --- the preview ----------------------------------------------------------------------------------
def previewed(at: Client, address: Address, draft: PolicyVersion, slug: str, **fields: Any) -> str:
    name = ("question_preview", int(slug)) if slug.isdigit() else ("preview", slug)
    kind = "application/x-www-form-urlencoded"
    body = sent(draft, slug, **fields).urlencode()
    return page(at.post(address(*name), body, content_type=kind))


def test_the_preview_shows_what_is_not_saved_yet_with_example_values(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    fields = {"texts__en__opening": ["Welcome to {site}, {nobody}."]}
    shown = previewed(at, address, draft, "texts-welcome", **fields)
    assert "Welcome to Shop, {nobody}." in shown
    assert "unknown placeholder {nobody}" in shown
    assert PolicyVersion.objects.get(pk=draft.pk).data == draft.data


def test_the_preview_of_the_score_draws_the_bands_and_scores_visitors(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    shown = previewed(at, address, draft, "score", bands__hot="90")
    assert 'class="hot" x="90"' in shown
    assert "hot 90+" in shown
    assert "warm, 8" in shown


def test_the_preview_of_a_question_reads_like_a_chat(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    fields = {"questions__2__texts__en__wordings": ["By when do you need it?"]}
    shown = previewed(at, address, draft, "2", **fields)
    assert "14 € per seat and month. By when do you need it?" in shown
    assert "means: does not know" in shown


def test_a_draft_that_cannot_be_read_still_opens(
    at: Client, address: Address, draft: PolicyVersion
) -> None:
    draft.data["pacing"]["max_questions"] = "many"
    draft.save()
    assert "of another shape" in page(at.get(address("change")))
    assert at.get(address("section", "pacing")).status_code == 200
    assert at.get(address("dry_run")).status_code == 200


# --- publishing and going back --------------------------------------------------------------------
def test_publishing_and_going_back_leave_running_chats_where_they_are(
    at: Client, address: Address, draft: PolicyVersion, live: PolicyVersion
) -> None:
    save(at, address, draft, "pacing", pacing__max_questions="3")
    assert "Questions in a chat, at most" in page(at.get(address("publish")))
    assert "is live" in page(at.post(address("publish"), follow=True))
    live.refresh_from_db()
    draft.refresh_from_db()
    assert (live.status, draft.status) == ("retired", "live")
    assert policy_of(live.pk).pacing.max_questions == 7

    back = reverse("admin:sites_policyversion_back", args=[live.pk])
    assert "Go back to version 1" in page(at.get(back))
    at.post(back)
    live.refresh_from_db()
    draft.refresh_from_db()
    assert (live.status, draft.status) == ("live", "retired")
    deeds = AuditEntry.objects.filter(action__startswith="policy.").order_by("number")
    assert list(deeds.values_list("action", "actor")) == [
        ("policy.copied", "dana"),
        ("policy.changed", "dana"),
        ("policy.published", "dana"),
        ("policy.gone_back_to", "dana"),
    ]


def test_a_draft_is_not_gone_back_to_and_a_live_one_not_published_again(
    at: Client, address: Address, draft: PolicyVersion, live: PolicyVersion
) -> None:
    assert "was live before" in page(at.post(address("back"), follow=True))
    again = reverse("admin:sites_policyversion_publish", args=[live.pk])
    assert "Only a draft" in page(at.post(again, follow=True))
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_two_versions_are_compared_in_words(
    at: Client, address: Address, draft: PolicyVersion, live: PolicyVersion, site: Site
) -> None:
    assert "Nothing differs" in page(at.get(address("compare"), {"with": live.pk}))
    save(at, address, draft, "customer", ideal__countries="Austria")
    shown = page(at.get(address("compare"), {"with": live.pk}))
    for word in ("Ideal customer", "Countries", "nothing", "Austria"):
        assert word in shown
    other = Membership.objects.exclude(site=site).first()
    assert other is None
    assert at.get(address("compare"), {"with": 999}).status_code == 404

"""The page of leads: who sees which, what can be asked for, and what is set within it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.conversations.models import Conversation
from chatqual.leads.figures import figures_of
from chatqual.leads.keeping import rebuild_leads
from chatqual.leads.models import Lead
from chatqual.sites.models import Membership, Site
from tests.factories import make_agent
from tests.leads.conftest import talk

pytestmark = pytest.mark.django_db

LIST = "admin:leads_lead_changelist"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def listed(user: User, **params: str) -> str:
    answer = signed_in(user).get(reverse(LIST), params)
    assert answer.status_code == 200, answer.headers
    return str(answer.content.decode())


def shown(page: str) -> set[str]:
    """The addresses in the rows."""
    return set(re.findall(r"[a-z0-9]+@[a-z]+\.example", page))


@pytest.fixture
def ada(site: Site) -> User:
    """The analyst: reads and exports, has no desk."""
    ada = make_agent(site, "ada")
    ada.groups.set([Group.objects.get(name="Analyst")])
    return ada


def lead(site: Site, name: str = "ana", **columns: Any) -> Lead:
    slots = {"email": f"{name}@shop.example", **columns.pop("slots", {})}
    conversation = talk(site, slots=slots, **columns)
    rebuild_leads()
    return Lead.objects.get(pk=conversation.pk)


# --- the list -------------------------------------------------------------------------------------
def test_it_shows_who_and_leads_to_the_desk(site: Site, bo: User) -> None:
    made = lead(site, slots={"name": "Ana Ruiz", "company": "Kestrel"}, tier="hot", score=81)
    page = listed(bo)
    for text in ("Ana Ruiz", "Kestrel", "Hot 81", "hello", "search.example"):
        assert text in page
    assert reverse("desk-conversation", args=[made.pk]) in page


def test_who_has_no_desk_is_led_to_the_leads_own_page_and_sets_nothing(
    site: Site, ada: User
) -> None:
    made = lead(site)
    page = listed(ada)
    address = reverse("admin:leads_lead_change", args=[made.pk])
    assert address in page
    assert reverse("desk-conversation", args=[made.pk]) not in page
    assert "<select class=" not in page
    assert signed_in(ada).get(address).status_code == 200
    assert AuditEntry.objects.filter(action="lead.opened", actor="ada").count() == 1


def test_another_sites_leads_are_neither_listed_nor_reached(site: Site, bo: User, cy: User) -> None:
    made = lead(site)
    assert shown(listed(cy)) == set()
    address = reverse("admin:leads_lead_change", args=[made.pk])
    assert signed_in(cy).get(address).status_code == 302
    assert not AuditEntry.objects.filter(action="lead.opened").exists()
    assert set_it(cy, made, "outcome", "won").status_code == 404


def test_what_visitors_wrote_is_escaped(site: Site, bo: User) -> None:
    lead(site, slots={"name": '<img src=x onerror="alert(1)">'}, line="<b>hello</b>")
    page = listed(bo)
    assert "<img src=x" not in page
    assert "<b>hello" not in page


def test_dropped_ones_are_shown_only_where_they_are_asked_for(site: Site, bo: User) -> None:
    made = lead(site, "spam")
    Conversation.objects.filter(pk=made.pk).update(outcome="spam")
    lead(site, "ana")
    assert shown(listed(bo)) == {"ana@shop.example"}
    assert shown(listed(bo, dropped="yes")) == {"spam@shop.example"}


@pytest.mark.parametrize(
    ("params", "left"),
    [
        ({"tier": "hot"}, "hot"),
        ({"type": "support"}, "cold"),
        ({"owner": "me"}, "hot"),
        ({"owner": "nobody"}, "cold"),
        ({"outcome": "won"}, "hot"),
        ({"outcome": "open"}, "cold"),
        ({"period": "7"}, "hot"),
        ({"q": "kestrel"}, "hot"),
        ({"q": "cold@shop"}, "cold"),
    ],
)
def test_the_filters_and_the_search_leave_what_they_say(
    site: Site, bo: User, params: dict[str, str], left: str
) -> None:
    hot = lead(site, "hot", tier="hot", slots={"company": "Kestrel"})
    Lead.objects.filter(pk=hot.pk).update(owner=bo, outcome="won")
    cold = lead(site, "cold", tier="cold", lead_type="support")
    Lead.objects.filter(pk=cold.pk).update(created=timezone.now() - timedelta(days=40))
    assert shown(listed(bo, **params)) == {f"{left}@shop.example"}


@pytest.mark.parametrize(
    "params",
    [
        {"conversation__visitor__email__startswith": "a"},
        {"owner__password__startswith": "pbkdf2"},
        {"site__secret__contains": "x"},
    ],
)
def test_no_other_column_can_be_asked_for(site: Site, bo: User, params: dict[str, str]) -> None:
    answer = signed_in(bo).get(reverse(LIST), params)
    assert answer.status_code in (302, 400)


@pytest.mark.parametrize(
    "params", [{"owner": "x"}, {"owner": "9" * 40}, {"o": "99"}, {"site": "-"}]
)
def test_what_makes_no_sense_leaves_the_list(site: Site, bo: User, params: dict[str, str]) -> None:
    lead(site)
    assert shown(listed(bo, **params)) <= {"ana@shop.example"}


@pytest.mark.parametrize("order", [str(n) for n in range(1, 8)] + [f"-{n}" for n in range(1, 8)])
def test_it_can_be_sorted_by_each_column(site: Site, bo: User, order: str) -> None:
    lead(site, "ana", tier="hot", score=80)
    lead(site, "bea", tier="cold", score=10)
    page = listed(bo, o=order)
    assert shown(page) == {"ana@shop.example", "bea@shop.example"}


def test_sorting_by_the_tier_puts_the_highest_score_first(site: Site, bo: User) -> None:
    lead(site, "low", tier="cold", score=10)
    lead(site, "high", tier="hot", score=90)
    page = listed(bo, o="-2")
    assert page.index("high@shop.example") < page.index("low@shop.example")


def test_more_leads_cost_no_more_queries(site: Site, bo: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            listed(bo)
        return len(caught)

    lead(site, "a0")
    few = queries()
    for n in range(1, 12):
        talk(site, slots={"email": f"a{n}@shop.example"})
    rebuild_leads()
    assert queries() == few


# --- the figures ----------------------------------------------------------------------------------
def test_the_figures_count_tiers_outcomes_and_weeks(site: Site) -> None:
    now = timezone.now()
    for n, (tier, weeks) in enumerate([("hot", 0), ("hot", 0), ("cold", 1), ("warm", 30)]):
        made = lead(site, f"a{n}", tier=tier)
        Lead.objects.filter(pk=made.pk).update(created=now - timedelta(weeks=weeks))
    Lead.objects.filter(tier="cold").update(outcome="won")
    figures = figures_of(Lead.objects.all(), now)
    assert figures.total == 4
    assert {part.key: part.count for part in figures.tiers if part.count} == {
        "hot": 2,
        "cold": 1,
        "warm": 1,
    }
    assert {part.key: part.count for part in figures.outcomes if part.count} == {
        "open": 3,
        "won": 1,
    }
    assert [week.total for week in figures.weeks][-3:] == [0, 1, 2]
    assert figures.weeks[-1].parts[0].share == 100
    assert figures.weeks[-1].first.weekday() == 0


def test_without_leads_it_says_how_somebody_becomes_one(site: Site, bo: User) -> None:
    assert "A visitor becomes one by" in listed(bo)


# --- setting within the list ----------------------------------------------------------------------
def set_it(user: User, lead: Lead, field: str, value: str, was: str = "") -> Any:
    address = reverse("admin:leads_set", args=[lead.pk])
    return signed_in(user).post(address, {"field": field, "value": value, "was": was})


def test_owner_and_outcome_are_set_and_stand_in_the_trail(site: Site, bo: User) -> None:
    made = lead(site)
    assert set_it(bo, made, "owner", str(bo.pk)).json() == {"version": 2}
    assert set_it(bo, made, "outcome", "won").json() == {"version": 3}
    made.refresh_from_db()
    assert (made.owner, made.outcome) == (bo, "won")
    deeds = AuditEntry.objects.filter(action__startswith="lead.").order_by("number")
    assert [(e.action, e.detail) for e in deeds] == [
        ("lead.owner_set", {"was": None, "now": bo.pk}),
        ("lead.outcome_set", {"was": "", "now": "won"}),
    ]


def test_set_to_the_same_it_stays_as_it_is(site: Site, bo: User) -> None:
    made = lead(site)
    set_it(bo, made, "outcome", "won")
    assert set_it(bo, made, "outcome", "won").json() == {"version": 2}


def test_who_comes_second_is_told_what_stands_there_now(site: Site, bo: User) -> None:
    made, mara = lead(site), make_agent(site, "mara")
    set_it(mara, made, "owner", str(mara.pk))
    answer = set_it(bo, made, "owner", str(bo.pk), was="")
    assert answer.status_code == 409
    assert "Mara" in answer.json()["error"]
    made.refresh_from_db()
    assert made.owner == mara


def test_a_change_of_the_score_is_no_reason_to_refuse_an_outcome(site: Site, bo: User) -> None:
    made = lead(site)
    Lead.objects.update(score=99, version=7)
    assert set_it(bo, made, "outcome", "won").status_code == 200


def test_only_staff_of_the_site_can_own_its_lead(site: Site, bo: User, cy: User) -> None:
    made = lead(site)
    assert set_it(bo, made, "owner", str(cy.pk)).status_code == 400
    gone = make_agent(site, "gone", is_active=False)
    assert set_it(bo, made, "owner", str(gone.pk)).status_code == 400


@pytest.mark.parametrize(
    ("field", "value", "was"),
    [
        ("outcome", "bought", ""),
        ("tier", "hot", ""),
        ("owner", "x", ""),
        ("owner", "9" * 30, ""),
        ("owner", "", "²"),
    ],
)
def test_nonsense_is_refused_in_words(
    site: Site, bo: User, field: str, value: str, was: str
) -> None:
    answer = set_it(bo, lead(site), field, value, was)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_without_the_right_or_by_a_link_nothing_is_set(site: Site, bo: User, ada: User) -> None:
    made = lead(site)
    assert set_it(ada, made, "outcome", "won").status_code == 403
    assert signed_in(bo).get(reverse("admin:leads_set", args=[made.pk])).status_code == 405
    made.refresh_from_db()
    assert made.outcome == ""


def run(user: User, deed: str, *leads: Lead) -> str:
    answer = signed_in(user).post(
        reverse(LIST),
        {"action": deed, "_selected_action": [str(lead.pk) for lead in leads]},
        follow=True,
    )
    return str(answer.content.decode())


def test_several_are_set_at_once(site: Site, bo: User) -> None:
    first, second = lead(site, "a"), lead(site, "b")
    assert "2 of 2 leads were set" in run(bo, "take_them", first, second)
    run(bo, "mark_nurture", first, second)
    assert set(Lead.objects.values_list("owner", "outcome")) == {(bo.pk, "nurture")}


def test_an_owner_is_not_given_leads_of_a_site_where_they_do_not_work(site: Site, cy: User) -> None:
    boss = User.objects.create_superuser("alma", password="x")
    Membership.objects.create(site=site, user=cy)
    theirs = lead(Site.objects.get(public_key="other"), "x")
    ours = lead(site, "y")
    assert "2 of 2" in run(boss, "take_them", theirs, ours)
    Membership.objects.get(site=site, user=cy).delete()
    assert set_it(cy, ours, "owner", str(cy.pk), str(boss.pk)).status_code == 404


def test_an_analyst_is_offered_no_deeds_but_exports(site: Site, ada: User) -> None:
    made = lead(site)
    run(ada, "mark_won", made)
    made.refresh_from_db()
    assert made.outcome == ""
    page = listed(ada)
    assert "mark_won" not in page
    assert "to_csv" in page

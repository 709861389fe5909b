"""The set-up page: one form makes a site with all that hangs on it, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from chatqual.audit.models import AuditEntry
from chatqual.integrations.models import AlertRecipient
from chatqual.policy_desk.publishing import PolicyInvalid
from chatqual.site_setup import views
from chatqual.site_setup.progress import steps_of
from chatqual.site_setup.saving import both_ways, free_key
from chatqual.sites.models import Membership, PolicyVersion, Site
from knowledge.models import IngestJob, Source
from tests.factories import make_agent, make_site

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Acme Tools",
    "address": "www.acme.example",
    "reading": "website",
    "sitemap": "",
    "time_zone": "Europe/Berlin",
    "hours": "mon 09:00-17:00\n2026-12-25 closed",
    "told": "ana@acme.example\nbo@acme.example",
    "team_min": "10",
    "team_max": "500",
    "countries": "Germany\nAT",
    "industries": "law firm",
}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, pk: int | None = None, **fields: str) -> Any:
    address = reverse("set-up-site", args=[pk]) if pk else reverse("set-up")
    return signed_in(user).post(address, {**NEW, **fields})


def shown(user: User, pk: int | None = None) -> str:
    address = reverse("set-up-site", args=[pk]) if pk else reverse("set-up")
    answer = signed_in(user).get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


# --- a new site -----------------------------------------------------------------------------------
def test_one_form_makes_the_site_and_all_that_hangs_on_it(dana: User) -> None:
    answer = post(dana)
    made = Site.objects.get(name="Acme Tools")
    assert answer["Location"] == reverse("set-up-site", args=[made.pk])
    assert made.public_key == "acme-tools"
    assert made.origins == ["https://www.acme.example", "https://acme.example"]
    assert made.hours == {"mon": ["09:00", "17:00"], "2026-12-25": []}
    assert made.time_zone == "Europe/Berlin"
    assert Membership.objects.filter(site=made, user=dana).exists()
    source = Source.objects.get(site=made)
    assert (source.kind, source.location) == ("crawl", "https://www.acme.example/")
    assert IngestJob.objects.filter(site=made, state="queued").count() == 1
    told = AlertRecipient.objects.filter(alerts__site=made)
    assert set(told.values_list("address", flat=True)) == {"ana@acme.example", "bo@acme.example"}
    live = PolicyVersion.objects.get(site=made, status="live")
    assert live.data["ideal"]["team_min"] == 10
    assert live.data["ideal"]["countries"] == ["DE", "AT"]
    assert live.data["ideal"]["industries"] == ["law firm"]
    assert live.created_by == dana


def test_each_part_stands_in_the_trail_without_an_address_of_anybody(dana: User) -> None:
    post(dana)
    deeds = set(AuditEntry.objects.filter(actor="dana").values_list("action", flat=True))
    assert {"site.set_up", "source.saved", "policy.published"} <= deeds
    assert "@acme" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_the_least_that_is_asked_for_will_do(dana: User) -> None:
    empty = dict.fromkeys(
        ("hours", "told", "team_min", "team_max", "countries", "industries", "sitemap"), ""
    )
    assert post(dana, **empty, reading="later").status_code == 302
    made = Site.objects.get(name="Acme Tools")
    assert not Source.objects.filter(site=made).exists()
    assert made.hours == {}


def test_a_sitemap_is_read_by_the_jobs_that_there_are(dana: User) -> None:
    post(dana, reading="sitemap", sitemap="www.acme.example/sitemap.xml")
    source = Source.objects.get(site__name="Acme Tools")
    assert (source.kind, source.location) == ("sitemap", "https://www.acme.example/sitemap.xml")


WRONG = [
    ("name", "", "required"),
    ("address", "", "required"),
    ("address", "not an address", "as in a browser"),
    ("address", "https://user:pw@acme.example", "as in a browser"),
    ("address", "javascript:alert(1)", "as in a browser"),
    ("time_zone", "Mars/Olympus", "valid choice"),
    ("hours", "mon 25:00-26:00", "no time of the day"),
    ("hours", "mon always", "08:00-18:00"),
    ("hours", "someday 09:00-17:00", "neither a day"),
    ("told", "nobody", "no e-mail address"),
    ("team_max", "5", "less than the 10"),
    ("countries", "Atlantis", "no country"),
]


@pytest.mark.parametrize(("field", "value", "words"), WRONG)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(
    dana: User, field: str, value: str, words: str
) -> None:
    answer = post(dana, **{field: value})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert words in page
    kept = {**NEW, field: value}
    for name in ("name", "address", "team_min"):
        assert not kept[name] or kept[name] in page
    # The hours come back in rows, day and times apart.
    for part in (*kept["told"].split(), *kept["hours"].split(), "law firm"):
        assert part in ("mon", "closed") or part in page
    assert not Site.objects.filter(name="Acme Tools").exists()


@pytest.mark.parametrize("address", ["http://10.0.0.1/sitemap.xml", "ftp://x/", ""])
def test_a_sitemap_that_must_not_be_fetched_is_refused(dana: User, address: str) -> None:
    answer = post(dana, reading="sitemap", sitemap=address)
    made = Site.objects.filter(name="Acme Tools")
    # A private address is told from a public one when it is resolved: by the job, in its words.
    assert made.exists() == address.startswith("http")
    assert answer.status_code == (302 if made.exists() else 200)


def test_where_the_policy_would_be_wrong_nothing_is_written(
    dana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**given: Any) -> None:
        raise PolicyInvalid(["Two rules contradict each other."])

    monkeypatch.setattr("chatqual.site_setup.saving.publish_policy", refuse)
    page = post(dana).content.decode()
    assert "Two rules contradict each other." in page
    assert "Acme Tools" in page
    assert not Site.objects.filter(name="Acme Tools").exists()
    assert not Source.objects.exists()


def test_keys_are_made_of_the_name_and_are_free() -> None:
    make_site("acme")
    assert free_key("Acme") == "acme-2"
    assert free_key("Ünïcode & Söhne") == "unicode-sohne"
    assert free_key("北京") == "site"


@pytest.mark.parametrize(
    ("origin", "both"),
    [
        ("https://acme.example", ["https://acme.example", "https://www.acme.example"]),
        ("https://www.acme.example", ["https://www.acme.example", "https://acme.example"]),
        ("http://localhost:8000", ["http://localhost:8000"]),
        ("http://127.0.0.1:8000", ["http://127.0.0.1:8000"]),
    ],
)
def test_visitors_come_with_and_without_www(origin: str, both: list[str]) -> None:
    assert both_ways(origin) == both


# --- a site that is there -------------------------------------------------------------------------
def test_it_shows_the_snippet_the_policy_lines_and_how_far_the_site_is(
    dana: User, site: Site, settings: Any
) -> None:
    settings.CHATQUAL_PUBLIC_URL = "https://chat.example"
    page = shown(dana, site.pk)
    assert "https://chat.example/widget/loader.js" in page
    assert "data-site=&quot;shop&quot;" in page
    assert "frame-src https://chat.example;" in page
    assert "nobody: who is not at the desk misses a lead" in page
    steps = {step.key: step.is_done for step in steps_of(site)}
    assert steps == {
        "address": True,
        "documents": False,
        "hours": False,
        "told": False,
        "customer": True,
        "live": False,
    }


def test_only_what_was_changed_is_written(dana: User, site: Site) -> None:
    """The page was open while a colleague changed the zone: that stays."""
    page = signed_in(dana).get(reverse("set-up-site", args=[site.pk]))
    form = page.context["form"]
    posted = {}
    for field in form:
        value = field.value()
        posted[field.html_name] = "" if value is None else field.field.prepare_value(value)
        posted[field.html_initial_name] = posted[field.html_name]
    Site.objects.filter(pk=site.pk).update(time_zone="Asia/Tokyo")
    answer = signed_in(dana).post(
        reverse("set-up-site", args=[site.pk]), {**posted, "name": "Renamed"}
    )
    assert answer.status_code == 302
    site.refresh_from_db()
    assert (site.name, site.time_zone) == ("Renamed", "Asia/Tokyo")
    assert PolicyVersion.objects.filter(site=site).count() == 1
    assert not Source.objects.exists()


def test_further_origins_of_a_site_stay(dana: User, site: Site) -> None:
    Site.objects.filter(pk=site.pk).update(
        origins=["https://www.shop.example", "https://shop.example", "https://blog.example"]
    )
    post(dana, site.pk, address="https://neu.example")
    site.refresh_from_db()
    assert site.origins == [
        "https://neu.example",
        "https://www.neu.example",
        "https://blog.example",
    ]


def test_who_stays_among_the_told_keeps_what_they_are_told_of(dana: User, site: Site) -> None:
    post(dana, site.pk)
    AlertRecipient.objects.filter(address="ana@acme.example").update(on_night=False)
    post(dana, site.pk, told="ana@acme.example")
    kept = AlertRecipient.objects.get(alerts__site=site)
    assert (kept.address, kept.on_night) == ("ana@acme.example", False)


# --- who may --------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["Agent", "Lead", "Curator", "Analyst"])
def test_the_other_roles_may_not(site: Site, role: str) -> None:
    user = make_agent(site, role.lower())
    user.groups.set([Group.objects.get(name=role)])
    client = signed_in(user)
    for address in (reverse("set-up"), reverse("set-up-site", args=[site.pk])):
        assert client.get(address).status_code == 403


def test_another_sites_page_is_not_there(dana: User) -> None:
    other = make_site("other")
    address = reverse("set-up-site", args=[other.pk])
    assert signed_in(dana).get(address).status_code == 404
    assert signed_in(dana).post(address, NEW).status_code == 404


def test_a_part_that_one_has_no_right_to_is_left_out(site: Site) -> None:
    user = make_agent(site, "eve")
    group = Group.objects.create(name="Site keeper")
    wanted = Group.objects.get(name="Administrator").permissions.filter(
        codename__in=("change_site", "view_site", "add_site")
    )
    group.permissions.set(wanted)
    user.groups.set([group])
    page = shown(user, site.pk)
    assert 'name="hours_mon"' in page
    for name in ("told", "team_min", "reading"):
        assert f'name="{name}"' not in page
    assert post(user).status_code == 302


def test_nobody_is_let_in_without_signing_in(site: Site) -> None:
    client = Client()
    assert client.get(reverse("set-up")).status_code == 302
    assert client.post(reverse("set-up-look", args=[site.pk])).status_code == 403
    assert client.get(reverse("set-up-look", args=[site.pk])).status_code == 405


def test_the_servers_address_is_the_public_one_where_it_is_set(rf: Any, settings: Any) -> None:
    settings.CHATQUAL_PUBLIC_URL = ""
    assert views.base_of(rf.get("/admin/set-up/")) == "http://testserver"
    settings.CHATQUAL_PUBLIC_URL = "https://chat.example"
    assert views.base_of(rf.get("/admin/set-up/")) == "https://chat.example"

"""Where curators see what is missing: the overview, the gaps' list, what was asked, who may."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.sites.models import Membership, Site
from knowledge import curation
from knowledge.gaps import gap_to_write, record_gap, topic_in
from knowledge.models import AskedQuestion, CitedPassage, Document, Gap, Pin
from knowledge.service import knowledge_for
from knowledge.trying import try_question
from tests.knowledge.answers import knowledge_of


def of_role(site: Site, role: str) -> Client:
    """A member of staff of that role, signed in."""
    user = User.objects.create_user(role.lower(), password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    Membership.objects.create(site=site, user=user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def curator(site: Site) -> Client:
    return of_role(site, "Curator")


@pytest.fixture
def trial(site: Site) -> Document:
    knowledge_of(site)
    return Document.objects.get(title="Trial")


def asked(document: Document | None, site: Site, feedback: str = "", **fields: Any) -> None:
    """A question of a visitor, answered from the document or from none."""
    fields.setdefault("question", "How long is it?")
    fields.setdefault("asked_at", timezone.now())
    row = AskedQuestion.objects.create(
        site=site,
        turn=AskedQuestion.objects.count() + 1,
        position=0,
        conversation=uuid.uuid4(),
        outcome="answered" if document else "not_in_docs",
        answer="It lasts 14 days." if document else "That is not in our documents.",
        feedback=feedback,
        **fields,
    )
    if document:
        chunk = document.chunks.first()
        assert chunk is not None
        CitedPassage.objects.create(asked=row, document=document, chunk=chunk.pk)


# --- the overview ---------------------------------------------------------------------------------
def test_the_overview_counts_outcomes_by_day(curator: Client, site: Site, trial: Document) -> None:
    asked(trial, site, "up")
    asked(trial, site, "down")
    asked(None, site, asked_at=timezone.now() - timedelta(days=3))
    asked(None, site, asked_at=timezone.now() - timedelta(days=20))
    page = curator.get(reverse("admin:knowledge_overview"))
    week = page.context["figures"]
    assert (week.answered, week.not_in_docs, week.shares) == (2, 1, (67, 33, 0))
    assert (week.helpful, week.not_helpful) == (1, 1)
    assert [day.total for day in week.days] == [0, 0, 0, 1, 0, 0, 2]
    month = curator.get(reverse("admin:knowledge_overview"), {"days": 30}).context["figures"]
    assert (month.total, len(month.days)) == (4, 30)


def test_the_overview_names_what_to_mend(curator: Client, site: Site, trial: Document) -> None:
    gap = record_gap(site, "Do you sell submarines?")
    asked(trial, site, "down")
    old = timezone.now() - timedelta(days=site.review_days + 1)
    Document.objects.filter(pk=trial.pk).update(updated_at=old)
    page = curator.get(reverse("admin:knowledge_overview"))
    assert [row for row, _trend in page.context["gaps"]] == [gap]
    assert (page.context["worst"], page.context["stale"]) == ([trial], [trial])
    reply = curator.post(
        reverse("admin:knowledge_document_review", args=[trial.pk]),
        headers={"referer": "http://testserver" + reverse("admin:knowledge_overview")},
        follow=True,
    )
    assert reply.request["PATH_INFO"] == reverse("admin:knowledge_overview")
    assert reply.context["stale"] == []


def test_a_button_leads_back_to_our_own_pages_only(curator: Client, trial: Document) -> None:
    address = reverse("admin:knowledge_document_review", args=[trial.pk])
    reply = curator.post(address, headers={"referer": "https://evil.example/"})
    assert reply.url == reverse("admin:knowledge_document_changelist")  # type: ignore[attr-defined]


def test_a_member_without_a_site_sees_an_empty_overview(db: None) -> None:
    user = User.objects.create_user("dee", is_staff=True)
    user.groups.add(Group.objects.get(name="Curator"))
    client = Client()
    client.force_login(user)
    assert (
        "do not work for a site" in client.get(reverse("admin:knowledge_overview")).content.decode()
    )


# --- documents ------------------------------------------------------------------------------------
def test_a_document_shows_its_use_and_what_was_disliked_first(
    curator: Client, site: Site, trial: Document
) -> None:
    asked(trial, site, "up", question="Nice one?")
    asked(trial, site, "down", question="Bad one?", asked_at=timezone.now() - timedelta(days=9))
    address = reverse("admin:knowledge_document_change", args=[trial.pk])
    page = curator.get(address).content.decode()
    assert "2 times in the last 180 days" in page
    assert page.index("Bad one?") < page.index("Nice one?")
    assert "It lasts 14 days." in page
    listed = curator.get(reverse("admin:knowledge_document_changelist")).content.decode()
    assert "1 found it helpful, 1 did not" in listed


def test_conversations_are_linked_for_who_may_read_them(site: Site, trial: Document) -> None:
    asked(trial, site)
    record_gap(site, "Do you sell submarines?", "en", uuid.uuid4())
    gap = reverse("admin:knowledge_gap_change", args=[Gap.objects.get().pk])
    document = reverse("admin:knowledge_document_change", args=[trial.pk])
    curator, boss = of_role(site, "Curator"), of_role(site, "Administrator")
    for address in (gap, document):
        assert "/conversations/conversation/" not in curator.get(address).content.decode()
        link = "/admin/conversations/conversation/"
        assert boss.get(address).content.decode().count(link) > 1


def test_a_disliked_answer_is_tried_again_at_a_click(
    curator: Client, site: Site, trial: Document
) -> None:
    asked(trial, site, "down", question="How long does the trial last?")
    row = AskedQuestion.objects.get()
    page = curator.get(reverse("admin:knowledge_askedquestion_change", args=[row.pk]))
    address = f"{reverse('admin:knowledge_try')}?site={site.pk}&amp;questions=How+long"
    assert address in page.content.decode()
    document = curator.get(reverse("admin:knowledge_document_change", args=[trial.pk]))
    assert address in document.content.decode()
    (tried,) = curator.get(
        reverse("admin:knowledge_try"), {"site": site.pk, "questions": row.question}
    ).context["tried"]
    assert tried.state == "answered"


# --- gaps -----------------------------------------------------------------------------------------
def test_open_gaps_are_listed_with_their_trend_and_wordings(curator: Client, site: Site) -> None:
    for question in ("Do you have a mobile app?", "is there a mobile app for your product"):
        record_gap(site, question)
    curation_free = record_gap(site, "Will it rain?")
    assert curation_free is not None
    Gap.objects.filter(pk=curation_free.pk).update(state="dismissed")
    page = curator.get(reverse("admin:knowledge_gap_changelist"))
    assert [row.question for row in page.context["cl"].result_list] == ["Do you have a mobile app?"]
    text = page.content.decode()
    assert "is there a mobile app for your product" in text
    assert "0, 0, 0, 0, 0, 0, 0, 2; this week 2." in text
    every = curator.get(reverse("admin:knowledge_gap_changelist"), {"state": "all"})
    assert len(every.context["cl"].result_list) == 2


def test_a_gap_is_dismissed_in_its_row_and_two_are_counted_as_one(
    curator: Client, site: Site
) -> None:
    one, two, three = (record_gap(site, q) for q in ("An app?", "A parking lot?", "An office?"))
    assert one is not None
    assert two is not None
    assert three is not None
    curator.post(reverse("admin:knowledge_gap_dismiss", args=[one.pk]))
    listed = reverse("admin:knowledge_gap_changelist")
    curator.post(listed, {"action": "merge_chosen", "_selected_action": [two.pk, three.pk]})
    states = dict(Gap.objects.values_list("question", "state"))
    assert states["An app?"] == "dismissed"
    assert sorted(states[q] for q in ("A parking lot?", "An office?")) == ["merged", "open"]
    alone = curator.post(
        listed, {"action": "merge_chosen", "_selected_action": [two.pk]}, follow=True
    )
    assert "at least two" in alone.content.decode()


def test_the_form_is_filled_in_from_the_question(curator: Client, site: Site) -> None:
    curation.write_document(
        site=site,
        extracted=curation.read_markdown("It prints labels.", "Label Printer"),
        by="bo",
    )
    assert topic_in(site, "does the label printer work offline") == "Label Printer"
    gap = record_gap(site, "does the label printer work offline", "de")
    assert gap is not None
    page = curator.get(reverse("admin:knowledge_gap_change", args=[gap.pk]))
    form = page.context["adminform"].form
    assert form["title"].value() == "Does the label printer work offline"
    assert (form["topic"].value(), form["language"].value()) == ("Label Printer", "de")


def test_an_answer_is_pinned_with_all_wordings_on_request(curator: Client, site: Site) -> None:
    knowledge_of(site)
    gap = record_gap(site, "Do you sell submarines?")
    assert gap is not None
    given = {"title": "Do you sell submarines?", "text": "We sell boats only.", "is_pinned": "on"}
    reply = curator.post(reverse("admin:knowledge_gap_change", args=[gap.pk]), given, follow=True)
    (tried,) = reply.context["tried"]
    assert tried.sentences[0].text == "We sell boats only."
    assert tried.reasons == ("A curator has pinned this answer.",)
    assert Pin.objects.get().wordings == ["Do you sell submarines?"]
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"gap.answered", "pin.answer"} <= actions


def test_a_question_that_nobody_asked_is_answered_from_the_try_page(
    curator: Client, site: Site
) -> None:
    given = {"site": site.pk, "question": "Do you sell submarines?"}
    reply = curator.post(reverse("admin:knowledge_write"), given)
    gap = Gap.objects.get()
    assert reply.url == reverse(  # type: ignore[attr-defined]
        "admin:knowledge_gap_change", args=[gap.pk]
    )
    assert gap.count == 0
    assert not curator.get(reverse("admin:knowledge_gap_changelist")).context["cl"].result_list
    assert record_gap(site, "do you sell submarines") == gap
    assert gap_to_write(site, "Do you sell submarines").count == 1
    with pytest.raises(ValueError, match="word"):
        gap_to_write(site, "???")


# --- the desk's own documents ---------------------------------------------------------------------
def test_the_desk_finds_what_no_visitor_is_shown(site: Site, trial: Document) -> None:
    curation.write_document(
        site=site,
        extracted=curation.read_markdown("The margin of a submarine is 40 %.", "Margins"),
        by="bo",
        audience=Document.Audience.DESK,
    )
    agent = of_role(site, "Agent")
    page = agent.get(reverse("look-up"), {"q": "margin of a submarine"})
    first = page.context["found"][0]
    assert (first.hit.title, first.is_for_desk) == ("Margins", True)
    assert "Desk only" in page.content.decode()
    assert try_question(knowledge_for(site), "What is the margin of a submarine?").titles == ()
    both = agent.get(reverse("look-up"), {"q": "how long does the trial last"})
    assert both.context["found"][0].hit.title == "Trial"


def test_a_published_document_for_visitors_leaves_the_desks_shelf(
    site: Site, trial: Document
) -> None:
    agent = of_role(site, "Agent")
    curation.set_facts(trial, audience="desk", language="en", url="", by="bo")
    found = agent.get(reverse("look-up"), {"q": "trial"}).context["found"]
    assert {one.is_for_desk for one in found if one.hit.title == "Trial"} == {True}
    curation.retire_documents([trial], by="bo")
    found = agent.get(reverse("look-up"), {"q": "trial"}).context["found"]
    assert "Trial" not in {one.hit.title for one in found}


# --- who may --------------------------------------------------------------------------------------
PAGES = [
    "knowledge_overview",
    "knowledge_try",
    "knowledge_gap_changelist",
    "knowledge_document_changelist",
    "knowledge_askedquestion_changelist",
    "knowledge_goldenquestion_changelist",
    "knowledge_pin_changelist",
    "knowledge_ingestfailure_changelist",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_curator_may_and_an_agent_may_not(site: Site, page: str) -> None:
    address = reverse(f"admin:{page}")
    assert of_role(site, "Curator").get(address).status_code == 200
    assert of_role(site, "Agent").get(address).status_code == 403


def test_an_agent_can_neither_review_dismiss_write_nor_run(site: Site, trial: Document) -> None:
    gap = record_gap(site, "Do you sell submarines?")
    assert gap is not None
    agent = of_role(site, "Agent")
    for address in (
        reverse("admin:knowledge_document_review", args=[trial.pk]),
        reverse("admin:knowledge_gap_dismiss", args=[gap.pk]),
        reverse("admin:knowledge_write"),
        reverse("admin:knowledge_run_golden"),
    ):
        given = {"site": site.pk, "question": "Do you sell submarines?"}
        assert agent.post(address, given).status_code == 403, address
    trial.refresh_from_db()
    assert (trial.reviewed_at, Gap.objects.get().state) == (None, "open")


def test_what_changes_something_is_not_done_by_a_link(curator: Client, site: Site) -> None:
    gap = record_gap(site, "Do you sell submarines?")
    assert gap is not None
    for address in (
        reverse("admin:knowledge_gap_dismiss", args=[gap.pk]),
        reverse("admin:knowledge_write"),
        reverse("admin:knowledge_run_golden"),
    ):
        assert curator.get(address).status_code == 403, address


def test_the_desks_search_is_for_staff_with_a_part_in_it(site: Site) -> None:
    assert of_role(site, "Curator").get(reverse("look-up")).status_code == 200
    user = User.objects.create_user("eve", is_staff=True)
    client = Client()
    client.force_login(user)
    assert client.get(reverse("look-up")).status_code == 403

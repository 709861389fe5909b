"""Canned answers: found, filled, kept; at one's own sites only."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from chatqual.audit.models import AuditEntry
from chatqual.conversations.models import Conversation
from chatqual.handoff.changes import change, look_up
from chatqual.handoff.errors import NotFound
from chatqual.handoff.placeholders import check_placeholders, fill_placeholders
from chatqual.handoff.protocol import read_client_frame
from chatqual.handoff.staff import staff_of
from chatqual.handoff.writing_frames import FillCanned, FindCanned, SaveCanned
from chatqual.handoff.writing_models import CannedAnswer
from chatqual.realtime.frames import BadFrame
from chatqual.sites.models import Membership, Site
from tests.factories import make_agent, make_site
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


def canned(site: Site, shortcut: str, **fields: Any) -> CannedAnswer:
    values = {"title": shortcut.title(), "text": f"Text of {shortcut}.", "language": ""}
    return CannedAnswer.objects.create(site=site, shortcut=shortcut, **{**values, **fields})


def found(user: User, conversation: Conversation, text: str = "") -> list[str]:
    frame = look_up(staff_of(user), FindCanned(conversation.pk, text))
    return [item.shortcut for item in frame.items]


def filled(user: User, conversation: Conversation, answer: CannedAnswer) -> Any:
    return look_up(staff_of(user), FillCanned(conversation.pk, answer.pk))


def save(user: User, conversation: Conversation, **fields: Any) -> Any:
    values = {"shortcut": "demo", "title": "Demo", "text": "Hello.", "language": "en"}
    frame = SaveCanned(uuid.uuid4(), conversation.pk, **{**values, **fields})
    return change(staff_of(user), frame)


def lead(site: Site) -> User:
    user = make_agent(site, "lea")
    user.groups.add(Group.objects.get(name="Lead"))
    return user


# --- placeholders ---------------------------------------------------------------------------------
def test_what_is_known_is_put_in_and_the_rest_stays_to_be_seen() -> None:
    text = "Hi {visitor_name|there}, {agent_name} here. Your {company}? {company} it is."
    done = fill_placeholders(text, {"agent_name": "Bo"})
    assert done.text == "Hi there, Bo here. Your {company}? {company} it is."
    assert done.missing == ("company",)


@pytest.mark.parametrize("text", ["", "{", "{}", "{ }", "a {1} {b-c}", "{{x}", "{a b}"])
def test_braces_that_are_no_placeholder_stay_as_they_are(text: str) -> None:
    assert fill_placeholders(text, {}).text == text


def test_a_value_is_never_filled_a_second_time() -> None:
    assert fill_placeholders("{company}", {"company": "{email}"}).text == "{email}"


def test_a_placeholder_that_we_do_not_know_is_refused_by_name() -> None:
    check_placeholders("{visitor_name|there} {team_size} {booking_url}")
    with pytest.raises(ValidationError, match="first_born"):
        check_placeholders("{first_born}")


def test_slots_are_filled_in_the_visitors_own_words(site: Site, bo: User) -> None:
    conversation = waiting(site)
    record = {"state": "filled", "value": {"min": 60, "max": 60}, "text": "about sixty of us"}
    name = {"state": "filled", "value": "Ana", "text": "Ana"}
    declined = {"state": "declined", "value": None, "text": "rather not"}
    slots = {"team_size": record, "name": name, "budget": declined}
    conversation.state = {**conversation.state, "slots": slots}
    conversation.save()
    answer = canned(site, "sum", text="{visitor_name}: {team_size}, {budget|no figure}, {role}")
    done = filled(bo, conversation, answer)
    assert done.text == "Ana: about sixty of us, no figure, {role}"
    assert done.missing == ("role",)


# --- finding --------------------------------------------------------------------------------------
def test_those_used_most_come_first(site: Site, bo: User) -> None:
    canned(site, "rare", uses=1)
    canned(site, "often", uses=9)
    assert found(bo, waiting(site)) == ["often", "rare"]


def test_the_visitors_language_comes_before_use(site: Site, bo: User) -> None:
    conversation = waiting(site)
    conversation.state = {**conversation.state, "language": "de"}
    conversation.save()
    canned(site, "english", language="en", uses=50)
    canned(site, "deutsch", language="de")
    canned(site, "any", language="", uses=3)
    assert found(bo, conversation) == ["any", "deutsch", "english"]


def test_shortcut_title_and_text_are_searched_the_nearest_first(site: Site, bo: User) -> None:
    conversation = waiting(site)
    canned(site, "zz", title="About", text="We offer a trial.", uses=9)
    canned(site, "zy", title="The free trial", uses=5)
    canned(site, "trial-end")
    canned(site, "other")
    assert found(bo, conversation, "Trial") == ["trial-end", "zy", "zz"]
    assert found(bo, conversation, "free trial") == ["zy"]
    assert found(bo, conversation, "nothing like it") == []


def test_what_is_switched_off_is_neither_found_nor_filled(site: Site, bo: User) -> None:
    conversation = waiting(site)
    answer = canned(site, "old", is_active=False)
    assert found(bo, conversation) == []
    assert filled(bo, conversation, answer).text == ""


def test_a_use_is_counted(site: Site, bo: User) -> None:
    answer = canned(site, "hello")
    filled(bo, waiting(site), answer)
    answer.refresh_from_db()
    assert answer.uses == 1


def test_another_sites_answers_are_out_of_reach(site: Site, bo: User, cy: User) -> None:
    conversation = waiting(site)
    theirs = canned(Site.objects.get(public_key="other"), "theirs")
    canned(site, "ours")
    assert found(bo, conversation) == ["ours"]
    assert filled(bo, conversation, theirs).text == ""
    with pytest.raises(NotFound):
        found(cy, conversation)
    with pytest.raises(NotFound):
        filled(cy, conversation, theirs)


# --- keeping --------------------------------------------------------------------------------------
def test_an_agent_may_not_keep_one_and_a_lead_may(site: Site, bo: User) -> None:
    conversation = waiting(site)
    with pytest.raises(BadFrame, match="may not"):
        save(bo, conversation)
    assert not look_up(staff_of(bo), FindCanned(conversation.pk, "")).may_save
    lea = lead(site)
    save(lea, conversation, shortcut="/demo")
    kept = CannedAnswer.objects.get()
    assert (kept.site, kept.shortcut, kept.created_by) == (site, "demo", "lea")
    assert AuditEntry.objects.filter(action="canned.add", actor="lea").count() == 1


def test_kept_twice_it_is_there_once(site: Site) -> None:
    lea, conversation = lead(site), waiting(site)
    save(lea, conversation)
    assert save(lea, conversation).was_known
    assert CannedAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"shortcut": "a b"}, "Letters"),
        ({"shortcut": ""}, "Shortcut"),
        ({"title": " "}, "Title"),
        ({"text": ""}, "empty"),
        ({"text": "x" * 4001}, "longer"),
        ({"text": "{who_knows}"}, "who_knows"),
        ({"language": "x" * 9}, "Language"),
    ],
)
def test_what_is_not_good_is_refused_in_words(site: Site, fields: Any, word: str) -> None:
    with pytest.raises(BadFrame, match=word):
        save(lead(site), waiting(site), **fields)
    assert CannedAnswer.objects.count() == 0


def test_a_shortcut_that_is_taken_is_refused(site: Site) -> None:
    lea, conversation = lead(site), waiting(site)
    canned(site, "demo", language="en")
    with pytest.raises(BadFrame, match="shortcut already"):
        save(lea, conversation)


# --- the admin ------------------------------------------------------------------------------------
def test_a_lead_makes_one_in_the_admin_and_sees_only_their_sites(site: Site) -> None:
    other = make_site("else", name="Else")
    canned(other, "theirs")
    client = Client()
    client.force_login(lead(site))
    data = {"site": site.pk, "shortcut": "hi", "title": "Hi", "text": "Hi {visitor_name|there}."}
    bad = client.post(
        reverse("admin:handoff_cannedanswer_add"), {**data, "text": "{nobody}", "is_active": "on"}
    )
    assert b"There is no placeholder" in bad.content
    client.post(reverse("admin:handoff_cannedanswer_add"), {**data, "is_active": "on"})
    assert CannedAnswer.objects.get(site=site).created_by == "lea"
    page = client.get(reverse("admin:handoff_cannedanswer_changelist")).content.decode()
    assert "/hi" in page
    assert "/theirs" not in page


def test_an_agent_may_only_look_in_the_admin(site: Site, bo: User) -> None:
    canned(site, "hi")
    client = Client()
    client.force_login(bo)
    assert client.get(reverse("admin:handoff_cannedanswer_changelist")).status_code == 200
    assert client.get(reverse("admin:handoff_cannedanswer_add")).status_code == 403


def test_they_are_switched_off_together_and_the_trail_has_it(site: Site) -> None:
    lea = lead(site)
    one, two = canned(site, "one"), canned(site, "two")
    client = Client()
    client.force_login(lea)
    data = {"action": "switch_off", "_selected_action": [one.pk, two.pk]}
    client.post(reverse("admin:handoff_cannedanswer_changelist"), data)
    assert not CannedAnswer.objects.filter(is_active=True).exists()
    assert AuditEntry.objects.filter(action="admin.changed", actor="lea").count() == 2


# --- frames ---------------------------------------------------------------------------------------
ID = str(uuid.uuid4())
GOOD: dict[str, dict[str, Any]] = {
    "canned": {"conversation": ID, "text": ""},
    "canned_text": {"conversation": ID, "canned": 1},
    "canned_save": {
        "id": ID,
        "conversation": ID,
        "shortcut": "a",
        "title": "b",
        "text": "c",
        "language": "",
    },
}


@pytest.mark.parametrize(("type", "field"), [(t, f) for t, fields in GOOD.items() for f in fields])
def test_a_frame_with_a_field_missing_is_refused_by_its_name(type: str, field: str) -> None:
    assert read_client_frame({"type": type, **GOOD[type]}).type == type
    with pytest.raises(BadFrame, match=field):
        read_client_frame({"type": type, **GOOD[type], field: None})


def test_who_has_lost_the_site_finds_nothing(site: Site, bo: User) -> None:
    conversation = waiting(site)
    Membership.objects.filter(user=bo).delete()
    with pytest.raises(NotFound):
        found(bo, conversation)

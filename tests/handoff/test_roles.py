"""Who may do what: every address of the admin and the desk, as each role, on two sites.

The tables are the specification, apart from chatqual/handoff/roles.py. A page that stands in none
of them fails by its name: say here who may use it.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from chatqual.handoff.roles import ROLES
from chatqual.leads.keeping import rebuild_leads
from chatqual.privacy.models import Retention
from chatqual.sites.models import PolicyVersion, Site
from tests.factories import make_site
from tests.handoff.any_row import make_row
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db

NAMES = ("Agent", "Lead", "Curator", "Administrator", "Analyst")

# v: list and page, e: the page can be saved, a: add, d: delete; "-": none of it.
MODELS = """
                                Agent Lead Curator Administrator Analyst
audit.auditentry                -     -    -       v             v
auth.group                      -     -    -       v             -
auth.user                       -     -    -       vea           -
conversations.conversation      v     v    -       vd            -
followups.followup              -     -    -       v             -
followups.mailsettings          -     -    -       vead          -
handoff.cannedanswer            v     vead -       vead          -
handoff.desksettings            -     -    -       vea           -
integrations.outboxitem         -     v    -       v             -
integrations.staffalerts        -     -    -       vead          -
integrations.webhookendpoint    -     -    -       vead          -
knowledge.askedquestion         -     -    v       v             v
knowledge.document              -     -    vead    vead          -
knowledge.gap                   -     -    ved     ved           -
knowledge.goldenquestion        -     -    vead    vead          -
knowledge.indexgeneration       -     -    v       v             -
knowledge.ingestfailure         -     -    v       v             -
knowledge.ingestjob             -     -    v       v             -
knowledge.pin                   -     -    vead    vead          -
knowledge.source                -     -    vead    vead          -
knowledge.synonym               -     -    vead    vead          -
leads.lead                      v     v    -       v             v
privacy.erasure                 -     -    -       v             -
privacy.legalhold               -     -    -       v             -
privacy.retention               -     -    -       ve            -
privacy.retentionrun            -     -    -       v             -
sites.lineexample               -     -    vead    vead          -
sites.policyversion             -     -    -       v             -
sites.site                      -     -    -       vea           -
"""

# Every other address: the row that it is asked for with, and who may.
VIEWS = """
                                            with                          Agent Lead Curator Administrator Analyst
admin:auth_user_password_change             auth.user                     -     -    -       yes           -
admin:conversations_remove_samples          -                             -     -    -       yes           -
admin:integrations_outboxitem_replay        integrations.outboxitem       -     yes  -       yes           -
admin:integrations_outboxitem_try_now       -                             -     yes  -       yes           -
admin:integrations_webhookendpoint_rotate   integrations.webhookendpoint  -     -    -       yes           -
admin:integrations_webhookendpoint_test     integrations.webhookendpoint  -     -    -       yes           -
admin:knowledge_document_review             knowledge.document            -     -    yes     yes           -
admin:knowledge_document_version            knowledge.documentversion     -     -    yes     yes           -
admin:knowledge_failure_retry               knowledge.ingestfailure       -     -    yes     yes           -
admin:knowledge_gap_dismiss                 knowledge.gap                 -     -    yes     yes           -
admin:knowledge_index_act                   sites.site                    -     -    yes     yes           -
admin:knowledge_overview                    -                             -     -    yes     yes           yes
admin:knowledge_run_golden                  -                             -     -    yes     yes           -
admin:knowledge_source_read                 knowledge.source              -     -    yes     yes           -
admin:knowledge_try                         -                             -     -    yes     yes           -
admin:knowledge_version_restore             knowledge.documentversion     -     -    yes     yes           -
admin:knowledge_work                        -                             -     -    yes     yes           -
admin:knowledge_write                       -                             -     -    yes     yes           -
admin:leads_export                          -                             -     yes  -       yes           yes
admin:leads_set                             leads.lead                    yes   yes  -       yes           -
admin:privacy_erase                         conversations.conversation    -     -    -       yes           -
admin:privacy_export                        conversations.conversation    -     -    -       yes           -
admin:privacy_find                          -                             -     -    -       yes           -
admin:privacy_hold                          conversations.conversation    -     -    -       yes           -
admin:privacy_look                          privacy.retention             -     -    -       yes           -
admin:privacy_person                        conversations.conversation    -     -    -       yes           -
admin:privacy_person_of                     conversations.conversation    -     -    -       yes           -
admin:privacy_progress                      privacy.erasure               -     -    -       yes           -
admin:privacy_receipt                       privacy.erasure               -     -    -       yes           -
admin:sites_policyversion_back              sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_compare           sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_copy              sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_dry_run           sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_dry_run_part      sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_note              sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_preview           sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_publish           sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_question          sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_question_preview  sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_questions         sites.policyversion           -     -    -       yes           -
admin:sites_policyversion_section           sites.policyversion           -     -    -       yes           -
desk                                        -                             yes   yes  -       yes           -
desk-VERB                                   conversations.conversation    yes   yes  -       yes           -
desk-conversation                           -                             yes   yes  -       yes           -
look-up                                     -                             yes   yes  yes     yes           -
set-up                                      -                             -     -    -       yes           -
set-up-site                                 sites.site                    -     -    -       yes           -
"""  # noqa: E501
# Asked for by everybody who is signed in, or by nobody yet.
OPEN = {
    "admin:index",
    "admin:login",
    "admin:logout",
    "admin:password_change",
    "admin:password_change_done",
    "admin:autocomplete",
    "admin:jsi18n",
    "admin:view_on_site",
    "admin:app_list",
    "admin:search",
    # Asked in another thread, which does not see this test's rows: tests/sites/test_looking.py.
    "set-up-look",
}
GENERIC = re.compile(r"(?<!password)_(changelist|add|change|delete|history)$")
# Schedules of a library, which no role touches.
LIBRARIES = "admin:django_celery_beat_"
REFUSED = (403, 404, 405)
SAVE = b'name="_save"'


def rows_of(table: str) -> dict[str, list[str]]:
    found = [line.split() for line in table.strip().splitlines()[1:]]
    return {name: cells for name, *cells in found}


def named_views() -> dict[str, set[str]]:
    """The names of all addresses below /admin/, with the arguments that each takes."""

    def walk(resolver: URLResolver, space: str) -> Any:
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                if one.name:
                    yield f"{space}{one.name}", set(one.pattern.converters)
            else:
                yield from walk(one, f"{one.namespace}:" if one.namespace else space)

    found = {}
    for one in get_resolver().url_patterns:
        if isinstance(one, URLResolver) and str(one.pattern).startswith("admin/"):
            found |= dict(walk(one, f"{one.namespace}:" if one.namespace else ""))
        elif isinstance(one, URLPattern) and str(one.pattern).startswith("admin/") and one.name:
            found[one.name] = set(one.pattern.converters)
    return found


def views_of(table: str) -> dict[str, list[str]]:
    """By name; "desk-VERB" stands for each of the desk's verbs."""
    found = rows_of(table)
    cells = found.pop("desk-VERB")
    verbs = {name for name in named_views() if name.startswith("desk-")} - set(found)
    return found | dict.fromkeys(verbs, cells)


TABLE = dict(sorted(views_of(VIEWS).items()))


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def other(db: None) -> Site:
    return make_site("other", name="Other")


def somebody(site: Site, role: str) -> Client:
    # Without a password: to make one takes longer than all that is tested.
    user = User.objects.create(username=f"a-{role.lower()}", is_staff=True)
    user.groups.set([Group.objects.get(name=role)])
    user.memberships.create(site=site)
    client = Client()
    client.force_login(user)
    return client


def row_for(site: Site, what: str) -> Any:
    """The row of a model, made on the way that it is made where that matters."""
    if what in ("conversations.conversation", "leads.lead"):
        conversation = waiting(site)
        rebuild_leads()
        return conversation.lead if what == "leads.lead" else conversation
    if what == "sites.policyversion":
        live = PolicyVersion.objects.get(site=site, status="live")
        number = PolicyVersion.objects.filter(site=site).count() + 1
        return PolicyVersion.objects.create(site=site, number=number, data=live.data)
    if what == "privacy.retention":
        return Retention.objects.get_or_create(site=site)[0]
    return make_row(apps.get_model(what), site)


# --- the tables are whole -------------------------------------------------------------------------
def test_every_model_and_every_view_of_the_admin_stands_in_a_table() -> None:
    models = {m._meta.label_lower for m in admin.site._registry}
    ours = {name for name in models if not name.startswith("django_celery_beat.")}
    assert ours == set(rows_of(MODELS))
    views = {
        name
        for name in named_views()
        if not GENERIC.search(name) and not name.startswith(LIBRARIES) and name not in OPEN
    }
    assert views == set(TABLE)


def test_there_are_five_roles() -> None:
    assert tuple(sorted(ROLES)) == tuple(sorted(NAMES))
    assert set(NAMES) <= set(Group.objects.values_list("name", flat=True))


# --- models ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", rows_of(MODELS))
def test_each_role_does_with_a_model_what_the_table_says(site: Site, model: str) -> None:
    row = row_for(site, model)
    found = [rights(somebody(site, role), model, row) or "-" for role in NAMES]
    assert found == rows_of(MODELS)[model]


def rights(client: Client, model: str, row: Any) -> str:
    base = f"admin:{model.replace('.', '_')}"
    page = client.get(reverse(f"{base}_change", args=[row.pk]), follow=True)
    listed = client.get(reverse(f"{base}_changelist"))
    assert page.status_code == listed.status_code
    found = "v" if page.status_code == 200 else ""
    found += "e" if SAVE in page.content else ""
    found += "a" if client.get(reverse(f"{base}_add")).status_code in (200, 302) else ""
    removed = client.get(reverse(f"{base}_delete", args=[row.pk]))
    return found + ("d" if removed.status_code in (200, 302) else "")


HOUSE_WIDE = ("audit.auditentry", "auth.group")


@pytest.mark.parametrize("model", [name for name in rows_of(MODELS) if name not in HOUSE_WIDE])
def test_a_row_of_another_site_is_not_there(site: Site, other: Site, model: str) -> None:
    theirs = row_for(other, model)
    client = somebody(site, "Administrator")
    base = f"admin:{model.replace('.', '_')}"
    for act in ("change", "delete", "history"):
        address = reverse(f"{base}_{act}", args=[theirs.pk])
        for ask in (client.get, client.post):
            answer = ask(address, {"post": "yes"}, follow=True)
            # The admin leads back to its first page where there is no such row.
            led = [where for where, _ in answer.redirect_chain]
            assert answer.status_code in REFUSED or led == [reverse("admin:index")], address
    listed = client.get(reverse(f"{base}_changelist")).content.decode()
    assert reverse(f"{base}_change", args=[theirs.pk]) not in listed
    assert type(theirs)._default_manager.filter(pk=theirs.pk).exists()


# --- views ----------------------------------------------------------------------------------------
WORDS = {"form": "csv", "how": "read", "act": "check", "slug": "score", "verb": "add"}


# What the views that change something ask for, all in one.
BODY = {
    "seen_epoch": "0",
    "id": str(uuid.uuid4()),
    "text": "hello",
    "outcome": "won",
    "tier": "hot",
    "reason": "they called",
    "field": "outcome",
    "value": "won",
    "was": "",
    "destination": "mail",
    "question": "why",
}


def address_of(name: str, row: Any, site: Site) -> str:
    values: dict[str, Any] = {**WORDS, "place": 0, "site": site.pk}
    if row is not None:
        values |= {
            "pk": row.pk,
            "id": row.pk,
            "conversation": row.pk,
            "visitor": getattr(row, "visitor_id", None),
            "document_id": getattr(row, "document_id", row.pk),
            "number": getattr(row, "number", 1),
        }
    elif name == "desk-conversation":
        values["conversation"] = uuid.uuid4()
    return reverse(name, kwargs={key: values[key] for key in named_views()[name]})


def asked(client: Client, name: str, site: Site) -> tuple[list[int], bool]:
    """The answers to both methods, and whether the row is still as it was."""
    what = TABLE[name][0]
    row = row_for(site, what) if what != "-" else None
    address = address_of(name, row, site)
    before = values_of(row)
    body = {**BODY, "site": str(site.pk)}
    answers = [client.get(address), client.post(address, body)]
    for answer in answers:
        if answer.streaming:
            b"".join(answer.streaming_content)
    return [answer.status_code for answer in answers], values_of(row) == before


def values_of(row: Any) -> Any:
    return row and type(row)._default_manager.filter(pk=row.pk).values().first()


@pytest.mark.parametrize("name", TABLE)
def test_each_role_may_use_the_views_that_the_table_says(site: Site, name: str) -> None:
    found = []
    for role in NAMES:
        answers, is_as_it_was = asked(somebody(site, role), name, site)
        is_in = any(status not in REFUSED for status in answers)
        found.append("yes" if is_in else "-")
        assert is_in or is_as_it_was
    assert found == TABLE[name][1:]


OF_A_SITE = [name for name, cells in TABLE.items() if cells[0] != "-"]


@pytest.mark.parametrize("name", OF_A_SITE)
def test_a_view_of_another_sites_row_is_not_there(site: Site, other: Site, name: str) -> None:
    answers, is_as_it_was = asked(somebody(site, "Administrator"), name, other)
    # A button of a list leads back to the list, and says that nothing was done.
    assert set(answers) <= {*REFUSED, 302}
    assert is_as_it_was


@pytest.mark.parametrize("name", TABLE)
def test_who_is_not_signed_in_is_led_to_the_login(site: Site, name: str) -> None:
    what = TABLE[name][0]
    row = row_for(site, what) if what != "-" else None
    answer = Client().get(address_of(name, row, site))
    assert answer.status_code in (302, *REFUSED, 401)
    if answer.status_code == 302:
        assert answer["Location"].startswith(reverse("admin:login"))

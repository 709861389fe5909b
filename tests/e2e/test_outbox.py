"""Dead letters, endpoints and their secrets, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.post_office import PostOffice
from tests.servers import run_python

pytestmark = pytest.mark.e2e

SIZES = pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"]
)
# Mails that failed for good, and an endpoint whose receiver was down.
FAILED = """
import sys
import django
django.setup()
from django.utils import timezone
from chatqual.integrations.breaker import record_failure
from chatqual.integrations.models import OutboxItem, WebhookEndpoint
from chatqual.integrations.outbox import enqueue, enqueue_mail
from chatqual.integrations.signing import make_signing_secret
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from datetime import timedelta
site, word = Site.objects.get(public_key="demo"), sys.argv[1]
later = timezone.now() + timedelta(days=1)
mail = enqueue_mail(site, "staff.hot", word, to=f"{word}@shop.example", subject=word,
                    text=f"Hot lead {word}", due=later)
OutboxItem.objects.filter(pk=mail.pk).update(
    state="dead", attempts=10, last_error="451 come back later")
made = WebhookEndpoint.objects.create(
    site=site, name=f"CRM {word}", url="https://crm.example/hooks", secret=make_signing_secret())
enqueue(site, "lead.hot", word, {"n": 1}, destination=made.destination, due=later)
with writing():
    for _ in range(5):
        record_failure(made.destination, timezone.now(), "503 Service Unavailable")
print(mail.pk, made.pk)
"""


@pytest.fixture
def failed(live: Any, request: pytest.FixtureRequest) -> tuple[str, int, int]:
    """A word that is in all of it, the number of a dead mail and of an endpoint that rests."""
    word = re.sub(r"\W+", "-", request.node.name)[-30:].strip("-")
    env = {**live.stack.env, "DJANGO_SETTINGS_MODULE": "chatqual.settings"}
    mail, endpoint = run_python(env, "-c", FAILED, word).split()
    return word, int(mail), int(endpoint)


def count_mails(post_office: PostOffice, word: str) -> int:
    return sum(to == f"{word}@shop.example" for to, _ in post_office.mails)


def until_delivered(page: Page) -> None:
    """The page tells what was so when it was asked for."""
    for _ in range(60):
        if page.get_by_text("delivered", exact=True).count():
            return
        page.wait_for_load_state("networkidle")
        page.reload()
    expect(page.get_by_text("delivered", exact=True)).to_be_visible()


@SIZES
def test_a_dead_letter_is_found_and_sent_again(
    live: Any,
    sign_in: Any,
    keep: Any,
    failed: Any,
    post_office: PostOffice,
    size: dict[str, int],
    scheme: str,
) -> None:
    word, pk, _ = failed
    page = sign_in("admin", viewport=size, color_scheme=scheme)
    page.goto(f"{live.base_url}/admin/integrations/outboxitem/")
    health = page.get_by_role("region", name="Where it goes")
    crm = health.get_by_role("listitem", name=re.compile(f"CRM {word}"))
    expect(crm).to_contain_text("paused")
    expect(crm).to_contain_text("503 Service Unavailable")
    expect(crm.get_by_role("button", name="Try now")).to_be_visible()
    keep(page, "list")
    health.get_by_role("link", name="dead letters: Mail").click()
    expect(page).to_have_url(re.compile("state__exact=dead"))
    page.goto(f"{live.base_url}/admin/integrations/outboxitem/{pk}/change/")
    expect(page.get_by_text("451 come back later")).to_be_visible()
    expect(page.get_by_text(f"Hot lead {word}")).to_be_visible()
    keep(page, "dead")
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("It is sent again.")).to_be_visible()
    until_delivered(page)
    assert count_mails(post_office, word) == 1
    expect(page.get_by_role("button", name="Send again")).to_have_count(0)


def test_with_the_keyboard_alone(
    live: Any, sign_in: Any, failed: Any, post_office: PostOffice
) -> None:
    word, pk, _ = failed
    page = sign_in("admin")
    page.goto(f"{live.base_url}/admin/integrations/outboxitem/{pk}/change/")
    button = page.get_by_role("button", name="Send again")
    expect(button).to_be_visible()
    for _ in range(100):
        page.keyboard.press("Tab")
        if button.evaluate("(b) => b === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is sent again.")).to_be_visible()
    until_delivered(page)
    assert count_mails(post_office, word) == 1


def test_a_new_endpoint_shows_its_secret_once_and_can_be_tried(
    live: Any, sign_in: Any, keep: Any
) -> None:
    page = sign_in("admin")
    page.goto(f"{live.base_url}/admin/integrations/webhookendpoint/add/")
    page.select_option("select[name=site]", index=1)
    page.fill("#id_name", "New CRM")
    page.fill("#id_url", "https://user:word@crm.example/")
    # What other tests do here it need not hear of.
    for chosen in page.locator("#id_events input").all()[:-1]:
        chosen.uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile("name or password in it is refused"))).to_be_visible()
    page.fill("#id_url", "https://crm.example/hooks")
    page.get_by_role("button", name="Save", exact=True).click()
    secret = page.locator(".cq-secret code")
    expect(secret).to_contain_text("whsec_")
    first = secret.inner_text()
    keep(page, "secret")
    page.get_by_role("link", name="I have copied it").click()
    assert first not in page.content()
    keep(page, "endpoint")
    page.get_by_role("button", name="Make a new secret").click()
    expect(secret).to_contain_text("whsec_")
    assert secret.inner_text() != first
    page.get_by_role("link", name="I have copied it").click()
    page.get_by_role("button", name="Send a test event").click()
    expect(page.get_by_text("A test event is on its way.")).to_be_visible()


@SIZES
def test_axe_finds_nothing_on_these_pages(
    live: Any, sign_in: Any, keep: Any, failed: Any, size: dict[str, int], scheme: str
) -> None:
    _, mail, endpoint = failed
    page = sign_in("admin", viewport=size, color_scheme=scheme)
    pages = {
        "list": ("outboxitem/", ".cq-health"),
        "dead": (f"outboxitem/{mail}/change/", "#outboxitem_form"),
        "endpoint": (f"webhookendpoint/{endpoint}/change/", "#webhookendpoint_form"),
        "alerts": ("staffalerts/add/", "#staffalerts_form"),
    }
    found = []
    for name, (address, context) in pages.items():
        page.goto(f"{live.base_url}/admin/integrations/{address}")
        expect(page.locator(context)).to_be_visible()
        problems = Axe().run(page, context=context).response["violations"]
        found += [(name, v["id"], v["nodes"][0]["html"]) for v in problems]
        keep(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
    assert found == []

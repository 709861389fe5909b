from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chatqual.conversations.wake import register_doer
from chatqual.integrations.delivery import submit
from chatqual.integrations.listeners import forget_listeners
from chatqual.integrations.models import WebhookEndpoint
from chatqual.integrations.signing import make_signing_secret
from chatqual.sites.models import Site
from tests.factories import make_site
from tests.integrations.receivers import MailReceiver, WebhookReceiver


@pytest.fixture(autouse=True)
def fresh_listeners() -> Iterator[None]:
    forget_listeners()
    yield
    forget_listeners()


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


@pytest.fixture
def by_hand() -> Iterator[None]:
    """Nothing is sent but by the test itself: as if every call of `wake` were lost."""
    register_doer("outbox", lambda pk, owner: None)
    yield
    register_doer("outbox", submit)


@pytest.fixture
def loopback(settings: Any) -> Any:
    """Receivers on this machine may be reached, and nothing is waited for between attempts."""
    settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = True
    settings.CHATQUAL_OUTBOX_SCALE = 0.0
    return settings


@pytest.fixture
def receiver() -> Iterator[WebhookReceiver]:
    with WebhookReceiver() as started:
        yield started


@pytest.fixture
def endpoint(site: Site, receiver: WebhookReceiver, loopback: Any) -> WebhookEndpoint:
    from chatqual.integrations.events import EVENTS

    return WebhookEndpoint.objects.create(
        site=site,
        name="CRM",
        url=receiver.url,
        events=list(EVENTS),
        secret=make_signing_secret(),
    )


@pytest.fixture
def post_office(loopback: Any) -> Iterator[MailReceiver]:
    with MailReceiver() as started:
        loopback.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        loopback.EMAIL_HOST = "127.0.0.1"
        loopback.EMAIL_PORT = started.port
        loopback.EMAIL_TIMEOUT = 20
        yield started

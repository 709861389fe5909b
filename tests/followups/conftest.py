from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from chatqual.conversations import wake
from chatqual.integrations.signing import make_signing_secret
from tests.followups.cast import Chat, begin
from tests.integrations.receivers import MailReceiver

INTAKE = make_signing_secret()


@pytest.fixture(autouse=True)
def nobody_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns, due mails and the outbox are done by the test itself, or not at all."""
    for kind in ("turn", "followup", "outbox"):
        monkeypatch.setitem(wake._DOERS, kind, lambda pk, owner: None)


@pytest.fixture(autouse=True)
def own_settings(settings: Any) -> None:
    settings.CHATQUAL_REPLY_ADDRESS = "reply@mail.chat.example"
    settings.CHATQUAL_INTAKE_SECRETS = [INTAKE]
    settings.CHATQUAL_PUBLIC_URL = "https://chat.example"


@pytest.fixture
def chat(db: None) -> Chat:
    return begin()


@pytest.fixture
def smtp(settings: Any) -> Iterator[MailReceiver]:
    """A real SMTP server, which Django's own client delivers to."""
    with MailReceiver() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def post(client: Any) -> Any:
    """Hands in a mail at the signed intake, with a fresh id."""
    from tests.followups.cast import signed_post

    def hand_in(mail: dict[str, Any], id_: str = "", **more: Any) -> Any:
        return signed_post(client, INTAKE, mail, id_ or str(uuid.uuid4()), **more)

    return hand_in

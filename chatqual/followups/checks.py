"""System checks: an address for answers that would not work fails at start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from chatqual.followups.addresses import MAX_LOCAL_PART, TOKEN_LENGTH, plain_address
from chatqual.followups.signed import is_secret


@register
def check_mail_settings(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    address = settings.CHATQUAL_REPLY_ADDRESS
    room = MAX_LOCAL_PART - TOKEN_LENGTH
    is_good = plain_address(address) == address.lower() and "+" not in address
    if address and not (is_good and len(address.partition("@")[0]) <= room):
        found.append(
            Error(
                "CHATQUAL_REPLY_ADDRESS is no address that a token can be put into.",
                hint=f"Such as reply@mail.example.com: no +, at most {room} characters before @.",
                id="chatqual.E021",
            )
        )
    if not all(is_secret(secret) for secret in settings.CHATQUAL_INTAKE_SECRETS):
        found.append(
            Error(
                "CHATQUAL_INTAKE_SECRETS holds something that is no secret.",
                hint='Each is "whsec_" and the base64 of 24 random bytes at least.',
                id="chatqual.E022",
            )
        )
    return found

from __future__ import annotations

import uuid

import pytest
import time_machine

from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.tokens import make_token, read_token

ANA = uuid.uuid4()


def test_a_token_names_its_visitor() -> None:
    assert read_token(make_token("shop", ANA), "shop") == ANA


def test_a_token_is_good_for_its_site_only() -> None:
    with pytest.raises(SessionExpired):
        read_token(make_token("shop", ANA), "other")


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é" * 20, "a" * 10_000])
def test_a_forged_token_is_refused(token: str) -> None:
    with pytest.raises(SessionExpired):
        read_token(token, "shop")


def test_a_changed_token_is_refused() -> None:
    token = make_token("shop", ANA)
    with pytest.raises(SessionExpired):
        read_token(token[:-3] + "abc", "shop")


def test_it_expires_after_thirty_days() -> None:
    with time_machine.travel("2026-10-01T00:00:00Z", tick=False):
        token = make_token("shop", ANA)
    with time_machine.travel("2026-10-30T00:00:00Z", tick=False):
        assert read_token(token, "shop") == ANA
    with time_machine.travel("2026-11-01T00:00:00Z", tick=False), pytest.raises(SessionExpired):
        read_token(token, "shop")


def test_a_token_of_the_key_before_is_still_read(settings: object) -> None:
    token = make_token("shop", ANA)
    old, settings.CHATQUAL_TOKEN_KEY = settings.CHATQUAL_TOKEN_KEY, "another key " * 5
    with pytest.raises(SessionExpired):
        read_token(token, "shop")
    settings.CHATQUAL_TOKEN_OLD_KEYS = [old]
    assert read_token(token, "shop") == ANA

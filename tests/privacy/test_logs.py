from __future__ import annotations

import io
import logging
import logging.config

import pytest
from django.conf import settings

from chatqual.privacy.logs import DiscreetFormatter, without_addresses


@pytest.fixture
def log() -> tuple[logging.Logger, io.StringIO]:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(DiscreetFormatter("%(levelname)s %(name)s %(message)s"))
    logger = logging.Logger("chatqual.test")
    logger.addHandler(handler)
    return logger, out


Log = tuple[logging.Logger, io.StringIO]


def test_the_logs_of_the_product_go_through_it() -> None:
    for handler in settings.LOGGING["handlers"].values():
        formatter = settings.LOGGING["formatters"][handler["formatter"]]
        assert formatter["()"] == "chatqual.privacy.logs.DiscreetFormatter"
    logging.config.DictConfigurator(settings.LOGGING).configure_formatter(formatter)


@pytest.mark.parametrize(
    "text",
    [
        "mail to ana.b+x@example.co.uk bounced",
        "GET /admin/conversations/?q=ana%40example.com HTTP/1.1",
        "call +49 (30) 123 456-789 back",
        "card 4111 1111 1111 1111",
        "Not Found: /x?name=Ana&mail=ana",
    ],
)
def test_addresses_and_numbers_are_taken_out(text: str) -> None:
    told = without_addresses(text)
    for part in ("ana", "Ana", "123 456", "4111", "example.co"):
        assert part not in told


def test_ids_times_and_counts_stay() -> None:
    text = (
        "2026-11-20 21:04:23,123 INFO conversation 1b4e28ba-2fa1-11d2-883f-0016d3cca427: "
        "turn 12345 took 1.25 s at 127.0.0.1:8000"
    )
    assert without_addresses(text) == text


def test_of_an_exception_the_place_is_told_and_not_the_value(log: Log) -> None:
    logger, out = log
    try:
        float("my secret word")
    except ValueError:
        logger.exception("turn %s failed", 7)
    told = out.getvalue()
    assert "secret" not in told
    assert "turn 7 failed" in told
    assert "builtins.ValueError: (text left out)" in told
    assert "in test_of_an_exception" in told


def test_causes_are_told_and_kept_discreet(log: Log) -> None:
    logger, out = log
    try:
        try:
            {}["my secret word"]
        except KeyError as error:
            raise RuntimeError("about my secret word") from error
    except RuntimeError:
        logger.exception("failed")
    assert "secret" not in out.getvalue()
    assert out.getvalue().index("KeyError") < out.getvalue().index("RuntimeError")


def test_what_speaks_of_files_and_connections_is_told(log: Log) -> None:
    logger, out = log
    try:
        open("/nowhere/at/all")  # noqa: SIM115 - it is not there
    except OSError:
        logger.exception("failed")
    assert "/nowhere/at/all" in out.getvalue()


def test_a_task_that_fails_in_a_worker_is_told_as_discreetly(log: Log) -> None:
    logger, out = log
    try:
        raise ValueError("my secret word")
    except ValueError as error:
        told = {"name": "chatqual.sweep", "exc": repr(error), "traceback": f"... {error}"}
        logger.error("Task %(name)s raised: %(exc)s\n%(traceback)s", told, exc_info=True)
    assert "secret" not in out.getvalue()
    assert "chatqual.sweep" in out.getvalue()

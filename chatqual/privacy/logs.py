"""What a log may hold: ids, counts and places in the code, never a visitor's words or addresses.

Our own lines name rows by number. What others put into them (an exception carries the value that it
failed on, a framework the path that was asked for) goes through here.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType
from typing import Any

LEFT_OUT = "(text left out)"
ADDRESS = "(address)"
NUMBER = "(number)"
_MAIL = re.compile(r"[^\s\"'<>()\[\]{},;:=/?&]+(?:@|%40)[^\s\"'<>()\[\]{},;:=/?&]+", re.IGNORECASE)
# Phones, cards, accounts: seven digits or more, however they are spaced.
_DIGITS = re.compile(r"(?<![\w.:-])\+?\d(?:[ ()./-]?\d){8,}(?![\w:])")
_QUERY = re.compile(r"\?[^\s\"']*=[^\s\"']*")
# Their messages speak of files, names in the code and connections.
_PLAIN_MODULES = ("django.db.utils.OperationalError", "django.db.utils.InterfaceError")
_PLAIN = (OSError, ImportError, AttributeError, NameError, TypeError)
_PLAIN_ROOMS = ("redis", "kombu", "channels_redis")

Thrown = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def without_addresses(text: str) -> str:
    """The text without e-mail addresses, long numbers and queries of addresses of pages."""
    return _DIGITS.sub(NUMBER, _MAIL.sub(ADDRESS, _QUERY.sub("?…", text)))


class DiscreetFormatter(logging.Formatter):
    """As the usual one; of exceptions the class, the place, and the message where it is plain."""

    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record.args, dict) and {"exc", "traceback"} <= record.args.keys():
            # Celery puts both into its message, beside the exception that is told below.
            record.args = {**record.args, "exc": LEFT_OUT, "traceback": ""}
        return without_addresses(super().format(record))

    def formatException(self, ei: Thrown) -> str:
        error = ei[1]
        if error is None:
            return ""
        return "\n".join(_told(error))


def _told(error: BaseException) -> list[str]:
    lines: list[str] = []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        lines += [*_told(earlier), "and from that:"]
    lines.append("Traceback (most recent call last):")
    lines += [f'  File "{f.filename}", line {f.lineno}, in {f.name}' for f in _frames(error)]
    lines.append(f"{type(error).__module__}.{type(error).__qualname__}: {_message(error)}")
    return lines


def _frames(error: BaseException) -> list[Any]:
    return list(traceback.extract_tb(error.__traceback__))


def _message(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    is_plain = (
        isinstance(error, _PLAIN)
        or name in _PLAIN_MODULES
        or type(error).__module__.split(".")[0] in _PLAIN_ROOMS
    )
    return str(error) if is_plain else LEFT_OUT

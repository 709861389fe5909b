"""JSON Lines in and out: the line of bad input is named."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.core.management.base import CommandError

from chatqual.engine.slots import Json


def read_lines(path: str) -> list[tuple[int, Json]]:
    """The objects of a file ("-" is standard input) with their line numbers.

    Raises CommandError that names the file and the line.
    """
    try:
        with sys.stdin if path == "-" else open(path, encoding="utf-8-sig") as file:
            return list(_parse(path, file))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 text (byte {error.start}).") from error


def _parse(path: str, file: IO[str]) -> Iterator[tuple[int, Json]]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            data: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(data, dict):
            raise CommandError(f"{path}, line {number}: an object is wanted, in {{ }}.")
        yield number, data


@contextmanager
def open_items(path: str | None) -> Iterator[IO[str] | None]:
    """The file for items, or None where none is wanted. Raises CommandError."""
    if path is None:
        yield None
        return
    try:
        with open(path, "w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def write_item(file: IO[str] | None, item: Json) -> None:
    if file is not None:
        file.write(json.dumps(item, ensure_ascii=False) + "\n")

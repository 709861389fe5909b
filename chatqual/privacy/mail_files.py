"""Mails that the file backend of Django keeps in the data folder: those of a person are taken out.

The backend is for development; with SMTP nothing of a mail is kept in files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from chatqual.privacy.registry import Person

# What django.core.mail.backends.console writes behind each mail.
RULE = b"-" * 79 + b"\n"


def mail_folder() -> Path | None:
    """Where mails lie as files; None where there are none."""
    place = getattr(settings, "EMAIL_FILE_PATH", None)
    folder = Path(place) if place else None
    return folder if folder is not None and folder.is_dir() else None


def forget_mail_files(person: Person, addresses: Iterable[str]) -> int:
    """Takes out every mail that names one of their logs or addresses; gives how many."""
    marks = _marks(person, addresses)
    return sum(_forget_in(path, marks) for path in _files())


def mails_of(person: Person, addresses: Iterable[str]) -> list[str]:
    """The same mails, as a reader sees them."""
    marks = _marks(person, addresses)
    shown = [_readable(mail) for path in _files() for mail in _mails_in(path)]
    return [text for text in shown if _names(text, marks)]


def _files() -> list[Path]:
    folder = mail_folder()
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder else []


def _marks(person: Person, addresses: Iterable[str]) -> set[str]:
    marks = {address.lower() for address in addresses}
    for log in (*person.conversations, *person.visitors):
        marks |= {str(log), log.hex}
    return marks


def _mails_in(path: Path) -> list[bytes]:
    return [mail for mail in path.read_bytes().split(RULE) if mail.strip()]


def _names(text: str, marks: set[str]) -> bool:
    lower = text.lower()
    return any(mark in lower for mark in marks)


def _forget_in(path: Path, marks: set[str]) -> int:
    mails = _mails_in(path)
    kept = [mail for mail in mails if not _names(_readable(mail), marks)]
    if len(kept) == len(mails):
        return 0
    if not kept:
        path.unlink()
        return len(mails)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(b"".join(mail + RULE for mail in kept))
    draft.replace(path)
    return len(mails) - len(kept)


def _readable(mail: bytes) -> str:
    """Headers and bodies as a reader sees them, whatever they were encoded in."""
    parsed = message_from_bytes(mail, policy=policy.default)
    assert isinstance(parsed, EmailMessage)  # noqa: S101 - what that policy makes
    heads = [str(value) for value in parsed.values()]
    bodies = [part.get_content() for part in parsed.walk() if part.get_content_maintype() == "text"]
    return "\n".join([mail.decode("utf-8", "replace"), *heads, *bodies])

"""Which files an argument of `ingest` names, and the path of each below it."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import DocumentUnreadable, SourceMissing
from knowledge.extract.reader import SUFFIXES
from knowledge.models import Source

# As wide as an index of PostgreSQL allows for any letters.
MAX_PATH = 600
_WILD = frozenset("*?[")
# What repositories carry about themselves; named one by one they are read like any other file.
_ABOUT_REPOSITORY = frozenset(
    {"license", "licence", "copying", "notice", "code_of_conduct", "contributing", "codeowners"}
)


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file, and its path below the argument with "/"."""

    path: str
    file: Path


@dataclass(frozen=True, slots=True)
class LocalSource:
    """What one argument names. `is_whole`: what is not among `files` is no longer there.

    `skipped`: files of kinds that are not read, in the folder.
    """

    kind: Source.Kind
    location: str
    files: tuple[LocalFile, ...]
    is_whole: bool
    skipped: int = 0


def collect_local(argument: str) -> LocalSource:
    """Raises SourceMissing where the argument names nothing that can be read."""
    place = Path(argument).expanduser()
    if place.is_dir():
        return _folder(place.resolve(), _walk(place.resolve()))
    if place.exists() or place.is_symlink():
        file = place.resolve()
        return LocalSource(
            Source.Kind.FILE, str(file), (LocalFile(_stored_path(Path(place.name)), file),), False
        )
    if _WILD & set(argument):
        return _pattern(str(place.absolute()))
    raise SourceMissing(f"{argument}: there is no such file or folder.")


def read_local(file: LocalFile, max_bytes: int) -> bytes:
    """Raises DocumentUnreadable: gone, too large, no regular file, not ours to read."""
    try:
        facts = file.file.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise DocumentUnreadable("unsupported", "This is no ordinary file.")
        if facts.st_size > max_bytes:
            raise DocumentUnreadable(
                "too_large",
                f"The file has {facts.st_size / 1_048_576:.0f} MB;"
                f" at most {max_bytes // 1_048_576} MB are read.",
            )
        return file.file.read_bytes()
    except OSError as fault:
        raise DocumentUnreadable("not_found", f"The file cannot be opened: {fault}") from fault


def _pattern(pattern: str) -> LocalSource:
    """Paths are counted from the last folder before the first wildcard."""
    parts = Path(pattern).parts
    fixed = next(n for n, part in enumerate(parts) if _WILD & set(part))
    base = Path(*parts[:fixed])
    found = [Path(name) for name in glob.glob(pattern, recursive=True)]
    files = sorted(file for file in found if file.is_file() and not file.is_symlink())
    if not files:
        raise SourceMissing(f"{pattern}: no file fits this pattern.")
    return _collected(pattern, base, files)


def _folder(folder: Path, files: Iterator[Path]) -> LocalSource:
    collected = _collected(str(folder), folder, sorted(files))
    if not collected.files:
        raise SourceMissing(f"{folder}: there is no document in this folder.")
    return collected


def _collected(location: str, base: Path, files: list[Path]) -> LocalSource:
    read = [file for file in files if file.suffix.lower() in SUFFIXES]
    local = tuple(LocalFile(_stored_path(file.relative_to(base)), file) for file in read)
    return LocalSource(Source.Kind.FOLDER, location, local, True, len(files) - len(read))


def _stored_path(path: Path) -> str:
    """With "/", in a form that a database takes: names on disk need not be Unicode."""
    return path.as_posix().encode("utf-8", "replace").decode()[:MAX_PATH]


def _walk(folder: Path) -> Iterator[Path]:
    """Files below a folder; nothing hidden, and no links, which may lead out of it."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(place) / name
            is_about = file.stem.lower().replace("-", "_") in _ABOUT_REPOSITORY
            if not (name.startswith(".") or is_about or file.is_symlink()):
                yield file

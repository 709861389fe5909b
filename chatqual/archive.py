"""A copy of all data in one file, and back. The index is not in it: it is made from the rows."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from chatqual import __version__
from chatqual.engine.slots import Json

FORMAT = 1
FOLDERS = ("media",)


class ArchiveFault(Exception):
    """The copy cannot be made or read; the text says what to do."""


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def make_archive(target: Path) -> Json:
    """Writes the copy, whole or not at all, readable by its owner only. Gives its manifest."""
    manifest: Json = {
        "format": FORMAT,
        "version": __version__,
        "database": connection.vendor,
        "made": timezone.now().isoformat(),
    }
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            dump = Path(scratch) / "database"
            _dump_database(dump)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as tar:
                _add_text(tar, "manifest.json", json.dumps(manifest))
                tar.add(dump, "database")
                for name in ("keys.json", *FOLDERS):
                    path = settings.CHATQUAL_DATA / name
                    if path.exists():
                        tar.add(path, name)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    info = tarfile.TarInfo(name)
    data = text.encode()
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def _dump_database(target: Path) -> None:
    if _is_sqlite():
        # SQLite's own online copy: consistent, beside a running server.
        source = sqlite3.connect(str(connection.settings_dict["NAME"]))
        copy = sqlite3.connect(target)
        with copy:
            source.backup(copy)
        copy.close()
        source.close()
        return
    _run_postgres("pg_dump", "--format=custom", f"--file={target}")


def _run_postgres(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise ArchiveFault(f"{program} is not installed. It comes with the PostgreSQL client.")
    db: dict[str, Any] = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(db["HOST"] or ""),
        "PGPORT": str(db["PORT"] or ""),
        "PGUSER": str(db["USER"] or ""),
        "PGPASSWORD": str(db["PASSWORD"] or ""),
        "PGDATABASE": str(db["NAME"]),
    }
    environment = {key: value for key, value in environment.items() if value}
    done = subprocess.run(  # noqa: S603 - a program found by name, no shell
        [found, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ArchiveFault(f"{program} failed: {done.stderr.strip()[-500:]}")


def read_manifest(path: Path) -> Json:
    """Raises ArchiveFault where the file is no copy of ours or of another kind of database."""
    try:
        with tarfile.open(path, "r:gz") as tar:
            member = tar.extractfile("manifest.json")
            manifest: Json = json.load(member) if member else {}
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        raise ArchiveFault(f"{path} is no copy made by `manage.py backup` ({error}).") from error
    if manifest.get("format") != FORMAT:
        raise ArchiveFault(f"{path} has format {manifest.get('format')}; this reads {FORMAT}.")
    if manifest["database"] != connection.vendor:
        raise ArchiveFault(
            f"{path} holds a {manifest['database']} database, this one is {connection.vendor}."
        )
    return manifest


def restore_archive(path: Path) -> Json:
    """Puts the copy in the place of what is there. No server may run on the data folder."""
    manifest = read_manifest(path)
    data = settings.CHATQUAL_DATA
    with tempfile.TemporaryDirectory(dir=data) as scratch:
        with tarfile.open(path, "r:gz") as tar:
            tar.extractall(scratch, filter="data")
        unpacked = Path(scratch)
        connection.close()
        _load_database(unpacked / "database")
        for name in ("keys.json", *FOLDERS):
            _put_in_place(unpacked / name, data / name)
    shutil.rmtree(data / "index", ignore_errors=True)
    return manifest


def _put_in_place(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if target.is_dir():
        shutil.rmtree(target)
    source.replace(target)


def _load_database(dump: Path) -> None:
    if not _is_sqlite():
        _run_postgres(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--single-transaction",
            f"--dbname={connection.settings_dict['NAME']}",
            str(dump),
        )
        return
    target = Path(str(connection.settings_dict["NAME"]))
    for suffix in ("-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    dump.replace(target)

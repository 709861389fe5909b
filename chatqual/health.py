"""What is configured, what answers, what is missing: for `doctor` and the readiness address."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from chatqual.audit.trail import verify_trail
from chatqual.engine import policy as policies
from chatqual.engine.slots import Json
from chatqual.integrations.health import count_failed
from chatqual.locking import is_held
from chatqual.sites.models import Site
from chatqual.sites.policies import ensure_live_policy, policy_of
from knowledge.embedding import is_model_ready
from knowledge.errors import IndexFault
from knowledge.generations import check_index
from knowledge.index import is_held_elsewhere
from knowledge.indexer import has_pending
from knowledge.models import Chunk

Level = Literal["ok", "note", "fault"]
LOW_DISK = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `fix` says what to do about a note or a fault."""

    name: str
    level: Level
    text: str
    fix: str = ""

    def to_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}


def check_python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info < (3, 14)
    yield Finding(
        "Python", "ok" if fits else "fault", version, "" if fits else "Use Python 3.11 to 3.13."
    )


def check_data_folder() -> Iterator[Finding]:
    folder = settings.CHATQUAL_DATA
    if not os.access(folder, os.W_OK):
        fix = "Make it, or set CHATQUAL_DATA to a folder that can be written."
        yield Finding("Data folder", "fault", f"{folder} cannot be written", fix)
        return
    free = shutil.disk_usage(folder).free
    low = free < LOW_DISK
    fix = "Make room: with a full disk no message can be stored." if low else ""
    text = f"{folder}, {free // 2**20} MB free"
    yield Finding("Data folder", "note" if low else "ok", text, fix)


def check_keys() -> Iterator[Finding]:
    path = settings.CHATQUAL_DATA / "keys.json"
    if not path.exists():
        yield Finding("Keys", "ok", "from the environment")
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        fix = f"chmod 600 {path}"
        yield Finding("Keys", "fault", f"{path} can be read by others ({mode:o})", fix)
    else:
        yield Finding("Keys", "ok", f"{path} (mode {mode:o})")


def check_database() -> Iterator[Finding]:
    connection = connections["default"]
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        fix = "Is the server up, and DATABASE_URL right?"
        yield Finding("Database", "fault", f"{connection.vendor}: {error}".strip(), fix)
        return
    if plan:
        fix = "manage.py migrate"
        yield Finding("Database", "fault", f"{len(plan)} migrations are missing", fix)
    else:
        yield Finding("Database", "ok", f"{connection.vendor}, up to date")


def check_server() -> Iterator[Finding]:
    if is_held(settings.CHATQUAL_DATA / "serve.lock"):
        yield Finding("Server", "ok", "manage.py serve runs on this folder")
    elif not settings.REDIS_URL:
        yield Finding("Server", "note", "not running", "manage.py serve")


def check_redis() -> Iterator[Finding]:
    if not settings.REDIS_URL:
        yield Finding("Redis", "ok", "not used: one process")
        return
    import redis

    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3).ping()
        yield Finding("Redis", "ok", "answers")
    except redis.RedisError as error:
        yield Finding("Redis", "fault", str(error), "Is it up, and REDIS_URL right?")


def check_model() -> Iterator[Finding]:
    if settings.CHATQUAL_EMBEDDING_MODEL:
        yield Finding("Embedding model", "ok", settings.CHATQUAL_EMBEDDING_MODEL)
    elif is_model_ready(settings.CHATQUAL_DATA):
        yield Finding("Embedding model", "ok", "all-MiniLM-L6-v2, exported and checked")
    else:
        fix = "It is made at the first ingest or serve; nothing to do."
        yield Finding("Embedding model", "note", "not exported yet", fix)


def check_sites() -> Iterator[Finding]:
    sites = list(Site.objects.all())
    if not sites:
        fix = "manage.py site KEY --origin https://www.example.com, or manage.py seed_demo"
        yield Finding("Sites", "fault", "there is none", fix)
    for site in sites:
        yield from check_site(site)


def check_site(site: Site) -> Iterator[Finding]:
    name = f"Site {site.public_key}"
    if not site.origins and not site.is_demo:
        fix = f"manage.py site {site.public_key} --origin https://www.example.com"
        yield Finding(name, "note", "no page may embed it", fix)
    chunks = Chunk.objects.filter(site=site, live=True).count()
    if not chunks:
        fix = f"manage.py ingest FOLDER --site {site.public_key}"
        yield Finding(name, "note", "its knowledge base is empty", fix)
    elif has_pending(site):
        yield Finding(name, "note", "passages wait to be indexed", "Start the server, or wait.")
    else:
        yield _index_finding(site, name, chunks)
    for problem in policies.check(policy_of(ensure_live_policy(site).pk)):
        yield Finding(name, "fault", f"policy: {problem}", "Mend it in the admin, under Policy.")
    if site.is_test_mode:
        yield Finding(name, "note", "test mode is on: chats count nowhere", "Switch it off.")


def _index_finding(site: Site, name: str, chunks: int) -> Finding:
    if is_held_elsewhere():
        return Finding(name, "ok", f"{chunks} passages; the server holds the index")
    try:
        health = check_index(site)
    except IndexFault as error:
        fix = "The server builds it again by itself; start it."
        return Finding(name, "fault", f"index: {error}", fix)
    if not health.is_well:
        fix = "The server builds it again by itself within a minute; start it."
        return Finding(name, "fault", f"index: {health.problem}", fix)
    return Finding(name, "ok", f"{chunks} passages, {health.canaries} canaries found themselves")


def check_staff() -> Iterator[Finding]:
    count = User.objects.filter(is_staff=True, is_active=True).count()
    fix = "" if count else "manage.py createsuperuser"
    yield Finding("Staff", "ok" if count else "note", f"{count} may sign in", fix)


def check_outbox() -> Iterator[Finding]:
    is_file = settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    if is_file and settings.PRODUCTION:
        yield Finding("Mail", "note", f"goes into {settings.EMAIL_FILE_PATH}", "Set EMAIL_URL")
    else:
        yield Finding("Mail", "ok", settings.EMAIL_BACKEND.rsplit(".", 2)[-2])
    failed = count_failed(Site.objects.all())
    fix = "manage.py outbox" if failed else ""
    yield Finding("Outbox", "note" if failed else "ok", f"{failed} dead letters or held", fix)


def check_trail() -> Iterator[Finding]:
    broken = verify_trail()
    if broken is None:
        yield Finding("Audit trail", "ok", "the chain holds")
    else:
        fix = (
            "Compare with a backup: an entry was changed or removed, or CHATQUAL_AUDIT_KEY is new."
        )
        yield Finding("Audit trail", "fault", f"entry {broken} does not fit", fix)


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    check_python,
    check_data_folder,
    check_keys,
    check_database,
    check_redis,
    check_server,
    check_model,
    check_staff,
    check_outbox,
    check_trail,
    check_sites,
)


def examine() -> Iterator[Finding]:
    """All findings. Without a usable database it stops after saying so."""
    for check in CHECKS:
        fatal = False
        for finding in check():
            yield finding
            fatal = fatal or (finding.name == "Database" and finding.level == "fault")
        if fatal:
            return

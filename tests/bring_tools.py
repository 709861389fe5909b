"""Brings what the browser and stack tests need (Chromium, Redis, PostgreSQL), or names what lacks.

As root on Debian by apt; Chromium else by playwright. What cannot be had is skipped by name in the
tests, except where CI is set: there it is a fault.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from glob import glob

PACKAGES = {"chromium": "chromium", "redis-server": "redis-server", "postgres": "postgresql"}


def find_postgres() -> str | None:
    """The folder of PostgreSQL's programs; Debian keeps them out of the path."""
    folders = sorted(glob("/usr/lib/postgresql/*/bin"))
    found = shutil.which("initdb")
    if found:
        folders.insert(0, os.path.dirname(os.path.realpath(found)))
    whole = [f for f in folders if all(os.path.exists(f"{f}/{p}") for p in ("initdb", "postgres"))]
    return whole[-1] if whole else None


def find_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or _playwrights_own()


def _playwrights_own() -> str | None:
    home = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", os.path.expanduser("~/.cache/ms-playwright"))
    found = sorted(glob(f"{home}/chromium-*/chrome-*/chrome"))
    return found[-1] if found else None


def missing() -> list[str]:
    found = {
        "chromium": find_chromium(),
        "redis-server": shutil.which("redis-server"),
        "postgres": find_postgres(),
    }
    return [name for name, path in found.items() if path is None]


def _run(*command: str) -> bool:
    print("+", " ".join(command), file=sys.stderr, flush=True)  # noqa: T201
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.call(command, env=environment, stdout=sys.stderr) == 0


def bring() -> list[str]:
    """Installs what is missing where that is possible; gives what still is."""
    wanted = missing()
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-q")
        _run("apt-get", "install", "-y", "-q", *(PACKAGES[name] for name in wanted))
    if "chromium" in missing():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return missing()


def main() -> int:
    left = bring()
    for name in left:
        print(f"{name} could not be had; its tests are skipped.", file=sys.stderr)  # noqa: T201
    return 1 if left and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())

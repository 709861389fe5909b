"""Prints every figure beside its aim. Run it on a machine that does nothing else."""

from __future__ import annotations

import gzip
import json
import os
import resource
import shutil
import sys
import tempfile
import time
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import django  # noqa: E402

django.setup()

from benchmarks import floor  # noqa: E402
from benchmarks.clients import (  # noqa: E402
    Times,
    hold_idle,
    many_at_once,
    one_after_the_other,
)
from benchmarks.ingestion import measure_ingestion, measure_unchanged  # noqa: E402
from knowledge.embedding import embedder, packaged_weights  # noqa: E402
from tests.servers import EmbeddedStack, Process, can_connect, free_port, wait_until  # noqa: E402

SEQUENTIAL = 200
VISITORS = 50
SECONDS = 10.0
IDLE = 2000
UNLIMITED = {
    "CHATQUAL_BURST": "1000000",
    "CHATQUAL_PER_MINUTE": "1000000",
    "CHATQUAL_HEARTBEAT": "25",
    "CHATQUAL_TURN_LEASE": "20",
    "CHATQUAL_HELLO_TIMEOUT": "30",
}


def say(title: str, figure: str, aim: str = "", ok: bool | None = None) -> None:
    mark = "" if ok is None else ("ok" if ok else "MISSED")
    print(f"{title:<58} {figure:>18}   {aim:<28} {mark}", flush=True)


def questions(count: int, salt: str) -> list[str]:
    """The demo's questions as visitors type them, each once: no cache of embeddings knows them.

    Capitals make them differ, so that they still mean what the documents answer.
    """
    path = ROOT / "knowledge" / "demo" / "questions.jsonl"
    base = [json.loads(line)["question"] for line in path.read_text().splitlines()]
    offset = zlib.crc32(salt.encode())
    return [with_capitals(base[n % len(base)], offset + n // len(base)) for n in range(count)]


def with_capitals(text: str, number: int) -> str:
    """The letters at which `number` has a bit stand in capitals."""
    letters = [i for i, c in enumerate(text) if c.isalpha()][:32]
    ups = {i for bit, i in enumerate(letters) if number >> bit & 1}
    return "".join(c.upper() if i in ups else c.lower() for i, c in enumerate(text))


def rss_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


class Peer:
    """The recipe, or the bare echo, behind daphne."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.port = free_port()
        model = folder / "model"
        if not model.exists():
            model.symlink_to(packaged_weights())
        env = {
            **os.environ,
            "RECIPE": kind,
            "RECIPE_MODEL": str(model),
            "RECIPE_INDEX": str(folder),
        }
        command = [str(Path(sys.executable).parent / "daphne"), "-v", "0", "-p", str(self.port)]
        self.process = Process(kind, [*command, "benchmarks.recipe_app:application"], env, folder)
        wait_until(lambda: can_connect(self.port), 90, f"the {kind}: {self.process.log()[-500:]}")
        self.url = f"http://127.0.0.1:{self.port}"


def show(title: str, times: Times) -> None:
    say(f"  {title}", f"{times.p50:.1f} / {times.p95:.1f} ms", "p50 / p95")


def measure_turns(stack: EmbeddedStack, folder: Path) -> None:
    model = embedder()
    texts = [f"Passage {n}: {q}" for n, q in enumerate(questions(400, "p"))]
    floor.build_collection(folder, texts, model.embed(texts))
    parts = floor.measure_floor(model, folder, questions(60, "f"))
    echo = Peer("echo", folder)
    echoed = one_after_the_other(echo.url, questions(SEQUENTIAL, "e"))
    echo.process.stop()
    whole = sum(parts.values()) + echoed.p50
    detail = ", ".join(f"{name} {ms:.1f}" for name, ms in parts.items())
    say("Floor of this machine", f"{whole:.1f} ms", f"{detail}, echo {echoed.p50:.1f}")
    recipe = Peer("recipe", folder)
    one_after_the_other(recipe.url, questions(20, "w"))
    one_after_the_other(stack.url, questions(20, "w"))
    theirs = one_after_the_other(recipe.url, questions(SEQUENTIAL, "s"))
    ours = one_after_the_other(stack.url, questions(SEQUENTIAL, "s"))
    show("recipe, one after the other", theirs)
    show("chatqual, one after the other", ours)
    ratio = ours.p50 / whole
    say(
        "Turn beside the floor (p50)", f"{ratio:.2f} floors", "at most 2.5 (star 1.5)", ratio <= 2.5
    )
    say("Turn beside the recipe (p50)", f"{ours.p50 / theirs.p50:.2f} recipes")
    lots = [questions(2000, f"v{v}-") for v in range(VISITORS)]
    crowd_theirs = many_at_once(recipe.url, VISITORS, lots, SECONDS)
    recipe.process.stop()
    crowd_ours = many_at_once(stack.url, VISITORS, lots, SECONDS)
    for title, times in (("recipe", crowd_theirs), ("chatqual", crowd_ours)):
        show(f"{title}, {VISITORS} visitors: {times.per_second:.0f} turns a second", times)
    times = crowd_ours.per_second / crowd_theirs.per_second
    say(
        f"Turns a second at {VISITORS}",
        f"{times:.2f} recipes",
        "at least 1.2 (star 2)",
        times >= 1.2,
    )
    p95 = crowd_ours.p95
    say(f"Answer at {VISITORS} visitors, p95", f"{p95:.0f} ms", "at most 1,000 ms", p95 <= 1000)


def measure_memory(stack: EmbeddedStack) -> None:
    stack.server.kill()
    stack.serve()
    one_after_the_other(stack.url, questions(1, "m"))
    used = rss_mb(stack.server.pid)
    say("Server after its first answer", f"{used:.0f} MB", "at most 600 (star 400)", used <= 600)
    loaded = hold_idle(stack.url, IDLE, lambda: rss_mb(stack.server.pid))
    each = (loaded - used) * 1024 / IDLE
    say(f"An idle socket, of {IDLE}", f"{each:.1f} KB", "at most 40", each <= 40)


def measure_sizes(stack: EmbeddedStack) -> None:
    import re
    import urllib.request

    def fetch(path: str) -> bytes:
        with urllib.request.urlopen(stack.url + path, timeout=10) as response:
            return bytes(response.read())

    loader = len(gzip.compress(fetch("/widget/loader.js"), 9)) / 1024
    page = fetch("/widget/chat/?site=demo&locale=en")
    size = len(gzip.compress(page, 9))
    # The page names every script and style that it loads, its modules among them.
    for path in set(re.findall(r'(?:src|href)="(/widget/assets/[^"]+)"', page.decode())):
        size += len(gzip.compress(fetch(path), 9))
    say("Loader, compressed", f"{loader:.1f} KB", "at most 5", loader <= 5)
    say(
        "Chat page with styles, compressed",
        f"{size / 1024:.1f} KB",
        "at most 30",
        size <= 30 * 1024,
    )


def main() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20_000), hard))
    cpu = len(os.sched_getaffinity(0))
    print(f"{cpu} cores, Python {sys.version.split()[0]}, embedding {embedder().name}")
    folder = Path(tempfile.mkdtemp(prefix="chatqual-bench-"))
    stack = EmbeddedStack(**UNLIMITED)
    try:
        begun = time.perf_counter()
        stack.start()
        say("Set-up of the demo and start", f"{time.perf_counter() - begun:.1f} s")
        measure_turns(stack, folder)
        measure_memory(stack)
        measure_sizes(stack)
    finally:
        stack.stop()
        shutil.rmtree(folder, ignore_errors=True)
    measure_ingestion(say)
    measure_unchanged(say)


if __name__ == "__main__":
    main()

"""Real servers for tests, each on free ports and stopped by what started it.

`EmbeddedStack`: `manage.py serve` over SQLite. `FullStack`: PostgreSQL, Redis, a Chroma server, two
web processes (daphne and uvicorn), a Celery worker and a beat.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import psycopg

from tests.bring_tools import find_postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MODELS = ROOT / ".cache" / "models"
# Waits of the real thing, scaled down; `make faults` runs them at real length. What ends a socket,
# a turn or an agent who is slow is not among them: a busy machine is slow, not wrong.
REAL_WAITS = bool(os.environ.get("REAL_WAITS"))
SHORT: dict[str, str] = (
    {}
    if REAL_WAITS
    else {
        "CHATQUAL_SETTLE_MS": "300",
        "CHATQUAL_SETTLE_MAX_MS": "900",
        "CHATQUAL_SWEEP_EVERY": "0.5",
        "CHATQUAL_HEARTBEAT": "1",
        "CHATQUAL_SHUTDOWN_GRACE": "10",
    }
)


# Any of it is over in seconds; on a machine that does much else it takes longer, and is no fault.
START = 180


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def wait_until(check: Callable[[], bool], seconds: float, what: str) -> None:
    """Asks again and again until it holds; says what was waited for where it never does."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(0.05)


class Process:
    """A server process with its output in a file, in a group of its own."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], folder: Path) -> None:
        self.log_path = folder / f"{name}.log"
        self._log: IO[bytes] = open(self.log_path, "ab")  # noqa: SIM115 - lives with the process
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self.process.pid

    def log(self) -> str:
        """What it has written; "" where somebody has cleared its folder away."""
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def kill(self, number: int = signal.SIGKILL) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        self.process.wait(60)
        self._log.close()

    def stop(self) -> None:
        """Asks it to end, and ends it where it does not."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
        self._log.close()


COMMANDS = """
import json, sys
import django
django.setup()
from django.core.management import call_command
for command in json.loads(sys.argv[1]):
    call_command(*command)
"""


def manage(env: dict[str, str], *arguments: str) -> str:
    """Runs a command of manage.py and gives its standard output."""
    return run_python(env, "manage.py", *arguments)


def run_python(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"{' '.join(arguments)}: {done.stderr[-3000:]}")
    return done.stdout


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - loopback
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class ChromaServer:
    """A `chroma run` over a folder, which can be stopped and started again on its port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: Process | None = None

    def start(self) -> None:
        command = [str(BIN / "chroma"), "run", "--path", str(self.folder / "data")]
        place = ["--host", "127.0.0.1", "--port", str(self.port)]
        self._process = Process("chroma", [*command, *place], dict(os.environ), self.folder)
        wait_until(lambda: answers(f"{self.url}/api/v2/heartbeat"), START, "Chroma")

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()

    def freeze(self, number: int = signal.SIGSTOP) -> None:
        """It takes connections and answers none; SIGCONT lets it go on."""
        assert self._process is not None
        os.killpg(self._process.pid, number)


class Stack:
    """What both stacks have in common: a data folder, the demo site, logins, addresses."""

    name = ""

    def __init__(self, **env: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"chatqual-{self.name}-"))
        MODELS.mkdir(parents=True, exist_ok=True)
        (self.folder / "models").symlink_to(MODELS)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CHATQUAL_", "DJANGO_"))}
        self.env = {**kept, **SHORT, "CHATQUAL_DATA": str(self.folder), **env}
        self.processes: dict[str, Process] = {}
        self.passwords: dict[str, str] = {}
        self.urls: list[str] = []

    def seed(self, *more: tuple[str, ...]) -> None:
        """Makes the database, the demo site and its staff, and runs `more` commands behind that.

        In one process: each costs seconds of imports before it does anything.
        """
        seeding = ("seed_demo", "--no-samples", "--json")
        commands = [("migrate", "--no-input", "-v", "0"), seeding, *more]
        env = {**self.env, "DJANGO_SETTINGS_MODULE": "chatqual.settings"}
        told = run_python(env, "-c", COMMANDS, json.dumps(commands))
        made, _ = json.JSONDecoder().raw_decode(told[told.index("{") :])
        self.passwords = {s["username"]: s["password"] for s in made["staff"]}

    def start_process(self, name: str, *command: str, **env: str) -> Process:
        if name in self.processes:
            self.processes[name].stop()
        started = Process(name, list(command), {**self.env, **env}, self.folder)
        self.processes[name] = started
        return started

    def manage(self, *arguments: str) -> str:
        return manage(self.env, *arguments)

    def logs(self) -> str:
        return "\n".join(f"--- {n}\n{p.log()[-4000:]}" for n, p in self.processes.items())

    def await_start(self, check: Callable[[], bool], what: str) -> None:
        """Waits until it holds; where it never does, or a process has ended, the logs say why."""

        def is_there() -> bool:
            ended = [n for n, p in self.processes.items() if p.process.poll() is not None]
            assert not ended, f"{ended} ended before {what}\n{self.logs()}"
            return check()

        try:
            wait_until(is_there, START, what)
        except TimeoutError as error:
            raise AssertionError(f"{error}\n{self.logs()}") from None

    def stop(self) -> None:
        for process in reversed(list(self.processes.values())):
            process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """Where visitors go."""
        return self.urls[0]

    @property
    def desk_url(self) -> str:
        """Where agents go: another process, where there is one."""
        return self.urls[-1]


class EmbeddedStack(Stack):
    name = "embedded"

    def start(self, *more: tuple[str, ...]) -> EmbeddedStack:
        """Starts it behind `more` commands of manage.py."""
        self.seed(*more)
        self.port = free_port()
        self.env["PORT"] = str(self.port)  # what links in mails lead to
        self.urls = [f"http://127.0.0.1:{self.port}"]
        self.serve()
        return self

    def serve(self) -> None:
        """Starts the server, also again after a kill, and waits until it says that it is ready."""
        log = self.folder / "serve.log"
        before = log.read_text().count("ready http") if log.exists() else 0
        server = self.start_process(
            "serve", sys.executable, "manage.py", "serve", "--port", str(self.port)
        )
        self.await_start(lambda: server.log().count("ready http") > before, "ready")

    @property
    def server(self) -> Process:
        return self.processes["serve"]


class FullStack(Stack):
    name = "full"

    def start(self) -> FullStack:
        self._start_postgres()
        self.redis_port = free_port()
        self.start_redis()
        self._start_chroma()
        self.env["CHATQUAL_INDEX_EVERY"] = "1"
        self.seed()
        self._start_web()
        app = ["-m", "celery", "-A", "chatqual.celery"]
        self.start_process(
            "worker", sys.executable, *app, "worker", "--concurrency=1", "--loglevel=warning"
        )
        schedule = str(self.folder / "beat.pid")
        self.start_process(
            "beat", sys.executable, *app, "beat", "--loglevel=warning", "--pidfile", schedule
        )
        for url in self.urls:
            self.await_start(lambda url=url: answers(f"{url}/readyz"), f"{url}/readyz")
        return self

    def _start_postgres(self) -> None:
        programs = find_postgres()
        assert programs is not None
        data, port = self.folder / "postgres", free_port()
        data.mkdir()
        as_user: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.folder.chmod(0o755)
            shutil.chown(data, "postgres", "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        subprocess.run(
            [*as_user, f"{programs}/initdb", "-D", str(data), "-U", "postgres", "-A", "trust"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        fast = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1"]
        place = ["-c", f"port={port}", "-c", f"unix_socket_directories={data}"]
        self.start_process(
            "postgres", *as_user, f"{programs}/postgres", "-D", str(data), *fast, *place
        )
        url = f"postgres://postgres@127.0.0.1:{port}/postgres"
        self.await_start(lambda: accepts(url), "PostgreSQL")
        self.env["DATABASE_URL"] = url

    def start_redis(self) -> None:
        """Starts it, also again after a kill, with nothing in it."""
        port = self.redis_port
        self.start_process(
            "redis", "redis-server", "--port", str(port), "--save", "", "--appendonly", "no",
            "--dir", str(self.folder), "--bind", "127.0.0.1",
        )  # fmt: skip
        self.await_start(lambda: can_connect(port), "Redis")
        self.env["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"

    def _start_chroma(self) -> None:
        port = free_port()
        self.start_process(
            "chroma", str(BIN / "chroma"), "run", "--path", str(self.folder / "chroma"),
            "--host", "127.0.0.1", "--port", str(port),
        )  # fmt: skip
        self.env["CHROMA_URL"] = f"http://127.0.0.1:{port}"
        heartbeat = f"http://127.0.0.1:{port}/api/v2/heartbeat"
        self.await_start(lambda: answers(heartbeat), "Chroma")

    def _start_web(self) -> None:
        ports = [free_port(), free_port()]
        self.env["PORT"] = str(ports[0])
        self.urls = [f"http://127.0.0.1:{port}" for port in ports]
        application = "chatqual.asgi:application"
        self.start_process(
            "daphne", str(BIN / "daphne"), "-b", "127.0.0.1", "-p", str(ports[0]),
            "--websocket-max-message-size", "65536", "--websocket-max-frame-size", "65536",
            application,
        )  # fmt: skip
        self.start_process(
            "uvicorn", str(BIN / "uvicorn"), application, "--host", "127.0.0.1",
            "--port", str(ports[1]), "--ws-max-size", "65536", "--lifespan", "off",
            "--log-level", "warning",
        )  # fmt: skip


def accepts(database_url: str) -> bool:
    try:
        psycopg.connect(database_url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def can_connect(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


STACKS: dict[str, Any] = {"embedded": EmbeddedStack, "full": FullStack}


def stacks_of(fixtures: dict[str, Any]) -> list[Stack]:
    """The running stacks among the fixtures of a test."""
    found = [getattr(value, "stack", value) for value in fixtures.values()]
    return list({id(one): one for one in found if isinstance(one, Stack)}.values())

"""The parser's process, seen from this side: started when needed, ended as a group."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted
from knowledge.sitemap import Sitemap

# By the wall, for what sleeps or waits instead of computing.
TIMEOUT_S = 60.0
_LENGTH = struct.Struct(">I")
_ROOT = Path(__file__).resolve().parent.parent
_CPU_SIGNALS = (-signal.SIGXCPU, -signal.SIGKILL)


class Parser:
    """One process for many documents; a new one after each that had to be ended.

    A context manager, for one thread. Every method raises DocumentUnreadable.
    """

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, data: bytes, name: str, mime: str = "") -> Extracted:
        """The document; `mime` as the web server said, "" for a file."""
        reply = self._ask({"kind": "document", "name": name, "mime": mime}, data)
        return Extracted.from_json(reply["document"])

    def read_sitemap(self, data: bytes) -> Sitemap:
        return Sitemap.from_json(self._ask({"kind": "sitemap"}, data)["sitemap"])

    def read_links(self, data: bytes, url: str) -> list[str]:
        """Absolute addresses that a page links to; see knowledge/extract/links.py."""
        return [str(link) for link in self._ask({"kind": "links", "name": url}, data)["links"]]

    def close(self) -> None:
        """End the process and whatever it may have started."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def _ask(self, request: dict[str, str], data: bytes) -> dict[str, Any]:
        process = self._running()
        deadline = time.monotonic() + self._timeout_s
        head = json.dumps(request).encode()
        frames = _LENGTH.pack(len(head)) + head + _LENGTH.pack(len(data)) + data
        try:
            _send(process, frames, deadline)
            (length,) = _LENGTH.unpack(_receive(process, _LENGTH.size, deadline))
            reply: dict[str, Any] = json.loads(_receive(process, length, deadline))
        except TimeoutError as fault:
            self.close()
            message = f"Reading the file took more than {self._timeout_s:.0f} seconds."
            raise DocumentUnreadable("too_slow", message) from fault
        except (BrokenPipeError, EOFError) as fault:
            raise self._died() from fault
        if "code" in reply:
            raise DocumentUnreadable(reply["code"], reply["message"])
        return reply

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "knowledge.parser_worker"],
                cwd=_ROOT,
                env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                bufsize=0,
            )
        return self._process

    def _died(self) -> DocumentUnreadable:
        process = self._process
        status = process.wait() if process is not None else 0
        self.close()
        if status in _CPU_SIGNALS:
            return DocumentUnreadable("too_slow", "Reading the file took too much computing time.")
        return DocumentUnreadable(
            "too_hungry", "Reading the file needs more memory than a document may take."
        )


def _send(process: subprocess.Popen[bytes], frames: bytes, deadline: float) -> None:
    """Written as the parser reads it: a parser that hangs must not hang us."""
    if process.stdin is None:
        raise BrokenPipeError
    descriptor = process.stdin.fileno()
    os.set_blocking(descriptor, False)
    rest = memoryview(frames)
    while rest:
        _wait(descriptor, selectors.EVENT_WRITE, deadline)
        rest = rest[os.write(descriptor, rest[:65536]) :]


def _receive(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    if process.stdout is None:
        raise EOFError
    descriptor = process.stdout.fileno()
    parts: list[bytes] = []
    while length:
        _wait(descriptor, selectors.EVENT_READ, deadline)
        part = os.read(descriptor, min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    left = deadline - time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, event)
        if left <= 0 or not selector.select(left):
            raise TimeoutError

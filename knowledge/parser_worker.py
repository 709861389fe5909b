"""The parser's own process: reads documents from standard input, one after the other.

A frame is four bytes of length (big endian), then that many bytes. A request is a frame of JSON
(`name`, `mime`, `kind`) and a frame with the document; the answer is one frame of JSON. It is given
no environment but the path, has no keys, and imports no Django.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import struct
import sys
from typing import Any, BinaryIO

from knowledge.errors import DocumentUnreadable
from knowledge.extract.links import read_links
from knowledge.extract.reader import read_bytes
from knowledge.sitemap import read_sitemap

MEMORY = 1024**3
CPU_SECONDS = 30
_LENGTH = struct.Struct(">I")
_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000


def write_frame(stream: BinaryIO, content: bytes) -> None:
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return stream.read(_LENGTH.unpack(head)[0])


def confine() -> None:
    """Limits that hold for the process's whole life; each document's time is limited on its own."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _leave_network()


def _leave_network() -> None:
    """A network namespace without any network, where the system lets us have one."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER_AND_NETWORK)


def allow_time(seconds: int) -> None:
    """So much processor time from now on; the kernel ends the process behind it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + seconds + 1, hard))


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What the document holds, or why it cannot be read."""
    try:
        if request["kind"] == "sitemap":
            return {"sitemap": read_sitemap(data).to_json()}
        if request["kind"] == "links":
            return {"links": read_links(data, request["name"])}
        return {"document": read_bytes(data, request["name"], request["mime"]).to_json()}
    except DocumentUnreadable as fault:
        return {"code": fault.code, "message": str(fault)}
    except MemoryError:
        return {"code": "too_hungry", "message": "The file needs too much memory to be read."}
    except Exception as fault:  # noqa: BLE001 - a parser's unforeseen error is that file's fault
        name = type(fault).__name__
        return {"code": "damaged", "message": f"The file could not be read ({name}: {fault})"[:480]}


def main() -> None:
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A library that prints must not break the frames.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    confine()
    while (head := read_frame(source)) is not None:
        data = read_frame(source)
        if data is None:
            return
        allow_time(CPU_SECONDS)
        write_frame(sink, json.dumps(answer(json.loads(head), data)).encode())


if __name__ == "__main__":
    main()

"""Scripts and styles of the chat, compressed once, under addresses that name their content.

All files of one address come from one version, so that a browser never mixes the modules of two.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "widget"
# Comments and indentation are for readers of the source: a fifth of the bytes. A comment at the end
# of a line has a space on both sides of its mark, which no address in a string has.
FOR_READERS = re.compile(
    r"^[ \t]*//[^\n]*\n|[ \t]+// [^\n]*$|[ \t]*/\*.*?\*/|^[ \t]+|\n(?=\n)",
    re.DOTALL | re.MULTILINE,
)
KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent. `digest` is of its body, the same in every process."""

    kind: str
    body: bytes
    compressed: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Assets:
    """`version` is of the content; `files` by their path below FOLDER; `modules` to load early."""

    version: str
    files: dict[str, Asset]

    @property
    def modules(self) -> list[str]:
        return [name for name in self.files if name.startswith("chat/")]


def slim(source: str) -> str:
    """A script or style without what only its readers need."""
    return FOR_READERS.sub("", source)


def pack(path: Path) -> Asset:
    body = slim(path.read_text(encoding="utf-8")).encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(KINDS[path.suffix], body, gzip.compress(body, 9, mtime=0), digest)


def current_loader() -> Asset:
    """The script that pages embed; its address never changes."""
    path = FOLDER / "loader.js"
    return _read(((path, path.stat().st_mtime_ns),)).files["loader.js"]


def current_assets() -> Assets:
    """The files as they are now; read and compressed again only where one has changed."""
    paths = [FOLDER / "chat.js", FOLDER / "chat.css", *sorted((FOLDER / "chat").glob("*.js"))]
    return _read(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=2)
def _read(stamps: tuple[tuple[Path, int], ...]) -> Assets:
    files: dict[str, Asset] = {}
    digest = hashlib.sha256()
    for path, _ in stamps:
        asset = files[path.relative_to(FOLDER).as_posix()] = pack(path)
        digest.update(asset.digest.encode())
    return Assets(digest.hexdigest()[:12], files)

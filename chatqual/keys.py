"""The keys of an installation: made at the first start in its folder, or given from outside."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.fernet import Fernet

FILE_NAME = "keys.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """`django` signs sessions, `token` visitors' tokens, `audit` the trail; `field` encrypts
    secrets in the database. They are apart so that one can be changed without the others.
    """

    django: str
    token: str
    audit: str
    field: str


def make_keys() -> Keys:
    return Keys(
        django=secrets.token_urlsafe(48),
        token=secrets.token_urlsafe(48),
        audit=secrets.token_urlsafe(48),
        field=Fernet.generate_key().decode(),
    )


def load_or_make_keys(folder: Path) -> Keys:
    """The keys of `folder`, made there (mode 0600) where there are none yet.

    The exclusive create decides between two processes that start at once: the loser reads.
    """
    path = folder / FILE_NAME
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor, name = tempfile.mkstemp(prefix=f".{FILE_NAME}.", dir=folder)  # mode 0600
        draft = Path(name)
        with os.fdopen(descriptor, "w") as file:
            json.dump(asdict(make_keys()), file)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails where another process was first; never half a file
        except FileExistsError:
            pass  # theirs is as good as ours, and read below
        finally:
            draft.unlink()
    return Keys(**json.loads(path.read_text()))

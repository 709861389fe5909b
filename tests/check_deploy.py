"""`manage.py check --deploy` under production settings, with keys made for the purpose."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict

from chatqual.keys import make_keys


def main() -> int:
    keys = asdict(make_keys())
    environment = {
        **os.environ,
        "CHATQUAL_PRODUCTION": "1",
        "SECRET_KEY": keys["django"],
        "CHATQUAL_TOKEN_KEY": keys["token"],
        "CHATQUAL_AUDIT_KEY": keys["audit"],
        "CHATQUAL_FIELD_KEY": keys["field"],
        "ALLOWED_HOSTS": "chat.example.com",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main())

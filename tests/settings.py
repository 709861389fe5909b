"""The settings of the test run: the real ones over a folder of their own, with short waits."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The model is exported once for all runs; everything else is new each time.
MODELS = ROOT / ".cache" / "models"

if "CHATQUAL_TEST_DATA" not in os.environ:
    made = tempfile.mkdtemp(prefix="chatqual-test-")
    os.environ["CHATQUAL_TEST_DATA"] = made
    atexit.register(shutil.rmtree, made, ignore_errors=True)
data = Path(os.environ["CHATQUAL_TEST_DATA"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
data.mkdir(parents=True, exist_ok=True)
MODELS.mkdir(parents=True, exist_ok=True)
if not (data / "models").exists():
    (data / "models").symlink_to(MODELS)
os.environ["CHATQUAL_DATA"] = str(data)

from chatqual.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CHATQUAL_SETTLE_MS = 150
CHATQUAL_SETTLE_MAX_MS = 600
CHATQUAL_SWEEP_EVERY = 0.3
CHATQUAL_HEARTBEAT = 0.5
CHATQUAL_SHUTDOWN_GRACE = 5.0

"""Settings. Every one that an operator may change is read from the environment by `env` and stands
in .env.example and docs/configuration.md (a test holds the three together).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ

from chatqual.keys import Keys, load_or_make_keys
from chatqual.unfold_settings import UNFOLD  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

# Nothing is fetched at run time: the weights come with a package.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

PRODUCTION = env.bool("CHATQUAL_PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)

CHATQUAL_DATA = Path(env.str("CHATQUAL_DATA", default=str(BASE_DIR / "var"))).expanduser().resolve()
REDIS_URL: str = env.str("REDIS_URL", default="")
CHROMA_URL: str = env.str("CHROMA_URL", default="")
HOST: str = env.str("HOST", default="127.0.0.1")
PORT: int = env.int("PORT", default=8000)


def _read_keys() -> Keys:
    """From the environment where they are set; in production only from there (see checks.py)."""
    given = {
        "django": env.str("SECRET_KEY", default=""),
        "token": env.str("CHATQUAL_TOKEN_KEY", default=""),
        "audit": env.str("CHATQUAL_AUDIT_KEY", default=""),
        "field": env.str("CHATQUAL_FIELD_KEY", default=""),
    }
    if PRODUCTION or all(given.values()):
        return Keys(**given)
    made = load_or_make_keys(CHATQUAL_DATA)
    return Keys(**{name: given[name] or getattr(made, name) for name in given})


_keys = _read_keys()
SECRET_KEY = _keys.django
CHATQUAL_TOKEN_KEY = _keys.token
CHATQUAL_TOKEN_OLD_KEYS: list[str] = env.list("CHATQUAL_TOKEN_OLD_KEYS", default=[])
CHATQUAL_AUDIT_KEY = _keys.audit
CHATQUAL_FIELD_KEY = _keys.field
CHATQUAL_FIELD_OLD_KEYS: list[str] = env.list("CHATQUAL_FIELD_OLD_KEYS", default=[])

ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", HOST]
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CHATQUAL_PUBLIC_URL: str = env.str("CHATQUAL_PUBLIC_URL", default="").rstrip("/")
CHATQUAL_TRUSTED_PROXIES: int = env.int("CHATQUAL_TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "chatqual",
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "django_celery_beat",
    "chatqual.sites",
    "chatqual.audit",
    "knowledge",
    "chatqual.conversations",
    "chatqual.privacy",
    "chatqual.leads",
    "chatqual.integrations",
    "chatqual.followups",
    "chatqual.handoff",
    "chatqual.policy_desk",
    "chatqual.site_setup",
    "widget",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "chatqual.handoff.csp.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "chatqual.urls"
ASGI_APPLICATION = "chatqual.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, Any]
if env.str("DATABASE_URL", default=""):
    DATABASES = {"default": env.db("DATABASE_URL")}
    # Long-lived threads own the connections; a check before use survives a restarted server.
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CHATQUAL_DB_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
else:
    CHATQUAL_DATA.mkdir(parents=True, exist_ok=True)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": CHATQUAL_DATA / "chatqual.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # A read that turns into a write fails at once under SQLite's deferred
                # transactions; IMMEDIATE makes writers queue up instead.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                    "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; "
                    "PRAGMA mmap_size=134217728; "
                    # Not every build of SQLite overwrites what was deleted.
                    "PRAGMA secure_delete=ON;"
                ),
            },
            # Threads share the test database only where it is a file.
            "TEST": {"NAME": CHATQUAL_DATA / "test.sqlite3"},
        }
    }

CHANNEL_LAYERS: dict[str, Any]
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "chatqual.realtime.layer.GroupLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
        }
    }
else:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "chatqual.realtime.layer.LocalLayer",
            "CONFIG": {"capacity": 1000},
        }
    }

CELERY_BROKER_URL = REDIS_URL or None
# A visitor waits behind this: where the broker is away, the process does the turn itself at once.
CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 1, "interval_start": 0, "interval_step": 0}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

# An address that staff type without a scheme is https, as Django 6 will have it.
FORMS_URLFIELD_ASSUME_HTTPS = True

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = CHATQUAL_DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none
MEDIA_ROOT = CHATQUAL_DATA / "media"
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = env.bool("CHATQUAL_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^healthz$"]
    SECURE_HSTS_SECONDS = env.int("CHATQUAL_HSTS_SECONDS", default=31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = CHATQUAL_DATA / "mail"
EMAIL_TIMEOUT: float = env.float("EMAIL_TIMEOUT", default=20.0)
if env.str("EMAIL_URL", default=""):
    vars().update({k: v for k, v in env.email_url("EMAIL_URL").items() if v})
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="chatqual@localhost")
# Of the mail provider, as django-anymail names them; WEBHOOK_SECRET opens its webhooks.
ANYMAIL: dict[str, Any] = env.json("ANYMAIL", default={})
# Where answers of visitors go, and who may hand them in.
CHATQUAL_REPLY_ADDRESS: str = env.str("CHATQUAL_REPLY_ADDRESS", default="")
CHATQUAL_INTAKE_SECRETS: list[str] = env.list("CHATQUAL_INTAKE_SECRETS", default=[])

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "chatqual.privacy.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"chatqual": {"level": env.str("CHATQUAL_LOG_LEVEL", default="INFO")}},
}

# --- chatqual's own -------------------------------------------------------------------------------
CHATQUAL_EMBEDDING_MODEL: str = env.str("CHATQUAL_EMBEDDING_MODEL", default="")
CHATQUAL_ALLOW_PRIVATE_ADDRESSES: bool = env.bool("CHATQUAL_ALLOW_PRIVATE_ADDRESSES", default=False)
CHATQUAL_MAX_DOCUMENT_MB: int = env.int("CHATQUAL_MAX_DOCUMENT_MB", default=20)
CHATQUAL_EXPORT_ROWS: int = env.int("CHATQUAL_EXPORT_ROWS", default=50_000)

# Delivery (FAULTS section 1); seconds unless the name says otherwise.
CHATQUAL_SETTLE_MS: int = env.int("CHATQUAL_SETTLE_MS", default=1200)
CHATQUAL_SETTLE_MAX_MS: int = env.int("CHATQUAL_SETTLE_MAX_MS", default=4000)
CHATQUAL_TURN_LEASE: float = env.float("CHATQUAL_TURN_LEASE", default=20.0)
CHATQUAL_TURN_ATTEMPTS: int = env.int("CHATQUAL_TURN_ATTEMPTS", default=2)
CHATQUAL_SWEEP_EVERY: float = env.float("CHATQUAL_SWEEP_EVERY", default=5.0)
# How long a turn may wait for a Celery worker before the process that took the line does it.
CHATQUAL_WORKER_PATIENCE: float = env.float("CHATQUAL_WORKER_PATIENCE", default=2.0)
CHATQUAL_HEARTBEAT: float = env.float("CHATQUAL_HEARTBEAT", default=25.0)
CHATQUAL_INDEX_EVERY: float = env.float("CHATQUAL_INDEX_EVERY", default=1.0)
CHATQUAL_CANARY_EVERY: float = env.float("CHATQUAL_CANARY_EVERY", default=60.0)
CHATQUAL_HELLO_TIMEOUT: float = env.float("CHATQUAL_HELLO_TIMEOUT", default=10.0)
CHATQUAL_IDLE_TIMEOUT: float = env.float("CHATQUAL_IDLE_TIMEOUT", default=1800.0)
CHATQUAL_CLOSE_AFTER: float = env.float("CHATQUAL_CLOSE_AFTER", default=86400.0)
CHATQUAL_SESSION_DAYS: int = env.int("CHATQUAL_SESSION_DAYS", default=30)
# What leaves the house; the schedule of the outbox in times of its real length.
CHATQUAL_OUTBOX_SCALE: float = env.float("CHATQUAL_OUTBOX_SCALE", default=1.0)
CHATQUAL_OUTBOX_LEASE: float = env.float("CHATQUAL_OUTBOX_LEASE", default=60.0)
CHATQUAL_OUTBOX_KEEP_DAYS: int = env.int("CHATQUAL_OUTBOX_KEEP_DAYS", default=30)
CHATQUAL_WEBHOOK_TIMEOUT: float = env.float("CHATQUAL_WEBHOOK_TIMEOUT", default=20.0)
CHATQUAL_AGENT_TIMEOUT: float = env.float("CHATQUAL_AGENT_TIMEOUT", default=90.0)
CHATQUAL_AGENT_AWAY_AFTER: float = env.float("CHATQUAL_AGENT_AWAY_AFTER", default=900.0)
CHATQUAL_SHUTDOWN_GRACE: float = env.float("CHATQUAL_SHUTDOWN_GRACE", default=20.0)

# Limits of the sockets (CONTRACT section 3).
CHATQUAL_MAX_FRAME_BYTES: int = env.int("CHATQUAL_MAX_FRAME_BYTES", default=65536)
CHATQUAL_MAX_TEXT: int = env.int("CHATQUAL_MAX_TEXT", default=4000)
CHATQUAL_MAX_BAD_FRAMES: int = env.int("CHATQUAL_MAX_BAD_FRAMES", default=10)
CHATQUAL_BURST: int = env.int("CHATQUAL_BURST", default=20)
CHATQUAL_PER_SECOND: float = env.float("CHATQUAL_PER_SECOND", default=1.0)
CHATQUAL_PER_MINUTE: int = env.int("CHATQUAL_PER_MINUTE", default=120)
CHATQUAL_SOCKETS_PER_VISITOR: int = env.int("CHATQUAL_SOCKETS_PER_VISITOR", default=12)
CHATQUAL_CONNECTS_PER_MINUTE: int = env.int("CHATQUAL_CONNECTS_PER_MINUTE", default=60)
CHATQUAL_SOCKETS_PER_ADDRESS: int = env.int("CHATQUAL_SOCKETS_PER_ADDRESS", default=100)
CHATQUAL_OUTBOUND_BYTES: int = env.int("CHATQUAL_OUTBOUND_BYTES", default=262144)
CHATQUAL_WORKERS: int = env.int("CHATQUAL_WORKERS", default=4)

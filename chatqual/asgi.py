"""The ASGI application, for daphne, uvicorn and `manage.py serve` alike."""

from __future__ import annotations

import os
from typing import Any, cast

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatqual.settings")
django_application = get_asgi_application()

# Django must be set up before these are imported.
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from chatqual import pipeline  # noqa: E402, F401 - registers who does which rows
from chatqual.handoff.consumers import DeskConsumer  # noqa: E402
from chatqual.realtime.unknown import refuse_unknown  # noqa: E402
from widget.consumers import VisitorConsumer  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": URLRouter(
            [
                path("ws/chat/", VisitorConsumer.as_asgi()),
                path("ws/desk/", AuthMiddlewareStack(DeskConsumer.as_asgi())),
                path("<path:rest>", cast(Any, refuse_unknown)),
                path("", cast(Any, refuse_unknown)),
            ]
        ),
    }
)

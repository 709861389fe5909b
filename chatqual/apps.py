from django.apps import AppConfig
from django.conf import settings


class ChatqualConfig(AppConfig):
    """Holds the management commands and the system checks."""

    name = "chatqual"
    label = "chatqual"

    def ready(self) -> None:
        from chatqual import checks  # noqa: F401 - registers the system checks

        if settings.REDIS_URL:
            # Whoever wakes a row must speak to our broker, not to Celery's default one.
            from chatqual import celery  # noqa: F401

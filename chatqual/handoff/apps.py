from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


def remake_roles(sender: AppConfig, **kwargs: Any) -> None:
    """A database that was emptied has lost its groups, and no migration runs again."""
    from chatqual.handoff.roles import make_roles

    make_roles(apps)


class HandoffConfig(AppConfig):
    name = "chatqual.handoff"
    label = "handoff"
    verbose_name = "Desk"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from chatqual.handoff import (  # noqa: F401 - they register their frames
            activity,
            canned,
            holdings,
            notes,
            reopening,
            ringing,
            search,
            slots_by_hand,
            suggest,
            tasks,
            transfer,
        )
        from chatqual.handoff.barring import watch_rights
        from chatqual.handoff.search_index import register_search
        from chatqual.handoff.sign_out import on_signed_out
        from chatqual.handoff.writing_models import register_writing

        post_migrate.connect(remake_roles, sender=self)
        user_logged_out.connect(on_signed_out)
        watch_rights()
        holdings.register_tasks()
        holdings.register_clocks()
        register_search()
        register_writing()

from django.apps import AppConfig
from django.db.models.signals import post_save


class AuditConfig(AppConfig):
    name = "chatqual.audit"
    label = "audit"
    verbose_name = "Audit trail"

    def ready(self) -> None:
        from django.contrib.admin.models import LogEntry

        from chatqual.audit.admin_log import on_admin_log

        post_save.connect(on_admin_log, sender=LogEntry)

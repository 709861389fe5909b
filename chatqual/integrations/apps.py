from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "chatqual.integrations"
    label = "integrations"
    verbose_name = "Outbox, webhooks and mail"

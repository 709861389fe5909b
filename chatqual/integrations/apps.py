from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "chatqual.integrations"
    label = "integrations"
    verbose_name = "Outbox, webhooks and mail"

    def ready(self) -> None:
        from chatqual.conversations.journal import listen
        from chatqual.conversations.wake import register_doer
        from chatqual.integrations.delivery import submit
        from chatqual.integrations.events import on_erased, on_journal, on_lead
        from chatqual.integrations.holdings import register_outbox
        from chatqual.leads.watchers import register_watcher
        from chatqual.privacy.registry import person_erased

        register_doer("outbox", submit)
        listen(on_journal)
        register_watcher(on_lead)
        person_erased.connect(on_erased)
        register_outbox()

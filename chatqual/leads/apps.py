from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "chatqual.leads"
    label = "leads"
    verbose_name = "Leads"

    def ready(self) -> None:
        from chatqual.leads import holdings

        holdings.register_leads()

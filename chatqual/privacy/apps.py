from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "chatqual.privacy"
    label = "privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        from chatqual.privacy import holdings

        holdings.register_conversations()
        holdings.register_knowledge()
        holdings.register_house()

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "chatqual.privacy"
    label = "privacy"
    verbose_name = "Privacy"

    def ready(self) -> None:
        from chatqual.conversations.removal import register_remover
        from chatqual.privacy import holdings
        from chatqual.privacy.erasing import erase_visitors

        register_remover(erase_visitors)
        holdings.register_conversations()
        holdings.register_knowledge()
        holdings.register_house()

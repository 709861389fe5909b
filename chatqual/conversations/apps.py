from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "chatqual.conversations"
    label = "conversations"
    verbose_name = "Conversations"

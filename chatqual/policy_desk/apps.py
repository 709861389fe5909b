from django.apps import AppConfig


class PolicyDeskConfig(AppConfig):
    name = "chatqual.policy_desk"
    label = "policy_desk"
    verbose_name = "Policy desk"

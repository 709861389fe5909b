from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "chatqual.sites"
    label = "sites"
    verbose_name = "Sites and policy"

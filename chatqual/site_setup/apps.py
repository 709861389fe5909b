from django.apps import AppConfig


class SiteSetupConfig(AppConfig):
    name = "chatqual.site_setup"
    label = "site_setup"
    verbose_name = "Set-up"

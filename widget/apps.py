from django.apps import AppConfig


class WidgetConfig(AppConfig):
    name = "widget"
    label = "widget"
    verbose_name = "Widget"

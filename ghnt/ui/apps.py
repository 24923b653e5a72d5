from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ghnt.ui"
    verbose_name = "Vormgeving"

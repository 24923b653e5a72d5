from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "ghnt.notices"
    verbose_name = "Meldingen"

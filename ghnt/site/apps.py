from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "ghnt.site"
    label = "ghnt_site"
    verbose_name = "Site"

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Rapportages"

    def ready(self):
        from ghnt.documents.jobs import draws
        from reporting.models import ReportRendering
        from reporting.rendering import draw

        draws(ReportRendering, draw)

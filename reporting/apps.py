from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Rapportages"

    def ready(self):
        from actions.exchange.period import tells_half_year
        from ghnt.documents.jobs import draws
        from programmes.models import ProgrammeRendering
        from reporting import rendering
        from reporting.models import ReportRendering
        from reporting.programme_document import rendering as programme_rendering
        from reporting.rounds import half_year_to_fill

        draws(ReportRendering, rendering.draw)
        draws(ProgrammeRendering, programme_rendering.draw)
        tells_half_year(half_year_to_fill)

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Rapportages"

    def ready(self):
        from actions.exchange.period import tells_half_year
        from ghnt.documents.jobs import draws
        from programmes.decision_documents import draws_document
        from programmes.models import DecisionDocumentKind, ProgrammeRendering
        from reporting import rendering
        from reporting.bundles import drawing as bundle_drawing
        from reporting.council_documents.paper import draw_draft
        from reporting.models import Bundle, PublicRendering, ReportRendering
        from reporting.pdf.public import draw_public
        from reporting.programme_document import rendering as programme_rendering
        from reporting.rounds import half_year_to_fill

        draws(ReportRendering, rendering.draw)
        draws(PublicRendering, draw_public)
        draws(Bundle, bundle_drawing.draw)
        draws(ProgrammeRendering, programme_rendering.draw)
        draws_document(DecisionDocumentKind.COUNCIL_DOCUMENT, draw_draft)
        tells_half_year(half_year_to_fill)

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "Rapportages"

    def ready(self):
        from actions.exchange.period import tells_half_year
        from actions.origins import tells_origins
        from ghnt.documents.jobs import draws
        from programmes.decision_documents import draws_document
        from programmes.models import DecisionDocumentKind, ProgrammeRendering
        from reporting import rendering
        from reporting.bundles import drawing as bundle_drawing
        from reporting.council_documents.paper import draw_draft
        from reporting.models import Bundle, FigurePaper, PublicRendering, ReportRendering
        from reporting.national_figures.paper import draw_paper
        from reporting.pdf.public import draw_public
        from reporting.programme_document import rendering as programme_rendering
        from reporting.rounds import half_year_to_fill
        from reporting.scans import paper
        from reporting.scans.origins import scan_origins

        draws(ReportRendering, rendering.draw)
        draws(PublicRendering, draw_public)
        draws(Bundle, bundle_drawing.draw)
        draws(FigurePaper, draw_paper)
        draws(ProgrammeRendering, programme_rendering.draw)
        draws_document(DecisionDocumentKind.COUNCIL_DOCUMENT, draw_draft)
        draws_document(DecisionDocumentKind.SCAN, paper.draw)
        tells_half_year(half_year_to_fill)
        tells_origins(scan_origins)

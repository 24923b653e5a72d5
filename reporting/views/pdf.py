"""The PDF of a submitted version: to download, to wait for, and to ask for once more."""

from django.urls import reverse

from ghnt.documents.pages import Pdf, PdfDownload, PdfRetry, PdfState
from regions.models import Region
from regions.rights import Right, Rights
from reporting.access import SubmittedPage
from reporting.marks import marks_of
from reporting.models import ReportRound, ReportVersion
from reporting.rendering import rendering_of, request_rendering


def version_pdf(version: ReportVersion, round: ReportRound, region: Region, rights: Rights) -> Pdf:
    """Whoever writes the region's reports or judges them may ask for it once more."""
    address = [region.slug, round.half_year, version.number]
    return Pdf(
        rendering=rendering_of(version),
        name=f"Pdf van versie {version.number}",
        file_name=f"voortgangsrapportage-{region.slug}-{round.half_year}-versie-{version.number}.pdf",
        page_url=reverse("reporting:version_detail", args=address),
        state_url=reverse("reporting:version_pdf_state", args=address),
        download_url=reverse("reporting:version_pdf", args=address),
        retry_url=reverse("reporting:version_pdf_retry", args=address),
        may_ask=rights.may(Right.WRITE_REPORT, region) or rights.may(Right.JUDGE_REPORT, region),
        place="in Mijn werk",
        nothing_yet="Van deze versie is nog geen pdf gemaakt.",
    )


class PdfPage(SubmittedPage):
    @property
    def pdf(self):
        return version_pdf(self.version, self.round, self.region, self.rights)


class VersionPdf(PdfPage, PdfDownload):
    pass


class VersionPdfState(PdfPage, PdfState):
    pass


class VersionPdfRetry(PdfPage, PdfRetry):
    def ask(self):
        request_rendering(self.version, marks_of(self.version))

"""The PDF of a submitted version: to download, to wait for, and to ask for once more."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.generic import View

from ghnt.documents.pages import Pdf, PdfDownload, PdfRetry, PdfState
from ghnt.documents.serving import keep
from ghnt.documents.workbook import workbook_response
from regions.models import Region
from regions.rights import Right, Rights
from reporting.access import ReadablePage
from reporting.content import read_content
from reporting.marks import marks_of
from reporting.models import ReportRound, ReportVersion
from reporting.rendering import rendering_of, request_rendering
from reporting.report_sheets import report_sheets
from reporting.twin import twin_of
from reporting.word_report import MIME, report_word


def version_pdf(version: ReportVersion, round: ReportRound, region: Region, rights: Rights) -> Pdf:
    """Whoever writes the region's reports or judges them may ask for it once more."""
    address = [region.slug, round.code, version.number]
    return Pdf(
        rendering=rendering_of(version),
        name=f"Pdf van versie {version.number}",
        file_name=f"voortgangsrapportage-{region.slug}-{round.code}-versie-{version.number}.pdf",
        page_url=reverse("reporting:version_detail", args=address),
        state_url=reverse("reporting:version_pdf_state", args=address),
        download_url=reverse("reporting:version_pdf", args=address),
        retry_url=reverse("reporting:version_pdf_retry", args=address),
        may_ask=rights.may(Right.WRITE_REPORT, region) or rights.may(Right.JUDGE_REPORT, region),
        place="in Mijn werk",
        nothing_yet="Van deze versie is nog geen pdf gemaakt.",
    )


class PdfPage(ReadablePage):
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


class VersionHtml(PdfPage, View):
    """The same report as one page, to keep."""

    def get(self, request, **kwargs):
        body = twin_of(read_content(self.version.content), marks_of(self.version))
        name = self.pdf.file_name.removesuffix("pdf") + "html"
        return keep(HttpResponse(body, content_type="text/html; charset=utf-8"), name=name)


class VersionWord(PdfPage, View):
    """The same report as a Word file, for a municipality's own house style."""

    http_method_names = ("get",)

    def get(self, request, **kwargs):
        body = report_word(read_content(self.version.content), marks_of(self.version))
        name = self.pdf.file_name.removesuffix("pdf") + "docx"
        return keep(HttpResponse(body, content_type=MIME), name=name)


class VersionWorkbook(PdfPage, View):
    """The same report as tables."""

    http_method_names = ("get",)

    def get(self, request, **kwargs):
        content = read_content(self.version.content)
        about = (f"Regio {self.region}", self.round.half_year.label, f"Versie {self.version.number}")
        return workbook_response(self.pdf.file_name.removesuffix(".pdf"), report_sheets(content), about=about)

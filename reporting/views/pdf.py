"""The PDF of a submitted version: to download, to wait for, and to ask for once more."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from ghnt.documents import jobs
from ghnt.documents.serving import download
from reporting.access import SubmittedPage
from reporting.marks import marks_of
from reporting.rendering import rendering_of, request_rendering
from reporting.templatetags.report_pdf import may_make_pdf


class PdfPage(SubmittedPage, View):
    @property
    def version_page(self):
        half_year, number = self.round.half_year, self.version.number
        return redirect("reporting:version_detail", self.region.slug, half_year, number)


class VersionPdf(PdfPage):
    """The file itself; while it is not there, the page that says so."""

    def get(self, request, **kwargs):
        rendering = rendering_of(self.version)
        if rendering is None or not rendering.is_done:
            return self.version_page
        name = f"voortgangsrapportage-{self.region.slug}-{self.round.half_year}-versie-{self.version.number}.pdf"
        return download(rendering.file, name=name, mime="application/pdf")


class VersionPdfState(PdfPage):
    """How far it is, for the page that waits; without script the page itself."""

    def get(self, request, **kwargs) -> HttpResponse:
        if not request.htmx:
            return self.version_page
        context = {
            "region": self.region,
            "round": self.round,
            "version": self.version,
            "rendering": rendering_of(self.version),
            "announce": True,
        }
        return render(request, "reporting/_rendering.html", context)


class VersionPdfRetry(PdfPage):
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        if not may_make_pdf(self.rights, self.region):
            raise PermissionDenied
        rendering = rendering_of(self.version)
        if rendering is None:
            request_rendering(self.version, marks_of(self.version))
        else:
            jobs.repeat(rendering)
        messages.success(request, "Wij maken de pdf opnieuw.")
        return self.version_page

"""The pages of a PDF, the same for every document: download it, wait for it, have it made once more.

A view is `class PlanPdf(OwnPage, PdfDownload)`; `OwnPage` finds the document, decides who may read it, and says `pdf`.
The page itself includes "includes/_rendering.html" (not with `only`: its button needs the token), with that same `pdf`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import View

from ghnt.documents import jobs
from ghnt.documents.models import Rendering
from ghnt.documents.serving import download


@dataclass(frozen=True)
class Pdf:
    """A PDF as the visitor meets it: its job, if it was asked for, its addresses, and whether the visitor may ask."""

    rendering: Rendering | None
    name: str  # "Pdf van versie 2"
    file_name: str  # "programma-utrecht-versie-2.pdf"
    page_url: str
    state_url: str
    download_url: str
    retry_url: str
    may_ask: bool
    place: str = "op deze pagina"  # where whoever goes away finds it
    nothing_yet: str = "Er is nog geen pdf gemaakt."


class PdfView(View):
    """What the three views have in common; a class beside it says which PDF."""

    @property
    def pdf(self) -> Pdf:
        raise NotImplementedError


class PdfDownload(PdfView):
    """The file itself; while it is not there, the page that says so."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        rendering = self.pdf.rendering
        if rendering is None or not rendering.is_done:
            return redirect(self.pdf.page_url)
        return download(rendering.file, name=self.pdf.file_name, mime="application/pdf")


class PdfState(PdfView):
    """How far it is, for the page that waits; without script the page itself."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(self.pdf.page_url)
        return render(request, "includes/_rendering.html", {"pdf": self.pdf, "announce": True})


class PdfRetry(PdfView):
    """Have it made once more; one that was never asked for is asked by `ask`."""

    http_method_names = ("post",)

    def ask(self) -> None:
        """Make the job of a document that has none."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pdf = self.pdf
        if not pdf.may_ask:
            raise PermissionDenied
        if pdf.rendering is None:
            self.ask()
        else:
            jobs.repeat(pdf.rendering)
        messages.success(request, "Wij maken de pdf opnieuw." if pdf.rendering else "Wij maken de pdf.")
        return redirect(pdf.page_url)

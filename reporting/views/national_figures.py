"""Figures of all regions, for the national team and the advisers: the page, its workbook, its pdf."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.pages import Pdf, PdfDownload, PdfRetry, PdfState
from regions.rights import Right
from reporting.models import FigurePaper
from reporting.national_figures.forms import ChoiceForm
from reporting.national_figures.page import choice_of, content_for, may_read, national_page
from reporting.national_figures.paper import request_paper
from reporting.national_figures.sheets import national_workbook

AUDIENCE = "het landelijk team en de regioadviseurs; kleine aantallen zijn beschermd"


class NationalFigurePages:
    def dispatch(self, request, *args, **kwargs):
        if not may_read(request.rights):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def choice(self):
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        return choice_of(asked, on=clock.today())

    def content(self):
        if self.choice is None:
            raise Http404
        return content_for(self.choice, self.request.rights, on=clock.today())


class NationalFigures(NationalFigurePages, TemplateView):
    template_name = "reporting/national_figures.html"

    def get_context_data(self, **kwargs):
        kwargs |= {"audience": AUDIENCE, "may_write": self.request.rights.may(Right.WRITE_NATIONAL)}
        if self.choice is None:
            return super().get_context_data(**kwargs)
        page, form = national_page(self.content(), self.choice), ChoiceForm(self.choice)
        return super().get_context_data(page=page, filter_form=form, choice=self.choice, **kwargs)


class NationalFiguresWorkbook(NationalFigurePages, View):
    def get(self, request):
        return national_workbook(self.content())


class PaperAsk(NationalFigurePages, View):
    http_method_names = ("post",)

    def post(self, request):
        paper = request_paper(indicator=self.choice_or_404.indicator, content=self.content(), by=request.user)
        return redirect(paper)

    @property
    def choice_or_404(self):
        if self.choice is None:
            raise Http404
        return self.choice


class PaperPages:
    """Only for whoever asked for it; for anybody else it does not exist."""

    def dispatch(self, request, *args, **kwargs):
        if not may_read(request.rights) or not self.paper:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def paper(self):
        mine = FigurePaper.objects.filter(asked_by=self.request.user).select_related("indicator")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @property
    def pdf(self):
        def url(name):
            return reverse(f"reporting:national_figures_{name}", args=[self.paper.pk])

        code = self.paper.indicator.code
        return Pdf(
            self.paper,
            f"Pdf van {self.paper.indicator.name}",
            f"landelijke-cijfers-{code}.pdf",
            url("paper"),
            url("state"),
            url("file"),
            url("retry"),
            may_ask=True,
        )


class PaperPage(PaperPages, TemplateView):
    template_name = "reporting/national_figures_paper.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(paper=self.paper, pdf=self.pdf, audience="alleen u", **kwargs)


class PaperFile(PaperPages, PdfDownload):
    pass


class PaperState(PaperPages, PdfState):
    pass


class PaperRetry(PaperPages, PdfRetry):
    pass

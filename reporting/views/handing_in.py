"""The region hands its report in, and says which body adopted it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt.ui.dates import clock_time, long_date
from regions.access import require
from regions.rights import Right
from reporting.access import RoundPage, SubmittedPage
from reporting.chapter_list import Chapters
from reporting.chapters import chapters_of
from reporting.forms import AdoptForm
from reporting.models import Report, ReportVersion
from reporting.states import ReportState, Verb
from reporting.workflow import adopt, submit


@dataclass(frozen=True)
class CheckPage:
    """`refusals` is what stood in the way of an attempt to submit."""

    state: ReportState
    chapters: Chapters
    may_submit: bool
    refusals: tuple[str, ...] = ()


class ReportCheck(RoundPage, TemplateView):
    """What is still missing and who will read it; then submit."""

    needs = Right.WRITE_REPORT
    template_name = "reporting/report_check.html"

    @cached_property
    def chapters(self):
        return chapters_of(self.region, self.round)

    def post(self, request, *args, **kwargs):
        require(self.rights, Right.SUBMIT_REPORT, self.region)
        report = self.report or Report(region=self.region, round=self.round)
        if self.chapters.gaps and self.may(Verb.SUBMIT):
            return self.render_to_response(self.get_context_data(refusals=("Vul eerst aan wat nog ontbreekt.",)))
        try:
            version = submit(report=_stored(report), by=request.user)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(refusals=tuple(error.messages)))
        messages.success(request, _receipt(version))
        return redirect("reporting:version_detail", self.region.slug, self.round.half_year, version.number)

    def get_context_data(self, refusals=(), **kwargs):
        may_submit = self.rights.may(Right.SUBMIT_REPORT, self.region)
        page = CheckPage(self.state, self.chapters, may_submit, refusals)
        return super().get_context_data(page=page, **kwargs)


def _stored(report: Report) -> Report:
    return report if report.pk else Report.objects.get_or_create(region=report.region, round=report.round)[0]


def _receipt(version: ReportVersion) -> str:
    return f"Versie {version.number} is ingediend op {long_date(version.at)} om {clock_time(version.at)}."


class ReportAdopt(SubmittedPage, FormView):
    needs = Right.ADOPT_REPORT
    form_class = AdoptForm
    template_name = "reporting/report_adopt.html"

    def get(self, request, *args, **kwargs):
        if not self.may(Verb.ADOPT):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"version_number": self.version.number}

    def form_valid(self, form):
        try:
            event = adopt(report=self.report, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Versie {event.version.number} staat als vastgesteld door {event.body_name}.")
        return redirect("reporting:version_detail", self.region.slug, self.round.half_year, event.version.number)

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, **kwargs)

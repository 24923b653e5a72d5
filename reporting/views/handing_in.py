"""The region hands its report in, takes it back, and says which body adopted it."""

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
from reporting.models import Report, ReportVersion
from reporting.people import People, people_of
from reporting.states import ReportState, Verb
from reporting.workflow import adopt, submit, withdraw
from reporting.workflow_forms import AdoptForm, WithdrawForm


@dataclass(frozen=True)
class CheckPage:
    """`refusals` is what stood in the way of an attempt to submit."""

    state: ReportState
    chapters: Chapters
    may_submit: bool
    people: People
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
        return redirect("reporting:version_detail", self.region.slug, self.round.code, version.number)

    def get_context_data(self, refusals=(), **kwargs):
        may_submit = self.rights.may(Right.SUBMIT_REPORT, self.region)
        page = CheckPage(self.state, self.chapters, may_submit, people_of(self.report), refusals)
        return super().get_context_data(page=page, **kwargs)


def _stored(report: Report) -> Report:
    return report if report.pk else Report.objects.get_or_create(region=report.region, round=report.round)[0]


def _receipt(version: ReportVersion) -> str:
    verb = "verzegeld" if version.report.round.is_own else "ingediend"
    return f"Versie {version.number} is {verb} op {long_date(version.at)} om {clock_time(version.at)}."


class HandedInPage(SubmittedPage, FormView):
    """A form of the region about the last version that it handed in."""

    verb: Verb

    def get(self, request, *args, **kwargs):
        if not self.may(self.verb):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, **kwargs)


class ReportWithdraw(HandedInPage):
    needs = Right.SUBMIT_REPORT
    verb = Verb.WITHDRAW
    form_class = WithdrawForm
    template_name = "reporting/report_withdraw.html"

    def get_initial(self):
        return {"version": self.version.number}

    def form_valid(self, form):
        read, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
        try:
            event = withdraw(report=self.report, by=self.request.user, reason=reason, version_number=read)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Versie {event.version.number} is teruggenomen. U kunt verder schrijven.")
        return redirect("reporting:report_detail", self.region.slug, self.round.code)


class ReportAdopt(HandedInPage):
    needs = Right.ADOPT_REPORT
    verb = Verb.ADOPT
    form_class = AdoptForm
    template_name = "reporting/report_adopt.html"

    def get_initial(self):
        return {"version_number": self.version.number}

    def form_valid(self, form):
        try:
            event = adopt(report=self.report, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Versie {event.version.number} staat als vastgesteld door {event.body_name}.")
        return redirect("reporting:version_detail", self.region.slug, self.round.code, event.version.number)

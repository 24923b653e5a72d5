"""Reading: all rounds of a region, one report, its preview and its sealed versions."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.pages import Pdf
from regions.access import RegionPage
from regions.rights import Right
from reporting.access import RoundPage, SubmittedPage
from reporting.chapter_list import Chapters
from reporting.chapters import chapters_of
from reporting.collecting import collect
from reporting.content import read_content
from reporting.history import Receipt, RoundRow, receipt_of, rounds_of
from reporting.models import ReportVersion
from reporting.rounds import half_year_to_fill
from reporting.screen import ReportScreen, screen_of
from reporting.states import Mark, ReportState, Verb, marks_beside
from reporting.views.pdf import version_pdf


class ProgressNow(RegionPage, View):
    """To the half year that the region fills in now."""

    needs = Right.WRITE_ACTIONS

    def get(self, request, slug):
        return redirect("actions:progress", slug, half_year_to_fill(self.region, clock.today()))


@dataclass(frozen=True)
class ReportListPage:
    rows: tuple[RoundRow, ...]
    writes: RoundRow | None


class ReportList(RegionPage, TemplateView):
    sees = Right.READ_SUBMITTED_REPORT
    template_name = "reporting/report_list.html"

    def get_context_data(self, **kwargs):
        rows = rounds_of(self.region, self.rights, on=clock.today())
        writes = next((row for row in rows if row.is_writable and row.is_open), None)
        return super().get_context_data(page=ReportListPage(rows, writes), **kwargs)


@dataclass(frozen=True)
class ReportPage:
    """What the pages about a report in the hands of its writers have in common."""

    state: ReportState
    marks: tuple[Mark, ...]
    chapters: Chapters
    receipt: Receipt | None
    may_write: bool
    may_submit: bool


class ReportDetail(RoundPage, TemplateView):
    """The task list of the writers while they write; afterwards, and for other readers, what was submitted."""

    sees = Right.READ_SUBMITTED_REPORT
    template_name = "reporting/report_detail.html"

    def get(self, request, *args, **kwargs):
        reads_draft = self.rights.may(Right.READ_DRAFT_REPORT, self.region)
        if reads_draft and self.state.is_writable:
            return super().get(request, *args, **kwargs)
        receipt = receipt_of(self.report)
        if receipt is None:
            raise Http404
        return redirect(receipt.get_absolute_url())

    def get_context_data(self, **kwargs):
        page = ReportPage(
            state=self.state,
            marks=marks_beside(self.report, self.round, clock.today()),
            chapters=chapters_of(self.region, self.round),
            receipt=receipt_of(self.report),
            may_write=self.may(Verb.WRITE),
            may_submit=self.may(Verb.SUBMIT),
        )
        return super().get_context_data(page=page, **kwargs)


class ReportPreview(RoundPage, TemplateView):
    """The whole report as it would be submitted now."""

    template_name = "reporting/report_preview.html"

    def get_context_data(self, **kwargs):
        number = self.report.versions.count() + 1 if self.report else 1
        content = collect(self.region, self.round, version=number, written_by=str(self.request.user))
        return super().get_context_data(screen=screen_of(content), **kwargs)


@dataclass(frozen=True)
class VersionPage:
    version: ReportVersion
    receipt: Receipt
    screen: ReportScreen
    pdf: Pdf
    is_latest: bool
    may_judge: bool
    may_adopt: bool


class VersionDetail(SubmittedPage, TemplateView):
    template_name = "reporting/version_detail.html"

    def get_context_data(self, **kwargs):
        version, latest = self.version, self.version == self.versions[0]
        receipt = receipt_of(self.report, version.number)
        page = VersionPage(
            version=version,
            receipt=receipt,
            screen=screen_of(read_content(version.content)),
            pdf=version_pdf(version, self.round, self.region, self.rights),
            is_latest=latest,
            may_judge=latest and self.may(Verb.ACCEPT),
            may_adopt=latest and self.may(Verb.ADOPT) and not receipt.is_adopted,
        )
        return super().get_context_data(page=page, **kwargs)

"""Reading: all rounds of a region, one report, its preview and its sealed versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.pages import Pdf
from regions.access import RegionPage
from regions.rights import Right
from reporting.access import ReadablePage, RoundPage
from reporting.bundles.asking import may_ask
from reporting.chapter_list import Chapter, Chapters
from reporting.chapters import chapters_of
from reporting.collecting import collect
from reporting.comments import TaskTalk, talk_by_chapter
from reporting.content import read_content
from reporting.history import Receipt, RoundRow, receipt_of, rounds_of
from reporting.models import ReportVersion, RoundKind
from reporting.plan_choices import PlanToDo, plan_to_do
from reporting.rounds import half_year_to_fill
from reporting.screen import ReportScreen, screen_of
from reporting.signals.beside import report_signals
from reporting.signals.listing import SignalRow
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
    may_start_own: bool


class ReportList(RegionPage, TemplateView):
    sees = Right.READ_SUBMITTED_REPORT
    template_name = "reporting/report_list.html"

    def get_context_data(self, **kwargs):
        rows = rounds_of(self.region, self.rights, on=clock.today())
        open_ = [row for row in rows if row.is_writable and row.is_open]
        writes = min(open_, key=lambda row: (row.round.kind != RoundKind.REGULAR, row.due), default=None)
        may_start_own = self.rights.may(Right.SUBMIT_REPORT, self.region)
        return super().get_context_data(page=ReportListPage(rows, writes, may_start_own), **kwargs)


@dataclass(frozen=True)
class ReportPage:
    """The task list. `talk`: by key of the chapter, who writes it. `plan`: changes of the plan to choose about."""

    state: ReportState
    marks: tuple[Mark, ...]
    due: date
    chapters: Chapters
    talk: Mapping[str, TaskTalk]
    plan: PlanToDo
    receipt: Receipt | None
    may_write: bool
    may_submit: bool

    @property
    def rows(self) -> list[tuple[Chapter, TaskTalk | None]]:
        return [(chapter, self.talk.get(chapter.key)) for chapter in self.chapters.all]


class ReportDetail(RoundPage, TemplateView):
    """The task list of the writers while they write; afterwards, and for other readers, what was submitted."""

    sees = Right.READ_SUBMITTED_REPORT
    template_name = "reporting/report_detail.html"

    def get(self, request, *args, **kwargs):
        reads_draft = self.rights.may(Right.READ_DRAFT_REPORT, self.region)
        if reads_draft and self.state.is_writable:
            return super().get(request, *args, **kwargs)
        receipt = receipt_of(self.report, withdrawn=reads_draft)
        if receipt is None:
            raise Http404
        return redirect(receipt.get_absolute_url())

    def get_context_data(self, **kwargs):
        page = ReportPage(
            state=self.state,
            marks=marks_beside(self.report, self.due, clock.today()),
            due=self.due,
            chapters=chapters_of(self.region, self.round),
            talk=talk_by_chapter(self.region, self.round, on=clock.today()),
            plan=plan_to_do(self.region, self.round),
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
    steps: frozenset[Verb]  # what the reader may do with the report now
    may_judge: bool
    may_adopt: bool
    may_mark: bool
    may_publish: bool
    may_have_dossier: bool
    signals: tuple[SignalRow, ...]

    @property
    def state(self) -> ReportState:
        """Of this version, to whom sees nothing else of the report."""
        return ReportState.ACCEPTED if self.receipt.is_accepted else self.receipt.state


class VersionDetail(ReadablePage, TemplateView):
    """What was handed in; for readers of another region only the accepted report itself."""

    def get_template_names(self):
        return ["reporting/version_elsewhere.html" if self.is_elsewhere else "reporting/version_detail.html"]

    def get_context_data(self, **kwargs):
        version, latest = self.version, self.version == self.versions[0]
        receipt = receipt_of(self.report, version.number, withdrawn=self.reads_withdrawn)
        page = VersionPage(
            version=version,
            receipt=receipt,
            screen=screen_of(read_content(version.content)),
            pdf=version_pdf(version, self.round, self.region, self.rights),
            is_latest=latest,
            steps=frozenset(verb for verb in Verb if latest and self.may(verb)),
            may_judge=latest and self.may(Verb.ACCEPT),
            may_adopt=latest and self.may(Verb.ADOPT) and not receipt.is_adopted,
            may_mark=self.rights.may(Right.MARK_PASSAGES, self.region) and not receipt.is_withdrawn,
            may_publish=self.rights.may(Right.ADOPT_REPORT, self.region),
            may_have_dossier=may_ask(self.rights, self.region),
            signals=report_signals(self.rights, self.report),
        )
        return super().get_context_data(page=page, **kwargs)

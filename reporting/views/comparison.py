"""Sealed reports beside each other: regions per block, the matrix of all of them, a region beside itself last time."""

from dataclasses import dataclass

from django.core.validators import slug_re
from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ghnt import clock
from regions.rights import Right
from reporting.access import ReadablePage
from reporting.comparison.divisions import Division
from reporting.comparison.forms import ComparisonForm
from reporting.comparison.matrix import Matrix, matrix_of
from reporting.comparison.side_by_side import FEWEST, Comparison, compare, divisions_of, questions_in
from reporting.comparison.with_itself import BesideItself, beside_itself
from reporting.content import read_content
from reporting.models import ReportRound, ReportVersion
from reporting.reading import SealedReport, previous_version, regions_to_read, sealed_reports
from reporting.rounds import open_round
from reporting.views.national import follows_regions


class ReadersPage:
    """For whoever reads reports of any region: of other regions what was accepted."""

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_SUBMITTED_REPORT):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def round(self):
        """The one asked for, else the latest of which something may be read, else the open one."""
        rounds = ReportRound.objects.national().open_on(clock.today())
        asked = rounds.with_code(self.request.GET.get("ronde", "")).first()
        return asked or open_round(clock.today())


@dataclass(frozen=True)
class DivisionLink:
    division: Division
    url: str
    is_current: bool


@dataclass(frozen=True)
class ComparisonPage:
    round: ReportRound | None
    comparison: Comparison | None
    links: tuple[DivisionLink, ...]
    before: DivisionLink | None
    after: DivisionLink | None
    follows: bool


class Compare(ReadersPage, TemplateView):
    template_name = "reporting/comparison.html"

    @cached_property
    def reports(self) -> tuple[SealedReport, ...]:
        """Of the regions in the address that may be read."""
        slugs = [slug for slug in self.request.GET.getlist("regio")[:28] if slug_re.match(slug)]
        chosen = self.regions.filter(slug__in=slugs) if self.round and slugs else None
        return sealed_reports(self.request.rights, self.round, chosen) if chosen is not None else ()

    @cached_property
    def regions(self):
        return regions_to_read(self.request.rights, self.round) if self.round else ()

    def get_context_data(self, **kwargs):
        questions = questions_in([report.content for report in self.reports])
        # With `blok`, even empty, the form itself was sent; else it may be a link with one region to begin with.
        chosen = self.request.GET.getlist("regio")
        data = self.request.GET if "blok" in self.request.GET or len(chosen) >= FEWEST else None
        initial = {"ronde": self.round.code if self.round else "", "regio": chosen}
        form = ComparisonForm(data, regions=self.regions, questions=questions, initial=initial) if self.round else None
        return super().get_context_data(page=self.page(form), form=form, **kwargs)

    def page(self, form):
        divisions = divisions_of(self.reports)
        comparison = None
        if form and form.is_bound and form.is_valid():
            chosen = form.cleaned_data
            comparison = compare(self.reports, divisions, chosen["blok"], chosen.get("vraag", ()))
        links = tuple(self.link(one, comparison) for one in divisions) if comparison else ()
        return ComparisonPage(
            round=self.round,
            comparison=comparison,
            links=links,
            before=next((one for one in links if one.division == comparison.before), None),
            after=next((one for one in links if one.division == comparison.after), None),
            follows=follows_regions(self.request.rights),
        )

    def link(self, division, comparison):
        query = self.request.GET.copy()
        query["blok"] = division.code
        return DivisionLink(division, f"?{query.urlencode()}#vergelijking", division == comparison.division)


@dataclass(frozen=True)
class MatrixPage:
    round: ReportRound | None
    rounds: tuple[ReportRound, ...]
    matrix: Matrix
    follows: bool


class ComparisonMatrix(ReadersPage, TemplateView):
    template_name = "reporting/comparison_matrix.html"

    def get_context_data(self, **kwargs):
        reports = sealed_reports(self.request.rights, self.round) if self.round else ()
        rounds = ReportRound.objects.national().open_on(clock.today())
        page = MatrixPage(self.round, tuple(rounds), matrix_of(reports), follows_regions(self.request.rights))
        return super().get_context_data(page=page, **kwargs)


@dataclass(frozen=True)
class BesideItselfPage:
    version: ReportVersion
    previous: ReportVersion | None
    beside: BesideItself | None


class VersionBesideItself(ReadablePage, TemplateView):
    """A sealed version beside the region's previous report, a chapter at a time."""

    template_name = "reporting/version_beside.html"

    def get_context_data(self, **kwargs):
        self.version.report = self.report
        previous = previous_version(self.rights, self.version)
        beside = None
        if previous is not None:
            contents = read_content(previous.content), read_content(self.version.content)
            beside = beside_itself(*contents, self.request.GET.get("hoofdstuk", ""))
            if beside is None:
                raise Http404
        page = BesideItselfPage(self.version, previous, beside)
        return super().get_context_data(page=page, **kwargs)

"""The biggest shifts over all regions in one round, for the national team and the advisers."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from actions.listing import NamedLink, changed
from ghnt import clock
from ghnt.documents.workbook import Sheet, workbook_response
from reporting.difference import ChangeKind
from reporting.difference.forms import NationalDifferenceFilter, compared_rounds
from reporting.difference.national import COUNTED, RegionCounts, counts_of, national_differences, sentence, shifted
from reporting.difference.picture import shifts_drawing
from reporting.difference.workbook import COLUMNS, cells
from reporting.models import ReportRound, ReportVersion
from reporting.screen import Drawing
from reporting.views.national import NationalPage as FollowersPage

ON_A_PAGE = 50


@dataclass(frozen=True)
class NationalPage:
    round: ReportRound | None
    sentence: str
    drawing: Drawing | None
    counts: tuple[RegionCounts, ...]
    result: str
    active_filters: tuple[NamedLink, ...]
    workbook_url: str
    kinds: tuple[ChangeKind, ...] = COUNTED

    @property
    def clear_url(self):
        return f"?ronde={self.round.code}#lijst"


class NationalDifferencesPage(FollowersPage):
    @cached_property
    def rounds(self):
        return compared_rounds()

    @cached_property
    def round(self) -> ReportRound | None:
        """The one asked for; else the newest in which anything was handed in."""
        asked = self.request.GET.get("ronde")
        if asked:
            return next((one for one in self.rounds if one.code == asked), None)
        filled = ReportVersion.objects.filter(report__round__in=self.rounds).order_by("-report__round__half_year")
        newest = filled.values_list("report__round", flat=True).first()
        return next((one for one in self.rounds if one.pk == newest), self.rounds[0] if self.rounds else None)

    @cached_property
    def rows(self):
        return national_differences(self.request.rights, self.round, on=clock.today()) if self.round else ()

    @cached_property
    def things(self):
        return shifted(self.rows)

    @cached_property
    def filters(self):
        regions = [row.region for row in self.rows]
        data = self.request.GET if self.request.GET else None
        return NationalDifferenceFilter(data or {}, rounds=self.rounds, round=self.round, regions=regions)

    @cached_property
    def shown(self):
        return self.filters.wanted.among(self.things)


class NationalDifferences(NationalDifferencesPage, TemplateView):
    template_name = "reporting/national_differences.html"

    def get_context_data(self, **kwargs):
        counts = counts_of(self.rows, self.things)
        page_obj = Paginator(self.shown, ON_A_PAGE).get_page(self.request.GET.get("page"))
        page = NationalPage(
            round=self.round,
            sentence=sentence(counts),
            drawing=shifts_drawing(counts, sentence(counts)),
            counts=counts,
            result=f"{len(self.shown)} van {len(self.things)} verschillen",
            active_filters=tuple(self._active_filters()),
            workbook_url=f"{reverse('reporting:national_differences_workbook')}?{self._chosen()}",
        )
        return super().get_context_data(page=page, page_obj=page_obj, filter_form=self.filters, **kwargs)

    def _active_filters(self):
        query = self.request.GET
        return (NamedLink(label, changed(query, **{name: None, "page": None})) for label, name in self.filters.active())

    def _chosen(self):
        query = self.request.GET.copy()
        query.pop("page", None)
        if self.round:
            query["ronde"] = self.round.code
        return query.urlencode()


class NationalDifferencesWorkbook(NationalDifferencesPage, View):
    """The counts of every region, and what the filters show."""

    def get(self, request, *args, **kwargs):
        if self.round is None:
            raise Http404
        counts = counts_of(self.rows, self.things)
        kinds = [(kind.label, 14) for kind in COUNTED]
        numbers = Sheet(
            "Aantallen",
            (("Regio", 40), *kinds, ("Opmerking", 24)),
            ((one.region.name, *one.all, one.remark) for one in counts),
        )
        changes = ((one.region.name, *cells(change)) for one in self.shown for change in one.changes)
        about = [f"Verschillen tussen regio’s, {self.round}", *(label for label, _name in self.filters.active())]
        listed = Sheet("Verschillen", (("Regio", 40), *COLUMNS), changes)
        return workbook_response(f"verschillen-{self.round.code}", [numbers, listed], about=about)

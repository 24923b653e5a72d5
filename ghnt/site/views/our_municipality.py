"""Onze gemeente: the page of one municipality for its officer and for who reads its region, and its PDF."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.sealing import canonical_json
from ghnt.site.our_municipality import OurMunicipality, our_municipality
from ghnt.site.our_municipality.content import RowGroup, grouped
from programmes.decision_documents import request_document
from programmes.models import DecisionDocumentKind
from regions.access import MunicipalityPage
from regions.geography import region_of
from regions.models import Region
from regions.rights import Right
from regions.successors import successors_of
from reporting.council_documents.states import Verb, may
from reporting.indicators.access import SEE_EXACT
from reporting.models import Indicator
from reporting.models.figures import Channel
from reporting.protection.exact_views import note_exact

ROWS_ON_A_PAGE = 50


@dataclass(frozen=True)
class RowsPage:
    """The rows of this page in their groups; `only_open` those without an answer."""

    groups: tuple[RowGroup, ...]
    only_open: bool
    may_fill_in: bool
    may_review: bool
    may_draft: bool


class OurMunicipalityDoor(MunicipalityPage):
    """As the pages of a municipality; one that ended keeps its page, with the rows that it had."""

    sees = Right.READ_REGION
    channel = Channel.PAGE

    @cached_property
    def region(self) -> Region:
        """Of today; of one that ended, of its last day."""
        ended, today = self.municipality.valid_to, clock.today()
        on = ended - timedelta(days=1) if ended and ended <= today else today
        region = region_of(self.municipality, on=on)
        if region is None:
            raise Http404
        return region

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self._went_into_an_own_one:
            return super(MunicipalityPage, self).dispatch(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    @property
    def _went_into_an_own_one(self) -> bool:
        """An officer reads what the own municipality took over, from whatever region it came."""
        gone = successors_of([self.municipality], on=clock.today()).get(self.municipality.pk)
        return gone is not None and bool(gone.ids & self.rights.municipalities(self.sees))

    @cached_property
    def said(self) -> OurMunicipality:
        said = our_municipality(self.municipality, self.region, self.rights, on=clock.today())
        if said.figures and self.rights.may_for_municipality(SEE_EXACT, self.municipality, self.region):
            codes = [one.code for one in said.figures]
            note_exact(self.request.user, self.region, Indicator.objects.filter(code__in=codes), self.channel)
        return said


class OurMunicipalityDetail(OurMunicipalityDoor, TemplateView):
    template_name = "site/our_municipality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        only_open = "open" in self.request.GET
        rows = tuple(row for row in self.said.rows if not only_open or row.answer is None)
        page: Page = Paginator(rows, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        may_fill_in = self.may_write and self.municipality.is_valid(clock.today())
        may_review = self.rights.may_for_municipality(Right.READ_MUNICIPAL_ROWS, self.municipality, self.region)
        may_draft = may_fill_in and may(Verb.WRITE, self.rights, self.region, self.municipality)
        shown = RowsPage(grouped(tuple(page.object_list)), only_open, may_fill_in, may_review, may_draft)
        return super().get_context_data(said=self.said, shown=shown, page_obj=page, **kwargs)


class OurMunicipalityPdf(OurMunicipalityDoor, View):
    http_method_names = ("post",)
    channel = Channel.PDF

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rendering = request_document(
            region=self.region,
            kind=DecisionDocumentKind.MUNICIPALITY,
            content=canonical_json(self.said),
            by=request.user,  # type: ignore[arg-type]
            municipality=self.municipality,
        )
        return redirect("programmes:decision_document", slug=self.region.slug, pk=rendering.pk)

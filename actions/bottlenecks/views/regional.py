"""A region's bottlenecks: the list, its workbook, and everything about one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView, View

from actions.bottlenecks import listing, saving
from actions.bottlenecks.forms import BottleneckFilter
from actions.bottlenecks.reading import page_of
from actions.models import Bottleneck
from ghnt import clock
from ghnt.documents.workbook import workbook_response
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "alleen uw regio en haar gemeenten; wat u landelijk voorlegt, leest ook het landelijk team"
SHARED_ONLY = "het landelijk team; u ziet alleen wat de regio landelijk heeft voorgelegd"


@dataclass(frozen=True)
class ListPage:
    filter_form: BottleneckFilter
    rows: tuple[listing.BottleneckRow, ...]
    sentence: str
    audience: str
    may_write: bool
    is_filtered: bool
    workbook_url: str


class BottlenecksOfRegion(RegionPage):
    @property
    def may_write(self):
        return self.rights.may(Right.WRITE_ACTIONS, self.region)

    @cached_property
    def filter_form(self):
        return BottleneckFilter(self.request.GET)

    @cached_property
    def rows(self):
        return listing.of_region(self.rights, self.region, self.filter_form.chosen)


class BottleneckList(BottlenecksOfRegion, ListView):
    template_name = "actions/bottlenecks/list.html"
    paginate_by = 25

    def get_queryset(self):
        return self.rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        on, query = clock.today(), self.request.GET.urlencode()
        url = reverse("actions:bottleneck_workbook", args=[self.region.slug])
        context["page"] = ListPage(
            filter_form=self.filter_form,
            rows=listing.rows_of(context["page_obj"], on),
            sentence=listing.sentence(self.rows, on),
            audience=AUDIENCE if self.rights.may(Right.READ_INSIDE, self.region) else SHARED_ONLY,
            may_write=self.may_write,
            is_filtered=bool(self.filter_form.chosen),
            workbook_url=f"{url}?{query}" if query else url,
        )
        return context


class BottleneckWorkbook(BottlenecksOfRegion, View):
    def get(self, request, *args, **kwargs):
        sheet = listing.bottleneck_sheet(self.rows, clock.today())
        return workbook_response(f"knelpunten-{self.region.slug}", [sheet], about=(f"Knelpunten, regio {self.region}",))


class BottleneckPage(RegionPage):
    """A page about one bottleneck, in `self.bottleneck`; what the visitor may not read is unknown."""

    @cached_property
    def bottleneck(self):
        visible = Bottleneck.objects.visible_to(self.rights, self.region)
        return get_object_or_404(visible.select_related("region", "national", "created_by"), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        _ = self.bottleneck  # before any verb is judged
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(bottleneck=self.bottleneck, **kwargs)


class BottleneckDetail(BottleneckPage, TemplateView):
    template_name = "actions/bottlenecks/detail.html"

    def get_context_data(self, **kwargs):
        page = page_of(self.bottleneck, self.rights, on=clock.today())
        return super().get_context_data(page=page, **kwargs)


class BottleneckDelete(BottleneckPage, TemplateView):
    """Asked first; then it lies in the bin."""

    needs = Right.WRITE_ACTIONS
    template_name = "actions/bottlenecks/delete.html"

    def post(self, request, *args, **kwargs):
        try:
            saving.remove_bottleneck(bottleneck=self.bottleneck, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.bottleneck)
        messages.success(request, f"Knelpunt {self.bottleneck.code} ligt dertig dagen in de prullenbak.")
        return redirect("actions:bottleneck_list", self.region.slug)

from django.urls import reverse
from django.views.generic import DetailView, TemplateView

from ghnt import clock
from ghnt.ui.charts import Tile, tile_map
from regions.forms import OnDateForm
from regions.models import Municipality, Region
from regions.municipality_history import history_of
from regions.region_facts import RegionRow, region_facts, region_rows
from regions.rights import Right


def region_map(rows: list[RegionRow]):
    """The tile map with a link on every region that has a place on it."""
    tiles = [
        Tile(
            row.region.short_code,
            row.region.name,
            row.region.tile_row,
            row.region.tile_column,
            label=row.size,
            url=row.region.get_absolute_url(),
        )
        for row in rows
        if row.region.tile_row is not None and row.region.tile_column is not None
    ]
    return tile_map(tiles, title="De regio’s op de kaart") if tiles else ""


class RegionList(TemplateView):
    template_name = "regions/region_list.html"

    def get_context_data(self, **kwargs):
        rows = region_rows(on=clock.today())
        return super().get_context_data(rows=rows, map=region_map(rows), today=clock.today(), **kwargs)


class RegionDetail(DetailView):
    model = Region
    template_name = "regions/region_detail.html"

    def get_context_data(self, **kwargs):
        form = OnDateForm(self.request.GET if "datum" in self.request.GET else None, initial={"datum": clock.today()})
        on = form.cleaned_data["datum"] if form.is_valid() else clock.today()
        facts = region_facts(self.object, on=on)
        urls = {"overview_url": self.overview_url(), "adopted_url": self.adopted_url()}
        return super().get_context_data(form=form, facts=facts, **urls, **kwargs)

    def overview_url(self):
        """Where the region's own pages begin, for who may read these."""
        may_read = self.request.rights.may(Right.READ_REGION, self.object)
        return reverse("region_overview", args=[self.object.slug]) if may_read else ""

    def adopted_url(self):
        """The adopted versions of the region's programme, for who reads any region at all; empty without any."""
        if not self.request.rights.may_anywhere(Right.READ_REGION):
            return ""
        is_adopted = self.object.programmes.filter(versions__events__kind="adopted").exists()
        return reverse("reporting:programme_version_list", args=[self.object.slug]) if is_adopted else ""


class MunicipalityDetail(DetailView):
    model = Municipality
    template_name = "regions/municipality_detail.html"

    def get_context_data(self, **kwargs):
        history = history_of(self.object, on=clock.today())
        return super().get_context_data(history=history, own_url=self.own_url(history.region), **kwargs)

    def own_url(self, region):
        """The page with all that the programme asks of it, for who reads its region."""
        may_read = region is not None and self.request.rights.may(Right.READ_REGION, region)
        return reverse("our_municipality", args=[self.object.slug]) if may_read else ""

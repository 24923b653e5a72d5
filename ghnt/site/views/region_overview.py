from typing import Any

from django.views.generic import TemplateView

from ghnt import clock
from ghnt.site.overview import overview_of
from regions.access import RegionPage


class RegionOverview(RegionPage, TemplateView):
    template_name = "site/region_overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        overview = overview_of(self.region, self.rights, on=clock.today())
        return super().get_context_data(overview=overview, **kwargs)

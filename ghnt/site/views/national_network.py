"""The network of the country: for everybody who signs in; the national team keeps it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import Sheet, workbook_response
from ghnt.site.national_network import NationalNetwork, national_network
from ghnt.ui.dates import long_date
from programmes.network.paper import posts_sheet
from regions.rights import Right


class OfCountryPage:
    @cached_property
    def network(self) -> NationalNetwork:
        return national_network(on=clock.today())


class NationalNetworkDetail(OfCountryPage, TemplateView):
    template_name = "site/national_network.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_write = self.request.rights.may(Right.WRITE_NATIONAL)
        return super().get_context_data(network=self.network, may_write=may_write, **kwargs)


class NationalNetworkWorkbook(OfCountryPage, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        said = self.network
        regions = (("Regio", 34), ("Projectleider", 34), ("Uren", 20), ("Wanneer", 30), ("Regioadviseur", 34))
        rows = [[one.name, one.leader, one.hours, one.since, ", ".join(one.advisers)] for one in said.regions]
        bodies = [[one.name, one.kind, one.rhythm] for _kind, one in said.bodies]
        sheets = [
            Sheet("Regio’s", regions, rows),
            posts_sheet((*said.posts, *said.past_posts)),
            Sheet("Landelijke overleggen", (("Overleg", 40), ("Soort", 30), ("Hoe vaak", 30)), bodies),
        ]
        return workbook_response("landelijk-netwerk", sheets, about=(f"Stand van {long_date(said.on)}",))

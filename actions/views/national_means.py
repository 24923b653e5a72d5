"""Middelen of all regions in a year, and the same as a workbook."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from actions.means.national import national_means, national_sheet
from actions.means.overview import FIRST_YEAR, LAST_YEAR
from ghnt import clock
from ghnt.documents.workbook import workbook_response
from regions.models import Role
from regions.rights import Right


class NationalMeansPage:
    def dispatch(self, request, *args, **kwargs):
        if not (request.rights.may(Right.JUDGE_REPORT) or Role.ADVISER in request.rights.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def means(self):
        this_year = clock.today().year
        years = range(this_year + 1, 2017, -1)
        asked = self.request.GET.get("jaar", "")
        known = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
        return national_means(self.request.rights, known.get(asked, this_year), years=years)


class NationalMeans(NationalMeansPage, TemplateView):
    template_name = "actions/national_means.html"

    def get_context_data(self, **kwargs):
        reads_all = self.request.rights.regions(Right.READ_REGION) is None
        return super().get_context_data(means=self.means, is_whole_country=reads_all, **kwargs)


class NationalMeansWorkbook(NationalMeansPage, View):
    def get(self, request, *args, **kwargs):
        about = [f"Middelen van de regio’s in {self.means.year}", "Bedragen in euro", "Op naam van de regio"]
        return workbook_response(f"middelen-{self.means.year}", [national_sheet(self.means)], about=about)

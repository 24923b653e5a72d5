"""Who saw exact small counts: of a region for its project leader, of all regions for the administrator."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.views.generic import ListView, View

from ghnt.documents.workbook import Sheet, workbook_response
from regions.access import RegionPage
from regions.rights import Right
from reporting.indicators.access import SEE_VIEWS
from reporting.models import ExactView

COLUMNS = (("Op", 14), ("Wie", 30), ("Regio", 30), ("Cijfer", 40), ("Hoe", 16))


class ExactViewList(ListView):
    template_name = "reporting/exact_views.html"
    context_object_name = "views"
    paginate_by = 50

    def get_queryset(self):
        return self.seen.select_related("region", "indicator")


class ExactViewWorkbook(View):
    def get(self, request, **kwargs):
        rows = self.seen.select_related("region", "indicator").iterator(chunk_size=500)
        told = ((one.on, one.user_name, one.region.name, str(one.indicator or ""), one.channel_label) for one in rows)
        return workbook_response("inzage-in-exacte-aantallen", [Sheet("Inzage", COLUMNS, told)], about=self.about)


class OfRegion(RegionPage):
    needs = SEE_VIEWS

    @property
    def seen(self):
        return ExactView.objects.filter(region=self.region)

    @property
    def about(self):
        return (f"Regio {self.region}",)


class OfAll:
    about = ("Alle regio’s",)

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may(Right.WRITE_REFERENCE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def seen(self):
        return ExactView.objects.all()


class ExactViews(OfRegion, ExactViewList):
    pass


class ExactWorkbook(OfRegion, ExactViewWorkbook):
    pass


class NationalExactViews(OfAll, ExactViewList):
    pass


class NationalExactWorkbook(OfAll, ExactViewWorkbook):
    pass

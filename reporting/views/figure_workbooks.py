"""The figures of one indicator in one region as a workbook."""

from __future__ import annotations

from django.views.generic import View

from ghnt import clock
from reporting.indicators.listing import chosen_half_year, periods_until, seen_tables
from reporting.indicators.workbook import indicator_workbook
from reporting.models.figures import Channel
from reporting.protection.exact_views import note_exact
from reporting.views.figures import FigurePages


class IndicatorWorkbook(FigurePages, View):
    def get(self, request, **kwargs):
        until = chosen_half_year(request.GET.get("tot", ""), clock.today())
        indicator, outside = self.indicator, self.outside
        if not outside:
            note_exact(request.user, self.region, [indicator], Channel.WORKBOOK)
        (table,) = seen_tables(self.region, [indicator], periods_until(until), outside=outside)
        return indicator_workbook(table, outside=outside)

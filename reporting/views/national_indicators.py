"""The national indicators: the list, one of them with what makes its figures incomparable, and the bin.

Everybody who reads a region may read how is counted; the national team writes.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView, View

from ghnt import clock
from regions.rights import Right
from reporting.indicators.definitions import remove_indicator, restore_indicator
from reporting.indicators.entry import national_areas
from reporting.indicators.listing import last_period
from reporting.indicators.page import national_excuses
from reporting.indicators.tables import since_words
from reporting.models import Indicator
from reporting.national_figures.page import may_read as may_read_national_figures


class NationalIndicatorPages:
    """`writes`: for the national team alone; an unknown indicator is unknown before that is judged."""

    writes = False

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        if self.writes and not self.may_write:
            _ = self.indicator if "code" in kwargs else None
            _ = self.excuse if "pk" in kwargs else None
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_write(self):
        return self.request.rights.may(Right.WRITE_NATIONAL)

    @cached_property
    def indicator(self):
        return get_object_or_404(Indicator.objects.national(), code=self.kwargs["code"])

    @property
    def detail_url(self):
        return reverse("reporting:national_indicator_detail", args=[self.indicator.code])

    def get_context_data(self, **kwargs):
        may_see_figures = may_read_national_figures(self.request.rights)
        return super().get_context_data(may_write=self.may_write, may_see_figures=may_see_figures, **kwargs)


class NationalIndicatorList(NationalIndicatorPages, ListView):
    template_name = "reporting/national_indicator_list.html"
    context_object_name = "indicators"
    paginate_by = 50

    def get_queryset(self):
        return Indicator.objects.national()

    def get_context_data(self, **kwargs):
        removed = Indicator.objects.filter(region__isnull=True).in_bin() if self.may_write else ()
        return super().get_context_data(removed=removed, **kwargs)


class NationalIndicatorDetail(NationalIndicatorPages, TemplateView):
    template_name = "reporting/national_indicator_detail.html"

    def get_context_data(self, **kwargs):
        period = last_period(self.indicator.period_kind, clock.today())
        may_fill_in = self.may_write and bool(national_areas(self.indicator, period, self.request.rights))
        return super().get_context_data(
            indicator=self.indicator,
            since=since_words(self.indicator),
            excuses=national_excuses(self.indicator, self.request.rights),
            entry_period=period if may_fill_in else None,
            **kwargs,
        )


class NationalIndicatorRemove(NationalIndicatorPages, View):
    writes = True
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        remove_indicator(indicator=self.indicator, by=request.user)
        messages.success(request, f"Indicator {self.indicator} ligt dertig dagen in de prullenbak, met de cijfers.")
        return redirect("reporting:national_indicator_list")


class NationalIndicatorRestore(NationalIndicatorPages, View):
    writes = True
    http_method_names = ("post",)

    @cached_property
    def indicator(self):
        return get_object_or_404(Indicator, region__isnull=True, code=self.kwargs["code"])

    def post(self, request, **kwargs):
        restore_indicator(indicator=self.indicator)
        messages.success(request, f"Indicator {self.indicator} staat er weer.")
        return redirect(self.detail_url)

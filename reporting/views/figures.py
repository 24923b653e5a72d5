"""Figures of a region: the page Cijfers, one indicator, what a figure was before, and withdrawal."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt import clock
from regions.access import RegionPage
from regions.models import Municipality
from reporting.indicators import access
from reporting.indicators.areas import areas_by_code
from reporting.indicators.divisions import Surroundings
from reporting.indicators.forms import WithdrawForm
from reporting.indicators.history import history_of
from reporting.indicators.listing import chosen_half_year, figure_list, last_period
from reporting.indicators.page import indicator_page
from reporting.indicators.saving import withdraw_figure
from reporting.models import Indicator
from reporting.protection.exact_views import note_exact

AUDIENCE = "uw regio en uw gemeenten; het landelijk team ziet kleine aantallen afgerond of verborgen"


class FigurePages(RegionPage):
    """Pages under Cijfers. Who does not belong to the region sees small counts protected."""

    @property
    def outside(self):
        return not self.rights.may(access.SEE_EXACT, self.region)

    def note_exact(self, indicators):
        if not self.outside:
            note_exact(self.request.user, self.region, indicators)

    @cached_property
    def may_keep(self):
        return access.may_keep_region(self.rights, self.region)

    @cached_property
    def indicator(self):
        return get_object_or_404(Indicator.objects.offered_in(self.region), code=self.kwargs["code"])

    @property
    def indicator_url(self):
        return reverse("reporting:indicator_detail", args=[self.region.slug, self.indicator.code])

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, may_keep=self.may_keep, **kwargs)


class FigureList(FigurePages, TemplateView):
    template_name = "reporting/figure_list.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        until = chosen_half_year(self.request.GET.get("tot", ""), today)
        self.note_exact(Indicator.objects.offered_in(self.region))
        page = figure_list(self.region, until=until, on=today, outside=self.outside)
        may_fill_in = access.may_fill_in_any(self.rights, self.region, on=today)
        may_see_views = self.rights.may(access.SEE_VIEWS, self.region)
        return super().get_context_data(page=page, may_fill_in=may_fill_in, may_see_views=may_see_views, **kwargs)


class IndicatorDetail(FigurePages, TemplateView):
    template_name = "reporting/indicator_detail.html"

    def get_context_data(self, **kwargs):
        today = clock.today()
        until = chosen_half_year(self.request.GET.get("tot", ""), today)
        self.note_exact([self.indicator])
        page = indicator_page(self.indicator, self.region, self.rights, until=until, on=today)
        return super().get_context_data(page=page, **kwargs)


class AreaPages(FigurePages):
    """Pages about one area of the region, by its code. An area that is not the region's is unknown."""

    sees = access.SEE_EXACT

    @cached_property
    def period(self):
        return self.kwargs.get("period") or last_period(self.indicator.period_kind, clock.today())

    @cached_property
    def area(self):
        found = areas_by_code([self.kwargs["area"]], on=self.period.on).get(self.kwargs["area"])
        if found is None or not self._is_own(found):
            raise Http404
        return found

    def _is_own(self, area):
        around = Surroundings(self.region)
        if area.place == self.region:
            return True
        if isinstance(area.place, Municipality):
            return area.place in around.municipalities(self.period.on)
        is_near = area.place in around.areas(self.period.on)
        return is_near and not around.is_wider(area.place, self.period.on)

    @cached_property
    def may_fill_in(self):
        return access.may_fill_in(self.rights, self.region, self.area)

    def get_context_data(self, **kwargs):
        return super().get_context_data(indicator=self.indicator, **kwargs)


class FigureHistory(AreaPages, FormView):
    """Read by everybody inside the region; whoever may fill the figure in may withdraw it."""

    template_name = "reporting/figure_history.html"
    form_class = WithdrawForm

    @cached_property
    def history(self):
        history = history_of(self.indicator, self.area, self.period)
        if not history.steps:
            raise Http404
        return history

    def post(self, request, *args, **kwargs):
        if not self.may_fill_in:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        done = withdraw_figure(figure=self.history.last, reason=form.cleaned_data["reason"], by=self.request.user)
        said = f"Het cijfer van {self.area.name}, {self.period.label}, is ingetrokken."
        messages.success(self.request, said if done else "Dit cijfer was al ingetrokken of gewijzigd.")
        return redirect(self.indicator_url)

    def get_context_data(self, **kwargs):
        self.note_exact([self.indicator])
        may_withdraw = self.may_fill_in and self.history.can_be_withdrawn
        return super().get_context_data(history=self.history, may_withdraw=may_withdraw, **kwargs)

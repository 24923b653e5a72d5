"""Forms of definitions, of what makes figures incomparable, and of targets; of a region and of the country."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import UpdateView, View

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from programmes.models import Programme
from reporting.indicators import access, definitions
from reporting.indicators.areas import COUNTRY, Area
from reporting.indicators.divisions import Surroundings
from reporting.indicators.forms import IncomparabilityForm, IndicatorForm, TargetForm
from reporting.indicators.listing import last_period
from reporting.models import FigureTarget, Incomparability, Indicator
from reporting.views.figures import AreaPages, FigurePages
from reporting.views.national_indicators import NationalIndicatorPages


class KeepingMixin:
    """Only whoever keeps the figures of the region; what is unknown is so before that is judged."""

    def dispatch(self, request, *args, **kwargs):
        _ = self.indicator if "code" in kwargs else None
        _ = self.excuse if "pk" in kwargs else None
        if not access.may_keep_region(request.rights, self.region):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class _DefinitionForm(UpdateView):
    form_class = IndicatorForm
    context_object_name = "indicator"

    def get_form_kwargs(self):
        today = clock.today()
        programme = Programme.objects.filter(valid_from__lte=today).last()
        return {**super().get_form_kwargs(), "programme": programme, "on": today, "cancel_url": self.cancel_url}

    def form_valid(self, form):
        blocks = form.cleaned_data.get("blocks", ())
        seen = form.cleaned_data["seen_version"]
        try:
            indicator = definitions.save_indicator(indicator=form.instance, blocks=blocks, seen_version=seen)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Indicator {indicator} is opgeslagen.")
        return redirect(self.url_of(indicator))


class RegionDefinition(FigurePages, KeepingMixin, _DefinitionForm):
    template_name = "reporting/indicator_form.html"

    @property
    def cancel_url(self):
        return reverse("reporting:figure_list", args=[self.region.slug])

    def url_of(self, indicator):
        return reverse("reporting:indicator_detail", args=[self.region.slug, indicator.code])


class IndicatorCreate(RegionDefinition):
    def get_object(self, queryset=None):
        return Indicator(region=self.region)


class IndicatorUpdate(RegionDefinition):
    """Of a national indicator the region changes nothing."""

    def get_object(self, queryset=None):
        if self.indicator.region_id is None:
            raise PermissionDenied
        return self.indicator


class IndicatorRemove(FigurePages, KeepingMixin, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        if self.indicator.region_id is None:
            raise PermissionDenied
        definitions.remove_indicator(indicator=self.indicator, by=request.user)
        messages.success(request, f"Indicator {self.indicator} ligt dertig dagen in de prullenbak, met de cijfers.")
        return redirect("reporting:figure_list", self.region.slug)


class _NationalDefinition(NationalIndicatorPages, _DefinitionForm):
    writes = True
    template_name = "reporting/national_indicator_form.html"

    @property
    def cancel_url(self):
        return reverse("reporting:national_indicator_list")

    def url_of(self, indicator):
        return reverse("reporting:national_indicator_detail", args=[indicator.code])


class NationalIndicatorCreate(_NationalDefinition):
    def get_object(self, queryset=None):
        return Indicator()


class NationalIndicatorUpdate(_NationalDefinition):
    def get_object(self, queryset=None):
        return self.indicator


class _ExcuseForm(UpdateView):
    form_class = IncomparabilityForm
    context_object_name = "excuse"

    def get_form_kwargs(self):
        more = {"areas": self.areas, "on": clock.today(), "cancel_url": self.done_url}
        return {**super().get_form_kwargs(), **more}

    def get_object(self, queryset=None):
        return self.excuse if "pk" in self.kwargs else Incomparability(indicator=self.indicator)

    @cached_property
    def excuse(self):
        codes = [one.code for one in self.areas]
        own = Incomparability.objects.filter(indicator=self.indicator, area_code__in=codes)
        return get_object_or_404(own.select_related("municipality", "area", "region"), pk=self.kwargs["pk"])

    def form_valid(self, form):
        try:
            definitions.save_incomparability(row=form.instance, seen_version=form.cleaned_data["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "Opgeslagen. Het staat nu bij elk cijfer waarvoor het geldt.")
        return redirect(self.done_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(indicator=self.indicator, **kwargs)


class _ExcuseRemove(View):
    http_method_names = ("post",)
    excuse = _ExcuseForm.excuse

    def post(self, request, **kwargs):
        try:
            self.excuse.delete_as_seen(posted_version(request))
        except EditConflictError:
            messages.error(request, "Een collega heeft dit zojuist gewijzigd. Lees het eerst, en haal het dan weg.")
        else:
            messages.success(request, "Weggehaald: deze cijfers zijn weer vergelijkbaar.")
        return redirect(self.done_url)


class RegionExcuses(FigurePages, KeepingMixin):
    """About the region, its own areas and its municipalities; of its own indicators about everything at once."""

    @property
    def done_url(self):
        return self.indicator_url

    @cached_property
    def areas(self):
        on = last_period(self.indicator.period_kind, clock.today()).on
        around = Surroundings(self.region)
        own = [one for one in around.areas(on) if not around.is_wider(one, on)]
        return [Area.of(self.region), *map(Area.of, own), *(Area.of(one) for one in around.own)]


class ExcuseCreate(RegionExcuses, _ExcuseForm):
    template_name = "reporting/incomparability_form.html"


class ExcuseUpdate(ExcuseCreate):
    pass


class ExcuseRemove(RegionExcuses, _ExcuseRemove):
    pass


class NationalExcuses(NationalIndicatorPages):
    writes = True
    areas = (COUNTRY,)

    @property
    def done_url(self):
        return self.detail_url


class NationalExcuseCreate(NationalExcuses, _ExcuseForm):
    template_name = "reporting/national_incomparability_form.html"


class NationalExcuseUpdate(NationalExcuseCreate):
    pass


class NationalExcuseRemove(NationalExcuses, _ExcuseRemove):
    pass


class TargetUpdate(AreaPages, UpdateView):
    template_name = "reporting/figure_target_form.html"
    form_class = TargetForm
    context_object_name = "target"

    def dispatch(self, request, *args, **kwargs):
        if self.region and self.rights.may(self.sees, self.region) and not self.may_fill_in:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        if self.area.place is None:
            raise Http404
        found = FigureTarget.objects.filter(indicator=self.indicator, area_code=self.area.code).first()
        return found or FigureTarget(indicator=self.indicator, **self.area.fields)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "on": clock.today(), "cancel_url": self.indicator_url}

    def form_valid(self, form):
        try:
            definitions.save_target(target=form.instance, seen_version=form.cleaned_data["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Nulmeting en streefwaarde van {self.area.name} zijn opgeslagen.")
        return redirect(self.indicator_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(area=self.area, **kwargs)

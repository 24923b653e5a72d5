"""Middelen of a region: the overview of a year or of all, its workbook, explanations, and the region's own amount."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from actions.means.book import book_of
from actions.means.differences import About, differences, explain, set_threshold
from actions.means.forms import ExplanationForm, SettingForm
from actions.means.overview import FIRST_YEAR, LAST_YEAR, overview_of
from actions.means.sheets import region_sheets
from actions.models import MeansSetting
from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "uw regio, uw gemeenten en het landelijk team"
ALL_YEARS = "alle"


class MeansPage(RegionPage):
    @property
    def may_write(self):
        return self.rights.may(Right.WRITE_ACTIONS, self.region)

    def means_url(self, year=None):
        url = reverse("actions:means", args=[self.region.slug])
        return f"{url}?jaar={year}" if year else url

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"audience": AUDIENCE, "may_write": self.may_write, **kwargs})


class YearInPath:
    """The year in the address; a year in which nobody keeps money here does not exist."""

    @property
    def year(self):
        year = self.kwargs["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        return year


class MeansOverview(MeansPage, TemplateView):
    template_name = "actions/means.html"

    @cached_property
    def year(self):
        """Of this year when nothing or nonsense was asked; None for all years together."""
        asked = self.request.GET.get("jaar", "")
        if asked == ALL_YEARS:
            return None
        known = asked.isascii() and asked.isdecimal() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= LAST_YEAR
        return int(asked) if known else clock.today().year

    @cached_property
    def overview(self):
        return overview_of(self.region, self.year, self.rights, on=clock.today())

    def get_context_data(self, **kwargs):
        this_year = self.year or clock.today().year
        return super().get_context_data(overview=self.overview, this_year=this_year, **kwargs)


class MeansWorkbook(MeansOverview, View):
    def get(self, request, *args, **kwargs):
        overview = self.overview
        about = [f"Middelen van regio {self.region}", f"Periode: {overview.period}", "Bedragen in euro"]
        name = f"middelen-{self.region.slug}-{overview.year or ALL_YEARS}"
        return workbook_response(name, region_sheets(overview), about=about)


class MeansExplain(YearInPath, MeansPage, FormView):
    needs = Right.WRITE_ACTIONS
    form_class = ExplanationForm
    template_name = "actions/means_explain.html"

    @cached_property
    def difference(self):
        """One that is there now, or was explained before: then the words stay readable and may be mended."""
        about, pk = self.kwargs["about"], self.kwargs["pk"]
        if about not in set(About):
            raise Http404
        found = differences(book_of(self.region), self.year, this_year=clock.today().year)
        one = next((one for one in found if (one.about, one.pk) == (about, pk)), None)
        if one is None:
            raise Http404
        return one

    def get_initial(self):
        known = self.difference.explanation
        return {"text": known.text, "seen_version": known.version} if known else {}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.means_url(self.year)}

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            explain(
                region=self.region,
                difference=self.difference,
                text=values["text"],
                seen_version=values["seen_version"],
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"De verklaring bij {self.difference.name} is opgeslagen.")
        return redirect(f"{self.means_url(self.year)}#verschillen")

    def get_context_data(self, **kwargs):
        return super().get_context_data(difference=self.difference, means_url=self.means_url(self.year), **kwargs)


class MeansSettings(MeansPage, FormView):
    needs = Right.WRITE_ACTIONS
    form_class = SettingForm
    template_name = "actions/means_settings.html"

    @cached_property
    def setting(self):
        return MeansSetting.objects.filter(region=self.region).first() or MeansSetting(region=self.region)

    def get_initial(self):
        return {"explain_above": self.setting.explain_above, "seen_version": self.setting.version}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.means_url()}

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            set_threshold(region=self.region, amount=values["explain_above"], seen_version=values["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "Het bedrag is opgeslagen.")
        return redirect(self.means_url())

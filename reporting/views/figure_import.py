"""A table with figures in: choose the file, look first, then take over. For the country and for one region."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from actions.exchange.mistakes import UnreadableFileError
from regions.access import RegionPage
from regions.rights import Right
from reporting.figure_import.comparing import compare
from reporting.figure_import.forms import FigureFileForm
from reporting.figure_import.taking_over import is_usable, keep, lines_of, skipped_of, take_over
from reporting.figure_import.understanding import understood
from reporting.models import FigureImport, Indicator
from reporting.protection.divisions import Divisions
from reporting.protection.exact_views import note_exact

LINES_A_PAGE = 100


class OfCountry:
    """Pages of the national team: all areas, national indicators. What does not exist is unknown to everybody."""

    region = codes = None
    whose = "landelijk"

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        _ = self.kept if "pk" in self.kwargs else None
        if not request.rights.may(Right.WRITE_NATIONAL):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def indicators(self):
        return Indicator.objects.national()

    @property
    def figures_url(self):
        return reverse("reporting:national_figures")

    @property
    def upload_url(self):
        return reverse("reporting:figure_import")

    def preview_url(self, kept):
        return reverse("reporting:figure_import_preview", args=[kept.pk])


class OfRegion(RegionPage):
    """Pages of a region: its own areas alone, national indicators and those of the region."""

    needs = Right.WRITE_ACTIONS

    @property
    def whose(self):
        return f"regio {self.region}"

    @property
    def codes(self):
        """Of a municipality that came or went only the periods in which it was here."""
        divisions, code = Divisions(), self.region.code
        return lambda day: {code, *divisions.on(day).regions.get(code, ())}

    @property
    def indicators(self):
        return Indicator.objects.offered_in(self.region)

    @property
    def figures_url(self):
        return reverse("reporting:figure_list", args=[self.region.slug])

    @property
    def upload_url(self):
        return reverse("reporting:region_figure_import", args=[self.region.slug])

    def preview_url(self, kept):
        return reverse("reporting:region_figure_import_preview", args=[self.region.slug, kept.pk])


class FigureImportUpload(FormView):
    template_name = "reporting/figure_import_form.html"
    form_class = FigureFileForm
    mistakes = ()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"indicators": self.indicators, "cancel_url": self.figures_url}

    def form_valid(self, form):
        upload, indicator = form.cleaned_data["upload"], form.cleaned_data["indicator"]
        try:
            found = understood(form.table, indicator, codes=self.codes)
        except UnreadableFileError as error:
            form.add_error("upload", [mistake.message for mistake in error.mistakes])
            return self.form_invalid(form)
        if found.mistakes or not found.lines:
            self.mistakes = found.mistakes
            form.add_error("upload", self._refusal(found))
            return self.form_invalid(form)
        upload.seek(0)
        sha256 = hashlib.sha256(upload.read()).hexdigest()
        kept = keep(
            indicator=indicator, region=self.region, name=upload.name, sha256=sha256, found=found, by=self.request.user
        )
        return redirect(self.preview_url(kept))

    def _refusal(self, found):
        if not found.mistakes:
            skipped = "; ".join(f"{number} rijen {why}" for why, number in found.skipped.items())
            return f"In dit bestand staat geen cijfer dat wij kunnen overnemen. {skipped}".strip()
        number = len(found.mistakes)
        words = "is 1 fout" if number == 1 else f"zijn {number} fouten"
        return f"Er {words} in het bestand. Verbeter ze en lees het bestand opnieuw in; er is niets opgeslagen."

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            whose=self.whose, figures_url=self.figures_url, mistakes=self.mistakes, **kwargs
        )


class FigureImportPreview(TemplateView):
    """What the table would change; sending it takes everything over."""

    template_name = "reporting/figure_import_preview.html"

    @cached_property
    def kept(self):
        imports = FigureImport.objects.select_related("indicator")
        return get_object_or_404(imports, pk=self.kwargs["pk"], region=self.region)

    def get(self, request, *args, **kwargs):
        if self.kept.applied_at is not None:
            self.template_name = "reporting/figure_import_done.html"
        elif not is_usable(self.kept, request.user):
            self.template_name = "reporting/figure_import_gone.html"
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.kept.applied_at is None and is_usable(self.kept, request.user):
            try:
                saved = take_over(kept=self.kept, by=request.user)
            except ValidationError as error:
                for message in error.messages[:20]:
                    messages.error(request, message)
            else:
                messages.success(request, f"Overgenomen: {saved.added} nieuw, {saved.revised} herzien.")
        return redirect(self.preview_url(self.kept))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(kept=self.kept, whose=self.whose, figures_url=self.figures_url, **kwargs)
        context |= {"upload_url": self.upload_url}
        if self.template_name.endswith("_preview.html"):
            if self.region is not None:
                note_exact(self.request.user, self.region, [self.kept.indicator])
            comparison = compare(lines_of(self.kept), self.kept.indicator, outside=self.region is None)
            page = Paginator(comparison.new, LINES_A_PAGE).get_page(self.request.GET.get("page"))
            context |= {"comparison": comparison, "page_obj": page, "skipped": skipped_of(self.kept)}
        return context


class NationalFigureImport(OfCountry, FigureImportUpload):
    pass


class NationalFigureImportPreview(OfCountry, FigureImportPreview):
    pass


class RegionFigureImport(OfRegion, FigureImportUpload):
    pass


class RegionFigureImportPreview(OfRegion, FigureImportPreview):
    pass

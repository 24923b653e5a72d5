"""Pages of what the municipalities say to a version of the programme."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from ghnt.ui.editing import EditConflictError
from programmes import municipal_acts
from programmes.conflict import answer_conflict
from programmes.forms.adoption import AdoptionForm, PatternForm
from programmes.models import ProgrammeVersion
from programmes.municipal_acts import ActLine, ActsSummary, Pattern
from programmes.views.programme import ProgrammePage
from regions.rights import Right


@dataclass(frozen=True)
class ActsPage:
    version: ProgrammeVersion
    lines: tuple[ActLine, ...]
    summary: ActsSummary


class ActPage(ProgrammePage):
    @cached_property
    def version(self):
        versions = ProgrammeVersion.objects.select_related("programme__region").defer("content")
        return get_object_or_404(versions, programme=self.programme, number=self.kwargs["number"])

    @cached_property
    def lines(self):
        return municipal_acts.acts_of(self.version, self.rights)

    @property
    def list_url(self):
        return reverse("programmes:adoption_list", args=[self.region.slug, self.version.number]) + self.in_view


class AdoptionList(ActPage, FormView):
    """To read for all; who writes all rows also chooses one way of adopting for all municipalities."""

    template_name = "programmes/adoption_list.html"
    form_class = PatternForm

    @property
    def may_set_all(self):
        return self.rights.may(Right.WRITE_MUNICIPAL_ROWS, self.region)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "municipalities": [line.municipality for line in self.lines]}

    def get_context_data(self, **kwargs):
        acts = ActsPage(self.version, self.lines, municipal_acts.summarise(self.lines))
        form = kwargs.pop("form", None) or self.get_form()
        return super().get_context_data(acts=acts, form=form if self.may_set_all else None, **kwargs)

    def post(self, request, *args, **kwargs):
        self.version  # noqa: B018  an unknown version does not exist, whatever the visitor may
        if not self.may_set_all:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            number = municipal_acts.set_for_all(
                version=self.version, pattern=Pattern(data["pattern"]), acting=data["acting"]
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        of_all = "1 gemeente" if number == 1 else f"{number} gemeenten"
        messages.success(self.request, f"Ingesteld voor {of_all}. Pas hieronder aan wat in een gemeente anders is.")
        return redirect(self.list_url)


class AdoptionUpdate(ActPage, FormView):
    """The row of one municipality."""

    form_class = AdoptionForm
    template_name = "programmes/adoption_form.html"

    @cached_property
    def line(self):
        slug = self.kwargs["municipality"]
        line = next((line for line in self.lines if line.municipality.slug == slug), None)
        if line is None:
            raise Http404
        return line

    def dispatch(self, request, *args, **kwargs):
        if not self.line.may_write:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.line.adoption, "cancel_url": self.list_url}

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=self.line, version=self.version, list_url=self.list_url, **kwargs)

    def form_valid(self, form):
        try:
            municipal_acts.save_act(adoption=form.instance, seen_version=form.cleaned_data["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Het besluit van {self.line.municipality} is opgeslagen.")
        return redirect(self.list_url)

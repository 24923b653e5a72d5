from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import DetailView, UpdateView

from actions import planning
from actions.forms.municipality import MunicipalRowForm
from actions.models import ActionMunicipality
from actions.reading import municipal_lines
from actions.views.action import ActionPage
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from regions.models import Municipality
from regions.rights import Right

AUDIENCE = "de regio en haar gemeenten, ook het landelijk team"


class ActionMunicipalities(ActionPage, DetailView):
    template_name = "actions/action_municipalities.html"

    def get_context_data(self, **kwargs):
        lines, former = municipal_lines(self.object, self.rights, on=clock.today())
        return super().get_context_data(lines=lines, former_rows=former, **kwargs) | {"audience": AUDIENCE}


class ActionMunicipalityRow(ActionPage, UpdateView):
    """A municipality's own answer about an action; made when it is first filled in."""

    form_class = MunicipalRowForm
    template_name = "actions/action_municipality_form.html"
    context_object_name = "row"

    @cached_property
    def action(self):
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_object(self, queryset=None):
        members = Municipality.objects.in_region(self.region, on=clock.today())
        municipality = get_object_or_404(members, slug=self.kwargs["municipality"])
        action = self.action
        if not self.rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, municipality, self.region):
            raise PermissionDenied
        row = action.municipal_rows.filter(municipality=municipality).first()
        return row or ActionMunicipality(action=action, municipality=municipality)

    @cached_property
    def back_url(self):
        return reverse("actions:action_municipalities", args=[self.region.slug, self.action.pk])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.back_url}

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self.action, **kwargs) | {"audience": AUDIENCE}

    def form_valid(self, form):
        try:
            row = planning.save_municipal_row(row=form.instance, seen_version=form.cleaned_data["seen_version"])
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Het antwoord van {row.municipality} is opgeslagen.")
        return redirect(self.back_url)

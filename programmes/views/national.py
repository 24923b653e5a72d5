"""National programmes and their succession: everybody reads, the national team writes."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView

from programmes.forms.national import ContinuingForm, FirstEditionForm, NationalProgrammeForm
from programmes.models import Programme
from programmes.national.continuing import ContinuingConflictError, continuing_from, save_continuing
from programmes.national.first_edition import make_first_edition
from programmes.national.successors import begin_programme
from regions.rights import Right

AUDIENCE = "iedereen die kan inloggen"


class NationalProgrammeList(ListView):
    template_name = "programmes/national/list.html"
    context_object_name = "programmes"
    queryset = Programme.objects.select_related("successor").prefetch_related("editions").order_by("-valid_from")

    def get_context_data(self, **kwargs):
        may_write = self.request.rights.may(Right.WRITE_NATIONAL)
        return super().get_context_data(may_write=may_write, audience=AUDIENCE, **kwargs)


class Writing:
    """A page for the national team alone; an unknown programme is unknown before that is judged."""

    def dispatch(self, request, *args, **kwargs):
        _ = self.national
        if not request.rights.may(Right.WRITE_NATIONAL):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def national(self):
        slug = self.kwargs.get("slug")
        return get_object_or_404(Programme.objects.select_related("successor"), slug=slug) if slug else None

    @property
    def list_url(self):
        return reverse("programmes:national_programme_list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(national=self.national, list_url=self.list_url, **kwargs)


class Offering(Writing, FormView):
    """A form with one submit, that goes back to the list."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.list_url}

    def form_valid(self, form):
        try:
            messages.success(self.request, self.save(form.cleaned_data))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return redirect(self.list_url)


class NationalProgrammeCreate(Offering):
    template_name = "programmes/national/form.html"
    form_class = NationalProgrammeForm

    def save(self, data):
        return f"‘{begin_programme(**data)}’ is toegevoegd. Voeg nu zijn catalogus toe."


class FirstEditionCreate(Offering):
    template_name = "programmes/national/edition_form.html"
    form_class = FirstEditionForm

    def save(self, data):
        return f"‘{make_first_edition(programme=self.national, **data)}’ is toegevoegd."


@dataclass(frozen=True)
class Filled:
    sentence: str
    earlier: str
    later: str


class ContinuingEdit(Writing, FormView):
    """From block to block: the old catalogue beside the new one."""

    template_name = "programmes/national/continuing.html"
    form_class = ContinuingForm

    @cached_property
    def continuing(self):
        return continuing_from(self.national)

    def dispatch(self, request, *args, **kwargs):
        if request.rights.may(Right.WRITE_NATIONAL) and self.continuing is None:
            messages.info(request, "Dit programma heeft nog geen opvolger met een catalogus.")
            return redirect(self.list_url)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"continuing": self.continuing}

    def form_valid(self, form):
        try:
            count = save_continuing(programme=self.national, chosen=form.chosen, seen=form.cleaned_data["seen"])
        except ContinuingConflictError:
            return self._refused(form)
        noun = "bouwsteen gaat" if count == 1 else "bouwstenen gaan"
        messages.success(self.request, f"Opgeslagen: {count} {noun} verder.")
        return redirect(self.list_url)

    def _refused(self, form):
        """409: what was ticked stays; saving again chooses it knowingly."""
        del self.continuing
        form.data = form.data.copy()
        form.data["seen"] = self.continuing.seen
        form.add_error(None, "Een collega wijzigde intussen de verbanden. Kijk uw keuzes na en sla opnieuw op.")
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_context_data(self, **kwargs):
        found = self.continuing
        filled = Filled(found.sentence, str(found.earlier), str(found.later))
        return super().get_context_data(filled=filled, **kwargs)

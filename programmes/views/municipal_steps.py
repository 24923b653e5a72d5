"""The steps of one municipality: all on one page, and up, down or away one by one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, View

from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.municipal_act import StepFormSet
from programmes.models import Adoption, AdoptionStep
from programmes.municipal_acts import ActVerb
from programmes.municipal_acts.recesses import recesses_of
from programmes.municipal_acts.steps import StepRefusedError, move_step, remove_step, save_steps
from programmes.views.municipal_act import MunicipalActPage


class AdoptionSteps(MunicipalActPage, FormView):
    """All steps of the municipality on one page, with room for a new one."""

    verb = ActVerb.WRITE_STEPS
    form_class = StepFormSet
    template_name = "programmes/adoption_steps.html"

    def get_form_kwargs(self):
        steps = AdoptionStep.objects.filter(adoption=self.adoption.pk or 0).order_by("position", "pk")
        kwargs = {**super().get_form_kwargs(), "queryset": steps, "cancel_url": self.page_url}
        del kwargs["initial"]
        return kwargs

    def get_context_data(self, **kwargs):
        formset = kwargs.pop("form", None) or self.get_form()
        return super().get_context_data(formset=formset, form=None, **kwargs)

    def form_valid(self, form):
        try:
            adoption = save_steps(adoption=self.adoption, steps=form.changed)
        except StepRefusedError as refusal:
            form.form_of(refusal.step).add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            if isinstance(conflict.current, Adoption):
                return self._begun_meanwhile(form)
            return answer_conflict(self.request, form.form_of(conflict.current), conflict.current)
        self._warn(adoption)
        return self.done(f"De stappen van {self.line.municipality} zijn opgeslagen.")

    def _begun_meanwhile(self, form):
        words = "Een collega begon intussen ook met deze gemeente. Sla nog eens op."
        messages.warning(self.request, words)
        return self.render_to_response(self.get_context_data(form=form), status=409)

    def _warn(self, adoption):
        recesses = recesses_of(self.region)
        for step in adoption.steps.open():
            if words := recesses.warning(self.line.municipality.pk, step.planned_on):
                messages.warning(self.request, f"{step.name}: {words}")


class AdoptionStepChange(MunicipalActPage, View):
    """Up, down or away."""

    verb = ActVerb.WRITE_STEPS
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        steps = AdoptionStep.objects.filter(adoption=self.adoption.pk or 0).select_related(
            "adoption__programme_version"
        )
        step = get_object_or_404(steps, pk=kwargs["pk"])
        if kwargs["change"] != "weg":
            move_step(step=step, up=kwargs["change"] == "omhoog")
            return self.done(f"‘{step.name}’ is verplaatst.")
        try:
            remove_step(step=step, seen_version=posted_version(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        except EditConflictError:
            messages.error(request, f"Een collega heeft ‘{step.name}’ intussen gewijzigd. Kijk hoe het nu is.")
        else:
            messages.success(request, f"‘{step.name}’ is verwijderd.")
        return redirect(self.page_url)

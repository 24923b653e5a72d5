"""Pages that add, plan, move and take away the steps and rounds ahead."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from ghnt.ui.editing import EditConflictError
from programmes import route_editing
from programmes.conflict import posted_version
from programmes.forms.proposals import StepForm
from programmes.models import RouteStep
from programmes.views.route import RoundPage, RouteEditing


class StepForms(RouteEditing, FormView):
    template_name = "programmes/route_step_form.html"
    form_class = StepForm
    submit = ""

    def get_form_kwargs(self):
        own = {"proposal": self.proposal, "submit": self.submit, "cancel_url": self.route_url}
        return super().get_form_kwargs() | own

    def form_valid(self, form):
        try:
            return self.save(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except EditConflictError:
            return self.conflict()


class StepCreate(StepForms, RoundPage):
    submit = "Behandeling toevoegen"

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=f"Behandeling toevoegen aan ronde {self.round.number}", **kwargs)

    def save(self, form):
        step = route_editing.add_step(round_=self.round, plan=form.plan())
        return self.done(f"{step.body} staat in ronde {self.round.number}.")


class StepPage(RouteEditing):
    @cached_property
    def step(self):
        steps = RouteStep.objects.filter(round__proposal=self.proposal).select_related(
            "body", "purpose", "meeting__body", "round__proposal"
        )
        return get_object_or_404(steps, pk=self.kwargs["step"])

    def in_words(self):
        return "\n".join(f"{name}: {value}" for name, value in self.request.POST.items() if name == "planned_date")


class StepUpdate(StepForms, StepPage):
    submit = "Behandeling opslaan"

    def get_initial(self):
        step = self.step
        values = {"body": step.body_id, "purpose": step.purpose_id, "meeting": step.meeting_id}
        return values | {"planned_date": step.planned_date, "seen": self.proposal.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=f"Behandeling door {self.step.body} wijzigen", **kwargs)

    def get(self, request, *args, **kwargs):
        if self.step.conclusions.exists():
            messages.error(request, route_editing.CONCLUDED)
            return HttpResponseRedirect(self.route_url)
        return super().get(request, *args, **kwargs)

    def save(self, form):
        seen = form.cleaned_data["seen"] or 0
        step = route_editing.change_step(step=self.step, plan=form.plan(), seen=seen)
        return self.done(f"De behandeling door {step.body} is gewijzigd.")


class StepMove(StepPage, View):
    """Change places with the neighbour in the round."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        up = self.kwargs["change"] == "omhoog"
        try:
            route_editing.move_step(step=self.step, up=up, seen=posted_version(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except EditConflictError:
            return self.conflict()
        return HttpResponseRedirect(self.route_url)


class Removal(RouteEditing, TemplateView):
    """Asks first; the version stands in the page, so that a route changed meanwhile is not cut blindly."""

    template_name = "programmes/route_removal.html"

    def post(self, request, *args, **kwargs):
        seen = request.POST.get("seen", "")
        try:
            return self.remove(int(seen) if seen.isdecimal() and len(seen) < 10 else 0)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(self.route_url)
        except EditConflictError:
            return self.conflict()


class StepDelete(Removal, StepPage):
    def get_context_data(self, **kwargs):
        return super().get_context_data(title=f"{self.step.body} uit de route halen", **kwargs)

    def remove(self, seen):
        body = self.step.body
        route_editing.remove_step(step=self.step, seen=seen)
        return self.done(f"{body} is uit de route gehaald.")


class RoundDelete(Removal, RoundPage):
    def get_context_data(self, **kwargs):
        return super().get_context_data(title=f"Ronde {self.round.number} weghalen", **kwargs)

    def remove(self, seen):
        number = self.round.number
        route_editing.remove_round(round_=self.round, seen=seen)
        return self.done(f"Ronde {number} is weggehaald.")

"""Pages that change the route ahead of a proposal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes import route_editing
from programmes.forms.proposals import RoundForm, StepForm
from programmes.models import RoundKind, RouteStep
from programmes.route import route_of
from programmes.views.decision_pages import ProposalPage, conflict_page
from regions.rights import Right


class RouteEditing(ProposalPage):
    needs = Right.WRITE_DECISIONS

    @property
    def route_url(self):
        return reverse("programmes:route_detail", args=[self.region.slug, self.proposal.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, **kwargs)

    def done(self, message):
        messages.success(self.request, message)
        return HttpResponseRedirect(self.route_url)

    def conflict(self):
        theirs = "\n".join(
            f"Ronde {row.number}, {station.body}, {station.purpose.lower()}: "
            + (long_date(station.date) if station.date else "datum volgt")
            for row in route_of(self.proposal).rounds
            for station in row.stations
        )
        return conflict_page(
            self.request, proposal=self.proposal, mine=self.in_words(), theirs=theirs, url=self.route_url
        )

    def in_words(self):
        return ""


class RouteDetail(RouteEditing, FormView):
    """The route with what can still be changed, and the form for one more round."""

    template_name = "programmes/route_detail.html"
    form_class = RoundForm

    def get_initial(self):
        number = self.proposal.rounds.count() + 1
        return {"number": number, "kind": RoundKind.DIRECTION if number == 1 else RoundKind.ADOPTION}

    def get_context_data(self, **kwargs):
        return super().get_context_data(route=route_of(self.proposal), **kwargs)

    def form_valid(self, form):
        number = min(form.cleaned_data["number"], self.proposal.rounds.count() + 1)
        try:
            route_editing.add_round(proposal=self.proposal, kind=form.cleaned_data["kind"], number=number)
        except EditConflictError:
            return self.conflict()
        return self.done(f"Ronde {number} staat in de route. Voeg nu de overleggen toe.")


class RoundPage(RouteEditing):
    @cached_property
    def round(self):
        return get_object_or_404(self.proposal.rounds, number=self.kwargs["number"])


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

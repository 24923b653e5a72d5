"""Pages of the steps and rounds of a vaste route."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from ghnt.ui.editing import EditConflictError
from programmes import route_templates
from programmes.conflict import posted_version
from programmes.forms.route_templates import (
    RoundFields,
    TemplateStepChangeForm,
)
from programmes.route_templates import template_rounds
from programmes.views.route_templates import AUDIENCE, CHANGED, TemplatePage
from regions.rights import Right


class TemplateStepPage(TemplatePage):
    needs = Right.WRITE_DECISIONS

    @cached_property
    def step(self):
        steps = self.template.steps.select_related("template__region", "body", "purpose")
        return get_object_or_404(steps, pk=self.kwargs["step"])


class TemplateStepMove(TemplateStepPage, View):
    """Up, down or out."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        seen, step = posted_version(request), self.step
        try:
            if self.kwargs["change"] == "weg":
                route_templates.remove_template_step(step=step, seen=seen)
                return self.done(f"{step.body} is uit de vaste route gehaald.")
            route_templates.move_template_step(step=step, up=self.kwargs["change"] == "omhoog", seen=seen)
        except EditConflictError:
            return self.refused(CHANGED)
        return self.done()


class TemplateStepUpdate(TemplateStepPage, FormView):
    template_name = "programmes/route_template_form.html"
    form_class = TemplateStepChangeForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"region": self.region, "cancel_url": self.url}

    def get_initial(self):
        return {"body": self.step.body_id, "purpose": self.step.purpose_id, "seen": self.template.version}

    def get_context_data(self, **kwargs):
        title = f"Stap van {self.step.body} wijzigen"
        return super().get_context_data(title=title, audience=AUDIENCE, **kwargs)

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            route_templates.change_template_step(
                step=self.step, body=values["body"], purpose=values["purpose"], seen=values["seen"] or 0
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except EditConflictError:
            form.add_error(None, CHANGED)
            return self.form_invalid(form)
        return self.done(f"De stap van {values['body']} is opgeslagen.")


class TemplateRoundUpdate(TemplatePage, FormView):
    needs = Right.WRITE_DECISIONS
    template_name = "programmes/route_template_form.html"
    form_class = RoundFields

    @cached_property
    def round(self):
        rounds = {round_.number: round_ for round_ in template_rounds(self.template)}
        if self.kwargs["number"] not in rounds:
            raise Http404
        return rounds[self.kwargs["number"]]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.url}

    def get_initial(self):
        return {"kind": self.round.kind, "name": self.round.name, "seen": self.template.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=f"Ronde {self.round.number} wijzigen", audience=AUDIENCE, **kwargs)

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            route_templates.change_template_round(
                template=self.template,
                number=self.round.number,
                kind=values["kind"],
                name=values["name"],
                seen=values["seen"] or 0,
            )
        except EditConflictError:
            form.add_error(None, CHANGED)
            return self.form_invalid(form)
        return self.done(f"Ronde {self.round.number} is opgeslagen.")

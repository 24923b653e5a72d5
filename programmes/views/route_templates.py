"""Vaste routes of a region: list, making, changing, deleting, and putting one into a proposal."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from ghnt.ui.editing import EditConflictError
from programmes import route_templates
from programmes.conflict import answer_conflict, posted_version
from programmes.forms.route_templates import (
    TemplateNameForm,
    TemplateStepForm,
)
from programmes.models import RouteTemplate
from programmes.route_templates import template_rounds
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "de regio, haar gemeenten en het landelijk team"
CHANGED = "Een collega wijzigde deze vaste route. Kijk wat er nu staat en probeer het opnieuw."


class TemplateList(RegionPage, ListView):
    template_name = "programmes/route_template_list.html"
    paginate_by = 50

    def get_queryset(self):
        rows = RouteTemplate.objects.filter(region=self.region)
        return rows.annotate(
            number_of_steps=Count("steps"), number_of_rounds=Count("steps__round_number", distinct=True)
        ).order_by("name")

    def get_context_data(self, **kwargs):
        may_write = self.rights.may(Right.WRITE_DECISIONS, self.region)
        return super().get_context_data(may_write=may_write, audience=AUDIENCE, **kwargs)


class TemplatePage(RegionPage):
    """A page about one vaste route, in `self.template`."""

    @cached_property
    def template(self):
        rows = RouteTemplate.objects.filter(region=self.region).select_related("region")
        return get_object_or_404(rows.prefetch_related("steps__body", "steps__purpose"), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        _ = self.template  # an unknown one is unknown before any verb is judged
        return super().dispatch(request, *args, **kwargs)

    @property
    def url(self):
        return reverse("programmes:route_template", args=[self.region.slug, self.template.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(template=self.template, **kwargs)

    def done(self, message=""):
        if message:
            messages.success(self.request, message)
        return HttpResponseRedirect(self.url)

    def refused(self, message):
        messages.error(self.request, message)
        return HttpResponseRedirect(self.url)


@dataclass(frozen=True)
class TemplateBoard:
    rounds: tuple[route_templates.TemplateRound, ...]
    may_write: bool
    audience: str


class TemplateDetail(TemplatePage, FormView):
    """The rounds with their steps; below them, for who may write, the form for one more step."""

    template_name = "programmes/route_template.html"
    form_class = TemplateStepForm
    http_method_names = ("get", "head")

    @property
    def may_write(self):
        return self.rights.may(Right.WRITE_DECISIONS, self.region)

    def get_form_kwargs(self):
        action = reverse("programmes:route_template_step_add", args=[self.region.slug, self.template.pk])
        return super().get_form_kwargs() | {"template": self.template, "action": action}

    def get_context_data(self, **kwargs):
        board = TemplateBoard(template_rounds(self.template), self.may_write, AUDIENCE)
        return super().get_context_data(board=board, **kwargs)

    def form_valid(self, form):
        values = form.cleaned_data
        try:
            step = route_templates.add_template_step(
                template=self.template,
                number=values["number"],
                kind=values["kind"],
                name=values["name"],
                body=values["body"],
                purpose=values["purpose"],
                seen=values["seen"] or 0,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except EditConflictError:
            form.add_error(None, CHANGED)
            return self.form_invalid(form)
        return self.done(f"{step.body} staat in ronde {step.round_number}.")


class TemplateStepAdd(TemplateDetail):
    """What the form posts; with errors the page comes back."""

    needs = Right.WRITE_DECISIONS
    http_method_names = ("post", "options")


class TemplateNameEditing:
    """The form with the name; a subclass says of which vaste route."""

    template_name = "programmes/route_template_form.html"
    form_class = TemplateNameForm
    needs = Right.WRITE_DECISIONS
    submit = ""

    def get_form_kwargs(self):
        own = {"instance": self.get_instance(), "submit": self.submit, "cancel_url": self.cancel_url}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.submit, audience=AUDIENCE, **kwargs)


class TemplateCreate(TemplateNameEditing, RegionPage, FormView):
    submit = "Vaste route maken"

    @property
    def cancel_url(self):
        return reverse("programmes:route_template_list", args=[self.region.slug])

    def get_instance(self):
        return RouteTemplate(region=self.region)

    def form_valid(self, form):
        template = form.save()
        messages.success(self.request, f"Vaste route ‘{template}’ is gemaakt. Voeg nu de stappen toe.")
        return HttpResponseRedirect(reverse("programmes:route_template", args=[self.region.slug, template.pk]))


class TemplateUpdate(TemplateNameEditing, TemplatePage, FormView):
    submit = "Naam wijzigen"

    @property
    def cancel_url(self):
        return self.url

    def get_instance(self):
        return self.template

    def form_valid(self, form):
        try:
            form.instance.claim(form.cleaned_data["seen_version"] or 0)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        form.save()
        return self.done("De naam is gewijzigd.")


class TemplateDelete(TemplatePage, TemplateView):
    template_name = "programmes/route_template_confirm_delete.html"
    needs = Right.WRITE_DECISIONS

    def post(self, request, *args, **kwargs):
        try:
            self.template.delete_as_seen(posted_version(request))
        except EditConflictError:
            return self.refused(CHANGED)
        messages.success(request, f"Vaste route ‘{self.template}’ is verwijderd. Voorstellen veranderen daardoor niet.")
        return HttpResponseRedirect(reverse("programmes:route_template_list", args=[self.region.slug]))

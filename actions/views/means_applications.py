"""Aanvragen bij de projectenpool: of a region, one with its verbs, and all of them for the national team."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, ListView, UpdateView, View

from actions.means import applications
from actions.means.applications import Decision, Verb, may, right_for, visible_applications
from actions.means.forms import ApplicationFilter, ApplicationForm, DecisionForm
from actions.models import ApplicationState, PoolApplication
from actions.views.means import MeansPage
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.catalogue import edition_in_force, titles
from programmes.conflict import answer_conflict, posted_version
from regions.models import Role
from regions.rights import Right

AUDIENCE = "de regio en haar gemeenten, ook het landelijk team, zodra de regio indient"


class ApplicationList(MeansPage, ListView):
    template_name = "actions/means_applications.html"
    paginate_by = 50

    def get_queryset(self):
        return visible_applications(self.rights, self.region)

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, **kwargs)


class ApplicationPage(MeansPage):
    """A page about one application; what a visitor may not see does not exist, a verb not held is refused."""

    verb: Verb | None = None

    def dispatch(self, request, *args, **kwargs):
        if self.application and self.verb and not self.rights.may(right_for(self.verb), self.region):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def application(self):
        found = visible_applications(self.rights, self.region).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def page_url(self):
        return reverse("actions:application_detail", args=[self.region.slug, self.application.pk])

    def get_context_data(self, **kwargs):
        names = {
            "audience": AUDIENCE,
            "application": self.application,
            "page_url": self.page_url,
            "reads_nationally": self.rights.may(Right.JUDGE_REPORT) or Role.ADVISER in self.rights.roles,
        }
        return super().get_context_data(**{**names, **kwargs})


@dataclass(frozen=True)
class Doable:
    """Which verbs the page offers."""

    write: bool
    submit: bool
    withdraw: bool
    resume: bool
    remove: bool
    decide: bool


@dataclass(frozen=True)
class ApplicationFacts:
    may: Doable
    block: str


class ApplicationDetail(ApplicationPage, DetailView):
    template_name = "actions/means_application.html"

    def get_object(self, queryset=None):
        return self.application

    def get_context_data(self, **kwargs):
        one = self.application
        doable = Doable(**{verb.value: may(one.state, verb, self.rights, self.region) for verb in Verb})
        edition = edition_in_force(on=clock.today()) if one.block_id else None
        block = titles(edition).blocks.get(one.block_id) if edition else None
        facts = ApplicationFacts(doable, str(block or one.block or ""))
        return super().get_context_data(facts=facts, **kwargs)


class ApplicationForms(MeansPage, UpdateView):
    needs = Right.WRITE_ACTIONS
    form_class = ApplicationForm
    template_name = "actions/means_application_form.html"
    context_object_name = "application"

    @property
    def cancel_url(self):
        return reverse("actions:application_list", args=[self.region.slug])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.cancel_url}

    def form_valid(self, form):
        seen = form.cleaned_data["seen_version"]
        try:
            saved = applications.save_application(application=form.instance, seen_version=seen, by=self.request.user)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Aanvraag {saved} is opgeslagen.")
        return redirect("actions:application_detail", slug=self.region.slug, pk=saved.pk)

    def get_context_data(self, **kwargs):
        list_url = reverse("actions:application_list", args=[self.region.slug])
        return super().get_context_data(audience=AUDIENCE, list_url=list_url, **kwargs)


class ApplicationCreate(ApplicationForms):
    def get_object(self, queryset=None):
        return PoolApplication(region=self.region, year=clock.today().year)


class ApplicationUpdate(ApplicationForms, ApplicationPage):
    def get_object(self, queryset=None):
        return self.application

    def get(self, request, *args, **kwargs):
        if not may(self.application.state, Verb.WRITE, self.rights, self.region):
            messages.error(request, applications.NOT_NOW[Verb.WRITE])
            return redirect(self.page_url)
        return super().get(request, *args, **kwargs)

    @property
    def cancel_url(self):
        return self.page_url


class ApplicationVerb(ApplicationPage, View):
    """One button; whoever is too late reads why."""

    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            words = self.act(posted_version(request))
        except EditConflictError:
            messages.error(request, "Een collega wijzigde deze aanvraag intussen. Kijk de aanvraag eerst na.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, words)
        return redirect(self.next_url)

    @property
    def next_url(self):
        return self.page_url


class ApplicationSubmit(ApplicationVerb):
    verb = Verb.SUBMIT

    def act(self, seen):
        applications.submit_application(application=self.application, seen_version=seen, by=self.request.user)
        return f"Aanvraag {self.application} is ingediend. Het landelijk team heeft bericht gekregen."


class ApplicationWithdraw(ApplicationVerb):
    verb = Verb.WITHDRAW

    def act(self, seen):
        applications.withdraw_application(application=self.application, seen_version=seen, by=self.request.user)
        return f"Aanvraag {self.application} is ingetrokken."


class ApplicationResume(ApplicationVerb):
    verb = Verb.RESUME

    def act(self, seen):
        applications.resume_application(application=self.application, seen_version=seen)
        return f"U kunt aanvraag {self.application} weer wijzigen."


class ApplicationRemove(ApplicationVerb):
    verb = Verb.REMOVE

    def act(self, seen):
        applications.remove_application(application=self.application, by=self.request.user)
        return f"Aanvraag {self.application} ligt dertig dagen in de prullenbak."

    @cached_property
    def next_url(self):
        return reverse("actions:application_list", args=[self.region.slug])


class ApplicationDecide(ApplicationPage, FormView):
    verb = Verb.DECIDE
    form_class = DecisionForm
    template_name = "actions/means_decide.html"

    def get(self, request, *args, **kwargs):
        if not may(self.application.state, Verb.DECIDE, self.rights, self.region):
            messages.error(request, applications.NOT_NOW[Verb.DECIDE])
            return redirect(self.page_url)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        one = self.application
        return {"seen_version": one.version, "granted": one.amount, "decided_on": clock.today()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.page_url}

    def form_valid(self, form):
        data = form.cleaned_data
        granted = data["granted"] if data["outcome"] == ApplicationState.GRANTED else None
        decision = Decision(granted, data["decided_on"], data["decision"])
        try:
            applications.decide_application(
                application=self.application,
                decision=decision,
                seen_version=data["seen_version"],
                by=self.request.user,
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "Het besluit is vastgelegd. De regio heeft bericht gekregen.")
        return redirect(self.page_url)


class NationalApplications(ListView):
    """What regions asked, the longest waiting first; an adviser sees those of the own regions."""

    template_name = "actions/national_applications.html"
    paginate_by = 50

    def dispatch(self, request, *args, **kwargs):
        if not (request.rights.may(Right.WRITE_NATIONAL) or Role.ADVISER in request.rights.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filter_form(self):
        return ApplicationFilter(self.request.GET)

    def get_queryset(self):
        found = visible_applications(self.request.rights).filter(submitted_on__isnull=False)
        chosen = {"stand": "state", "jaar": "year", "regio": "region"}
        wanted = {column: self.filter_form.chosen(name) for name, column in chosen.items()}
        found = found.filter(**{column: value for column, value in wanted.items() if value})
        return found.order_by("decided_on", "submitted_on", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter_form=self.filter_form, **kwargs)

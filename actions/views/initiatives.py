"""Pages of proposed ideas: the list, a new one, and everything about one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, ListView, TemplateView

from actions import initiatives
from actions.forms.initiatives import InitiativeFilter, InitiativeForm
from actions.listing import NamedLink, changed
from actions.models import Action, Initiative, InitiativeScore, InitiativeState
from ghnt import clock
from programmes.goals import goals_by_node
from programmes.in_view import ProgrammeInView
from programmes.models import Goal, OutlineNode
from regions.rights import Right

AUDIENCE = "de regio, haar gemeenten en het landelijk team"


class InitiativesPage(ProgrammeInView):
    @property
    def may_write(self):
        return self.rights.may(Right.WRITE_ACTIONS, self.region)

    @property
    def list_url(self):
        return reverse("actions:initiative_list", args=[self.region.slug]) + self.in_view

    def get_context_data(self, **kwargs):
        names = {"audience": AUDIENCE, "may_write": self.may_write, "list_url": self.list_url}
        return super().get_context_data(**{"programme": self.programme, **names, **kwargs})


@dataclass(frozen=True)
class InitiativeLine:
    initiative: Initiative
    weighing: initiatives.Weighing


class InitiativeList(InitiativesPage, ListView):
    template_name = "actions/initiative_list.html"
    paginate_by = 50

    @cached_property
    def filter_form(self):
        return InitiativeFilter(self.request.GET)

    def get_queryset(self):
        if self.programme is None:
            return Initiative.objects.none()
        chosen = self.filter_form.chosen
        return initiatives.listed(self.programme, state=chosen("stand"), words=chosen("zoek"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter_form=self.filter_form, active_filters=self._active(), **kwargs)
        goals = initiatives.goal_keys(self.programme) if self.programme else ()
        context["lines"] = tuple(
            InitiativeLine(initiative, initiatives.weighing(initiative.scores.all(), goals))
            for initiative in context["page_obj"]
        )
        return context

    def _active(self):
        query, chosen = self.request.GET, self.filter_form.chosen
        state = chosen("stand")
        labels = {"zoek": chosen("zoek"), "stand": InitiativeState(state).label if state else ""}
        return [NamedLink(label, changed(query, **{name: None})) for name, label in labels.items() if label]


class InitiativeCreate(InitiativesPage, CreateView):
    needs = Right.WRITE_ACTIONS
    form_class = InitiativeForm
    template_name = "actions/initiative_form.html"

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch
        if self.rights.may(self.needs, self.region) and self.programme is None:
            messages.info(request, "Begin eerst een programma. Daarna kunt u initiatieven toevoegen.")
            return redirect("programmes:programme_update", slug=self.region.slug)
        return answer(request, *args, **kwargs)

    def get_form_kwargs(self):
        initiative = Initiative(programme=self.programme, proposed_on=clock.today())
        return {**super().get_form_kwargs(), "instance": initiative, "cancel_url": self.list_url}

    def form_valid(self, form):
        made = initiatives.save_initiative(initiative=form.instance, seen_version=None)
        messages.success(self.request, f"Initiatief {made} is toegevoegd.")
        return redirect("actions:initiative_detail", slug=self.region.slug, pk=made.pk)


class InitiativePage(InitiativesPage):
    """A page about one idea, of whichever of the region's programmes it belongs to."""

    @cached_property
    def initiative(self):
        found = Initiative.objects.select_related(
            "programme__programme", "programme__region", "action__node", "action__programme__region", "decided_by"
        ).prefetch_related("scores")
        initiative = found.filter(pk=self.kwargs["pk"], programme__region=self.region).first()
        if initiative is None:
            raise Http404
        return initiative

    @cached_property
    def programme(self):
        return self.initiative.programme

    @property
    def page_url(self):
        return reverse("actions:initiative_detail", args=[self.region.slug, self.initiative.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(initiative=self.initiative, page_url=self.page_url, **kwargs)


@dataclass(frozen=True)
class WeighedGoal:
    goal: Goal
    score: InitiativeScore | None


@dataclass(frozen=True)
class WeighedGroup:
    node: OutlineNode | None
    goals: tuple[WeighedGoal, ...]


@dataclass(frozen=True)
class InitiativeFacts:
    state: InitiativeState
    weighing: initiatives.Weighing
    groups: tuple[WeighedGroup, ...]
    action: Action | None  # what became of it, unless that lies in the bin

    @property
    def is_open(self):
        return self.state == InitiativeState.PROPOSED


class InitiativeDetail(InitiativePage, TemplateView):
    template_name = "actions/initiative_detail.html"

    def get_context_data(self, **kwargs):
        scores = {score.goal_id: score for score in self.initiative.scores.all()}
        groups = tuple(
            WeighedGroup(group.node, tuple(WeighedGoal(goal, scores.get(goal.pk)) for goal in group.goals))
            for group in goals_by_node(self.programme)
        )
        keys = [weighed.goal.pk for group in groups for weighed in group.goals]
        action = self.initiative.action
        facts = InitiativeFacts(
            state=InitiativeState(self.initiative.state),
            weighing=initiatives.weighing(scores.values(), keys),
            groups=groups,
            action=None if action is None or action.is_removed else action,
        )
        return super().get_context_data(facts=facts, **kwargs)

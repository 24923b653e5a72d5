"""Pages of the measurable goals of a programme."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView, UpdateView, View

from ghnt.ui.editing import EditConflictError
from programmes import goals
from programmes.conflict import answer_conflict
from programmes.forms.goals import GoalForm
from programmes.models import Goal
from programmes.views.nodes import OutlinePage
from regions.rights import Right

GOAL_CHANGED = "Een collega heeft dit doel intussen gewijzigd. Lees het nog eens voordat u het verwijdert."


class GoalPage(OutlinePage):
    needs = Right.WRITE_PROGRAMME
    model = Goal
    form_class = GoalForm
    template_name = "programmes/goal_form.html"

    def back_to(self, goal):
        """The place where the goal is shown: its node, or the outline."""
        return f"{goal.node.get_absolute_url() if goal.node_id else self.outline_url}#doelen"


class GoalCreate(GoalPage, CreateView):
    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch
        if self.rights.may(self.needs, self.region) and self.programme is None:
            messages.info(request, "Begin eerst een programma. Daarna kunt u doelen toevoegen.")
            return redirect("programmes:programme_update", slug=self.region.slug)
        return answer(request, *args, **kwargs)

    def get_initial(self):
        node = self.request.GET.get("onderdeel", "")
        return {"node": node} if node.isdecimal() else {}

    def get_form_kwargs(self):
        goal = Goal(programme=self.programme)
        return {**super().get_form_kwargs(), "instance": goal, "cancel_url": self.outline_url}

    def form_valid(self, form):
        goal = goals.add_goal(goal=form.instance)
        messages.success(self.request, "Het doel is toegevoegd.")
        if form.goes_on:
            return redirect(self.address_for_another("programmes:goal_create", onderdeel=goal.node_id))
        return redirect(self.back_to(goal))


class StoredGoal(GoalPage):
    """A page about one goal, of whichever of the region's programmes it belongs to."""

    @cached_property
    def stored(self):
        found = Goal.objects.select_related("programme__programme", "programme__region", "node__programme__region")
        goal = found.filter(pk=self.kwargs["pk"], programme__region=self.region, node__removed_at__isnull=True).first()
        if goal is None:
            raise Http404
        return goal

    @cached_property
    def programme(self):
        return self.stored.programme

    def get_object(self, queryset=None):
        return self.stored

    def get_context_data(self, **kwargs):
        return super().get_context_data(goal=self.stored, back_url=self.back_to(self.stored), **kwargs)


class GoalUpdate(StoredGoal, UpdateView):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.back_to(self.stored)}

    def form_valid(self, form):
        try:
            goal = goals.change_goal(goal=form.instance, seen_version=form.cleaned_data["seen_version"] or 0)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, "Het doel is opgeslagen.")
        return redirect(self.back_to(goal))


class GoalDelete(StoredGoal, TemplateView):
    template_name = "programmes/goal_confirm_delete.html"

    def post(self, request, *args, **kwargs):
        goal, seen = self.stored, request.POST.get("seen_version", "")
        back = self.back_to(goal)
        try:
            goals.remove_goal(goal=goal, seen_version=int(seen) if seen.isdecimal() and len(seen) < 10 else 0)
        except EditConflictError:
            messages.error(request, GOAL_CHANGED)
            return redirect(request.path)
        messages.success(request, "Het doel is verwijderd.")
        return redirect(back)


class GoalStep(StoredGoal, View):
    """One place up or down."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        goals.step_goal(goal=self.stored, up=kwargs["change"] == "omhoog")
        back = self.back_to(self.stored).removesuffix("#doelen")
        return redirect(f"{back}#doel-{self.stored.pk}")

"""Pages of one action: everything about it, and the form that makes or changes it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import DetailView, TemplateView

from actions import planning
from actions.changes import ReasonNeededError
from actions.files import action_files
from actions.forms.action_page import ActionForms
from actions.forms.milestone import ReachForm
from actions.models import Action
from actions.reading import action_facts
from actions.sharing import sharing_of
from actions.views.listing import AUDIENCE
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import wording
from programmes.conflict import answer_conflict
from programmes.in_view import ProgrammeInView
from programmes.models import OutlineNode
from regions.access import RegionPage
from regions.rights import Right


class ActionPage(RegionPage):
    """A page about one action of the region; other regions' actions do not exist here."""

    def get_queryset(self):
        actions = Action.objects.visible_to(self.rights, self.region)
        return actions.select_related(
            "node__programme__region", "puller", "owner", "programme__region", "programme__programme"
        )

    @cached_property
    def action(self):
        action = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if action is None:
            raise Http404
        return action

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, **kwargs)


class ActionDetail(ActionPage, DetailView):
    template_name = "actions/action_detail.html"
    reach_form = None  # as posted, when something was wrong with it

    def get_queryset(self):
        return super().get_queryset().select_related("merged_into__node", "archived_by", "origin__programme__region")

    def get_context_data(self, **kwargs):
        facts = action_facts(self.object, self.rights, on=clock.today(), history_page=self.request.GET.get("page"))
        files = action_files(self.object, self.region, self.rights)
        kwargs["sharing"] = sharing_of(self.object, self.rights)
        return super().get_context_data(facts=facts, files=files, reach_form=self._reach_form(facts), **kwargs)

    def _reach_form(self, facts):
        """The small form under the milestones, for who may write and while something is still to be reached."""
        if not facts.may_reach_milestones:
            return None
        url = reverse("actions:milestone_reached", args=[self.region.slug, self.object.pk])
        return self.reach_form or ReachForm(action=self.object, url=url)


class ActionFormPage(TemplateView):
    """The form of an action together with the rows that hang on it: all of it is saved, or nothing."""

    template_name = "actions/action_form.html"

    @cached_property
    def forms(self):
        posted = self.request.POST if self.request.method == "POST" else None
        titles = wording.titles_in_force(self.action.programme.programme, on=clock.today())
        return ActionForms(self.action, data=posted, titles=titles, rights=self.rights, initial=self.get_initial())

    def get_initial(self):
        return {}

    def get_context_data(self, **kwargs):
        action = self.action if self.action.pk else None
        return super().get_context_data(
            action=action, form=self.forms.form, page=self.forms, forms=self.forms.all, **kwargs
        )

    def post(self, request, *args, **kwargs):
        if not self.forms.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            action = self._save(self.forms.form)
        except EditConflictError as conflict:
            more = self.forms.texts(), self.forms.texts_now(conflict.current)
            return answer_conflict(request, self.forms.form, conflict.current, more=more)
        except ReasonNeededError:
            self.forms.form.ask_reason()
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"Actie {action.code} {action.title} is opgeslagen.")
        return redirect(action.get_absolute_url())

    @transaction.atomic
    def _save(self, form):
        action, by = form.instance, self.request.user
        action.puller, action.owner = form.chosen_organisation("puller"), form.chosen_organisation("owner")
        values = self.forms.values()
        if not action.pk:
            return planning.add_action(action=action, by=by, **values)
        reason = form.reason_for(action.programme, by)
        seen = form.cleaned_data["seen_version"] or 0
        return planning.change_action(action=action, seen_version=seen, reason=reason, by=by, **values)


class ActionCreate(ProgrammeInView, ActionFormPage):
    needs = Right.WRITE_ACTIONS

    @cached_property
    def action(self):
        return Action(programme=self.programme)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self._has_outline() else self._outline_first()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self._has_outline() else self._outline_first()

    def get_initial(self):
        node = self.request.GET.get("onderdeel", "")
        return {"node": node} if node.isdecimal() else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, **kwargs)

    def _has_outline(self):
        return OutlineNode.objects.of(self.programme).exists() if self.programme else False

    def _outline_first(self):
        messages.info(self.request, "Voeg eerst een onderdeel toe aan het programma. Daarna kunt u acties toevoegen.")
        return redirect("programmes:programme_detail", slug=self.region.slug)


class ActionUpdate(ActionPage, ActionFormPage):
    """Change an action; of one that another region leads there is nothing here to change but where it stands."""

    needs = Right.WRITE_ACTIONS

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch
        if self.rights.may(Right.WRITE_ACTIONS, self.region) and self.action.is_shared_here:
            messages.info(request, planning.LED_ELSEWHERE)
            return redirect(self.action.get_absolute_url())
        return answer(request, *args, **kwargs)

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import DetailView
from django.views.generic.detail import SingleObjectTemplateResponseMixin
from django.views.generic.edit import ModelFormMixin, ProcessFormView

from actions import planning
from actions.forms.action import ActionForm, partner_forms
from actions.models import Action
from actions.reading import action_facts
from actions.views.listing import AUDIENCE
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import wording
from programmes.conflict import answer_conflict
from programmes.models import OutlineNode
from programmes.outline import current_or_coming
from regions.access import RegionPage
from regions.rights import Right


class ActionPage(RegionPage):
    """A page about one action of the region; other regions' actions do not exist here."""

    def get_queryset(self):
        actions = Action.objects.visible_to(self.rights, self.region)
        return actions.select_related("node", "puller", "owner", "programme__region", "programme__programme")

    def get_context_data(self, **kwargs):
        return super().get_context_data(audience=AUDIENCE, **kwargs)


class ActionDetail(ActionPage, DetailView):
    template_name = "actions/action_detail.html"

    def get_context_data(self, **kwargs):
        facts = action_facts(self.object, self.rights, on=clock.today())
        return super().get_context_data(facts=facts, **kwargs)


class ActionForms(ActionPage, SingleObjectTemplateResponseMixin, ModelFormMixin, ProcessFormView):
    """The form of an action together with the formset of its partners: both are saved, or neither."""

    needs = Right.WRITE_ACTIONS
    form_class = ActionForm
    template_name = "actions/action_form.html"

    def get_form_kwargs(self):
        action = self.action
        titles = wording.titles_in_force(action.programme.programme, on=clock.today())
        return {**super().get_form_kwargs(), "instance": action, "titles": titles}

    @cached_property
    def formset(self):
        return partner_forms(self.action, self.request.POST if self.request.method == "POST" else None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(formset=self.formset, **kwargs)

    def get(self, request, *args, **kwargs):
        self.object = self.action if self.action.pk else None
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.action if self.action.pk else None
        form = self.get_form()
        if not (form.is_valid() & self.formset.is_valid()):
            return self.render_to_response(self.get_context_data(form=form))
        try:
            action = self._save(form)
        except EditConflictError as conflict:
            return answer_conflict(request, form, conflict.current)
        messages.success(request, f"Actie {action.code} {action.title} is opgeslagen.")
        return redirect(action.get_absolute_url())

    @transaction.atomic
    def _save(self, form):
        action = form.instance
        action.puller, action.owner = form.chosen_organisation("puller"), form.chosen_organisation("owner")
        values = {
            "action": action,
            "measures": form.cleaned_data["measures"],
            "partners": self.formset.partners(),
            "by": self.request.user,
        }
        if action.pk:
            return planning.change_action(seen_version=form.cleaned_data["seen_version"] or 0, **values)
        return planning.add_action(**values)


class ActionCreate(ActionForms):
    @cached_property
    def programme(self):
        return current_or_coming(self.region, on=clock.today())

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

    def _has_outline(self):
        return OutlineNode.objects.filter(programme=self.programme).exists() if self.programme else False

    def _outline_first(self):
        messages.info(self.request, "Voeg eerst een onderdeel toe aan het programma. Daarna kunt u acties toevoegen.")
        return redirect("programmes:programme_detail", slug=self.region.slug)


class ActionUpdate(ActionForms):
    @cached_property
    def action(self):
        return self.get_object()

"""What happens to an action as a whole: archive, bin, copy, merge; and a milestone that is reached."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views import View
from django.views.generic import FormView, ListView, TemplateView

from actions import planning
from actions.changes import ReasonNeededError
from actions.forms.milestone import ReachForm
from actions.forms.whole import DuplicateForm, MergeForm, MergeTargetForm
from actions.models import Action
from actions.views.action import ActionDetail, ActionPage
from actions.views.listing import AUDIENCE
from ghnt.ui.editing import EditConflictError
from programmes.in_view import ProgrammeInView
from regions.rights import Right


class ActionVerb(ActionPage, View):
    """A button at an action: POST only."""

    needs = Right.WRITE_ACTIONS
    http_method_names = ("post", "options")


class ActionPutAway(ActionVerb):
    """Into the archive; the banner on its page puts it back."""

    def post(self, request, *args, **kwargs):
        action = planning.archive_action(action=self.action, by=request.user)
        messages.success(request, "Gearchiveerd. Ongedaan maken kan hieronder, met ‘Actie terugzetten’.")
        return redirect(action.get_absolute_url())


class ActionUnarchive(ActionVerb):
    def post(self, request, *args, **kwargs):
        action = planning.unarchive_action(action=self.action, by=request.user)
        messages.success(request, f"Actie {action.code} {action.title} telt weer mee.")
        return redirect(action.get_absolute_url())


class ActionRemove(ActionVerb):
    """Into the bin, or into the archive when a submitted report tells of the action."""

    def post(self, request, *args, **kwargs):
        try:
            action = planning.remove_action(action=self.action, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.action.get_absolute_url())
        if not action.is_removed:
            messages.warning(
                request,
                "Gearchiveerd, niet verwijderd: deze actie staat in een ingediende rapportage. Haar pagina blijft.",
            )
            return redirect(action.get_absolute_url())
        messages.success(
            request, f"Verwijderd: {action.title}. Ongedaan maken kan 30 dagen lang, in de prullenbak van de regio."
        )
        return redirect("actions:action_list", slug=self.region.slug)


class MilestoneReached(ActionPage, View):
    """Mark a milestone as reached from the page of the action; with an error that page comes back."""

    needs = Right.WRITE_ACTIONS
    http_method_names = ("post", "options")

    def post(self, request, *args, **kwargs):
        form = ReachForm(request.POST, action=self.action, url=request.path)
        if not form.is_valid():
            return self._again(form)
        data = form.cleaned_data
        try:
            planning.reach_milestone(
                milestone=data["milestone"], seen_version=data["seen_version"], on=data["reached_on"], by=request.user
            )
        except EditConflictError:
            form.add_error(None, "Iemand heeft deze actie net gewijzigd. Kijk wat er nu staat en sla opnieuw op.")
            form.data = request.POST.copy()
            form.data["seen_version"] = self._version_now()
            return self._again(form, status=409)
        except ValidationError as error:
            form.add_error("milestone", error)
            return self._again(form)
        messages.success(request, f"Mijlpaal ‘{data['milestone']}’ is gehaald.")
        return redirect(f"{self.action.get_absolute_url()}#mijlpalen")

    def _version_now(self):
        return Action.objects.get(pk=self.action.pk).version

    def _again(self, form, status=200):
        page = ActionDetail(reach_form=form)
        page.setup(self.request, *self.args, **self.kwargs)
        page.object = page.get_object()
        return page.render_to_response(page.get_context_data(), status=status)


class ActionDuplicate(ActionPage, FormView):
    needs = Right.WRITE_ACTIONS
    form_class = DuplicateForm
    template_name = "actions/action_duplicate.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"action": self.action}

    def get_context_data(self, **kwargs):
        return super().get_context_data(action=self.action, **kwargs)

    def form_valid(self, form):
        copy = planning.duplicate_action(action=self.action, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"Actie {copy.code} {copy.title} is gemaakt.")
        return redirect(copy.get_absolute_url())


class ActionArchive(ProgrammeInView, ListView):
    """What was archived in the programme, newest first."""

    template_name = "actions/action_archive.html"
    context_object_name = "actions"
    paginate_by = 50

    def get_queryset(self):
        if self.programme is None:
            return Action.objects.none()
        archived = Action.objects.visible_to(self.rights, self.region).archived_in(self.programme)
        return archived.select_related("node", "archived_by", "merged_into__node").order_by("-archived_at", "pk")

    def get_context_data(self, **kwargs):
        may_write = self.rights.may(Right.WRITE_ACTIONS, self.region)
        return super().get_context_data(audience=AUDIENCE, may_write=may_write, programme=self.programme, **kwargs)


class ActionMerge(ActionPage, TemplateView):
    """Choose the action that stays, read what will happen, and do it."""

    needs = Right.WRITE_ACTIONS
    template_name = "actions/action_merge.html"

    @cached_property
    def target_form(self):
        return MergeTargetForm(self.request.GET or None, action=self.action)

    @cached_property
    def target(self):
        if not self.target_form.is_bound or not self.target_form.is_valid():
            return None
        return self.target_form.cleaned_data["doel"]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(action=self.action, target_form=self.target_form, **kwargs)
        try:
            context["preview"] = planning.preview_merge(self.action, self.target) if self.target else None
        except ValidationError as error:
            return context | {"refused": " ".join(error.messages)}
        if self.target:
            context.setdefault("form", MergeForm(source=self.action, target=self.target))
        return context

    def post(self, request, *args, **kwargs):
        if self.target is None:
            return self.render_to_response(self.get_context_data())
        form = MergeForm(request.POST, source=self.action, target=self.target)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            target = self._merge(form)
        except EditConflictError:
            return self._changed()
        except ReasonNeededError:
            form.ask_reason()
            return self.render_to_response(self.get_context_data(form=form))
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(refused=" ".join(error.messages)))
        messages.success(request, f"{self.action.title} is opgegaan in {target.code} {target.title}.")
        return redirect(target.get_absolute_url())

    @transaction.atomic
    def _merge(self, form):
        data, by = form.cleaned_data, self.request.user
        return planning.merge_actions(
            source=self.action,
            target=self.target,
            seen_source=data["seen_source"],
            seen_target=data["seen_target"],
            reason=form.reason_for(self.target.programme, by),
            by=by,
        )

    def _changed(self):
        """Somebody changed one of the two: nothing is merged, and the preview is made anew."""
        refused = "Een van beide acties is net gewijzigd. Er is niets samengevoegd. Lees het nieuwe voorbeeld."
        fresh = MergeForm(source=self.action, target=self.target)
        return self.render_to_response(self.get_context_data(refused=refused, form=fresh), status=409)

"""What is done with a proposed idea: changed, weighed, made into an action or declined."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView, UpdateView

from actions import initiatives
from actions.forms.initiatives import AcceptForm, DeclineForm, InitiativeForm, WeighForm
from actions.models import InitiativeState
from actions.views.initiatives import InitiativePage
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.goals import goals_by_node
from regions.rights import Right


class InitiativeVerb(InitiativePage):
    """A change of an idea; once it was decided there is nothing left to change."""

    needs = Right.WRITE_ACTIONS

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch
        if self.rights.may(self.needs, self.region) and self.initiative.state != InitiativeState.PROPOSED:
            messages.info(request, initiatives.DECIDED)
            return redirect(self.page_url)
        return answer(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return self.carry_out(form, form.cleaned_data, form.cleaned_data["seen_version"] or 0)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)

    def carry_out(self, form, data, seen_version):
        raise NotImplementedError


class InitiativeUpdate(InitiativeVerb, UpdateView):
    form_class = InitiativeForm
    template_name = "actions/initiative_form.html"

    def get_object(self, queryset=None):
        return self.initiative

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.page_url}

    def carry_out(self, form, data, seen_version):
        initiatives.save_initiative(initiative=form.instance, seen_version=seen_version)
        messages.success(self.request, "Het initiatief is opgeslagen.")
        return redirect(self.page_url)


class InitiativeForms(InitiativeVerb, FormView):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "initiative": self.initiative, "cancel_url": self.page_url}


class InitiativeWeigh(InitiativeForms):
    form_class = WeighForm
    template_name = "actions/initiative_weigh.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "groups": goals_by_node(self.programme)}

    def carry_out(self, form, data, seen_version):
        initiatives.weigh(initiative=self.initiative, scores=form.scores(), seen_version=seen_version)
        messages.success(self.request, "De weging is opgeslagen.")
        return redirect(self.page_url)


class InitiativeAccept(InitiativeForms):
    form_class = AcceptForm
    template_name = "actions/initiative_accept.html"

    def carry_out(self, form, data, seen_version):
        action = initiatives.accept(
            initiative=self.initiative,
            node=data["node"],
            title=data["title"],
            description=data["description"],
            reason=data["reason"],
            seen_version=seen_version,
            by=self.request.user,
        )
        messages.success(self.request, f"Actie {action.code} {action.title} is gemaakt. Vul hem hier verder aan.")
        return redirect("actions:action_update", slug=self.region.slug, pk=action.pk)


class InitiativeDecline(InitiativeForms):
    form_class = DeclineForm
    template_name = "actions/initiative_decline.html"

    def carry_out(self, form, data, seen_version):
        initiatives.decline(
            initiative=self.initiative, reason=data["reason"], seen_version=seen_version, by=self.request.user
        )
        messages.success(self.request, "Het initiatief is afgewezen. De reden staat erbij.")
        return redirect(self.page_url)

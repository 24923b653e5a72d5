"""Choosing the actions that a remark of a body led to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView

from actions.forms.remark_actions import RemarkActionsForm
from actions.remark_actions import choose_actions, offered_actions
from programmes.views.decision_pages import audience_of
from programmes.views.remark_following import OneRemark
from regions.rights import Right


class RemarkActions(OneRemark, FormView):
    template_name = "actions/remark_actions.html"
    form_class = RemarkActionsForm
    needs = Right.WRITE_ACTIONS

    @property
    def back_url(self):
        return reverse("programmes:remark_follow_up", args=[self.region.slug, self.remark.pk])

    def get_form_kwargs(self):
        chosen = list(self.remark.actions.values_list("pk", flat=True))
        own = {"offered": offered_actions(self.region), "cancel_url": self.back_url}
        return super().get_form_kwargs() | own | {"initial": {"actions": chosen}}

    def get_context_data(self, **kwargs):
        return super().get_context_data(remark=self.remark, audience=audience_of(self.proposal), **kwargs)

    def form_valid(self, form):
        chosen = [int(pk) for pk in form.cleaned_data["actions"]]
        try:
            choose_actions(remark=self.remark, actions=chosen, by=self.request.user)
        except ValidationError as refusal:
            form.add_error("actions", refusal)
            return self.form_invalid(form)
        count = "1 actie" if len(chosen) == 1 else f"{len(chosen)} acties"
        messages.success(self.request, f"{count} gekoppeld. Kies hieronder ‘Verwerkt’ als de opmerking klaar is.")
        return HttpResponseRedirect(self.back_url)

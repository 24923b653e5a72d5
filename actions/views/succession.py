"""Copying the programme in view to its successor: choose, look, make."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.generic import FormView

from actions.forms.succession import SuccessionForm
from actions.succession import Luggage, Succession, luggage, make_successor
from programmes.views.programme import ProgrammePage
from regions.rights import Right


@dataclass(frozen=True)
class Preview:
    succession: Succession
    luggage: Luggage
    posted: tuple[tuple[str, str], ...]  # what the form held, to send along with the last button


class ProgrammeCopy(ProgrammePage, FormView):
    needs = Right.WRITE_PROGRAMME
    form_class = SuccessionForm
    template_name = "actions/programme_copy.html"

    def dispatch(self, request, *args, **kwargs):
        if self.rights.may(self.needs, self.region) and self.programme is None:
            messages.info(request, "Begin eerst een programma. Daarna kunt u een opvolger maken.")
            return redirect("programmes:programme_update", slug=self.region.slug)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "source": self.programme, "cancel_url": self.page_url}

    def form_valid(self, form):
        if self.request.POST.get("step") == "change":
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if self.request.POST.get("step") == "make":
                return self._make(form)
            preview = Preview(form.succession, luggage(form.succession), self._posted(form))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def _make(self, form):
        made = make_successor(succession=form.succession, by=self.request.user)
        messages.success(self.request, f"‘{made}’ is gemaakt uit ‘{self.programme}’.")
        return redirect(made.get_absolute_url())

    def _posted(self, form):
        lists = self.request.POST.lists()
        return tuple((name, value) for name, values in lists if name in form.fields for value in values)

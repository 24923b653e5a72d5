"""What becomes of the actions of a programme that ends, and the old and the new programme side by side."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from actions.destinies import DestinyConflictError, destinies_of, save_destinies
from actions.destinies.side_by_side import side_by_side
from actions.forms.destinies import DestinyForm
from ghnt import clock
from programmes.models import OutlineNode
from programmes.views.programme import ProgrammePage
from regions.rights import Right


@dataclass(frozen=True)
class FormGroup:
    node: OutlineNode
    forms: tuple[DestinyForm, ...]


@dataclass(frozen=True)
class Filled:
    sentence: str
    groups: tuple[FormGroup, ...]
    errors: list[tuple[str, str]]


class DestinyPage(ProgrammePage):
    def dispatch(self, request, *args, **kwargs):
        if self.rights.may(self.sees, self.region) and self.programme is None:
            messages.info(request, "Deze regio heeft nog geen programma.")
            return redirect("programmes:programme_detail", slug=self.region.slug)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def destinies(self):
        return destinies_of(self.programme, on=clock.today())

    def address(self, name):
        return reverse(name, args=[self.region.slug]) + self.in_view


class DestinyList(DestinyPage, TemplateView):
    template_name = "actions/destinies/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(destinies=self.destinies, **kwargs)


class DestinyEdit(DestinyPage, TemplateView):
    """All actions on one page."""

    needs = Right.WRITE_ACTIONS
    template_name = "actions/destinies/form.html"

    @cached_property
    def groups(self):
        data = self.request.POST if self.request.method == "POST" else None
        return tuple(
            FormGroup(group.node, tuple(DestinyForm(data, row=row) for row in group.rows))
            for group in self.destinies.groups
        )

    @property
    def forms(self):
        return [form for group in self.groups for form in group.forms]

    def post(self, request, *args, **kwargs):
        if not all(form.is_valid() for form in self.forms):
            return self.render_to_response(self.get_context_data())
        try:
            chosen = [form.chosen for form in self.forms]
            count = save_destinies(programme=self.programme, chosen=chosen, by=request.user)
        except DestinyConflictError as conflict:
            for form in self.forms:
                if form.row.action.pk in conflict.current:
                    form.refuse(conflict.current[form.row.action.pk])
            return self.render_to_response(self.get_context_data(), status=409)
        noun = "actie" if count == 1 else "acties"
        messages.success(request, f"De keuze bij {count} {noun} is opgeslagen." if count else "Er was niets veranderd.")
        return redirect(self.address("actions:destiny_list"))

    def get_context_data(self, **kwargs):
        errors = [link for form in self.forms if form.is_bound for link in form.error_links]
        return super().get_context_data(filled=Filled(self.destinies.sentence, self.groups, errors), **kwargs)


class ProgrammesBeside(DestinyPage, TemplateView):
    """The programme in view with the one before it, or with the one after it when it is the first."""

    template_name = "actions/destinies/beside.html"

    def get_context_data(self, **kwargs):
        new = self.programme if self.programme.predecessor_id else self.programme.successors.order_by("pk").first()
        old = new.predecessor if new else None
        return super().get_context_data(beside=side_by_side(old, new) if old and new else None, **kwargs)

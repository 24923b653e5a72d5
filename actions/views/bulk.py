"""Samen wijzigen: choose the change, look at it per action, save all of it or nothing."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from actions import bulk
from actions.changes import ReasonNeededError
from actions.forms.bulk import BulkForm
from actions.models import Action
from actions.views.listing import FoundActions
from ghnt import clock
from regions.rights import Right

AUDIENCE = "de regio en haar gemeenten, zodra u opslaat"


@dataclass(frozen=True)
class Selection:
    """The actions chosen; with a preview also what the change does to each."""

    actions: tuple[Action, ...]
    lines: tuple[bulk.BulkLine, ...] = ()
    is_preview: bool = False

    @property
    def possible(self):
        return [line for line in self.lines if not line.refusal]


class BulkChange(FoundActions, FormView):
    needs = Right.WRITE_ACTIONS
    template_name = "actions/bulk.html"
    form_class = BulkForm

    def dispatch(self, request, *args, **kwargs):
        self.is_preview = False
        return super().dispatch(request, *args, **kwargs)

    @property
    def list_url(self):
        return reverse("actions:action_list", args=[self.region.slug]) + self.in_view

    @cached_property
    def chosen(self):
        """The actions ticked, or everything that the filters in the address hold; only those of this programme."""
        if self.programme is None:
            return ()
        if self.request.method == "GET" and "alle" in self.request.GET:
            return tuple(self.found()[: bulk.MOST])
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        pks = {int(pk) for pk in asked.getlist("actie") if pk.isdecimal() and len(pk) < 19}
        visible = Action.objects.visible_to(self.rights, self.region).in_programme(self.programme)
        return tuple(
            visible.filter(pk__in=sorted(pks)[: bulk.MOST])
            .select_related("node", "puller", "programme__region")
            .in_outline_order([node.pk for node in self.filterset.nodes])
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"programme": self.programme, "on": clock.today()}

    def get_form(self, form_class=None):
        return super().get_form(form_class) if self.programme is not None else None

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if form is None or not self.chosen:
            return redirect(self.list_url)
        if not form.is_valid():
            return self.form_invalid(form)
        form.read_back()
        return self._save(form) if "toepassen" in request.POST else self._preview(form)

    def get_context_data(self, **kwargs):
        selection = kwargs.pop("selection", None) or Selection(self.chosen)
        return super().get_context_data(selection=selection, audience=AUDIENCE, list_url=self.list_url, **kwargs)

    def _preview(self, form, status=200):
        lines = tuple(bulk.preview(self.chosen, form.change))
        context = self.get_context_data(form=form, selection=Selection(self.chosen, lines, is_preview=True))
        return self.render_to_response(context, status=status)

    def _save(self, form):
        try:
            with transaction.atomic():
                number = bulk.apply_bulk(
                    actions=self.chosen,
                    change=form.change,
                    seen=self._seen(),
                    by=self.request.user,
                    reason=form.reason_for(self.programme, self.request.user),
                )
        except bulk.ChangedMeanwhileError as changed:
            messages.error(self.request, _changed_words(changed.actions))
            return self._preview(form, status=409)
        except ReasonNeededError:
            form.ask_reason()
            return self._preview(form)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return self._preview(form)
        messages.success(self.request, "1 actie is gewijzigd." if number == 1 else f"{number} acties zijn gewijzigd.")
        return redirect(self.list_url)

    def _seen(self):
        """The versions that the preview showed, by action."""
        posted = ((key, key.partition(".")[0]) for key in self.request.POST.getlist("gezien"))
        return {int(pk): key for key, pk in posted if pk.isdecimal() and len(pk) < 19}


def _changed_words(actions):
    codes = ", ".join(action.code for action in actions)
    return f"Niets is opgeslagen: een collega heeft {codes} intussen gewijzigd. Bekijk hieronder wat er nu verandert."

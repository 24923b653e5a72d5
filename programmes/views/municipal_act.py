"""The page of one municipality about a version: what it has to do, its steps, what the council added, its history."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import municipal_acts
from programmes.conflict import answer_conflict
from programmes.forms.municipal_act import AdoptionForm
from programmes.models import CouncilMotion
from programmes.municipal_acts import ActLine, ActVerb
from programmes.municipal_acts.history import Change, history_of
from programmes.municipal_acts.matrix import Cell, cells_of
from programmes.municipal_acts.recesses import recesses_of
from programmes.views.adoption import ActPage
from regions.models import Municipality, Region
from regions.rights import Right
from regions.successors import successors_of


class MunicipalActPage(ActPage):
    """A page about one municipality; an officer of the one it went into comes in too, from whatever region."""

    verb: ActVerb | None = None

    @cached_property
    def region(self):
        region = get_object_or_404(Region, slug=self.kwargs["slug"])
        if not (self.rights.may(self.sees, region) or self._went_into_an_own_one):
            raise Http404
        return region

    @property
    def _went_into_an_own_one(self):
        own = self.rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
        municipality = Municipality.objects.filter(slug=self.kwargs["municipality"]).first() if own else None
        if municipality is None:
            return False
        gone = successors_of([municipality], on=clock.today()).get(municipality.pk)
        return gone is not None and bool(gone.ids & own)

    @cached_property
    def line(self):
        slug = self.kwargs["municipality"]
        line = next((line for line in self.lines if line.municipality.slug == slug), None)
        if line is None:
            raise Http404
        return line

    @property
    def adoption(self):
        return self.line.adoption

    @property
    def page_url(self):
        return self.address.of("adoption_detail", self.kwargs["municipality"])

    def dispatch(self, request, *args, **kwargs):
        if self.line and self.verb is not None and not self.line.may(self.verb):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=self.line, page_url=self.page_url, **kwargs)

    def done(self, words):
        messages.success(self.request, words)
        return redirect(self.page_url)


@dataclass(frozen=True)
class MunicipalAct:
    cells: tuple[Cell, ...]
    warning: str  # of the planned day, where no step has it
    motions: tuple[CouncilMotion, ...]
    history: tuple[Change, ...]
    is_decided: bool
    may_write: bool
    may_write_steps: bool
    may_write_motions: bool

    @property
    def decides_next(self):
        """Whether the outcome is the next thing to write; otherwise the steps are."""
        return self.is_decided or all(cell.step.done_on for cell in self.cells)


def municipal_act(line: ActLine, region: Region) -> MunicipalAct:
    """Everything the page tells of one municipality; a constant number of queries."""
    adoption, recesses = line.adoption, recesses_of(region)
    steps = list(adoption.steps.order_by("position", "pk")) if adoption.pk else []
    cells = cells_of(line, steps, recesses, on=clock.today())
    open_day = None if cells or adoption.result else adoption.planned_on
    return MunicipalAct(
        cells=cells,
        warning=recesses.warning(line.municipality.pk, open_day),
        motions=tuple(adoption.motions.all()) if adoption.pk else (),
        history=history_of(adoption),
        is_decided=bool(adoption.result),
        may_write=line.may(ActVerb.WRITE_RESULT),
        may_write_steps=line.may(ActVerb.WRITE_STEPS),
        may_write_motions=line.may(ActVerb.WRITE_MOTIONS),
    )


class AdoptionDetail(MunicipalActPage, TemplateView):
    template_name = "programmes/adoption_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(act=municipal_act(self.line, self.region), **kwargs)


class AdoptionUpdate(MunicipalActPage, FormView):
    """What is needed, and what the municipality decided."""

    verb = ActVerb.WRITE_RESULT
    form_class = AdoptionForm
    template_name = "programmes/adoption_form.html"

    def get_form_kwargs(self):
        has_steps = bool(self.adoption.pk) and self.adoption.steps.exists()
        own = {"instance": self.adoption, "has_steps": has_steps, "cancel_url": self.page_url}
        return {**super().get_form_kwargs(), **own}

    def form_valid(self, form):
        try:
            municipal_acts.save_act(adoption=form.instance, seen_version=form.cleaned_data["seen_version"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        return self.done(f"Het besluit van {self.line.municipality} is opgeslagen.")

"""The rounds of the national team, with who has what."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import CreateView, FormView, ListView, TemplateView, UpdateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from regions.rights import Right
from reporting.due import due_for
from reporting.models import QuestionSet, ReportRound, RoundKind, RoundScope
from reporting.round_changes import change_open_round, extend_due, is_fixed, save_round
from reporting.round_forms import ExtensionForm, OpenedRoundForm, RoundFilter, RoundForm
from reporting.round_overview import OverviewRow, RoundOverview, overview_of, overview_sheet
from reporting.rounds import asked_regions, open_round, scope_words


class RoundPageMixin:
    """Rounds are read by everybody who reads a region; a region's own rounds stand with its reports."""

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def round(self):
        rounds = ReportRound.objects.national().select_related("programme", "question_set")
        return get_object_or_404(rounds, code=self.kwargs["code"])

    @property
    def may_write(self):
        return self.request.rights.may(Right.WRITE_ROUNDS)

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_write=self.may_write, **kwargs)


class RoundWriteMixin(RoundPageMixin):
    """Only the national team writes rounds; an unknown round is unknown before that is judged."""

    def dispatch(self, request, *args, **kwargs):
        if request.rights.may_anywhere(Right.READ_REGION) and not self.may_write:
            _ = self.round if "code" in self.kwargs else None
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RoundList(RoundPageMixin, ListView):
    template_name = "reporting/round_list.html"
    context_object_name = "rounds"
    paginate_by = 25

    def get_queryset(self):
        return ReportRound.objects.national().select_related("programme", "question_set")


@dataclass(frozen=True)
class RoundOverviewPage:
    overview: RoundOverview
    shown: tuple[OverviewRow, ...]
    scope: tuple[str, ...]
    stage: str

    @property
    def result(self):
        return f"{len(self.shown)} van {len(self.overview.rows)} regio’s"


class RoundDetail(RoundPageMixin, TemplateView):
    template_name = "reporting/round_detail.html"

    def get_context_data(self, **kwargs):
        form = RoundFilter(self.request.GET or None)
        stage = form.cleaned_data["stand"] if form.is_valid() else ""
        overview = overview_of(self.round, self.request.rights, on=clock.today())
        page = RoundOverviewPage(overview, overview.with_stage(stage), scope_words(self.round), stage)
        return super().get_context_data(round=self.round, page=page, filter_form=form, **kwargs)


class RoundWorkbook(RoundPageMixin, View):
    def get(self, request, code):
        overview = overview_of(self.round, request.rights, on=clock.today())
        about = (f"Ronde {self.round}", f"Indienen vóór {long_date(self.round.due)}", overview.sentence)
        return workbook_response(f"ronde-{self.round.code}", [overview_sheet(overview)], about=about)


class RoundFormMixin:
    """Keeps a round with everything that hangs on it; the loser of a race sees both texts."""

    template_name = "reporting/round_form.html"

    def form_valid(self, form):
        try:
            self.object = self.keep(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.object)

    def keep(self, form):
        data = form.cleaned_data
        chosen = {name: data[name] for name in ("blocks", "conditions", "invited")}
        return save_round(round=form.instance, seen=data["seen_version"] or 0, **chosen)


class RoundCreate(RoundWriteMixin, RoundFormMixin, CreateView):
    model = ReportRound
    form_class = RoundForm

    def get_initial(self):
        last = open_round(clock.today())
        newest = QuestionSet.objects.filter(questions__isnull=False).order_by("-number").first()
        chosen = {"kind": RoundKind.REGULAR, "scope": RoundScope.FULL}
        return chosen | {"programme": last.programme if last else None, "question_set": newest}

    @property
    def done(self):
        return f"De ronde {self.object} staat klaar."


class RoundUpdate(RoundWriteMixin, RoundFormMixin, UpdateView):
    """Before it opens everything, afterwards only later dates, more regions and the explanation."""

    @cached_property
    def is_fixed(self):
        return is_fixed(self.round)

    def get_object(self):
        return self.round

    def get_form(self, form_class=None):
        kwargs = self.get_form_kwargs()
        return OpenedRoundForm(**kwargs) if self.is_fixed else RoundForm(submit="Ronde opslaan", **kwargs)

    def keep(self, form):
        if not self.is_fixed:
            return super().keep(form)
        data = form.cleaned_data
        return change_open_round(round=form.instance, seen=data["seen_version"] or 0, more=data.get("more", ()))

    @property
    def done(self):
        return f"De ronde {self.object} is gewijzigd."

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.round, is_fixed=self.is_fixed, **kwargs)


class RoundExtend(RoundWriteMixin, FormView):
    """A later date for one region."""

    form_class = ExtensionForm
    template_name = "reporting/round_extend.html"

    @cached_property
    def region(self):
        asked = asked_regions(self.round, clock.today())
        return get_object_or_404(asked, slug=self.kwargs["slug"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cancel_url": self.round.get_absolute_url()}

    def form_valid(self, form):
        try:
            given = extend_due(round=self.round, region=self.region, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Regio {self.region} dient in vóór {long_date(given.due)}.")
        return redirect(self.round)

    def get_context_data(self, **kwargs):
        due = due_for(self.round, self.region)
        return super().get_context_data(round=self.round, region=self.region, due=due, **kwargs)

"""National: what waits to be read, and the rounds with who has what."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import CreateView, TemplateView

from ghnt import clock
from regions.models import Role
from regions.rights import Right
from reporting.forms import InboxFilter, RoundForm
from reporting.models import QuestionSet, ReportRound
from reporting.rounds import open_round
from reporting.who_has_what import RegionStanding, RoundStandings, round_standings, to_read

FOLLOWERS = {Role.NATIONAL, Role.ADVISER}


def follows_regions(rights):
    """Whether somebody reads reports of regions as the national team or an adviser does."""
    return bool(FOLLOWERS & rights.roles)


@dataclass(frozen=True)
class InboxPage:
    to_read: tuple[RegionStanding, ...]
    standings: RoundStandings | None
    shown: tuple[RegionStanding, ...]

    @property
    def result(self):
        total = len(self.standings.rows) if self.standings else 0
        return f"{len(self.shown)} van {total} regio’s"


class Inbox(TemplateView):
    template_name = "reporting/inbox.html"

    def dispatch(self, request, *args, **kwargs):
        if not follows_regions(request.rights):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        form = InboxFilter(self.request.GET or None)
        chosen = form.cleaned_data if form.is_valid() else {}
        page = self.page(chosen.get("round") or open_round(clock.today()), chosen.get("state", ""))
        return super().get_context_data(page=page, filter_form=form, **kwargs)

    def page(self, round, state):
        rights, today = self.request.rights, clock.today()
        standings = round_standings(rights, round, on=today) if round else None
        rows = standings.rows if standings else ()
        return InboxPage(
            to_read=to_read(rights, on=today),
            standings=standings,
            shown=tuple(row for row in rows if state in ("", row.state)),
        )


class RoundPageMixin:
    """Rounds are read by everybody who reads a region."""

    def dispatch(self, request, *args, **kwargs):
        if not request.rights.may_anywhere(Right.READ_REGION):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        may_write = self.request.rights.may(Right.WRITE_ROUNDS)
        return super().get_context_data(may_write=may_write, **kwargs)


class RoundList(RoundPageMixin, TemplateView):
    template_name = "reporting/round_list.html"

    def get_context_data(self, **kwargs):
        rounds = ReportRound.objects.select_related("programme", "question_set")
        return super().get_context_data(rounds=rounds, **kwargs)


class RoundDetail(RoundPageMixin, TemplateView):
    template_name = "reporting/round_detail.html"

    def get_context_data(self, **kwargs):
        rounds = ReportRound.objects.select_related("programme", "question_set")
        round = get_object_or_404(rounds, code=self.kwargs["code"])
        rights = self.request.rights
        standings = round_standings(rights, round, on=clock.today()) if follows_regions(rights) else None
        return super().get_context_data(round=round, standings=standings, **kwargs)


class RoundCreate(RoundPageMixin, CreateView):
    model = ReportRound
    form_class = RoundForm
    template_name = "reporting/round_form.html"

    def dispatch(self, request, *args, **kwargs):
        if request.rights.may_anywhere(Right.READ_REGION) and not request.rights.may(Right.WRITE_ROUNDS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        last = open_round(clock.today())
        newest_set = QuestionSet.objects.order_by("-number").first()
        return {"programme": last.programme if last else None, "question_set": newest_set}

    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, f"De ronde over het {self.object.half_year.label} staat klaar.")
        return response

"""The doors of a region's report: what is being written is for its writers, what was submitted for more."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.utils.functional import cached_property

from ghnt import clock
from regions.access import RegionPage
from regions.models import Region
from regions.rights import Right
from reporting.models import Report, ReportRound, ReportVersion
from reporting.states import ReportState, Verb, may, state_of


def find_report(region: Region, round: ReportRound) -> Report | None:
    """The region's report of the round with its events, both ends filled in."""
    reports = Report.objects.select_related("round__question_set", "round__programme", "region")
    return reports.prefetch_related("events__reasons").filter(region=region, round=round).first()


class RoundPage(RegionPage):
    """A page about what a region writes for one half year; for its writers. No open round: 404."""

    sees: ClassVar[Right] = Right.READ_DRAFT_REPORT

    @cached_property
    def round(self) -> ReportRound:
        rounds = ReportRound.objects.open_on(clock.today()).filter(half_year=self.kwargs["half_year"])
        found = rounds.select_related("question_set", "programme").order_by("-programme__valid_from").first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def report(self) -> Report | None:
        return find_report(self.region, self.round)

    @property
    def state(self) -> ReportState:
        return state_of(self.report)

    def may(self, verb: Verb) -> bool:
        return may(self.state, verb, self.rights, self.region)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(round=self.round, **kwargs)


class SubmittedPage(RoundPage):
    """A page about what was submitted; for everybody who reads submitted reports of the region."""

    sees: ClassVar[Right] = Right.READ_SUBMITTED_REPORT

    @cached_property
    def versions(self) -> list[ReportVersion]:
        """Newest first, at least one."""
        found = list(self.report.versions.order_by("-number").defer("content")) if self.report else []
        if not found:
            raise Http404
        return found

    @cached_property
    def version(self) -> ReportVersion:
        """The one in the address, else the latest."""
        number = self.kwargs.get("number", self.versions[0].number)
        found = next((version for version in self.versions if version.number == number), None)
        if found is None:
            raise Http404
        return found

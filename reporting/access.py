"""The doors of a region's report: what is being written is for its writers, what was submitted for more."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from ghnt import clock
from regions.access import RegionPage
from regions.models import Region
from regions.rights import Right
from reporting.due import due_for
from reporting.models import Report, ReportRound, ReportVersion
from reporting.reading import knows_round, readable_versions
from reporting.states import ReportState, Verb, may, state_of, with_events, withdrawn_versions


def find_report(region: Region, round: ReportRound) -> Report | None:
    """The region's report of the round with its events, both ends filled in."""
    reports = with_events(Report.objects.filter(region=region, round=round))
    reports = reports.select_related("round__question_set", "round__programme", "region")
    return reports.prefetch_related("events__reasons").first()


class RoundPage(RegionPage):
    """A page about what a region writes for one half year; for its writers. No open round, or one that stays within
    the region and the visitor is not of it: 404.
    """

    sees: ClassVar[Right] = Right.READ_DRAFT_REPORT

    @cached_property
    def round(self) -> ReportRound:
        rounds = ReportRound.objects.of(self.region).open_on(clock.today()).filter(code=self.kwargs["code"])
        found = rounds.select_related("question_set", "programme").first()
        if found is None or not knows_round(self.rights, found, self.region):
            raise Http404
        return found

    @cached_property
    def report(self) -> Report | None:
        return find_report(self.region, self.round)

    @cached_property
    def due(self) -> date:
        """The day before which this region hands in, its extension included."""
        return due_for(self.round, self.region)

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
        """Newest first, at least one; what the region took back is for its writers alone."""
        found = list(self.report.versions.order_by("-number").defer("content")) if self.report else []
        if not self.reads_withdrawn:
            gone = withdrawn_versions(self.report)
            found = [version for version in found if version.pk not in gone]
        if not found:
            raise Http404
        return found

    @property
    def reads_withdrawn(self) -> bool:
        return self.rights.may(Right.READ_DRAFT_REPORT, self.region)

    @cached_property
    def version(self) -> ReportVersion:
        """The one in the address, else the latest."""
        number = self.kwargs.get("number", self.versions[0].number)
        found = next((version for version in self.versions if version.number == number), None)
        if found is None:
            raise Http404
        return found


class ReadablePage(SubmittedPage):
    """A page to read one sealed version; of accepted ones also for whoever reads reports of another region."""

    @cached_property
    def region(self) -> Region:
        region = get_object_or_404(Region, slug=self.kwargs["slug"])
        address = {"report__region": region, "report__round__code": self.kwargs["code"]}
        if not readable_versions(self.rights).filter(**address).exists():
            raise Http404
        return region

    @cached_property
    def versions(self) -> list[ReportVersion]:
        found = (
            readable_versions(self.rights).filter(report=self.report) if self.report else ReportVersion.objects.none()
        )
        return list(found.order_by("-number").defer("content"))

    @property
    def is_elsewhere(self) -> bool:
        """Somebody of another region reads along: without what happened around the report."""
        return not self.rights.may(self.sees, self.region)

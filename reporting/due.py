"""The one home of the day before which a region hands its report in: the round's, or later by extension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from regions.models import Region
from reporting.models import DueExtension, ReportRound


@dataclass(frozen=True)
class Dues:
    """The dates of some rounds, for lists."""

    extensions: Mapping[tuple[int, int], DueExtension] = field(default_factory=dict)

    def of(self, round: ReportRound, region: Region) -> date:
        extension = self.extension(round, region)
        return max(extension.due, round.due) if extension else round.due

    def extension(self, round: ReportRound, region: Region) -> DueExtension | None:
        return self.extensions.get((round.pk, region.pk))


def dues_of(rounds: Iterable[ReportRound], region: Region | None = None) -> Dues:
    """The dates of these rounds, of one region or of all. One query."""
    found = DueExtension.objects.filter(round__in=[round.pk for round in rounds])
    if region is not None:
        found = found.filter(region=region)
    return Dues({(one.round_id, one.region_id): one for one in found.order_by("pk")})


def due_for(round: ReportRound, region: Region) -> date:
    """The day before which this region hands in. One query."""
    return dues_of([round], region).of(round, region)


def is_late_for(round: ReportRound, region: Region, on: date) -> bool:
    """ "Vóór 16 maart": on that day itself it is late. One query."""
    return on >= due_for(round, region)

"""Which sealed versions are accepted: the latest accepted one of each report counts."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from regions.models import Region
from reporting.models import EventKind, ReportEvent, ReportRound, ReportVersion


def accepted_versions(round: ReportRound) -> QuerySet[ReportVersion]:
    """Of each report of the round the latest accepted version, by name of the region; also while a newer one follows.

    Without the content of the seals: add `.defer(None)` to read it in the same query.
    """
    return _latest(ReportEvent.objects.filter(report__round=round))


def accepted_version(region: Region, round: ReportRound) -> ReportVersion | None:
    """The latest accepted version of one report."""
    return _latest(ReportEvent.objects.filter(report__round=round, report__region=region)).first()


def _latest(events: QuerySet[ReportEvent]) -> QuerySet[ReportVersion]:
    accepted = events.filter(kind=EventKind.ACCEPTED).order_by().values("report").annotate(last=Max("version"))
    versions = ReportVersion.objects.filter(pk__in=accepted.values("last"))
    return versions.select_related("report__region", "report__round").defer("content").order_by("report__region__name")

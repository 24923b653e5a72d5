"""Which sealed versions somebody reads: of the own regions all that was handed in, of any other what was accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from regions.models import Region
from regions.rights import Right, Rights
from reporting.content import ReportContent, read_content
from reporting.models import EventKind, ReportEvent, ReportRound, ReportVersion, RoundKind
from reporting.states import ReportState

# What became of a version; the first that is found counts.
_STATES = (
    (EventKind.ACCEPTED, ReportState.ACCEPTED),
    (EventKind.RETURNED, ReportState.RETURNED),
    (EventKind.OPENED, ReportState.OPENED),
)


def readable_versions(rights: Rights) -> QuerySet[ReportVersion]:
    """What somebody may read of what was handed in.

    Of a region whose submitted reports one reads: every version, one that the region took back for its writers only.
    Of any other region: accepted versions. What a region reports of its own accord stays within it. Nothing for who
    reads no region's reports at all.
    """
    if not rights.may_anywhere(Right.READ_SUBMITTED_REPORT):
        return ReportVersion.objects.none()
    handed_in = ~_has(EventKind.WITHDRAWN) | _of(rights, Right.READ_DRAFT_REPORT)
    asked = ~Q(report__round__kind=RoundKind.OWN) | _of(rights, Right.SEE_RUNNING_ASSESSMENT)
    own = _of(rights, Right.READ_SUBMITTED_REPORT) & handed_in & asked
    return ReportVersion.objects.filter(own | _has(EventKind.ACCEPTED))


def _of(rights: Rights, right: Right) -> Q:
    regions = rights.regions(right)
    return Q() if regions is None else Q(report__region__in=regions)


def knows_round(rights: Rights, round: ReportRound, region: Region) -> bool:
    """Whether somebody who reads the region knows of the round: of its own one nobody outside it does."""
    return not round.is_own or rights.may(Right.SEE_RUNNING_ASSESSMENT, region)


def regions_to_read(rights: Rights, round: ReportRound) -> QuerySet[Region]:
    """The regions of which a version of the round may be read."""
    found = readable_versions(rights).filter(~_has(EventKind.WITHDRAWN), report__round=round)
    return Region.objects.filter(pk__in=found.values("report__region"))


def previous_version(rights: Rights, version: ReportVersion) -> ReportVersion | None:
    """The newest version of the region's last report about an earlier half year that may be read; one query."""
    report = version.report
    found = readable_versions(rights).filter(~_has(EventKind.WITHDRAWN), report__region=report.region_id)
    found = found.filter(report__round__half_year__lt=report.round.half_year, report__round__kind=report.round.kind)
    return found.select_related("report__round").order_by("-report__round__half_year", "-number").first()


def _has(kind: EventKind) -> Q:
    return Q(Exists(ReportEvent.objects.filter(version=OuterRef("pk"), kind=kind)))


@dataclass(frozen=True)
class SealedReport:
    """The newest version of a region's report that somebody may read, with what became of it."""

    region: Region
    version: ReportVersion
    state: ReportState

    @cached_property
    def content(self) -> ReportContent:
        return read_content(self.version.content)

    def get_absolute_url(self) -> str:
        address = [self.region.slug, self.version.report.round.code, self.version.number]
        return reverse("reporting:version_detail", args=address)


def sealed_reports(
    rights: Rights, round: ReportRound, regions: Iterable[Region] | None = None
) -> tuple[SealedReport, ...]:
    """Of each region the newest version of the round that may be read and was not taken back, by name of the region.

    Two queries, however many regions.
    """
    found = readable_versions(rights).filter(~_has(EventKind.WITHDRAWN), report__round=round)
    if regions is not None:
        found = found.filter(report__region__in=list(regions))
    found = found.select_related("report__region").prefetch_related("events").order_by("report__region__name", "number")
    newest = {version.report.region_id: version for version in found}
    return tuple(_sealed(version, round) for version in newest.values())


def _sealed(version: ReportVersion, round: ReportRound) -> SealedReport:
    version.report.round = round
    kinds = {event.kind for event in version.events.all()}
    state = next((state for kind, state in _STATES if kind in kinds), ReportState.SUBMITTED)
    return SealedReport(version.report.region, version, state)

"""One round over all regions: how far each is, from not asked to accepted, and in whose hands its report is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone

from ghnt.documents.workbook import Cell, Sheet
from regions.models import Region
from regions.rights import Right, Rights
from reporting.models import ReportRound
from reporting.rounds import asked_regions
from reporting.states import LATE, Mark, ReportState
from reporting.who_has_what import RegionStanding, standings_of


class Stage(models.TextChoices):
    """How far a region is, in one word; "te laat" goes before whether something is written."""

    NOT_ASKED = "not_asked", "Niet gevraagd"
    NOT_YET = "not_yet", "Nog niet aan de beurt"
    NOT_STARTED = "not_started", "Niet begonnen"
    DRAFT = "draft", "Concept"
    LATE = "late", "Te laat"
    SUBMITTED = "submitted", "Ingediend"
    OPENED = "opened", "In behandeling"
    RETURNED = "returned", "Teruggestuurd"
    REOPENED = "reopened", "Heropend"
    ACCEPTED = "accepted", "Geaccepteerd"

    @property
    def icon(self) -> str:
        return _LOOKS[self][0] if self in _LOOKS else ReportState(self.value).icon

    @property
    def tone(self) -> str:
        return _LOOKS[self][1] if self in _LOOKS else ReportState(self.value).tone


_LOOKS = {
    Stage.NOT_ASKED: ("circle-x", "grey"),
    Stage.NOT_YET: ("clock", "grey"),
    Stage.LATE: (LATE.icon, LATE.tone),
}


@dataclass(frozen=True)
class OverviewRow:
    """One region. `url` is empty when the reader may not open its report, `reason` when not that of an extension."""

    region: Region
    stage: Stage
    standing: RegionStanding | None
    on: date
    url: str = ""
    extend_url: str = ""
    reason: str = ""

    @property
    def holding(self) -> str:
        """ "bij het landelijk team sinds 12 dagen" """
        return self.standing.holding.sentence(self.on) if self.standing and self.standing.holding else ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.standing.marks if mark != LATE) if self.standing else ()

    @property
    def time_left(self) -> str:
        """ "nog 12 dagen", as long as the region is to hand in."""
        if self.stage not in {Stage.NOT_STARTED, Stage.DRAFT} or self.standing is None:
            return ""
        days = (self.standing.due - self.on).days
        return "nog 1 dag" if days == 1 else f"nog {days} dagen"


@dataclass(frozen=True)
class RoundOverview:
    round: ReportRound
    rows: tuple[OverviewRow, ...]

    def with_stage(self, stage: str) -> tuple[OverviewRow, ...]:
        return tuple(row for row in self.rows if stage in ("", row.stage))

    @property
    def sentence(self) -> str:
        """ "28 regio’s gevraagd: 3 te laat, 12 ingediend, 13 geaccepteerd." """
        counts = Counter(row.stage for row in self.rows)
        asked = len(self.rows) - counts[Stage.NOT_ASKED]
        told = [stage for stage in Stage if stage is not Stage.NOT_ASKED and counts[stage]]
        words = ", ".join(f"{counts[stage]} {stage.label.lower()}" for stage in told)
        noun = "1 regio" if asked == 1 else f"{asked} regio’s"
        return f"{noun} gevraagd: {words}." if words else f"{noun} gevraagd."


def overview_of(round: ReportRound, rights: Rights, *, on: date) -> RoundOverview:
    """All regions of the date by name, those that are not asked last.

    Everybody who reads rounds may see how far each is; links and reasons are for those who may read the region's
    reports. Constant number of queries.
    """
    regions = list(Region.objects.valid(on))
    asked = set(asked_regions(round, on).values_list("pk", flat=True))
    told = {row.region.pk: row for row in standings_of(round, [one for one in regions if one.pk in asked], on=on)}
    regions.sort(key=lambda region: region.pk not in asked)
    return RoundOverview(round, tuple(_row(region, told.get(region.pk), round, rights, on) for region in regions))


def overview_sheet(overview: RoundOverview) -> Sheet:
    """The same rows as a table."""
    columns = (
        *(("Regio", 34), ("Rapportage", 24), ("Indienen vóór", 14), ("Uitstel", 10), ("Reden van het uitstel", 40)),
        *(("Versie", 8), ("Ingediend op", 14), ("Bij wie", 40)),
    )
    return Sheet("Regio’s", columns, _cells(overview))


def stage_of(standing: RegionStanding | None, on: date) -> Stage:
    """How far a region is; None: it is not asked."""
    if standing is None:
        return Stage.NOT_ASKED
    if not standing.state.is_writable or standing.state in {ReportState.RETURNED, ReportState.REOPENED}:
        return Stage(standing.state.value)
    if standing.is_late:
        return Stage.LATE
    if standing.state is ReportState.NOT_STARTED and standing.round.opens > on:
        return Stage.NOT_YET
    return Stage(standing.state.value)


def _row(region: Region, told: RegionStanding | None, round: ReportRound, rights: Rights, on: date) -> OverviewRow:
    reads = rights.may(Right.READ_SUBMITTED_REPORT, region)
    extension = told.extension if told else None
    may_extend = told and told.version is None and rights.may(Right.WRITE_ROUNDS)
    return OverviewRow(
        region=region,
        stage=stage_of(told, on),
        standing=told,
        on=on,
        url=_url(told, rights, on) if told else "",
        extend_url=reverse("reporting:round_extend", args=[round.code, region.slug]) if may_extend else "",
        reason=extension.reason if extension and reads else "",
    )


def _url(told: RegionStanding, rights: Rights, on: date) -> str:
    """The report for who reads those of the region; for every other reader what was accepted; else nothing."""
    region, round = told.region, told.round
    drafts = rights.may(Right.READ_DRAFT_REPORT, region) and round.opens <= on
    if drafts or (told.version is not None and rights.may(Right.READ_SUBMITTED_REPORT, region)):
        return reverse("reporting:report_detail", args=[region.slug, round.code])
    if told.accepted and rights.may_anywhere(Right.READ_SUBMITTED_REPORT):
        return reverse("reporting:version_detail", args=[region.slug, round.code, told.accepted])
    return ""


def _cells(overview: RoundOverview) -> Iterator[tuple[Cell, ...]]:
    for row in overview.rows:
        one = row.standing
        if one is None:
            yield (row.region.name, row.stage.label, None, "", "", None, None, "")
            continue
        submitted = timezone.localtime(one.submitted_at).date() if one.submitted_at else None
        extended = "ja" if one.due != one.round.due else ""
        yield (row.region.name, row.stage.label, one.due, extended, row.reason, one.version, submitted, row.holding)

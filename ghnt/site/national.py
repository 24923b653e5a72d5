"""The national picture of one half year: every region with the state of its report, on the map and as a list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from ghnt.ui import charts
from ghnt.ui.svg import EDGE, INK, WHITE, Paint
from regions.rights import Rights
from reporting.models import ReportRound
from reporting.states import NATIONAL_STATES, ReportState
from reporting.who_has_what import RegionStanding, round_standings

PAINTS = {
    ReportState.NOT_STARTED: Paint(WHITE, INK, EDGE),
    ReportState.DRAFT: Paint("#def0f5"),
    ReportState.SUBMITTED: Paint("#17708d", WHITE),
    ReportState.OPENED: Paint("#0a4052", WHITE),
    ReportState.RETURNED: Paint("#c97c00"),
    ReportState.ACCEPTED: Paint("#1f7a5a", WHITE),
    ReportState.REOPENED: Paint("#fddca3"),
}


@dataclass(frozen=True)
class RegionRow:
    """A region's standing, with the address of what may be read of it."""

    standing: RegionStanding
    url: str


@dataclass(frozen=True)
class Legend:
    state: ReportState
    mark: SafeString
    count: int


@dataclass(frozen=True)
class NationalPicture:
    round: ReportRound
    earlier: ReportRound | None
    later: ReportRound | None
    sentence: str
    shown: tuple[RegionRow, ...]
    legend: tuple[Legend, ...]
    map: SafeString
    chosen: ReportState | None


def picture_of(round_: ReportRound, rights: Rights, *, on: date, chosen: ReportState | None = None) -> NationalPicture:
    """The regions that these rights follow; `chosen` limits the list, not the map."""
    standings = round_standings(rights, round_, on=on)
    rows = tuple(RegionRow(row, _url_of(row)) for row in standings.rows)
    rounds = ReportRound.objects.regular().filter(programme=round_.programme_id, opens__lte=on)
    counts = Counter(row.state for row in standings.rows)
    return NationalPicture(
        round=round_,
        earlier=rounds.filter(half_year__lt=round_.half_year).order_by("-half_year").first(),
        later=rounds.filter(half_year__gt=round_.half_year).order_by("half_year").first(),
        sentence=f"{standings.sentence}, {counts[ReportState.ACCEPTED]} geaccepteerd.",
        shown=tuple(row for row in rows if chosen in (None, row.standing.state)),
        legend=tuple(Legend(state, charts.legend_mark(PAINTS[state]), counts[state]) for state in NATIONAL_STATES),
        map=charts.tile_map(
            [_tile(row) for row in rows if row.standing.region.tile_row is not None], title=_in_words(counts)
        ),
        chosen=chosen,
    )


def _url_of(row: RegionStanding) -> str:
    """What was submitted, else the page of the region itself."""
    if row.version is None:
        return row.region.get_absolute_url()
    return reverse("reporting:version_detail", args=[row.region.slug, row.round.code, row.version])


def _tile(row: RegionRow) -> charts.Tile:
    region, state = row.standing.region, row.standing.state
    paint = PAINTS[state]
    return charts.Tile(
        region.short_code,
        region.name,
        region.tile_row or 0,
        region.tile_column or 0,
        paint.fill,
        paint.text_fill,
        state.label,
        row.url,
        paint.outline,
    )


def _in_words(counts: Counter[ReportState]) -> str:
    states = ", ".join(f"{counts[state]} {state.label.lower()}" for state in NATIONAL_STATES)
    return f"Rapportages van {counts.total()} regio’s: {states}."

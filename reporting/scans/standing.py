"""Who is where in a round of scans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from ghnt.documents.words import listed
from regions.models import Municipality
from reporting.models import FilledBy, Scan, ScanRound, Statement
from reporting.scans.states import ScanState, state_of

ANSWERED = Q(scores__score__isnull=False) | Q(scores__not_applicable=True)


@dataclass(frozen=True)
class WhoRow:
    """One municipality, or the region itself (None)."""

    municipality: Municipality | None
    name: str
    scan: Scan | None
    filled: int
    total: int
    state: ScanState
    is_late: bool
    url: str

    @property
    def words(self) -> str:
        """ "bezig, 7 van 24 stellingen" """
        if self.state == ScanState.BUSY:
            return f"{self.filled} van {self.total} stellingen"
        return ""


@dataclass(frozen=True)
class RoundStanding:
    rows: tuple[WhoRow, ...]

    def number(self, state: ScanState) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def late(self) -> tuple[WhoRow, ...]:
        return tuple(row for row in self.rows if row.is_late)

    @property
    def sentence(self) -> str:
        """ "Van 8 gemeenten: 5 klaar, 2 bezig en 1 niet begonnen." """
        if len(self.rows) == 1 and self.rows[0].municipality is None:
            row = self.rows[0]
            return f"De scan van de regio: {row.state.label.lower()}{', ' + row.words if row.words else ''}."
        total = "1 gemeente" if len(self.rows) == 1 else f"{len(self.rows)} gemeenten"
        counted = ((self.number(one), str(one.label).lower()) for one in (*reversed(ScanState),))
        return f"Van {total}: {listed(tuple(f'{number} {word}' for number, word in counted if number))}."


def members_of(round: ScanRound) -> list[Municipality]:
    """The municipalities that a round asks: those of the region when it opens."""
    if round.list.filled_by == FilledBy.REGION:
        return []
    return list(Municipality.objects.in_region(round.region, on=round.opens).order_by("name"))


def scan_url(round: ScanRound, municipality: Municipality | None, verb: str = "", *args: object) -> str:
    """The address of a page of one scan; without a verb its front page."""
    door, slug = ("municipal_scan", municipality.slug) if municipality else ("region_scan", round.region.slug)
    return reverse(f"reporting:{door}{'_' + verb if verb else ''}", args=[slug, round.pk, *args])


def who_is_where(round: ScanRound, *, on: date) -> RoundStanding:
    """A row for everyone the round asks. In three queries."""
    scans = {one.municipality_id: one for one in round.scans.annotate(filled=Count("scores", filter=ANSWERED))}
    total = Statement.objects.filter(theme__list=round.list_id).count()
    asked: Iterable[Municipality | None] = members_of(round)
    if round.list.filled_by == FilledBy.REGION:
        asked = [None]
    return RoundStanding(tuple(_row(round, one, scans.get(one.pk if one else None), total, on) for one in asked))


def _row(round: ScanRound, municipality: Municipality | None, scan: Scan | None, total: int, on: date) -> WhoRow:
    filled = scan.filled if scan else 0  # type: ignore[attr-defined]
    state = state_of(scan, filled)
    return WhoRow(
        municipality,
        municipality.name if municipality else f"Regio {round.region}",
        scan,
        filled,
        total,
        state,
        is_late=round.due <= on and state != ScanState.DONE and round.closed_at is None,
        url=scan_url(round, municipality),
    )

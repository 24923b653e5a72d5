"""The inbox of the national team: what waits to be read, the longest first, and how every region of a round stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ghnt.documents.workbook import Cell, Sheet
from regions.rights import Rights
from reporting.models import ReportRound
from reporting.states import Verb, may
from reporting.who_has_what import RegionStanding, RoundStandings, round_standings, to_read


@dataclass(frozen=True)
class InboxRow:
    """`holding` is in whose hands it is and for how long; `may_open` whether this reader may take it up now."""

    standing: RegionStanding
    holding: str
    may_open: bool


@dataclass(frozen=True)
class Inbox:
    """`waiting` is of any round, `shown` of the one chosen."""

    waiting: tuple[InboxRow, ...]
    standings: RoundStandings | None
    shown: tuple[InboxRow, ...]

    @property
    def result(self) -> str:
        total = len(self.standings.rows) if self.standings else 0
        return f"{len(self.shown)} van {total} regio’s"


def inbox_of(rights: Rights, round: ReportRound | None, chosen: Mapping[str, Any], *, on: date) -> Inbox:
    """`chosen` are the cleaned filters: state, region, own, late. Constant number of queries."""
    wanted = _filter(rights, chosen)
    standings = round_standings(rights, round, on=on) if round else None
    shown = standings.rows if standings else ()
    return Inbox(
        waiting=tuple(_row(one, rights, on) for one in to_read(rights, on=on) if wanted(one)),
        standings=standings,
        shown=tuple(
            _row(one, rights, on) for one in shown if wanted(one) and chosen.get("state") in (None, "", one.state)
        ),
    )


def _filter(rights: Rights, chosen: Mapping[str, Any]) -> Callable[[RegionStanding], bool]:
    region, own, late = (chosen.get(name) for name in ("region", "own", "late"))

    def wanted(one: RegionStanding) -> bool:
        if (region and one.region != region) or (late and not one.is_late):
            return False
        return not own or one.region.pk in rights.by_region

    return wanted


def _row(standing: RegionStanding, rights: Rights, on: date) -> InboxRow:
    holding = standing.holding.sentence(on) if standing.holding else ""
    return InboxRow(standing, holding, may(standing.state, Verb.OPEN, rights, standing.region))


def inbox_sheet(inbox: Inbox) -> Sheet:
    """The regions as they are shown."""
    columns = (
        ("Regio", 28),
        ("Uitvraag", 24),
        ("Rapportage", 18),
        ("Daarbij", 30),
        ("Versie", 10),
        ("Ingediend op", 16),
        ("Indienen vóór", 16),
        ("Bij wie", 40),
        ("Wacht op een reactie (dagen)", 18),
    )
    return Sheet("Rapportages", columns, (_cells(row) for row in inbox.shown))


def _cells(row: InboxRow) -> tuple[Cell, ...]:
    one = row.standing
    return (
        one.region.name,
        str(one.round),
        str(one.state.label),
        ", ".join(mark.label for mark in one.marks),
        one.version,
        one.submitted_at,
        one.due,
        row.holding,
        one.days_waiting,
    )

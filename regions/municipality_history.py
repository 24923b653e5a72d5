"""What became of a municipality: from and until when, out of and into what, where it belonged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regions.geography import RECORDS_BEGIN, UNKNOWN_START, placements
from regions.models import Municipality, MunicipalitySuccession, Region
from regions.models.geography import Membership


@dataclass(frozen=True)
class Period:
    """A membership with the day on which it stopped to hold; `start` is None when it held before our records."""

    kind: str
    membership: Membership
    start: date | None
    end: date | None

    @property
    def region(self) -> Region | None:
        target = self.membership.target  # type: ignore[attr-defined]
        return target if isinstance(target, Region) else None


@dataclass(frozen=True)
class Successor:
    municipality: Municipality
    region: Region | None


@dataclass(frozen=True)
class MunicipalityHistory:
    municipality: Municipality
    on: date
    exists: bool
    began: date | None  # None: before our records begin
    periods: list[Period]
    predecessions: list[MunicipalitySuccession]
    successions: list[MunicipalitySuccession]
    successors: list[Successor]  # where it went, once it has ended

    @property
    def region(self) -> Region | None:
        """The region it belongs to, or belonged to in the end."""
        regions = [
            period.region for period in self.periods if period.region and period.membership.valid_from <= self.on
        ]
        return regions[-1] if regions else None


def history_of(municipality: Municipality, *, on: date) -> MunicipalityHistory:
    """Everything the page of a municipality tells, as seen on the date."""
    successions = list(municipality.successions.select_related("predecessor", "successor"))
    successors = [succession.successor for succession in successions if succession.on <= on]
    placed = placements(successors, on=on)
    return MunicipalityHistory(
        municipality=municipality,
        on=on,
        exists=municipality.is_valid(on),
        began=municipality.valid_from if municipality.valid_from > RECORDS_BEGIN else None,
        periods=_all_periods(municipality),
        predecessions=list(municipality.predecessions.select_related("predecessor", "successor")),
        successions=successions,
        successors=[Successor(one, member.target if (member := placed[one.pk].region) else None) for one in successors],
    )


def _all_periods(municipality: Municipality) -> list[Period]:
    return [
        *_periods(municipality, "Regio", municipality.region_memberships.select_related("target")),
        *_periods(municipality, "Veilig Thuis-regio", municipality.area_memberships.select_related("target")),
        *_periods(
            municipality,
            "Centrumgemeente",
            municipality.centre_memberships.select_related("target__municipality"),
        ),
    ]


def _periods(municipality: Municipality, kind: str, memberships: Iterable[Membership]) -> list[Period]:
    """Each row holds until the next one begins, the last until the municipality ends."""
    rows = sorted(memberships, key=lambda row: row.valid_from)
    ends = [*(row.valid_from for row in rows[1:]), municipality.valid_to]
    return [Period(kind, row, _known_start(municipality, row), end) for row, end in zip(rows, ends, strict=False)]


def _known_start(municipality: Municipality, membership: Membership) -> date | None:
    began_then = municipality.valid_from == membership.valid_from > RECORDS_BEGIN
    return membership.valid_from if began_then or membership.valid_from > UNKNOWN_START else None

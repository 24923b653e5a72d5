"""What the country usually gives for a project leader, per centre municipality and year; amounts in euro."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.models import Grant, GrantSource
from regions.models import CentreMunicipality, Region

# Of 2022 it is the most: the amount itself was not fixed.
LEADER_AMOUNTS = {
    2018: Decimal(25_000),
    2019: Decimal(75_000),
    2020: Decimal(75_000),
    2021: Decimal(75_000),
    2022: Decimal(75_000),
}


@dataclass(frozen=True)
class Offer:
    """A grant for a project leader that the region did not write down yet."""

    centre: CentreMunicipality
    year: int
    amount: Decimal


def usual_amount(source: str, year: int | None) -> Decimal | None:
    """What a grant of this source usually is in the year; None: nothing is known of it."""
    return LEADER_AMOUNTS.get(year or 0) if source == GrantSource.LEADER else None


def is_above_usual(grant: Grant) -> bool:
    usual = usual_amount(grant.source, grant.year)
    return usual is not None and grant.amount is not None and grant.amount > usual


def centres_in(region: Region, year: int) -> list[CentreMunicipality]:
    """The centre municipalities that the region had on any day of the year."""
    began = CentreMunicipality.objects.filter(region=region, valid_from__lte=date(year, 12, 31))
    held = began.exclude(valid_to__lte=date(year, 1, 1))
    return list(held.select_related("municipality"))


def missing_leader_grants(region: Region, year: int, grants: list[Grant]) -> Iterator[Offer]:
    """Per centre municipality of the year, as long as none of this source is there. One query."""
    amount = LEADER_AMOUNTS.get(year)
    if amount is None:
        return
    told = {grant.centre_id for grant in grants if grant.source == GrantSource.LEADER and grant.year == year}
    for centre in centres_in(region, year):
        if centre.pk not in told:
            yield Offer(centre, year, amount)

"""Starting, changing, repeating and closing a round of scans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region
from reporting.models import ScanList, ScanRound
from reporting.scans.reading import lists_for
from reporting.scans.telling import tell_started

NO_LIST = "Kies een lijst met stellingen die uw regio mag gebruiken."


@dataclass(frozen=True)
class RoundValues:
    opens: date
    due: date
    reference_date: date
    repeat_on: date | None = None
    explanation: str = ""

    def put_into(self, round: ScanRound) -> None:
        for name, value in vars(self).items():
            setattr(round, name, value)


@transaction.atomic
def start_round(
    *, region: Region, scan_list: ScanList, values: RoundValues, by: User | None, previous: ScanRound | None = None
) -> ScanRound:
    """A new round; whoever fills in is told. The same one a second time gives the one that stands.

    Raises ValidationError, by field, for a list that is not the region's to use or dates that do not fit together.
    """
    locked = ScanList.objects.select_for_update().get(pk=scan_list.pk)
    if locked not in lists_for(region):
        raise ValidationError({"list": NO_LIST})
    same = ScanRound.objects.filter(region=region, list=locked, reference_date=values.reference_date).first()
    if same is not None and (same.opens, same.due) == (values.opens, values.due):
        return same
    round = ScanRound(region=region, list=locked, previous=previous)
    values.put_into(round)
    round.full_clean(exclude={"region", "list", "previous"})
    round.save()
    tell_started(round, by=by)
    return round


@transaction.atomic
def change_round(*, round: ScanRound, values: RoundValues, seen: int) -> ScanRound:
    """Other dates or another explanation; the list stays. Raises EditConflictError or ValidationError."""
    round.claim(seen)
    values.put_into(round)
    round.full_clean(exclude={"region", "list", "previous"})
    round.save()
    return round


@transaction.atomic
def repeat_round(*, round: ScanRound, by: User | None) -> ScanRound:
    """The next time, from today, as long as the time before and with the newest version of the list.

    Done twice it gives the round that was started. Raises ValidationError when the list is gone.
    """
    before = ScanRound.objects.select_for_update().get(pk=round.pk)
    if standing := before.repeats.first():
        return standing
    newest = [one for one in lists_for(before.region) if one.code == before.list.code]
    if not newest:
        raise ValidationError(NO_LIST)
    today = clock.today()
    values = RoundValues(
        opens=today,
        due=today + (before.due - before.opens),
        reference_date=today,
        repeat_on=year_later(today),
        explanation=before.explanation,
    )
    return start_round(region=before.region, scan_list=newest[0], values=values, by=by, previous=before)


@transaction.atomic
def close_round(*, round: ScanRound, closed: bool) -> None:
    """Nobody fills in a closed round; it can be opened again. Done twice it changes nothing."""
    stored = ScanRound.objects.select_for_update().get(pk=round.pk)
    if (stored.closed_at is not None) != closed:
        stored.closed_at = clock.now() if closed else None
        stored.version += 1
        stored.save()


def year_later(day: date) -> date:
    """The same day next year; of a leap day the day before."""
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)

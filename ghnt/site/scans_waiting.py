"""Scans in Mijn werk: to fill in, and to repeat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ghnt.site.tasks import Task
from regions.models import Municipality, RegionMembership
from regions.rights import Right, Rights
from reporting.models import FilledBy, Scan, ScanRound
from reporting.scans.standing import scan_url

SOON = timedelta(days=14)


def scans_to_fill(rights: Rights, *, on: date) -> Iterator[Task]:
    """For an officer those of the own municipality, for who writes a region's actions those of the region itself."""
    own = list(Municipality.objects.filter(pk__in=rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)))
    held = [key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)]
    if not own and not held:
        return
    members = RegionMembership.objects.current(on).filter(municipality__in=own) if own else ()
    placed = {one.municipality_id: one.target_id for one in members}
    asking = ScanRound.objects.open_on(on).filter(closed_at__isnull=True, repeats__isnull=True)
    rounds = list(asking.filter(region__in={*held, *placed.values()}).select_related("list", "region"))
    done: set[tuple[int, int | None]] = set(
        Scan.objects.filter(round__in=rounds, finished_at__isnull=False).values_list("round", "municipality")
    )
    for round in rounds:
        if round.list.filled_by == FilledBy.REGION and round.region_id in held and (round.pk, None) not in done:
            yield _task(round, None)
        for one in own if round.list.filled_by == FilledBy.MUNICIPALITY else ():
            if placed.get(one.pk) == round.region_id and (round.pk, one.pk) not in done:
                yield _task(round, one)


def scans_to_repeat(rights: Rights, *, on: date) -> Iterator[Task]:
    """For who writes a region's actions, from two weeks before; one query."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)]
    if not held:
        return
    coming = ScanRound.objects.filter(region__in=held, repeat_on__lte=on + SOON, repeats__isnull=True)
    for round in coming.select_related("list", "region"):
        yield Task(
            f"Scan herhalen: {round}",
            round.get_absolute_url(),
            f"Regio {round.region}; vergelijken kan pas na de herhaling",
            round.repeat_on,
        )


def _task(round: ScanRound, municipality: Municipality | None) -> Task:
    whose = str(municipality) if municipality else f"regio {round.region}"
    return Task(
        f"{round} invullen, {whose}", scan_url(round, municipality), f"Scan van regio {round.region}", round.due
    )

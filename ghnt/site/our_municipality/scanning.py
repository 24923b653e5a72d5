"""The scans of one municipality, for who reads inside its region."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F

from ghnt.documents.words import Word
from ghnt.site.our_municipality.content import OwnScan
from regions.models import Municipality, Region
from regions.rights import Right, Rights
from reporting.models import FilledBy, Scan, ScanRound, Statement
from reporting.scans.standing import ANSWERED
from reporting.scans.states import state_of

FEW = 3


def own_scans(municipality: Municipality, region: Region, rights: Rights, *, on: date) -> tuple[OwnScan, ...]:
    """The last three, the newest first. Three queries."""
    if not rights.may_for_municipality(Right.READ_INSIDE, municipality, region):
        return ()
    asked = ScanRound.objects.of(region).filter(list__filled_by=FilledBy.MUNICIPALITY, opens__lte=on)
    rounds = list(asked.select_related("list")[:FEW])
    mine = Scan.objects.filter(round__in=rounds, municipality=municipality)
    scans = {one.round_id: one for one in mine.annotate(filled=Count("scores", filter=ANSWERED))}
    totals = dict(
        Statement.objects.filter(theme__list__in=[one.list_id for one in rounds])
        .order_by()
        .values_list(F("theme__list"))
        .annotate(Count("pk"))
    )
    return tuple(_own(one, scans.get(one.pk), totals.get(one.list_id, 0)) for one in rounds)


def _own(round: ScanRound, scan: Scan | None, total: int) -> OwnScan:
    filled = scan.filled if scan else 0  # type: ignore[attr-defined]
    state = state_of(scan, filled)
    return OwnScan(
        pk=round.pk,
        name=str(round),
        state=Word(str(state.label), state.icon, state.tone),
        filled=f"{filled} van {total} stellingen",
        due=round.due.isoformat(),
    )

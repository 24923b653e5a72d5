"""What the chapter Scans of a report holds now, in words for the task list."""

from __future__ import annotations

from django.db.models import Count, Q

from regions.models import Region
from reporting.collecting.scans import rounds_in
from reporting.models import FilledBy, ImprovementPoint, ReportRound, Scan


def scans_progress(region: Region, round: ReportRound) -> str:
    """ "Zelfscan lokale teams 2021 (6 klaar), 5 verbeterpunten", "" when there is nothing to tell."""
    found = rounds_in(region, round.half_year)
    if not found:
        return ""
    done = Count("pk", filter=Q(finished_at__isnull=False))
    counted = dict(Scan.objects.filter(round__in=found).order_by().values_list("round").annotate(done=done))
    names = [f"{one} ({_done(one.list.filled_by, counted.get(one.pk, 0))})" for one in found]
    points = ImprovementPoint.objects.filter(scan__round__in=found).count()
    if points:
        names.append("1 verbeterpunt" if points == 1 else f"{points} verbeterpunten")
    return ", ".join(names)


def _done(filled_by: str, number: int) -> str:
    if filled_by == FilledBy.REGION:
        return "klaar" if number else "nog niet klaar"
    return f"{number} klaar"

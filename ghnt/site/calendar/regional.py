"""For who works for a region: reports, milestones, promises to councils."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from actions.models import ActionMilestone
from ghnt.site.calendar.ical import Entry
from ghnt.site.calendar.period import A_DAY, MOST, Period
from programmes.models import CouncilPromise, RegionalProgramme
from regions.models import Region
from regions.rights import Right, Rights
from reporting.due import Dues, dues_of
from reporting.models import ReportRound
from reporting.reading import knows_round


def reports(rights: Rights, period: Period) -> Iterator[Entry]:
    """Of the regions one holds a role for the last day to submit; the whole country once for who judges."""
    rounds = _rounds(period)
    if rights.may(Right.JUDGE_REPORT):
        for round_ in rounds:
            if not round_.is_own and period.due_days[0] <= round_.due <= period.due_days[1]:
                path = reverse("reporting:inbox")
                yield _report_entry(f"ronde-{round_.pk}", round_, round_.due, "van alle regio’s", path)
    held = [key for key in rights.by_region if rights.may(Right.READ_SUBMITTED_REPORT, key)]
    dues = dues_of(rounds) if held and rounds else Dues()
    for region, round_ in _running(held, rounds):
        due = dues.of(round_, region)
        if period.due_days[0] <= due <= period.due_days[1] and knows_round(rights, round_, region):
            path = reverse("reporting:report_detail", args=[region.slug, round_.code])
            yield _report_entry(f"rapportage-{round_.pk}-{region.pk}", round_, due, f"van {region}", path)


def _rounds(period: Period) -> list[ReportRound]:
    """The rounds of which a due date, of all or of one region, falls in the period."""
    due = Q(due__range=period.due_days) | Q(extensions__due__range=period.due_days)
    rounds = ReportRound.objects.filter(due).distinct().prefetch_related("invited")
    return list(rounds.order_by("-due")[:MOST])


def milestones(rights: Rights, period: Period) -> Iterator[Entry]:
    """For who writes the actions of a region: what is planned and not reached."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_ACTIONS, key)]
    if not held:
        return
    for one in ActionMilestone.objects.planned_until(period.last, regions=held).filter(due__gte=period.first)[:MOST]:
        region = one.action.programme.region
        title = f"Mijlpaal {one.action.code}: {one.title}"
        if one.due is not None:
            yield Entry(f"mijlpaal-{one.pk}", title, one.due, one.action.url_in(region.slug), words=f"Regio {region}.")


def promises(rights: Rights, period: Period) -> Iterator[Entry]:
    """For who answers for a region or a municipality: the last day of a promise to a council."""
    regions = [key for key in rights.by_region if rights.may(Right.WRITE_PROGRAMME, key)]
    own = Q(region__in=regions) | Q(municipality__in=rights.municipalities(Right.WRITE_MUNICIPAL_ROWS))
    due = CouncilPromise.objects.open().filter(own, due__range=period.days).select_related("municipality", "region")
    for one in due.order_by("due", "pk")[:MOST]:
        title = f"Toezegging beantwoorden: raad van {one.municipality}"
        path = reverse("programmes:promise_list", args=[one.region.slug])
        if one.due is not None:
            yield Entry(f"toezegging-{one.pk}", title, one.due, path, version=one.version)


def _running(held: list[int], rounds: list[ReportRound]) -> Iterator[tuple[Region, ReportRound]]:
    """The regions with the rounds of the national programme that they run; one query."""
    running = RegionalProgramme.objects.filter(region__in=held) if held and rounds else RegionalProgramme.objects.none()
    pairs = {(one.region, one.programme_id) for one in running.select_related("region")}
    for region, programme in sorted(pairs, key=lambda pair: (pair[0].name, pair[1])):
        asked = (round_ for round_ in rounds if round_.programme_id == programme and round_.asks(region))
        yield from ((region, round_) for round_ in asked)


def _report_entry(key: str, round_: ReportRound, due: date, whose: str, path: str) -> Entry:
    return Entry(key, f"Laatste dag rapportage {round_} {whose}", due - A_DAY, path)

"""The scans of a half year: by their day of reference, or finished in it. A constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from ghnt.periods import HalfYear
from regions.models import Municipality, Region
from reporting.content.scans import ScanFacts, ToldPoint, ToldScan, ToldTheme
from reporting.models import FilledBy, ImprovementPoint, ScanRound, Statement
from reporting.scans.improving import PointLine, point_lines
from reporting.scans.page import with_actions
from reporting.scans.results import FEWEST_OUTSIDE, Answer, answers_of, distribution

MOST_POINTS = 60


def rounds_in(region: Region, half_year: HalfYear) -> list[ScanRound]:
    """The rounds that the half year's report tells of, the oldest first."""
    start, end = half_year.span
    about = Q(reference_date__gte=half_year.start, reference_date__lte=half_year.end)
    finished = Q(scans__finished_at__gte=start, scans__finished_at__lt=end)
    found = ScanRound.objects.of(region).filter(about | finished).filter(opens__lte=half_year.end).distinct()
    return list(found.select_related("list", "previous__list").order_by("reference_date", "pk"))


def scans_of(region: Region, half_year: HalfYear) -> ScanFacts | None:
    """None when there was no scan in the half year. Of too few municipalities the points are left out as well."""
    rounds = rounds_in(region, half_year)
    if not rounds:
        return None
    before = [one.previous for one in rounds if one.previous is not None]
    answers = answers_of([*rounds, *before])
    statements = list(_statements(rounds))
    asked = Municipality.objects.in_region(region, on=half_year.end).count()
    scans = tuple(_scan(one, answers, statements, asked) for one in rounds)
    open_rounds = [one for one, told in zip(rounds, scans, strict=True) if not told.is_protected]
    points = ImprovementPoint.objects.filter(scan__round__in=open_rounds, scan__finished_at__isnull=False)
    points = with_actions(points).order_by("scan__round", "pk")
    return ScanFacts(
        scans=scans,
        points=tuple(_point(line) for line in point_lines(list(points[:MOST_POINTS]), half_year)),
    )


def _statements(rounds: Iterable[ScanRound]) -> Iterable[Statement]:
    found = Statement.objects.filter(theme__list__in=[one.list_id for one in rounds])
    return found.select_related("theme").order_by("theme__order", "theme", "order", "pk")


def _scan(round: ScanRound, answers: Sequence[Answer], statements: Sequence[Statement], asked: int) -> ToldScan:
    of_municipalities = round.list.filled_by == FilledBy.MUNICIPALITY
    fewest = FEWEST_OUTSIDE if of_municipalities else 1
    finished, previous = _finished(answers, round), _comparable(round)
    earlier = _finished(answers, previous) if previous else 0
    told_before = previous if previous and earlier >= fewest else None
    themes = _themes(round, told_before, answers, statements) if finished >= fewest else ()
    return ToldScan(
        name=round.list.name,
        kind=str(round.list.get_kind_display()),
        of_municipalities=of_municipalities,
        reference_date=round.reference_date.isoformat(),
        finished=finished,
        asked=max(asked, finished) if of_municipalities else 1,
        steps=round.list.steps,
        themes=themes,
        is_protected=0 < finished < fewest,
        previous_date=told_before.reference_date.isoformat() if told_before and themes else None,
        previous_finished=earlier if told_before and themes else 0,
    )


def _comparable(round: ScanRound) -> ScanRound | None:
    """The time before, if it was scored in the same words."""
    before = round.previous
    return before if before is not None and before.list.steps == round.list.steps else None


def _themes(
    round: ScanRound, previous: ScanRound | None, answers: Sequence[Answer], statements: Sequence[Statement]
) -> tuple[ToldTheme, ...]:
    length = len(round.list.steps)
    by_theme: dict[str, set[str]] = {}
    for one in statements:
        if one.theme.list_id == round.list_id:
            by_theme.setdefault(one.theme.title, set()).add(one.key)
    told = []
    for title, keys in by_theme.items():
        about = [one for one in answers if one.key in keys]
        now = distribution((one for one in about if one.round == round.pk), length)
        before = distribution((one for one in about if previous and one.round == previous.pk), length)
        told.append(ToldTheme(title, now.counts, now.not_applicable, before.counts if before.total else ()))
    return tuple(told)


def _finished(answers: Iterable[Answer], round: ScanRound) -> int:
    return len({one.municipality for one in answers if one.round == round.pk})


def _point(line: PointLine) -> ToldPoint:
    """No municipality is named: a local action is only said to be one."""
    point = line.point
    if line.is_open:
        taken_up = ""
    elif point.local_action_id:
        taken_up = "een lokale actie van een gemeente"
    elif point.is_municipal_row and point.action is not None:
        taken_up = f"de rij van een gemeente in actie {point.action.code} {point.action.title}"
    else:
        taken_up = line.taken_up_by
    year = point.scan.round.reference_date.year
    state = str(line.state.label) if line.state else ""
    return ToldPoint(f"{point.scan.round.list.name} {year}", point.text, taken_up, state)

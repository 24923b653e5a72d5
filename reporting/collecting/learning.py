"""What a report says of learning: only what all regions may read, as a submitted report is read by them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from actions.models import (
    CircleMeeting,
    CircleMeetingState,
    FrontRunner,
    FrontRunnerState,
    LearningCircle,
    Lesson,
    Research,
    Sharing,
)
from ghnt.periods import HalfYear
from programmes.models import BuildingBlock
from regions.models import Region
from reporting.content import AheadOn, CircleMet, LearningTold, LessonTold, ResearchTold
from reporting.models import ReportRound
from reporting.national import NationalWords


def learning_in(region: Region, half_year: HalfYear, words: NationalWords) -> LearningTold:
    """Seven queries, however much there is."""
    shared = _lessons(region, half_year)
    return LearningTold(
        lessons=tuple(_lesson(one, words) for one in shared.filter(sharing=Sharing.ALL).prefetch_related("blocks")),
        shared_in_circles=shared.filter(sharing=Sharing.CIRCLE).count(),
        circles=tuple(_circles(region, half_year).values_list("name", flat=True)),
        meetings=tuple(
            CircleMet(one.circle.name, one.subject, one.date.isoformat(), one.yields)
            for one in _meetings(region, half_year)
        ),
        ahead=tuple(_ahead(one, words) for one in _front_runners(region, half_year)),
        research=tuple(
            ResearchTold(
                one.title,
                one.get_kind_display(),
                one.done_by,
                one.until.isoformat() if one.until else None,
                one.results,
            )
            for one in _research(region, half_year)
        ),
    )


def learning_progress(region: Region, round: ReportRound) -> str:
    """ "2 leerpunten, 1 bijeenkomst"; "" when the chapter would say nothing."""
    half_year = round.half_year
    counts = (
        (_lessons(region, half_year).filter(sharing=Sharing.ALL).count(), "leerpunt", "leerpunten"),
        (_meetings(region, half_year).count(), "bijeenkomst", "bijeenkomsten"),
        (_front_runners(region, half_year).count(), "keer voorloper", "keer voorloper"),
        (_research(region, half_year).count(), "onderzoek", "onderzoeken"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def _lessons(region: Region, half_year: HalfYear) -> QuerySet[Lesson]:
    """Those of the half year that somebody outside the region may read."""
    begins, ends = half_year.span
    dated = Q(learned_on__range=(half_year.start, half_year.end))
    undated = Q(learned_on__isnull=True, created_at__gte=begins, created_at__lt=ends)
    return Lesson.objects.present().shared().filter(dated | undated, region=region).order_by("learned_on", "pk")


def _circles(region: Region, half_year: HalfYear) -> QuerySet[LearningCircle]:
    begun = Q(begins__isnull=True) | Q(begins__lte=half_year.end)
    running = Q(ends__isnull=True) | Q(ends__gte=half_year.start)
    return LearningCircle.objects.present().filter(begun, running, regions=region).order_by("name")


def _meetings(region: Region, half_year: HalfYear) -> QuerySet[CircleMeeting]:
    held = CircleMeeting.objects.filter(state=CircleMeetingState.HELD, circle__removed_at__isnull=True)
    found = held.filter(attended=region, date__range=(half_year.start, half_year.end))
    return found.select_related("circle").order_by("date", "pk")


def _front_runners(region: Region, half_year: HalfYear) -> QuerySet[FrontRunner]:
    found = FrontRunner.objects.filter(region=region, state=FrontRunnerState.CONFIRMED)
    return found.filter(decided_at__lt=half_year.span[1]).select_related("block").order_by("decided_at", "pk")


def _research(region: Region, half_year: HalfYear) -> QuerySet[Research]:
    """What ran in the half year."""
    begun = Q(start__isnull=True) | Q(start__lte=half_year.end)
    found = Research.objects.present().filter(begun, Q(regions=region) | Q(owner=region)).running(half_year.start)
    return found.distinct().order_by("until", "title", "pk")


def _lesson(lesson: Lesson, words: NationalWords) -> LessonTold:
    blocks = sorted(_name(one, words) for one in lesson.blocks.all())
    day = lesson.learned_on or timezone.localdate(lesson.created_at)
    return LessonTold(lesson.title, lesson.text, lesson.evidence, tuple(blocks), day.isoformat())


def _ahead(claim: FrontRunner, words: NationalWords) -> AheadOn:
    since = timezone.localdate(claim.decided_at).isoformat() if claim.decided_at else None
    return AheadOn(_name(claim.block, words), claim.text, since)


def _name(block: BuildingBlock, words: NationalWords) -> str:
    named = words.block(block)
    return f"{named.code} {named.title}".strip()

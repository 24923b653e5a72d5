"""What the page Leren of one region tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.learning import front_runners
from actions.learning.circles import told_circles
from actions.learning.front_runners import ClaimLine, claim_lines, visible_claims
from actions.learning.research import visible_research
from actions.models import RUNNING_CLAIMS, CircleMeeting, CircleMeetingState, LearningCircle, Lesson, Research
from programmes.catalogue import edition_in_force, titles
from regions.models import Region
from regions.rights import Right, Rights

FEW = 5


@dataclass(frozen=True)
class CircleLine:
    circle: LearningCircle
    regions: tuple[Region, ...]
    coming: CircleMeeting | None
    held: int

    @property
    def words(self) -> str:
        regions = len(self.regions)
        return f"{regions} {'regio' if regions == 1 else 'regio’s'}, {self.held} keer bijeengekomen"


@dataclass(frozen=True)
class RegionLearning:
    lessons: tuple[Lesson, ...]  # of the region, as far as the visitor may read them
    lesson_count: int
    shared_count: int  # by others with the visitor
    circles: tuple[CircleLine, ...]
    claims: tuple[ClaimLine, ...]
    research: tuple[Research, ...]
    may_write: bool
    may_offer: bool

    @property
    def sentence(self) -> str:
        own = "1 leerpunt" if self.lesson_count == 1 else f"{self.lesson_count} leerpunten"
        circles = "1 leerkring" if len(self.circles) == 1 else f"{len(self.circles)} leerkringen"
        return f"{own} van deze regio, {circles}. Anderen deelden {self.shared_count} leerpunten met u."


def region_learning(region: Region, rights: Rights, *, on: date) -> RegionLearning:
    """A constant number of queries."""
    visible = Lesson.objects.visible_to(rights)
    own = visible.filter(region=region)
    claims = visible_claims(rights).filter(region=region, state__in=RUNNING_CLAIMS)
    edition = edition_in_force(on=on)
    names = titles(edition).blocks if edition else {}
    research = visible_research(rights).running(on).filter(Q(regions=region) | Q(owner=region)).distinct()
    return RegionLearning(
        lessons=tuple(own.select_related("region")[:FEW]),
        lesson_count=own.count(),
        shared_count=visible.shared().exclude(region=region).count(),
        circles=circle_lines(told_circles(rights).filter(pk__in=region.circles.values("pk")), on=on),
        claims=claim_lines(claims, names, rights),
        research=tuple(research[:FEW]),
        may_write=rights.may(Right.WRITE_ACTIONS, region),
        may_offer=rights.may(front_runners.OFFERS, region),
    )


def circle_lines(circles, *, on: date) -> tuple[CircleLine, ...]:  # type: ignore[no-untyped-def] # of told_circles
    """The circles with the next meeting and how often they met; needs regions and meetings prefetched."""
    return tuple(_line(circle, on) for circle in circles)


def _line(circle: LearningCircle, on: date) -> CircleLine:
    meetings = list(circle.meetings.all())
    planned = (one for one in meetings if one.state == CircleMeetingState.PLANNED and one.date >= on)
    held = sum(one.state == CircleMeetingState.HELD for one in meetings)
    return CircleLine(circle, tuple(circle.regions.all()), next(planned, None), held)

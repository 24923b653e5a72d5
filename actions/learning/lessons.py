"""Lessons: who writes them, with whom they are shared, and what changed in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from actions.learning.telling import tell_shared
from actions.models import Action, CircleMeeting, LearningCircle, Lesson, Sharing
from actions.models.learning import LessonQuerySet
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import BuildingBlock
from regions.models import Region
from regions.rights import Right, Rights

_REACH = {Sharing.REGION: 0, Sharing.CIRCLE: 1, Sharing.ALL: 2}
_TOLD = ("title", "text", "evidence", "sharing", "learned_on")
SHOWN_HISTORY = 20


@dataclass(frozen=True)
class Links:
    blocks: Collection[BuildingBlock] = ()
    actions: Collection[Action] = ()


@dataclass(frozen=True)
class Share:
    """With whom: the circles count only when it is shared with circles."""

    sharing: Sharing = Sharing.REGION
    circles: Collection[LearningCircle] = ()


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to."""

    words: str = ""
    block: int | None = None
    sharing: str = ""
    region: int | None = None
    circle: int | None = None


def listed(rights: Rights, wanted: Wanted) -> LessonQuerySet:
    """The lessons somebody may read, newest first, with what a list shows of them."""
    found = Lesson.objects.visible_to(rights).select_related("region").prefetch_related("circles", "blocks")
    for word in wanted.words.split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(evidence__icontains=word))
    if wanted.block:
        found = found.filter(blocks=wanted.block)
    if wanted.sharing in Sharing.values:
        found = found.filter(sharing=wanted.sharing)
    if wanted.region:
        found = found.filter(region=wanted.region)
    if wanted.circle:
        found = found.filter(circles=wanted.circle, sharing=Sharing.CIRCLE)
    return found


def may_write(rights: Rights, region: Region | int | None) -> bool:
    """Whether somebody keeps the lessons of the region; without one those of the national team."""
    return rights.may(Right.WRITE_ACTIONS, region) if region else Right.WRITE_NATIONAL in rights.national


def circles_to_share_with(region: Region | None) -> QuerySet[LearningCircle]:
    """The circles that a region sits in; the national team may choose any."""
    circles = LearningCircle.objects.present()
    return circles.filter(regions=region) if region else circles


def audience_of(lesson: Lesson, circles: Collection[LearningCircle]) -> str:
    """For the line "Zichtbaar voor"."""
    own = "uw regio en haar gemeenten" if lesson.region_id else "alleen het landelijk team"
    if lesson.sharing == Sharing.ALL:
        return "alle regio’s en het landelijk team"
    if lesson.sharing == Sharing.CIRCLE and circles:
        names = ", ".join(str(circle) for circle in circles)
        whose = f"regio {lesson.region} en " if lesson.region_id else ""
        return f"{whose}de regio’s van {names}, en het landelijk team"
    return own


@transaction.atomic
def save_lesson(
    *, lesson: Lesson, links: Links, seen_version: int | None, by: User, share: Share | None = None
) -> Lesson:
    """Save a new lesson (None) with whom it is shared, or a changed one as it was seen.

    The same new one a second time gives the one that stands there. Raises EditConflictError, and ValidationError as
    `share_lesson` does.
    """
    if seen_version is None:
        User.objects.select_for_update().get(pk=by.pk)  # a second click waits for the first
        if standing := _same(lesson, by):
            return standing
        lesson.created_by, lesson.created_at = by, clock.now()
    else:
        lesson.claim(seen_version)
    lesson.changed_at = clock.now()
    lesson.save()
    lesson.blocks.set(links.blocks)
    lesson.actions.set(links.actions)
    if share is not None and share.sharing != Sharing.REGION:
        share_lesson(lesson=lesson, share=share, seen_version=lesson.version, by=by)
    return lesson


def _same(lesson: Lesson, by: User) -> Lesson | None:
    said = ("region", "title", "text", "evidence", "learned_on", "circle_meeting")
    same = Lesson.objects.present().filter(created_by=by, **{name: getattr(lesson, name) for name in said})
    return same.first()


@transaction.atomic
def share_lesson(*, lesson: Lesson, share: Share, seen_version: int, by: User) -> Lesson:
    """Share it with more or with fewer; the people of circles that are new to it are told.

    What was shared before may have been read: the page says so. Raises EditConflictError, and ValidationError for
    sharing with circles without any, or with one that the region does not sit in.
    """
    circles = list(share.circles) if share.sharing == Sharing.CIRCLE else []
    if share.sharing == Sharing.CIRCLE:
        _check_circles(lesson, circles)
    before = {circle.pk for circle in lesson.circles.all()} if lesson.sharing == Sharing.CIRCLE else set()
    was = Sharing(lesson.sharing)
    fresh = [circle for circle in circles if circle.pk not in before]
    lesson.claim(seen_version)
    lesson.sharing, lesson.changed_at = share.sharing, clock.now()
    if share.sharing == Sharing.REGION:
        lesson.shared_at = None
    elif _REACH[share.sharing] > _REACH[was] or fresh:
        lesson.shared_at = clock.now()
    lesson.save()
    lesson.circles.set(circles)
    if fresh and was != Sharing.ALL:
        tell_shared(lesson, fresh, by)
    return lesson


def _check_circles(lesson: Lesson, circles: Collection[LearningCircle]) -> None:
    if not circles:
        raise ValidationError({"circles": "Kies met welke leerkring u dit leerpunt deelt."})
    allowed = set(circles_to_share_with(lesson.region).values_list("pk", flat=True))
    if any(circle.pk not in allowed for circle in circles):
        raise ValidationError({"circles": "Uw regio zit niet in deze leerkring. Kies een andere."})


def is_narrower(lesson: Lesson, share: Share) -> bool:
    """Whether somebody who can read it now no longer could."""
    was = Sharing(lesson.sharing)
    if _REACH[share.sharing] != _REACH[was]:
        return _REACH[share.sharing] < _REACH[was]
    return was == Sharing.CIRCLE and bool(
        {circle.pk for circle in lesson.circles.all()} - {circle.pk for circle in share.circles}
    )


@dataclass(frozen=True)
class Changed:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    by: str
    changes: tuple[Changed, ...] = field(default=())  # none: it was written then


def history_of(lesson: Lesson) -> tuple[HistoryLine, ...]:
    """The newest changes first, as far as texts and sharing go; one query."""
    rows = list(lesson.history.select_related("history_user")[: SHOWN_HISTORY + 1])
    lines = []
    for place, row in enumerate(rows[:SHOWN_HISTORY]):
        earlier = rows[place + 1] if place + 1 < len(rows) else None
        changes = _changes(earlier, row) if earlier is not None else ()
        if changes or row.history_type == "+":
            lines.append(HistoryLine(row.history_date, str(row.history_user or ""), changes))
    return tuple(lines)


def _changes(earlier: Lesson, later: Lesson) -> tuple[Changed, ...]:
    found = []
    for name in _TOLD:
        before, after = getattr(earlier, name), getattr(later, name)
        if before != after:
            label = str(Lesson._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            found.append(Changed(label.capitalize(), _words(name, before), _words(name, after)))
    return tuple(found)


def _words(name: str, value: object) -> str:
    return str(Sharing(str(value)).label) if name == "sharing" else str(value or "")


def lessons_of_meeting(meeting: CircleMeeting, rights: Rights) -> LessonQuerySet:
    """The lessons that came of a meeting, as far as somebody may read them."""
    return Lesson.objects.visible_to(rights).filter(circle_meeting=meeting).select_related("region")

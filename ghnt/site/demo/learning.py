"""Circles over the whole country, what regions learned and shared, who is ahead, and research that follows pilots.

Made before the regions' reports are sealed, so that these tell of it; what hangs on actions is hung on afterwards.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

from actions.models import (
    Action,
    CircleMeeting,
    CircleMeetingState,
    FrontRunner,
    FrontRunnerState,
    LearningCircle,
    LearningVisit,
    Lesson,
    Research,
    Sharing,
)
from ghnt.accounts.models import User
from ghnt.site.demo.people import NATIONAL
from programmes.models import BuildingBlock
from regions.models import Region

Row = dict[str, Any]

BEGUN = date(2020, 1, 1)
FOR_WHOM = "projectleiders"
LAST_VISIT = date(2021, 6, 25)
EDITION = {"entries__edition__programme__slug": "ghnt", "entries__edition__code": "VGR4"}


def make_learning() -> None:
    """Once the regions are there, before their programmes."""
    told = _read()
    names = _Names()
    circles = {row["slug"]: _circle(row, names) for row in told["circles"]}
    meetings = {row["subject"]: _meeting(row, circles, names) for row in told["meetings"]}
    for row in told["lessons"]:
        _lesson(row, circles, meetings, names)
    by = User.objects.get(email=NATIONAL)
    FrontRunner.objects.bulk_create(_front_runner(row, names, by) for row in told["front_runners"])
    for row in told["research"]:
        _research(row, names)


def hang_learning_on_actions() -> None:
    """Once the actions are there; and the accounts saw Leren a few weeks ago."""
    told = _read()
    for row in told["lessons"]:
        if found := _actions([row["action"]] if "action" in row else (), row.get("region")):
            Lesson.objects.get(title=row["title"]).actions.set(found)
    for row in told["research"]:
        found = [one for slug in row["regions"] for one in _actions(row.get("actions", ()), slug)]
        Research.objects.get(title=row["title"]).actions.set(found)
    users = User.objects.filter(email__in=(f"{name}@demo.example" for name in ("projectleider", "landelijk")))
    LearningVisit.objects.bulk_create(LearningVisit(user=user, seen_at=_at(LAST_VISIT)) for user in users)


def _read() -> dict[str, list[Row]]:
    return tomllib.loads((Path(__file__).parent / "learning.toml").read_text(encoding="utf-8"))


class _Names:
    """Regions by slug and blocks by the code that the edition gives them."""

    def __init__(self) -> None:
        self.by_slug = {one.slug: one for one in Region.objects.all()}
        blocks = BuildingBlock.objects.filter(**EDITION).values_list("entries__code", "pk")
        self.by_code = {code: pk for code, pk in blocks if code}

    def regions(self, slugs: Iterable[str]) -> list[Region]:
        return [self.by_slug[slug] for slug in slugs if slug in self.by_slug]

    def blocks(self, codes: Iterable[str]) -> list[int]:
        return [self.by_code[code] for code in codes if code in self.by_code]


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 30)))


def _circle(row: Row, names: _Names) -> LearningCircle:
    circle = LearningCircle.objects.create(name=row["name"], slug=row["slug"], themes=row["themes"], begins=BEGUN)
    circle.regions.set(names.regions(row["regions"]))
    circle.blocks.set(names.blocks(row["blocks"]))
    return circle


def _meeting(row: Row, circles: dict[str, LearningCircle], names: _Names) -> CircleMeeting:
    held = CircleMeetingState.HELD if row.get("yields") else CircleMeetingState.PLANNED
    invited = row.get("invited_on", date.fromordinal(row["date"].toordinal() - 42))
    keys = ("subject", "date", "starts_at", "ends_at", "place", "invitation", "yields")
    meeting = CircleMeeting.objects.create(
        circle=circles[row["circle"]],
        for_whom=row.get("for_whom", FOR_WHOM),
        state=held,
        invited_at=_at(invited),
        **{key: row[key] for key in keys if key in row},
    )
    meeting.attended.set(names.regions(row.get("attended", ())))
    return meeting


def _lesson(row: Row, circles: dict[str, LearningCircle], meetings: dict[str, CircleMeeting], names: _Names) -> None:
    written = _at(row["learned_on"])
    lesson = Lesson.objects.create(
        region=names.by_slug[row["region"]] if "region" in row else None,
        title=row["title"],
        text=row["text"],
        evidence=row.get("evidence", ""),
        sharing=Sharing(row["sharing"]),
        learned_on=row["learned_on"],
        shared_at=_at(row["shared_on"]) if "shared_on" in row else None,
        created_at=written,
        changed_at=written,
        circle_meeting=meetings.get(row.get("meeting", "")),
    )
    lesson.blocks.set(names.blocks(row.get("blocks", ())))
    if "circle" in row:
        lesson.circles.set([circles[row["circle"]]])


def _front_runner(row: Row, names: _Names, by: User) -> FrontRunner:
    decided = row.get("decided_on")
    return FrontRunner(
        region=names.by_slug[row["region"]],
        block_id=names.by_code[row["block"]],
        text=row["text"],
        contact=row.get("contact", ""),
        state=FrontRunnerState(row["state"]),
        answer=row.get("answer", ""),
        offered_at=_at(row["offered_on"]),
        decided_at=_at(decided) if decided else None,
        decided_by=by if decided else None,
    )


def _research(row: Row, names: _Names) -> None:
    keys = ("title", "kind", "question", "done_by", "commissioned_by", "start", "until", "results", "link")
    research = Research.objects.create(
        owner=names.by_slug[row["owner"]] if "owner" in row else None,
        added_at=_at(row["added_on"]),
        **{key: row[key] for key in keys if key in row},
    )
    research.regions.set(names.regions(row["regions"]))
    research.blocks.set(names.blocks(row["blocks"]))


def _actions(titles: Iterable[str], region: str | None) -> list[Action]:
    wanted = list(titles)
    if not wanted:
        return []
    return list(Action.objects.present().own().filter(programme__region__slug=region, title__in=wanted))

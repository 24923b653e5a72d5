"""Fixes the decision lists of meetings that are over, with actiepunten, and leaves one half typed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from ghnt import clock
from ghnt.accounts.models import User
from programmes.decision_list.drafts import DraftValues, FollowUpWords, save_draft
from programmes.decision_list.fixing import record_decision_list
from programmes.decision_list.reading_back import read_back
from programmes.follow_ups import finish
from programmes.meetings import add_subject
from programmes.models import FollowUp, Meeting
from regions.models import Role, RoleAssignment

FILE = Path(__file__).parent / "decision_lists.toml"
Row = dict[str, Any]


def fix_decision_lists(slugs: Iterable[str]) -> None:
    """In each region: old lists are fixed, the newest of a body with actiepunten, and one is being typed."""
    data = tomllib.loads(FILE.read_text())
    for slug in slugs:
        leader = RoleAssignment.objects.get(region__slug=slug, role=Role.LEADER).user
        over = Meeting.objects.filter(body__region__slug=slug).past(clock.today())
        _fix_newest(over.filter(body__name=data[slug]["fixed"]), data, leader)
        if name := data[slug].get("typed"):
            _type_half(over.filter(body__name=name, items__step__conclusions__isnull=True), data, leader)
        _fix_older(over, leader)


def _fix_newest(meetings: Any, data: Row, by: User) -> None:
    meeting = meetings.first()
    with clock.standing_at(meeting.date):
        for row in data["subjects"]:
            item = add_subject(meeting=meeting, subject=row["subject"], note=row.get("note", ""))
            save_draft(meeting=meeting, item=item, seen=None, values=_values(row), by=by)
        asked = tuple(FollowUpWords(*row["follow_up"]) for row in data["general"])
        save_draft(meeting=meeting, item=None, seen=None, values=DraftValues(follow_ups=asked), by=by)
        record_decision_list(meeting=meeting, seen=read_back(meeting).seen, by=by)
    done = FollowUp.objects.filter(meeting=meeting).order_by("pk").first()
    if done:
        answer = "Alle namen zijn binnen, op één na."
        finish(follow_up=done, done_on=clock.today() - timedelta(days=4), answer=answer, seen=done.version)


def _type_half(meetings: Any, data: Row, by: User) -> None:
    meeting = meetings.first()
    for row in data["drafts"]:
        item = add_subject(meeting=meeting, subject=row["subject"], note=row.get("note", ""))
        save_draft(meeting=meeting, item=item, seen=None, values=_values(row), by=by)


def _fix_older(meetings: Any, by: User) -> None:
    """What was decided before this application kept decision lists counts as fixed the day after."""
    waiting = meetings.filter(items__step__conclusions__isnull=True, items__step__isnull=False)
    typed = meetings.filter(drafts__isnull=False)
    left = meetings.filter(recorded_at__isnull=True).exclude(pk__in=waiting.order_by().values("pk"))
    for meeting in left.exclude(pk__in=typed.order_by().values("pk")):
        meeting.recorded_at, meeting.recorded_by = _noon_after(meeting.date), by
        meeting.save()


def _noon_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time(12)))


def _values(row: Row) -> DraftValues:
    return DraftValues(text=row["text"], follow_ups=tuple(FollowUpWords(*words) for words in row.get("follow_ups", ())))

"""Besluitenlijst vastleggen: every concept becomes a conclusion, once, all or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from ghnt import clock
from ghnt.accounts.models import User
from programmes import conclusions
from programmes.decision_list.reading_back import ReadBack, ReadItem, read_back
from programmes.decision_list.states import Verb, refuse_unless
from programmes.meetings import clear_item, route_changed
from programmes.models import FollowUp, Meeting, MeetingState, SubjectConclusion
from programmes.review import open_bundle
from regions.models import Organisation

CHANGED = "Het concept is intussen veranderd. Lees de besluitenlijst opnieuw na en leg haar dan vast."
NOTHING = "U hebt nog bij geen enkel punt een uitkomst of conclusie ingevuld."


@dataclass(frozen=True)
class Recorded:
    """How much was fixed; `again` when the same person had done it before."""

    conclusions: int = 0
    subjects: int = 0
    follow_ups: int = 0
    left_open: int = 0
    again: bool = False


@transaction.atomic
def record_decision_list(*, meeting: Meeting, seen: str, by: User) -> Recorded:
    """Record what was read back, all or none; the meeting then is held and its list is fixed.

    Proposals without an outcome go off the agenda and wait for another date. `seen` is `ReadBack.seen` of what the
    user read. The same again by the same person changes nothing. Raises ValidationError when the stage does not allow
    it, something lacks, the concept changed meanwhile, or somebody else was first.
    """
    standing = Meeting.objects.select_for_update(of=("self",)).select_related("body", "recorded_by").get(pk=meeting.pk)
    if standing.is_recorded and standing.recorded_by_id == by.pk:
        return Recorded(again=True)
    refuse_unless(standing, Verb.RECORD)
    told = read_back(standing)
    _refuse_gaps(told, seen)
    recorded = Recorded(
        conclusions=_conclude(standing, told, by),
        subjects=_conclude_subjects(told, by),
        follow_ups=_ask(standing, (*told.items, told.general)),
        left_open=_leave_open(standing, told),
    )
    fixed = {"state": MeetingState.HELD, "recorded_at": clock.now(), "recorded_by": by, "version": F("version") + 1}
    Meeting.objects.filter(pk=meeting.pk).update(**fixed)
    standing.refresh_from_db()
    open_bundle(meeting=standing, by=by)
    return recorded


def _refuse_gaps(told: ReadBack, seen: str) -> None:
    if seen != told.seen:
        raise ValidationError(CHANGED, code="changed")
    if told.gaps:
        raise ValidationError([gap for _anchor, gap in told.gaps])
    if told.says_nothing:
        raise ValidationError(NOTHING)


def _conclude(meeting: Meeting, told: ReadBack, by: User) -> int:
    spoken = [read for read in told.items if read.is_step and read.says_something]
    for read in spoken:
        if read.item is None or read.item.step is None or read.outcome is None:
            continue
        conclusions.record(
            step=read.item.step,
            outcome=read.outcome,
            text=read.values.text,
            remarks=read.values.remarks,
            date=meeting.date,
            by=by,
            source=_source(read),
        )
    return len(spoken)


def _conclude_subjects(told: ReadBack, by: User) -> int:
    made = [
        SubjectConclusion(
            item=read.item, text=read.values.text, source=_source(read), by=by, by_name=str(by), at=clock.now()
        )
        for read in told.items
        if not read.is_step and read.values.text
    ]
    return len(SubjectConclusion.objects.bulk_create(made))


def _source(read: ReadItem) -> str:
    """What was pasted with tags, field by field; those of an actiepunt are no part of the conclusion."""
    return "\n\n".join(text for name, text in sorted(read.values.sources.items()) if not name.startswith("follow-up"))


def _ask(meeting: Meeting, told: Iterable[ReadItem]) -> int:
    """The actiepunten; who carries the name of an organisation of the region is that organisation."""
    known = {name.casefold(): pk for pk, name in _organisations(meeting)}
    number = 0
    for read in told:
        for asked in read.follow_ups:
            FollowUp.objects.create(
                meeting=meeting,
                item=read.item,
                text=asked.text,
                who=asked.who[:150],
                due=asked.due,
                organisation_id=known.get(asked.who.casefold()),
            )
            number += 1
    return number


def _organisations(meeting: Meeting) -> list[tuple[int, str]]:
    return list(Organisation.objects.filter(region=meeting.body.region_id).values_list("pk", "name"))


def _leave_open(meeting: Meeting, told: ReadBack) -> int:
    """Take what was not treated off the agenda, and every concept away: it stands in the list now."""
    meeting.drafts.filter(item__in=[read.item for read in told.items]).delete()
    meeting.drafts.filter(item__isnull=True).delete()
    for read in told.left_open:
        if read.item is not None and read.item.step is not None:
            clear_item(item=read.item)
            route_changed(read.item.step)
    return len(told.left_open)

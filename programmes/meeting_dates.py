"""When bodies meet: planning one meeting or a series, moving one, letting one not go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from ghnt import clock
from ghnt.ui.dates import long_date, parse_dutch_date
from programmes.meetings import remove_item
from programmes.models import Meeting, MeetingState, Proposal
from regions.models import Body, Region, RegionMembership

SAME_DAY = "Dit overleg heeft op die dag al een vergadering. Kies een andere datum."
MOST_AT_ONCE = 60


@transaction.atomic
def plan_meeting(*, meeting: Meeting) -> Meeting:
    """Save a new meeting. Raises ValidationError when its body meets on that day already, or has ended by then."""
    _refuse_ended(meeting.body, meeting.date)
    return _saved(meeting)


@transaction.atomic
def update_meeting(*, meeting: Meeting, seen: int) -> Meeting:
    """Save an edited meeting. Its steps take its date; when it is cancelled they wait for another one.

    Whoever has the route of such a proposal open for editing meanwhile is told, because its version goes up.

    Raises ValidationError when it has conclusions or, for another body, proposals; EditConflictError when it
    changed since version `seen`.
    """
    before = Meeting.objects.get(pk=meeting.pk)
    is_cancelled = meeting.state == MeetingState.CANCELLED
    moves = meeting.date != before.date
    if is_cancelled or moves or meeting.body_id != before.body_id:
        _refuse_concluded(before, is_cancelled=is_cancelled)
    if meeting.body_id != before.body_id and meeting.items.filter(step__isnull=False).exists():
        raise ValidationError("Er staan voorstellen op de agenda. Haal die eerst weg.", code="agenda")
    if moves:
        _refuse_ended(meeting.body, meeting.date)
    meeting.claim(seen)
    _saved(meeting)
    if is_cancelled:
        for item in meeting.items.filter(step__isnull=False).select_related("step__round"):
            remove_item(item=item)
    elif moves:
        _routes_changed(meeting)
    return meeting


def _saved(meeting: Meeting) -> Meeting:
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:  # a colleague planned the same day at the same moment
        raise ValidationError({"date": SAME_DAY}) from error
    return meeting


def _refuse_ended(body: Body, day: date) -> None:
    if body.ended_on and body.ended_on <= day:
        raise ValidationError(
            {"date": f"{body} is opgeheven op {long_date(body.ended_on)}. Kies een eerdere datum."}, code="ended"
        )


def _refuse_concluded(meeting: Meeting, *, is_cancelled: bool) -> None:
    has_conclusions = meeting.items.filter(step__conclusions__isnull=False).exists()
    if meeting.is_recorded or has_conclusions:
        raise ValidationError(
            "Bij deze vergadering zijn al conclusies vastgelegd. Laat het overleg en de datum staan.",
            code="concluded",
        )
    if is_cancelled and any(not draft.is_empty for draft in meeting.drafts.all()):
        raise ValidationError(
            "Bij deze vergadering staan al conclusies in concept. Maak die eerst leeg.", code="concept"
        )


def _routes_changed(meeting: Meeting) -> None:
    """Raise the version of every proposal on the agenda: a form of its route open elsewhere cannot undo this."""
    moved = Proposal.objects.filter(rounds__steps__meeting=meeting)
    Proposal.objects.filter(pk__in=moved.values("pk")).update(version=F("version") + 1)


@dataclass(frozen=True)
class Series:
    """Several meetings of one body; what they share."""

    body: Body
    days: tuple[date, ...]
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""


def days_in(text: str, *, body: Body) -> tuple[date, ...]:
    """The dates in a text with one on each line, in order of time.

    Raises ValidationError with a message for every line that is no date, comes twice, or on which the body
    meets already.
    """
    lines = [(number, line.strip(" \t,;.")) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    taken = set(Meeting.objects.filter(body=body).values_list("date", flat=True))
    found: list[date] = []
    refused: list[str] = []
    for number, line in lines:
        try:
            found.append(_day(line, found, taken, body))
        except ValidationError as error:
            refused.append(f"Regel {number}, ‘{line[:40]}’: {error.messages[0]}")
    if len(found) > MOST_AT_ONCE:
        refused.append(f"U kunt {MOST_AT_ONCE} vergaderingen in één keer plannen. Dit zijn er {len(found)}.")
    if refused:
        raise ValidationError(refused)
    return tuple(sorted(found))


def _day(line: str, found: Sequence[date], taken: set[date], body: Body) -> date:
    try:
        day = parse_dutch_date(line)
    except ValueError as error:
        raise ValidationError("dit is geen datum. Schrijf bijvoorbeeld 3 maart 2027.") from error
    if day in found:
        raise ValidationError("deze datum staat er twee keer. Haal er een weg.")
    if day in taken:
        raise ValidationError("dit overleg vergadert dan al. Haal de regel weg.")
    if body.ended_on and body.ended_on <= day:
        raise ValidationError(f"dit overleg is opgeheven op {long_date(body.ended_on)}. Haal de regel weg.")
    return day


@transaction.atomic
def plan_series(*, series: Series) -> list[Meeting]:
    """Plan all meetings of a series or none. One in the past counts as held. Raises ValidationError."""
    return [plan_meeting(meeting=_meeting(series, day)) for day in series.days]


def _meeting(series: Series, day: date) -> Meeting:
    return Meeting(
        body=series.body,
        date=day,
        starts_at=series.starts_at,
        ends_at=series.ends_at,
        place=series.place,
        state=MeetingState.HELD if day < clock.today() else MeetingState.PLANNED,
    )


def region_of(body: Body) -> Region | None:
    """The region whose page a body stands on: its own, or that of its municipality today; a national one has none."""
    if body.region_id or not body.municipality_id:
        return body.region
    members = RegionMembership.objects.current(clock.today()).filter(municipality=body.municipality_id)
    return Region.objects.filter(pk__in=members.values("target")).first()

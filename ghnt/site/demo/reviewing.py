"""Lets municipalities review conclusions: one bundle half done, one past its date, one ter kennisneming."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from ghnt import clock
from ghnt.accounts.models import User
from programmes import conclusions
from programmes.meetings import put_on_agenda
from programmes.models import (
    ConclusionReview,
    Meeting,
    MeetingState,
    Outcome,
    Proposal,
    ProposedDecision,
    Purpose,
    RegionalProgramme,
    ReviewAddressee,
    ReviewAnswer,
    ReviewBundle,
    Round,
    RouteStep,
    Verdict,
)
from programmes.review import answer, ask_reaction, open_bundle
from regions.models import Body, BodyKind, Region, Role, RoleAssignment

FILE = Path(__file__).parent / "reviewing.toml"
DEMO_MUNICIPALITY = "hilversum"  # its officer signs in, and finds something to do
Row = dict[str, Any]


def review_conclusions(slugs: Sequence[str]) -> None:
    """In each region, after the roles are given: whoever signs in has been told."""
    data = tomllib.loads(FILE.read_text())
    for region in Region.objects.filter(slug__in=slugs):
        leader = RoleAssignment.objects.filter(region=region, role=Role.LEADER).select_related("user").earliest("pk")
        _half_done(region, data, leader.user)
        older = Meeting.objects.filter(
            body__region=region, steps__conclusions__isnull=False, review_bundle__isnull=True
        ).order_by("-date")
        past, informed = older.filter(date__lt=data["held_on"] - timedelta(days=30)).distinct()[:2]
        _past(past, data, leader.user)
        _informed(informed, leader.user)


def _half_done(region: Region, data: Row, by: User) -> None:
    held_on = data["held_on"]
    with clock.standing_at(held_on):
        meeting = _hold(region, data, by)
    with clock.standing_at(held_on + timedelta(days=1)):
        bundle = _opened(meeting, by)
        _ask(bundle, data["react_by"], data["note"])
        _say(bundle, _half(bundle), {1: data["not_right"]})


def _past(meeting: Meeting, data: Row, by: User) -> None:
    with clock.standing_at(meeting.date + timedelta(days=1)):
        bundle = _opened(meeting, by)
        _ask(bundle, meeting.date + timedelta(days=15), "")
        rows = list(ReviewAddressee.objects.filter(item__bundle=bundle).order_by("item", "municipality__name"))
        _say(bundle, rows[2:], {0: data["not_right_before"]})
    with clock.standing_at(meeting.date + timedelta(days=8)):
        review = ConclusionReview.objects.filter(item__bundle=bundle).unanswered().get()
        answer(review=review, kind=ReviewAnswer.KEPT, text=data["kept"], seen=review.version, by=by)


def _informed(meeting: Meeting, by: User) -> None:
    with clock.standing_at(meeting.date + timedelta(days=1)):
        bundle = _opened(meeting, by)
        rows = ReviewAddressee.objects.filter(item__bundle=bundle).exclude(municipality__slug=DEMO_MUNICIPALITY)
        _say(bundle, list(rows.order_by("municipality__name")[:2]), {}, Verdict.READ)


def _hold(region: Region, data: Row, by: User) -> Meeting:
    body = Body.objects.filter(region=region, kind=BodyKind.PORTFOLIO_HOLDERS).earliest("order", "pk")
    meeting = Meeting.objects.create(body=body, date=data["held_on"], state=MeetingState.HELD)
    for row in data["proposals"]:
        _conclude(region, meeting, row, by)
    meeting.recorded_at, meeting.recorded_by = _noon(meeting.date), by
    meeting.save()
    return meeting


def _conclude(region: Region, meeting: Meeting, row: Row, by: User) -> None:
    proposal = Proposal.objects.create(
        region=region,
        programme=RegionalProgramme.objects.filter(region=region).earliest("pk"),
        subject=row["subject"],
        explanation=row["explanation"],
        date=meeting.date - timedelta(days=14),
    )
    for number, text in enumerate(row["decisions"], start=1):
        ProposedDecision.objects.create(proposal=proposal, number=number, text=text)
    round_ = Round.objects.create(proposal=proposal, number=1)
    purpose = Purpose.objects.get(code="decide")
    step = RouteStep.objects.create(round=round_, position=1, body=meeting.body, purpose=purpose)
    put_on_agenda(meeting=meeting, step=step)
    outcome = Outcome.objects.get(code=row["outcome"])
    told = {"text": row["text"], "remarks": row.get("remarks", ()), "date": meeting.date}
    conclusions.record(step=step, outcome=outcome, by=by, **told)


def _opened(meeting: Meeting, by: User) -> ReviewBundle:
    bundle = open_bundle(meeting=meeting, by=by)
    if bundle is None:
        raise LookupError(f"nobody to review {meeting}")
    return bundle


def _ask(bundle: ReviewBundle, react_by: date, note: str) -> None:
    ask_reaction(bundle=bundle, items=list(bundle.items.all()), react_by=react_by, note=note, seen=bundle.version)


def _half(bundle: ReviewBundle) -> list[ReviewAddressee]:
    """Every other municipality, all conclusions; of the demo officer's the first two."""
    rows = ReviewAddressee.objects.filter(item__bundle=bundle).select_related("municipality")
    rows = rows.order_by("municipality__name", "item")
    names = list(dict.fromkeys(row.municipality.name for row in rows))
    own = [row for row in rows if row.municipality.slug == DEMO_MUNICIPALITY]
    others = [row for row in rows if row not in own and names.index(row.municipality.name) % 2 == 0]
    return [*others, *own[:2]]


def _say(
    bundle: ReviewBundle, rows: Sequence[ReviewAddressee], not_right: dict[int, str], verdict: Verdict = Verdict.RIGHT
) -> None:
    """A verdict of each, gelezen for every third; `not_right` gives a text by place."""
    reviews = []
    for place, row in enumerate(rows):
        said = Verdict.NOT_RIGHT if place in not_right else Verdict.READ if place % 3 == 2 else verdict
        reviews.append(
            ConclusionReview(
                item_id=row.item_id,
                municipality_id=row.municipality_id,
                conclusion_id=row.item.conclusion_id,
                verdict=said,
                text=not_right.get(place, ""),
                by_name=f"Beleidsmedewerker {row.municipality}",
                at=_noon(clock.today()),
            )
        )
    bulk_create_with_history(reviews, ConclusionReview)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))

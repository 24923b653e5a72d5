"""Which municipalities a conclusion concerns, and who of them is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ghnt.accounts.models import User
from programmes.models import Proposal, ReviewAddressee
from regions.models import Body, Municipality, Role, RoleAssignment, Seat
from regions.rights import counting_on
from regions.successors import speakers_for


def concerned(body: Body, proposal: Proposal, *, on: date) -> list[Municipality]:
    """The municipalities that a conclusion of the body goes to: those of the region on the date, or the body's own.

    Of a proposal with "Verspreiden: nee" only those that sit in a treating body.
    """
    if body.municipality_id:
        found = Municipality.objects.filter(pk=body.municipality_id)
    else:
        found = Municipality.objects.in_region(proposal.region, on=on)
    if not proposal.may_distribute:
        seats = Seat.objects.filter(body__steps__round__proposal=proposal)
        found = found.filter(pk__in=seats.values("organisation__municipality"))
    return list(found)


def still_readable(addressees: QuerySet[ReviewAddressee]) -> QuerySet[ReviewAddressee]:
    """Without what lies in the bin, and what became "Verspreiden: nee" for a municipality that does not treat it."""
    proposal = "item__conclusion__step__round__proposal"
    seat = Seat.objects.filter(
        body__steps__round__proposal=OuterRef(proposal), organisation__municipality=OuterRef("municipality")
    )
    rows = addressees.filter(**{f"{proposal}__removed_at__isnull": True})
    return rows.filter(Q(**{f"{proposal}__may_distribute": True}) | Exists(seat))


def officers_of(municipalities: Iterable[int], *, on: date) -> dict[int, list[tuple[Municipality, User]]]:
    """For each municipality its active officers on the date, or its successor's, with the one they speak for now."""
    speakers = speakers_for(municipalities, on=on)
    held = RoleAssignment.objects.filter(
        role=Role.MUNICIPAL, municipality__in=set().union(*speakers.values()), user__is_active=True
    )
    rows = counting_on(held.valid(on), on).select_related("user", "municipality").order_by("user__name", "pk")
    return {
        key: [(row.municipality, row.user) for row in rows if row.municipality_id in found]
        for key, found in speakers.items()
    }

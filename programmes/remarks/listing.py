"""The remarks of a region's bodies as a list: which ones, narrowed, in what order, and how many wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from programmes.models import Conclusion, Proposal, Remark, RemarkState
from regions.models import Body, Region
from regions.rights import Rights

FOLLOWED = (
    "conclusion__replaced_by",
    "follow_up__node__programme__region",
    "follow_up__proposal_version__proposal__region",
    "follow_up__programme_version__programme__region",
)


@dataclass(frozen=True)
class RemarkQuery:
    """What a reader asks for; empty is everything."""

    state: str = ""
    body: Body | None = None
    proposal: Proposal | None = None
    who: str = ""
    is_late: bool = False


def read_remarks(rights: Rights, region: Region | None = None) -> QuerySet[Remark]:
    """The remarks of conclusions that stand, of proposals that may be read; with `standing`: a code of RemarkState."""
    proposals = Proposal.objects.visible_to(rights, region)
    rows = Remark.objects.filter(
        conclusion__in=Conclusion.objects.current().values("pk"),
        conclusion__step__round__proposal__in=proposals.values("pk"),
    )
    return rows.annotate(standing=Coalesce("follow_up__state", Value(RemarkState.OPEN.value), output_field=CharField()))


def open_remarks(rights: Rights, region: Region | None = None) -> QuerySet[Remark]:
    return read_remarks(rights, region).filter(Q(standing=RemarkState.OPEN))


def narrowed(rows: QuerySet[Remark], asked: RemarkQuery, *, on: date) -> QuerySet[Remark]:
    """Those that were asked for; late is open after its day."""
    wanted = Q()
    if asked.state:
        wanted &= Q(standing=asked.state)
    if asked.body:
        wanted &= Q(conclusion__step__body=asked.body)
    if asked.proposal:
        wanted &= Q(conclusion__step__round__proposal=asked.proposal)
    if asked.who:
        wanted &= Q(follow_up__who__icontains=asked.who)
    if asked.is_late:
        wanted &= Q(standing=RemarkState.OPEN, follow_up__due__lt=on)
    return rows.filter(wanted)


def in_order(rows: QuerySet[Remark]) -> QuerySet[Remark]:
    """Open ones first, the soonest day on top, then the newest conclusions; with all that telling of them needs."""
    is_done = Case(When(standing=RemarkState.OPEN, then=Value(0)), default=Value(1))
    found = rows.annotate(is_done=is_done).select_related(
        "conclusion__step__round__proposal__region", "conclusion__outcome", *FOLLOWED
    )
    return found.order_by(
        "is_done",
        Case(When(standing=RemarkState.OPEN, then=F("follow_up__due"))).asc(nulls_last=True),
        "-conclusion__date",
        "conclusion__pk",
        "number",
    )

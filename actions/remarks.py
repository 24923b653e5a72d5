"""Remarks of bodies that an action answers: which may be linked, and which a reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from actions.models import Action
from programmes.models import Conclusion, Remark
from regions.models import Region
from regions.rights import Rights

MOST_OFFERED = 200


@dataclass(frozen=True)
class LinkedRemark:
    """A remark with the conclusion that it came with, and where that stands."""

    text: str
    body: str
    date: date
    outcome: str
    conclusion: str
    subject: str
    url: str


def offered_remarks(region: Region, rights: Rights, *, chosen: list[int]) -> QuerySet[Remark]:
    """The region's latest remarks that the viewer may read, and the chosen ones among those of the viewer."""
    visible = _visible(rights).filter(conclusion__step__round__proposal__region=region)
    current = visible.filter(conclusion__in=Conclusion.objects.current().values("pk"))
    latest = list(current.order_by("-conclusion__date", "-pk").values_list("pk", flat=True)[:MOST_OFFERED])
    kept = visible.filter(Q(pk__in=latest) | Q(pk__in=chosen))
    return kept.select_related("conclusion__step__round__proposal").order_by("-conclusion__date", "-pk")


def linked_remarks(action: Action, rights: Rights) -> tuple[LinkedRemark, ...]:
    """The remarks of an action, without those of proposals that the viewer may not read."""
    related = "conclusion__outcome", "conclusion__step__round__proposal__region"
    found = _visible(rights).filter(actions=action).select_related(*related)
    return tuple(_linked(remark) for remark in found.order_by("conclusion__date", "number", "pk"))


def _visible(rights: Rights) -> QuerySet[Remark]:
    return Remark.objects.filter(conclusion__in=Conclusion.objects.visible_to(rights).values("pk"))


def _linked(remark: Remark) -> LinkedRemark:
    conclusion = remark.conclusion
    proposal = conclusion.step.round.proposal
    return LinkedRemark(
        text=remark.text,
        body=conclusion.body_name,
        date=conclusion.date,
        outcome=str(conclusion.outcome),
        conclusion=conclusion.text,
        subject=proposal.subject,
        url=proposal.get_absolute_url(),
    )

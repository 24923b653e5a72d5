"""What the told regions did with the remarks of their bodies: some of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle

from actions.models import Action
from actions.remark_actions import choose_actions
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import Conclusion, OutlineNode, Remark, RemarkState
from programmes.remarks import Following, follow_up
from regions.models import Region, Role, RoleAssignment

DECLINED = "Dit hoort bij het landelijke programma. Wij geven het door aan het landelijk team."
TAKEN = "De tekst is hierop aangevuld."
WHO = ("Programmamanager", "Beleidsmedewerker centrumgemeente", "Veilig Thuis")


def follow_up_remarks(slugs: Sequence[str]) -> None:
    """A week before today, in each region: processed in a part, by an action, declined, late, in hand, untouched."""
    for region in Region.objects.filter(slug__in=slugs):
        leader = RoleAssignment.objects.filter(region=region, role=Role.LEADER).select_related("user").earliest("pk")
        with clock.standing_at(clock.today() - timedelta(days=7)):
            _follow_up(region, leader.user)


def _follow_up(region: Region, by: User) -> None:
    current = Conclusion.objects.current().filter(step__round__proposal__region=region)
    remarks = Remark.objects.filter(conclusion__in=current).order_by("conclusion__date", "pk")
    for remark, values in zip(remarks.select_related("conclusion__step__round__proposal"), _said(region), strict=False):
        if values is None:
            continue
        if values.state == RemarkState.PROCESSED and values.node is None:
            action = Action.objects.own().present().filter(programme__region=region).order_by("pk").first()
            choose_actions(remark=remark, actions=[action.pk] if action else [], by=by)
        follow_up(remark=remark, seen_version=0, values=values, by=by)


def _said(region: Region) -> Iterator[Following | None]:
    nodes = cycle(OutlineNode.objects.filter(programme__region=region, parent__isnull=False).order_by("position")[:4])
    for place in cycle(range(6)):
        yield (
            Following(RemarkState.PROCESSED, TAKEN, node=next(nodes)),
            Following(RemarkState.OPEN, who=WHO[0], due=date(2021, 9, 1)),
            Following(RemarkState.NOT_TAKEN, DECLINED),
            Following(RemarkState.OPEN, "Wacht op cijfers.", WHO[2], date(2021, 7, 8)),
            Following(RemarkState.PROCESSED, "Uitgewerkt in een actie."),
            None,
        )[place]

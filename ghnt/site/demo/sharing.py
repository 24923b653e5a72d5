"""What regions do together: actions they share or offer, and a trekker who was asked how things go."""

from __future__ import annotations

from datetime import date

from actions import asking, sharing
from actions.models import Action, ActionOffer, Phase, PullerRequest
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from programmes.models import OutlineNode
from regions.models import Region

# (region that leads, title, region that joins, whether it accepted)
SHARED = (
    ("zuidoost-brabant", "Team voor ernstig en langdurig geweld", "brabant-noordoost", True),
    ("groningen", "Team MDA++ Groningen", "drenthe", True),
    ("zuidoost-brabant", "Werkgevers maken geweld bespreekbaar", "gooi-en-vechtstreek", False),
    ("utrecht", "", "gooi-en-vechtstreek", True),
)
OFFERED_ON = date(2021, 7, 6)
ASKED = ("gooi-en-vechtstreek", "Veilig Thuis Gooi en Vechtstreek", HalfYear(2021, 1))


def share_actions() -> None:
    """Once all regions are there: each offer with its answer, or still waiting."""
    with clock.standing_at(OFFERED_ON):
        for leading, title, joining, is_accepted in SHARED:
            actions = Action.objects.own().present().filter(programme__region__slug=leading)
            action = (actions.filter(title=title) if title else actions).select_related("programme").first()
            if action is not None:
                _share(action, Region.objects.get(slug=joining), is_accepted=is_accepted)


def _share(action: Action, region: Region, *, is_accepted: bool) -> None:
    leader = _leader_of(action.programme.region)
    sharing.offer_action(action=action, regions=[region], by=leader)
    if is_accepted:
        node = OutlineNode.objects.filter(programme__region=region, parent__isnull=False).order_by("position").first()
        offer = ActionOffer.objects.get(action=action, region=region)
        if node is not None:
            sharing.accept_offer(offer=offer, node=node, by=_leader_of(region))


def ask_trekker() -> None:
    """One question to a trekker, with one answer that the leader has still to look at."""
    slug, name, half_year = ASKED
    with clock.standing_at(OFFERED_ON):
        found = Action.objects.own().present().filter(programme__region__slug=slug, puller__name=name)
        actions = list(found.select_related("programme__region", "puller")[:3])
        leader = _leader_of(actions[0].programme.region)
        request, _secret = asking.ask_puller(
            request=PullerRequest(
                programme=actions[0].programme,
                half_year=half_year,
                puller=actions[0].puller,
                message="Hoe staan deze acties ervoor? Een paar zinnen is genoeg.",
                valid_to=date(2021, 7, 23),
            ),
            actions=actions,
            nonce="demo",
            by=leader,
        )
        words = asking.Said(Phase.IN_PROGRESS, "Twee nieuwe medewerkers beginnen na de zomer. Daarna kan het sneller.")
        asking.save_answers(request=request, said={actions[0].pk: words})


def _leader_of(region: Region) -> User:
    """Whoever keeps the region's programme."""
    return User.objects.get(pk=Action.objects.filter(programme__region=region).values_list("changed_by")[0][0])

"""Sharing an action with other regions: offering, accepting, declining, stopping; who leads and who joins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from actions import carrying
from actions.models import Action, ActionOffer, OfferOutcome
from actions.planning import next_number
from actions.telling import tell_offered
from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import OutlineNode
from regions.models import Region
from regions.rights import Right, Rights

ANSWERED = "Dit aanbod is al beantwoord of ingetrokken. Kijk op de pagina hoe het nu is."


@dataclass(frozen=True)
class SharingRegion:
    """A region that leads or joins; the address of its page of the action only for who may read it."""

    name: str
    url: str
    state: str = ""
    offer: ActionOffer | None = None  # to withdraw or to stop, for who leads


@dataclass(frozen=True)
class Sharing:
    """Who leads an action, if that is another region, and who else takes part in it."""

    leader: SharingRegion | None
    joining: tuple[SharingRegion, ...]

    @property
    def is_shared(self) -> bool:
        return self.leader is not None or bool(self.joining)

    @property
    def label(self) -> str:
        return f"Gedeelde actie, geleid door regio {self.leader.name}" if self.leader else ""


def sharing_of(action: Action, rights: Rights) -> Sharing:
    """Who shares the action, as far as the viewer is concerned; at most three queries."""
    original = action
    if action.shared_from_id is not None:
        found = Action.objects.select_related("programme__region")
        original = found.get(pk=action.shared_from_id)
    mirrors = original.shares.present().filter(archived_at__isnull=True).exclude(pk=action.pk)
    joining = [_region_of(one, rights) for one in mirrors.select_related("programme__region")]
    leader = _region_of(original, rights) if original is not action else None
    return Sharing(leader, tuple(joining))


def offers_of(action: Action, rights: Rights) -> tuple[SharingRegion, ...]:
    """Every offer of an action with its answer, newest first."""
    offers = action.offers.select_related("region", "answered_by")
    return tuple(
        SharingRegion(offer.region.name, "", offer.get_outcome_display() or "Nog geen antwoord", offer)
        for offer in offers
    )


def may_be_offered_to(action: Action) -> QuerySet[Region]:
    """The regions that do not take part and have no open offer."""
    taken = Action.objects.present().filter(shared_from=action, archived_at__isnull=True)
    asked = action.offers.filter(outcome="").values("region")
    others = Region.objects.exclude(pk=action.programme.region_id).exclude(pk__in=asked)
    return others.exclude(pk__in=taken.values("programme__region"))


@transaction.atomic
def offer_action(*, action: Action, regions: Iterable[Region], by: User) -> int:
    """Offer an action to other regions. Returns how many; one with an open offer is passed over.

    Raises ValidationError for an action that another region leads, or that is in the archive.
    """
    stored = Action.objects.select_for_update().get(pk=action.pk)
    if stored.is_shared_here or stored.is_archived or stored.is_removed:
        raise ValidationError("Alleen een eigen actie, die niet in het archief staat, kunt u delen.")
    allowed = set(may_be_offered_to(stored).values_list("pk", flat=True))
    offers = [ActionOffer(action=stored, region=one, offered_by=by) for one in regions if one.pk in allowed]
    for offer in ActionOffer.objects.bulk_create(offers):
        tell_offered(offer)
    return len(offers)


def offers_for(region: Region) -> QuerySet[ActionOffer]:
    """What waits for the region's answer."""
    return waiting_offers([region.pk])


def waiting_offers(regions: Iterable[int]) -> QuerySet[ActionOffer]:
    """The offers that wait for an answer of some regions, of actions that still run."""
    offers = ActionOffer.objects.filter(region__in=regions, outcome="")
    running = offers.filter(action__removed_at__isnull=True, action__archived_at__isnull=True)
    return running.select_related("region", "action__programme__region", "action__puller")


@transaction.atomic
def accept_offer(*, offer: ActionOffer, node: OutlineNode, by: User) -> Action:
    """Take the action into the region's own programme, under a node and a number of its own.

    Raises ValidationError when the offer no longer waits, the node is not the region's, or the action is there already.
    """
    if node.programme.region_id != offer.region_id or node.is_removed:
        raise ValidationError("Kies een onderdeel van uw eigen programma.")
    stored = _answer(offer, OfferOutcome.ACCEPTED, by)
    original = stored.action
    same = Action.objects.present().filter(shared_from=original, programme=node.programme_id)
    mirror = same.first() or Action(programme=node.programme, shared_from=original)
    mirror.node, mirror.number, mirror.title = node, next_number(node), original.title
    mirror.archived_at = mirror.archived_by = None
    mirror.changed_by = by
    mirror.save()
    carrying.copy_to(mirror)
    return mirror


@transaction.atomic
def decline_offer(*, offer: ActionOffer, by: User) -> None:
    """Raises ValidationError when the offer no longer waits."""
    _answer(offer, OfferOutcome.DECLINED, by)


@transaction.atomic
def withdraw_offer(*, offer: ActionOffer, by: User) -> None:
    """Raises ValidationError when the offer no longer waits."""
    _answer(offer, OfferOutcome.WITHDRAWN, by)


@transaction.atomic
def stop_sharing(*, mirror: Action, by: User) -> Action:
    """End one region's part, from either side: it keeps a copy in its archive, which no longer follows.

    Done twice it changes nothing.
    """
    stored = Action.objects.select_for_update().get(pk=mirror.pk)
    if stored.shared_from_id is None:
        return stored
    region = stored.programme.region_id
    accepted = ActionOffer.objects.filter(action=stored.shared_from_id, region=region, outcome=OfferOutcome.ACCEPTED)
    accepted.update(outcome=OfferOutcome.ENDED, answered_at=clock.now(), answered_by=by)
    stored.claim(stored.version)
    stored.origin_id, stored.shared_from = stored.shared_from_id, None
    stored.archived_at, stored.archived_by = stored.archived_at or clock.now(), stored.archived_by or by
    stored.changed_at, stored.changed_by = clock.now(), by
    stored.save()
    return stored


def mirror_in(action: Action, region: Region) -> Action | None:
    """The row that a region holds of the action."""
    return Action.objects.present().filter(shared_from=action, programme__region=region).first()


def _answer(offer: ActionOffer, outcome: OfferOutcome, by: User) -> ActionOffer:
    stored = ActionOffer.objects.select_for_update(of=("self",)).select_related("action").get(pk=offer.pk)
    if stored.outcome or stored.action.is_removed or stored.action.is_archived:
        raise ValidationError(ANSWERED)
    stored.outcome, stored.answered_at, stored.answered_by = outcome, clock.now(), by
    stored.save()
    return stored


def _region_of(action: Action, rights: Rights) -> SharingRegion:
    region = action.programme.region
    visible = rights.may(Right.READ_REGION, region)
    return SharingRegion(region.name, action.url_in(region.slug) if visible else "")

"""Front-runners: a region offers itself on a block, the national team answers, and one of a block holds at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from actions.learning.telling import tell_decision, tell_offer
from actions.models import RUNNING_CLAIMS, FrontRunner, FrontRunnerState
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from programmes.models import BuildingBlock
from regions.models import Region
from regions.rights import Right, Rights


class Verb(StrEnum):
    CHANGE = "change"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    DECLINE = "decline"
    END = "end"


OFFERS = Right.ADOPT_PROGRAMME  # who speaks for the region: its leader
DECIDES = Right.WRITE_NATIONAL

# Per state what may be done, and with one of which rights: of the region, or of the whole country.
ALLOWED: dict[FrontRunnerState, dict[Verb, frozenset[Right]]] = {
    FrontRunnerState.OFFERED: {
        Verb.CHANGE: frozenset({OFFERS}),
        Verb.WITHDRAW: frozenset({OFFERS}),
        Verb.CONFIRM: frozenset({DECIDES}),
        Verb.DECLINE: frozenset({DECIDES}),
    },
    FrontRunnerState.CONFIRMED: {Verb.CHANGE: frozenset({OFFERS}), Verb.END: frozenset({OFFERS, DECIDES})},
    FrontRunnerState.DECLINED: {},
    FrontRunnerState.ENDED: {},
}


def may_do(verb: Verb, claim: FrontRunner, rights: Rights) -> bool:
    """Whether somebody may do it with the claim as it stands."""
    return any(_held(right, claim.region_id, rights) for right in ALLOWED[FrontRunnerState(claim.state)].get(verb, ()))


def may_ever(verb: Verb, claim: FrontRunner, rights: Rights) -> bool:
    """Whether somebody has the right for it, in whichever state."""
    wanted = {right for verbs in ALLOWED.values() for right in verbs.get(verb, ())}
    return any(_held(right, claim.region_id, rights) for right in wanted)


def _held(right: Right, region: int, rights: Rights) -> bool:
    return right in rights.national if right is DECIDES else rights.may(right, region)


def visible_claims(rights: Rights) -> QuerySet[FrontRunner]:
    """Front-runners for everybody who reads a region; offers and what became of them for the region and the country."""
    claims = FrontRunner.objects.select_related("region", "block__programme", "offered_by", "decided_by")
    if DECIDES in rights.national:
        return claims
    if not rights.may_anywhere(Right.READ_REGION):
        return claims.none()
    inside = rights.regions(Right.READ_INSIDE) or frozenset()
    return claims.filter(Q(state=FrontRunnerState.CONFIRMED) | Q(region__in=inside))


def present(blocks: Iterable[int] | None = None) -> dict[int, FrontRunner]:
    """The front-runner by block; one query."""
    found = FrontRunner.objects.filter(state=FrontRunnerState.CONFIRMED).select_related("region")
    if blocks is not None:
        found = found.filter(block__in=blocks)
    return {one.block_id: one for one in found}


def waiting() -> QuerySet[FrontRunner]:
    """Offers that the national team has not answered, the oldest first."""
    return FrontRunner.objects.filter(state=FrontRunnerState.OFFERED).select_related("region").order_by("offered_at")


@transaction.atomic
def offer(*, region: Region, block: BuildingBlock, text: str, contact: str, where: str, by: User) -> FrontRunner:
    """The region offers itself on the block; `where` is what the catalogue calls it.

    Raises ValidationError when it did so already, naming that offer.
    """
    Region.objects.select_for_update().get(pk=region.pk)
    running = FrontRunner.objects.filter(region=region, block=block, state__in=RUNNING_CLAIMS).first()
    if running is not None:
        if (running.text, running.contact, running.state) == (text, contact, FrontRunnerState.OFFERED):
            return running  # the same form, sent twice
        raise ValidationError({"block": _own_twice(running, where)})
    claim = FrontRunner(region=region, block=block, text=text, contact=contact, offered_by=by, offered_at=clock.now())
    claim.save()
    tell_offer(claim, where, reverse("actions:front_runner_decide", args=[claim.pk]), by)
    return claim


def _own_twice(running: FrontRunner, where: str) -> str:
    day = long_date(timezone.localtime(running.offered_at))
    if running.state == FrontRunnerState.CONFIRMED:
        return f"Uw regio is al voorloper op {where}. U kunt de tekst daarvan wijzigen bij Voorlopers."
    return f"Uw regio heeft zich op {day} al aangeboden voor {where}. Wijzig of trek dat aanbod in bij Voorlopers."


@transaction.atomic
def change(*, claim: FrontRunner, text: str, contact: str, seen_version: int, rights: Rights) -> FrontRunner:
    """Another text or contact. Raises EditConflictError, and ValidationError when its state does not allow it."""
    stored = _locked(claim, Verb.CHANGE, rights)
    stored.claim(seen_version)
    stored.text, stored.contact = text, contact
    stored.save()
    return stored


@transaction.atomic
def decide(*, claim: FrontRunner, verb: Verb, answer: str, where: str, rights: Rights, by: User) -> FrontRunner:
    """Confirm or decline an offer, withdraw it, or end what was confirmed; the region hears of it.

    Raises ValidationError when the state does not allow it, when a reason is missing, and when the block has another
    front-runner: then it names that one and says what to do first.
    """
    stored = _locked(claim, verb, rights)
    if verb in (Verb.DECLINE, Verb.END) and not answer.strip():
        raise ValidationError({"answer": "Schrijf kort waarom. De regio leest dit."})
    if verb is Verb.CONFIRM:
        _refuse_second(stored, where)
    stored.state = _AFTER[verb]
    stored.answer = answer
    stored.decided_at, stored.decided_by = clock.now(), by
    try:
        with transaction.atomic():
            stored.version += 1
            stored.save()
    except IntegrityError as error:
        _refuse_second(stored, where)
        raise ValidationError("Deze bouwsteen heeft al een voorloper. Beëindig die eerst.") from error
    if verb is not Verb.WITHDRAW:
        tell_decision(stored, where, reverse("actions:front_runner_list", args=[stored.region.slug]), by)
    return stored


_AFTER = {
    Verb.CONFIRM: FrontRunnerState.CONFIRMED,
    Verb.DECLINE: FrontRunnerState.DECLINED,
    Verb.WITHDRAW: FrontRunnerState.ENDED,
    Verb.END: FrontRunnerState.ENDED,
}


def _locked(claim: FrontRunner, verb: Verb, rights: Rights) -> FrontRunner:
    BuildingBlock.objects.select_for_update().get(pk=claim.block_id)
    stored = FrontRunner.objects.select_for_update().select_related("region").get(pk=claim.pk)
    if not may_do(verb, stored, rights):
        state = stored.state_badge.label.lower()
        raise ValidationError(f"Dit kan niet meer: de stand is nu “{state}”. Open de pagina opnieuw.", code="state")
    return stored


def _refuse_second(claim: FrontRunner, where: str) -> None:
    other = present([claim.block_id]).get(claim.block_id)
    if other is not None and other.pk != claim.pk:
        raise ValidationError(taken_words(other, where, claim.region), code="taken")


def taken_words(other: FrontRunner, where: str, region: Region) -> str:
    """The message that names the present front-runner, and the way on."""
    since = f" sinds {long_date(timezone.localtime(other.decided_at))}" if other.decided_at else ""
    return (
        f"Regio {other.region} is{since} al voorloper op {where}. "
        f"Beëindig die eerst. Daarna kunt u regio {region} bevestigen."
    )


@dataclass(frozen=True)
class ClaimLine:
    """A claim as a page lists it, with what its visitor may do."""

    claim: FrontRunner
    block: str
    may_change: bool
    may_withdraw: bool
    may_end: bool


def claim_lines(claims: Iterable[FrontRunner], names: dict[int, Any], rights: Rights) -> tuple[ClaimLine, ...]:
    """`names` by block, as the catalogue calls them."""
    return tuple(
        ClaimLine(
            claim,
            str(names.get(claim.block_id, claim.block)),
            may_do(Verb.CHANGE, claim, rights),
            may_do(Verb.WITHDRAW, claim, rights),
            may_do(Verb.END, claim, rights),
        )
        for claim in claims
    )

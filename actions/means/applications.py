"""Aanvragen bij de projectenpool: who may do what in which state, and what each verb does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from actions.means import telling
from actions.means.usual import centres_in
from actions.models import ApplicationState, Grant, GrantSource, PoolApplication
from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region
from regions.rights import Right, Rights


class Verb(StrEnum):
    WRITE = "write"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RESUME = "resume"
    REMOVE = "remove"
    DECIDE = "decide"


# The project leader speaks for the region to the national team, as with reports: the right to submit is the same.
ALLOWED: dict[ApplicationState, dict[Verb, Right]] = {
    ApplicationState.DRAFT: {
        Verb.WRITE: Right.WRITE_ACTIONS,
        Verb.REMOVE: Right.WRITE_ACTIONS,
        Verb.SUBMIT: Right.SUBMIT_REPORT,
    },
    ApplicationState.SUBMITTED: {Verb.WITHDRAW: Right.SUBMIT_REPORT, Verb.DECIDE: Right.WRITE_NATIONAL},
    ApplicationState.GRANTED: {},
    ApplicationState.REFUSED: {},
    ApplicationState.WITHDRAWN: {Verb.RESUME: Right.SUBMIT_REPORT, Verb.REMOVE: Right.WRITE_ACTIONS},
}
NOT_NOW = {
    Verb.WRITE: "Deze aanvraag is al ingediend. U kunt haar niet meer wijzigen.",
    Verb.SUBMIT: "Deze aanvraag is al ingediend.",
    Verb.WITHDRAW: "Deze aanvraag kan niet meer worden ingetrokken: er is al over besloten, of zij is niet ingediend.",
    Verb.RESUME: "Deze aanvraag is niet ingetrokken.",
    Verb.REMOVE: "Een ingediende aanvraag kunt u niet verwijderen. Trek haar eerst in.",
    Verb.DECIDE: "Over deze aanvraag is al besloten, of de regio heeft haar ingetrokken.",
}
_SAID = ("region", "centre", "title", "text", "block", "action", "year", "amount")


def may(state: str, verb: Verb, rights: Rights, region: Region | int) -> bool:
    right = ALLOWED[ApplicationState(state)].get(verb)
    return right is not None and rights.may(right, region)


def right_for(verb: Verb) -> Right:
    """The right that a verb asks, in whichever state it is allowed."""
    return next(verbs[verb] for verbs in ALLOWED.values() if verb in verbs)


def visible_applications(rights: Rights, region: Region | None = None) -> QuerySet[PoolApplication]:
    """What was not submitted stays within the region: others see it from submission on."""
    found = PoolApplication.objects.visible_to(rights, region)
    inside = rights.regions(Right.READ_INSIDE)
    if inside is not None:
        found = found.filter(Q(submitted_on__isnull=False) | Q(region__in=inside))
    return found.select_related("region", "centre__municipality", "block", "action__node", "grant")


@transaction.atomic
def save_application(
    *, application: PoolApplication, seen_version: int | None, by: User | None = None
) -> PoolApplication:
    """Save a new application or a changed draft. Raises EditConflictError and ValidationError.

    The same new one a second time gives the one that stands there.
    """
    if application.centre and application.centre not in centres_in(application.region, application.year):
        words = f"{application.centre} is in {application.year} geen centrumgemeente van deze regio."
        raise ValidationError({"centre": f"{words} Kies een andere aanvrager."})
    Region.objects.select_for_update().get(pk=application.region_id)
    if application.pk:
        _refuse_unless(_locked(application), Verb.WRITE)
        application.claim(seen_version or 0)
    else:
        same = PoolApplication.objects.present().filter(**{name: getattr(application, name) for name in _SAID})
        if standing := same.filter(state=ApplicationState.DRAFT).first():
            return standing
        application.created_at, application.created_by = clock.now(), by
    application.save()
    return application


@transaction.atomic
def submit_application(*, application: PoolApplication, seen_version: int, by: User) -> PoolApplication:
    """Hand in to the national team, who hears of it. Raises EditConflictError and ValidationError."""
    stored = _claimed(application, Verb.SUBMIT, seen_version)
    stored.state, stored.submitted_on = ApplicationState.SUBMITTED, clock.today()
    stored.save()
    telling.tell_submitted(stored, by)
    return stored


@transaction.atomic
def withdraw_application(*, application: PoolApplication, seen_version: int, by: User) -> PoolApplication:
    """Take back before a decision. Raises EditConflictError and ValidationError."""
    stored = _claimed(application, Verb.WITHDRAW, seen_version)
    stored.state = ApplicationState.WITHDRAWN
    stored.save()
    telling.tell_withdrawn(stored, by)
    return stored


@transaction.atomic
def resume_application(*, application: PoolApplication, seen_version: int) -> PoolApplication:
    """Go on with what was withdrawn, as a draft. Raises EditConflictError and ValidationError."""
    stored = _claimed(application, Verb.RESUME, seen_version)
    stored.state, stored.submitted_on = ApplicationState.DRAFT, None
    stored.save()
    return stored


@dataclass(frozen=True)
class Decision:
    """Without an amount the application is refused. Unit: euro."""

    granted: Decimal | None
    on: date
    text: str


@transaction.atomic
def decide_application(
    *, application: PoolApplication, decision: Decision, seen_version: int, by: User
) -> PoolApplication:
    """Grant, which makes one grant of the region, or refuse; the region hears of it.

    Raises EditConflictError, and ValidationError when it was decided or withdrawn already, or for a wrong day.
    """
    stored = _claimed(application, Verb.DECIDE, seen_version)
    _refuse_wrong_day(decision.on, stored.submitted_on)
    stored.decided_on, stored.decision = decision.on, decision.text
    stored.state = ApplicationState.REFUSED if decision.granted is None else ApplicationState.GRANTED
    if decision.granted is not None:
        stored.granted, stored.grant = decision.granted, _grant_of(stored, decision.granted)
    stored.save()
    telling.tell_decided(stored, by)
    return stored


@transaction.atomic
def remove_application(*, application: PoolApplication, by: User) -> None:
    """Put a draft or a withdrawn one in the bin; done twice it changes nothing. Raises ValidationError."""
    stored = _locked(application)
    if not stored.is_removed:
        _refuse_unless(stored, Verb.REMOVE)
        stored.removed_at, stored.removed_by = clock.now(), by
        stored.save()


@transaction.atomic
def restore_application(*, application: PoolApplication) -> PoolApplication:
    stored = _locked(application)
    if stored.is_removed:
        stored.removed_at = stored.removed_by = None
        stored.save()
    return stored


def _grant_of(application: PoolApplication, amount: Decimal) -> Grant:
    return Grant.objects.create(
        region=application.region,
        source=GrantSource.POOL,
        name=application.title,
        year=application.year,
        centre=application.centre,
        amount=amount,
    )


def _locked(application: PoolApplication) -> PoolApplication:
    return PoolApplication.objects.select_for_update(of=("self",)).select_related("region").get(pk=application.pk)


def _claimed(application: PoolApplication, verb: Verb, seen_version: int) -> PoolApplication:
    """As it stands now. The state is looked at first: who is too late hears what happened, not who was first."""
    stored = _locked(application)
    _refuse_unless(stored, verb)
    stored.claim(seen_version)
    return stored


def _refuse_unless(application: PoolApplication, verb: Verb) -> None:
    if application.is_removed or verb not in ALLOWED[ApplicationState(application.state)]:
        raise ValidationError(NOT_NOW[verb])


def _refuse_wrong_day(on: date, submitted_on: date | None) -> None:
    if on > clock.today():
        raise ValidationError({"decided_on": "Deze dag moet nog komen. Vul de dag van het besluit in."})
    if submitted_on and on < submitted_on:
        raise ValidationError({"decided_on": "Dit is vóór de dag van indienen. Vul een latere datum in."})

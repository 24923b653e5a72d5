"""Toezeggingen to councils: what, by when, and the letter that answered it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.workbook import Sheet
from programmes.models import CouncilPromise
from programmes.models.adoption import CouncilPromiseQuerySet
from regions.models import Municipality, Region
from regions.rights import Right, Rights
from regions.successors import predecessors_of

IN_FUTURE = "Deze dag moet nog komen. Vul de dag in waarop de brief is verstuurd."
NO_LETTER = "Vul in met welke brief of welk stuk de toezegging is beantwoord."
NO_DAY = "Vul in wanneer de toezegging is beantwoord, of maak het veld ‘Brief of stuk’ leeg."


class PromiseState(models.TextChoices):
    LATE = "te-laat", "Te laat"
    OPEN = "open", "Open"
    ANSWERED = "beantwoord", "Beantwoord"

    @property
    def icon(self) -> str:
        return {"te-laat": "clock-exclamation", "open": "clock", "beantwoord": "check"}[self.value]

    @property
    def tone(self) -> str:
        return {"te-laat": "red", "open": "grey", "beantwoord": "green"}[self.value]


def state_of(promise: CouncilPromise, *, on: date) -> PromiseState:
    if promise.answered_on:
        return PromiseState.ANSWERED
    return PromiseState.LATE if promise.due and promise.due < on else PromiseState.OPEN


def promises_of(
    region: Region, *, on: date, state: str = "", municipality: Municipality | None = None
) -> CouncilPromiseQuerySet:
    """Open ones first, the soonest date on top; what is open without a date comes after that."""
    found = CouncilPromise.objects.present().filter(region=region)
    if municipality is not None:
        found = found.filter(municipality=municipality)
    if state == PromiseState.LATE:
        found = found.overdue(on)
    elif state == PromiseState.OPEN:
        found = found.open()
    elif state == PromiseState.ANSWERED:
        found = found.filter(answered_on__isnull=False)
    soonest_first = (F("answered_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
    return found.select_related("municipality").order_by(*soonest_first)


def own_municipalities(rights: Rights, region: Region, *, on: date) -> list[Municipality]:
    """The region's municipalities for which the promises may be written; an ended one by its successors."""
    members = list(Municipality.objects.in_region(region, on=on))
    return [one for one in members if rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, one, region)]


def may_write(promise: CouncilPromise, rights: Rights, *, on: date) -> bool:
    """The region; the municipality itself; and of one that ended, those that it went into."""
    if rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, promise.municipality_id, promise.region_id):
        return True
    if promise.municipality.is_valid(on):
        return False
    own = Municipality.objects.filter(pk__in=rights.municipalities(Right.WRITE_MUNICIPAL_ROWS))
    return promise.municipality in predecessors_of(own, on=on)


@transaction.atomic
def save_promise(*, promise: CouncilPromise, seen_version: int | None) -> CouncilPromise:
    """Save a new promise or a changed one; the same new one a second time gives the one that stands there.

    Raises ValidationError when it was answered in the future, or without a letter or a day; EditConflictError.
    """
    if mistakes := mistakes_in_answer(answered_on=promise.answered_on, letter=promise.letter):
        raise ValidationError(mistakes)
    Region.objects.select_for_update().get(pk=promise.region_id)
    if promise.pk:
        promise.claim(seen_version or 0)
    elif standing := _same(promise):
        return standing
    promise.save()
    return promise


@transaction.atomic
def remove_promise(*, promise: CouncilPromise, by: User) -> None:
    """Put it in the bin; done twice it changes nothing."""
    stored = CouncilPromise.objects.select_for_update().get(pk=promise.pk)
    if not stored.is_removed:
        stored.removed_at, stored.removed_by = clock.now(), by
        stored.claim(stored.version)
        stored.save()


@transaction.atomic
def restore_promise(*, promise: CouncilPromise) -> None:
    promise.removed_at, promise.removed_by = None, None
    promise.claim(promise.version)
    promise.save()


def sheet(promises: CouncilPromiseQuerySet, *, on: date) -> Sheet:
    """All promises that are asked for, paging left aside."""
    columns = (("Gemeente", 28), ("Toezegging", 70), ("Door wie", 28), ("Toegezegd op", 14), ("Uiterlijk", 14))
    answer = (("Stand", 14), ("Beantwoord op", 14), ("Brief of stuk", 40), ("Openbaar adres", 40), ("Antwoord", 70))
    return Sheet("Toezeggingen", (*columns, *answer), (_row(one, on) for one in promises))


def _row(one: CouncilPromise, on: date) -> tuple[str | date | None, ...]:
    said = (one.municipality.name, one.text, one.made_by, one.made_on, one.due)
    return (*said, state_of(one, on=on).label, one.answered_on, one.letter, one.letter_link, one.answer)


def mistakes_in_answer(*, answered_on: date | None, letter: str) -> dict[str, str]:
    """What is wrong with an answer, by field; nothing while there is none."""
    found = {}
    if answered_on and answered_on > clock.today():
        found["answered_on"] = IN_FUTURE
    if answered_on and not letter.strip():
        found["letter"] = NO_LETTER
    if letter.strip() and not answered_on:
        found["answered_on"] = NO_DAY
    return found


def _same(promise: CouncilPromise) -> CouncilPromise | None:
    said = ("region", "municipality", "text", "made_by", "made_on", "due", "answered_on", "letter")
    return CouncilPromise.objects.present().filter(**{name: getattr(promise, name) for name in said}).first()

"""The life of a programme version: made (sealed), given for treatment, taken back, adopted.

Every operation is atomic, happens exactly once, and refuses with ValidationError what the state forbids.
What municipalities still have to do (`programmes.municipal_acts`) is shown beside a version and blocks nothing.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui.dates import long_date
from programmes.adoption import adopted_version
from programmes.models import (
    ProgrammeDocumentKind,
    ProgrammeEvent,
    ProgrammeVersion,
    RegionalProgramme,
    VersionEventKind,
    VersionState,
)
from reporting.one_moment import consistent_read, exactly_once
from reporting.programme_document.collecting import collect_programme
from reporting.programme_document.content import Selection
from reporting.programme_document.rendering import marks_of, request_rendering
from reporting.programme_document.states import ALLOWED, Verb, states_of

YEARS_BEFORE = 2  # a date of adoption longer before the programme begins is a slip of the pen
_REFUSALS = {
    Verb.TREAT: "U kunt deze versie nu niet in behandeling geven: zij is {state}.",
    Verb.WITHDRAW: "U kunt deze versie nu niet terugnemen: zij is {state}.",
    Verb.ADOPT: "U kunt deze versie nu niet vaststellen: zij is {state}.",
}
_STATE_WORDS = {
    VersionState.CONCEPT: "een concept",
    VersionState.TREATED: "al in behandeling",
    VersionState.ADOPTED: "al vastgesteld",
    VersionState.REPLACED: "vervangen door een latere versie",
}
_SIMULTANEOUS = "Een collega deed dit op hetzelfde moment. Bekijk eerst de versies zoals zij nu zijn."
NOTHING_CHANGED = "Er is niets veranderd sinds versie {number}. Een nieuwe versie is niet nodig."


def make_version(*, programme: RegionalProgramme, note: str, by: User) -> ProgrammeVersion:
    """Seal the programme as it stands at this moment, in one consistent read, and have its PDF made.

    Raises ValidationError when nothing changed since the last version.
    """
    with exactly_once(_SIMULTANEOUS), consistent_read():
        found = _locked(programme)
        last = found.versions.order_by("-number").only("number", "sha256").first()
        content = collect_programme(found)
        text = canonical_json(content)
        if last is not None and last.sha256 == fingerprint(text):
            raise ValidationError(NOTHING_CHANGED.format(number=last.number))
        version = ProgrammeVersion.objects.create(
            programme=found,
            number=last.number + 1 if last else 1,
            note=note.strip(),
            schema=content.schema,
            content=text,
            sha256=fingerprint(text),
            by=by,
            by_name=by.name,
            at=clock.now(),
        )
        _ask_pdf(version)
    return version


def treat(*, version: ProgrammeVersion, by: User) -> ProgrammeEvent:
    """Give a concept to the bodies that have to speak about it."""
    return _record(version, Verb.TREAT, VersionEventKind.TREATED, by, date=clock.today())


def withdraw(*, version: ProgrammeVersion, by: User) -> ProgrammeEvent:
    """Take a version back from treatment: it is a concept again."""
    return _record(version, Verb.WITHDRAW, VersionEventKind.WITHDRAWN, by, date=clock.today())


def adopt(*, version: ProgrammeVersion, date: datetime.date, basis: str, by: User) -> ProgrammeEvent:
    """Note that the region adopted this version on a date, and on what basis: the body or the act.

    The version adopted before it is from then on "Vervangen". Raises ValidationError.
    """
    _refuse_basis_and_date(version.programme, date, basis)
    with exactly_once(_SIMULTANEOUS), transaction.atomic():
        _refuse_order(version, date)
        event = _record(version, Verb.ADOPT, VersionEventKind.ADOPTED, by, date=date, basis=basis.strip())
        _ask_pdf(version)
    return event


def _refuse_basis_and_date(programme: RegionalProgramme, date: datetime.date, basis: str) -> None:
    if not basis.strip():
        raise ValidationError({"basis": "Vul in op grond waarvan, bijvoorbeeld een besluit van het overleg."})
    if date > clock.today():
        raise ValidationError({"date": f"{long_date(date)} is nog niet geweest. Kies een datum tot en met vandaag."})
    if date.year < programme.valid_from.year - YEARS_BEFORE:
        message = f"Het programma begint op {long_date(programme.valid_from)}. Kies een datum die daarbij past."
        raise ValidationError({"date": message})


def _refuse_order(version: ProgrammeVersion, date: datetime.date) -> None:
    """What was adopted later has the higher number: a version before the one that holds is not adopted any more."""
    _locked(version.programme)
    holding = adopted_version(version.programme)
    if holding is None or holding == version:
        return
    if holding.number > version.number:
        raise ValidationError(f"Versie {holding.number} is al vastgesteld. Maak een nieuwe versie en stel die vast.")
    since = holding.events.get(kind=VersionEventKind.ADOPTED).date
    if since and date < since:
        message = f"Versie {holding.number} is vastgesteld op {long_date(since)}. Kies die datum of een latere."
        raise ValidationError({"date": message})


def _record(version: ProgrammeVersion, verb: Verb, kind: VersionEventKind, by: User, **words: Any) -> ProgrammeEvent:
    with exactly_once(_SIMULTANEOUS), transaction.atomic():
        programme = _locked(version.programme)
        state = states_of(programme.versions.prefetch_related("events").defer("content"))[version.pk]
        if verb not in ALLOWED[state]:
            raise ValidationError(_REFUSALS[verb].format(state=_STATE_WORDS[state]))
        return ProgrammeEvent.objects.create(
            version=version, kind=kind, at=clock.now(), by=by, by_name=by.name, **words
        )


def _ask_pdf(version: ProgrammeVersion) -> None:
    """With the marks of this moment, whatever was read of the version before."""
    version = ProgrammeVersion.objects.get(pk=version.pk)
    request_rendering(version, marks_of(version), kind=ProgrammeDocumentKind.PROGRAMME, selection=Selection())


def _locked(programme: RegionalProgramme) -> RegionalProgramme:
    locked = RegionalProgramme.objects.select_for_update(of=("self",))
    return locked.select_related("region", "programme", "predecessor").get(pk=programme.pk)

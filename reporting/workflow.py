"""The life of a report: submitted (sealed), returned with reasons, accepted, adopted by the region.

Every operation is atomic, happens exactly once, and refuses with ValidationError what the state forbids.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import DisclosedHalfYear
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui.dates import long_date
from reporting.chapters import chapters_of, titles_in
from reporting.collecting import collect
from reporting.content import read_content
from reporting.marks import marks_of
from reporting.models import EventKind, Report, ReportEvent, ReportVersion, ReturnReason
from reporting.one_moment import consistent_read, exactly_once
from reporting.rendering import request_rendering
from reporting.states import ALLOWED, ReportState, Verb, state_of
from reporting.telling import tell_accepted, tell_returned, tell_submitted

_REFUSALS = {
    Verb.SUBMIT: "U kunt deze rapportage nu niet indienen: zij is {state}.",
    Verb.RETURN: "U kunt deze rapportage nu niet terugsturen: zij is {state}.",
    Verb.ACCEPT: "U kunt deze rapportage nu niet accepteren: zij is {state}.",
    Verb.ADOPT: "U kunt deze rapportage nu niet als vastgesteld melden: zij is {state}.",
}
_STATE_WORDS = {
    ReportState.NOT_STARTED: "nog niet begonnen",
    ReportState.DRAFT: "nog een concept",
    ReportState.SUBMITTED: "al ingediend",
    ReportState.RETURNED: "teruggestuurd naar de regio",
    ReportState.ACCEPTED: "al geaccepteerd",
}
_SIMULTANEOUS = "Een collega deed dit op hetzelfde moment. Bekijk eerst de rapportage zoals zij nu is."


def submit(*, report: Report, by: User) -> ReportVersion:
    """Seal the report as it stands at this moment, in one consistent read, and hand it in.

    Raises ValidationError, with a message per gap, when something that is required is missing.
    """
    with exactly_once(_SIMULTANEOUS), consistent_read():
        report = _locked(report, Verb.SUBMIT)
        gaps = chapters_of(report.region, report.round).gaps
        if gaps:
            raise ValidationError([f"Nog niet ingevuld bij {gap.chapter_title}: {gap.text}" for gap in gaps])
        version = _seal(report, by)
        _record(version, EventKind.SUBMITTED, by)
        DisclosedHalfYear.objects.get_or_create(region=report.region, half_year=report.round.half_year)
        request_rendering(version, marks_of(version))
        tell_submitted(version)
    return version


def return_report(
    *, report: Report, reasons: Mapping[str, str], by: User, version_number: int | None = None
) -> ReportEvent:
    """Send the latest version back, with a reason per chapter (keys as in the sealed content), at least one.

    `version_number` is the version that was read: when the region has handed in a newer one, it is refused.
    """
    given = {chapter: text.strip() for chapter, text in reasons.items() if text.strip()}
    if not given:
        raise ValidationError("Schrijf bij minstens één hoofdstuk waarom u de rapportage terugstuurt.")
    with exactly_once(_SIMULTANEOUS), transaction.atomic():
        version = _latest(_locked(report, Verb.RETURN), version_number)
        titles = titles_in(read_content(version.content))
        if unknown := given.keys() - titles.keys():
            raise ValidationError(f"Dit hoofdstuk staat niet in de rapportage: {', '.join(sorted(unknown))}.")
        event = _record(version, EventKind.RETURNED, by)
        for chapter, title in titles.items():
            if chapter in given:
                ReturnReason.objects.create(event=event, chapter=chapter, title=title[:200], text=given[chapter])
        tell_returned(event)
    return event


def accept(*, report: Report, version_number: int, by: User) -> ReportEvent:
    """Accept the version that was read; refused when the region has handed in a newer one."""
    with exactly_once(_SIMULTANEOUS), transaction.atomic():
        version = _latest(_locked(report, Verb.ACCEPT), version_number)
        event = _record(version, EventKind.ACCEPTED, by)
        request_rendering(version, marks_of(version))
        tell_accepted(event)
    return event


def adopt(
    *, report: Report, body_name: str, date: datetime.date, by: User, version_number: int | None = None
) -> ReportEvent:
    """Note that a body of the region adopted the latest version, on a date that is not to come.

    `version_number` is the version on the page: when a newer one was handed in since, it is refused.
    """
    if not body_name.strip():
        raise ValidationError({"body_name": "Vul in welk overleg de rapportage heeft vastgesteld."})
    if date > clock.today():
        message = f"{long_date(date)} is nog niet geweest. Kies een datum tot en met vandaag."
        raise ValidationError({"date": message})
    with exactly_once(_SIMULTANEOUS), transaction.atomic():
        version = _latest(_locked(report, Verb.ADOPT), version_number)
        if version.events.filter(kind=EventKind.ADOPTED).exists():
            raise ValidationError(f"Versie {version.number} is al vastgesteld door de regio.")
        event = _record(version, EventKind.ADOPTED, by, body_name=body_name.strip(), date=date)
        request_rendering(version, marks_of(version))
    return event


def _locked(report: Report, verb: Verb) -> Report:
    locked = Report.objects.select_for_update(of=("self",)).select_related("region", "round__question_set")
    found = locked.select_related("round__programme").get(pk=report.pk)
    state = state_of(found)
    if verb not in ALLOWED[state]:
        raise ValidationError(_REFUSALS[verb].format(state=_STATE_WORDS[state]))
    return found


def _latest(report: Report, read: int | None = None) -> ReportVersion:
    version = report.versions.order_by("-number")[0]
    if read is not None and read != version.number:
        raise ValidationError(
            f"U las versie {read}, maar versie {version.number} is de laatste. Lees eerst versie {version.number}."
        )
    return version


def _seal(report: Report, by: User) -> ReportVersion:
    number = report.versions.count() + 1
    content = collect(report.region, report.round, version=number, written_by=by.name)
    text = canonical_json(content)
    return ReportVersion.objects.create(
        report=report,
        number=number,
        schema=content.schema,
        content=text,
        sha256=fingerprint(text),
        by=by,
        by_name=by.name,
        at=clock.now(),
    )


def _record(version: ReportVersion, kind: EventKind, by: User, **adoption: Any) -> ReportEvent:
    return ReportEvent.objects.create(
        report=version.report, version=version, kind=kind, at=clock.now(), by=by, by_name=by.name, **adoption
    )

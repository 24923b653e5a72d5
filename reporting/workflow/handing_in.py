"""What the region does with its report: hand it in (sealed), take it back, say that a body adopted it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import DisclosedHalfYear
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui.dates import long_date
from reporting.chapters import chapters_of
from reporting.collecting import collect
from reporting.marks import marks_of
from reporting.models import EventKind, Report, ReportEvent, ReportVersion
from reporting.one_moment import consistent_read, exactly_once, is_overtaken
from reporting.rendering import request_rendering
from reporting.signals import hand_in_signals
from reporting.states import Verb, is_handed_in
from reporting.telling import tell_submitted, tell_withdrawn
from reporting.workflow.events import SIMULTANEOUS, latest, locked, record

_TRIES = 5


def submit(*, report: Report, by: User) -> ReportVersion:
    """Seal the report as it stands at this moment, in one consistent read, and hand it in.

    A region's own report is sealed in the same way, and stays with the region. Who edits at the same moment goes first.
    Raises ValidationError, with a message per gap, when something that is required is missing.
    """
    for _ in range(_TRIES):
        try:
            return _submit(report, by)
        except ValidationError as error:
            if not is_overtaken(error):
                raise
    raise ValidationError(SIMULTANEOUS)


def _submit(report: Report, by: User) -> ReportVersion:
    with exactly_once(SIMULTANEOUS), consistent_read():
        report = locked(report, Verb.SUBMIT)
        gaps = chapters_of(report.region, report.round).gaps
        if gaps:
            raise ValidationError([f"Nog niet ingevuld bij {gap.chapter_title}: {gap.text}" for gap in gaps])
        version = _seal(report, by)
        record(version, EventKind.SUBMITTED, by)
        hand_in_signals(version)
        _disclose(report)
        request_rendering(version, marks_of(version))
        tell_submitted(version)
    return version


def withdraw(*, report: Report, by: User, reason: str = "", version_number: int | None = None) -> ReportEvent:
    """Take the latest version back, as long as the national team did not take it up; the region writes on."""
    with exactly_once(SIMULTANEOUS), transaction.atomic():
        version = latest(locked(report, Verb.WITHDRAW), version_number)
        event = record(version, EventKind.WITHDRAWN, by, reason=reason.strip())
        _close(event.report)
        tell_withdrawn(event)
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
    with exactly_once(SIMULTANEOUS), transaction.atomic():
        version = latest(locked(report, Verb.ADOPT), version_number)
        if version.events.filter(kind=EventKind.ADOPTED).exists():
            raise ValidationError(f"Versie {version.number} is al vastgesteld door de regio.")
        event = record(version, EventKind.ADOPTED, by, body_name=body_name.strip(), date=date)
        request_rendering(version, marks_of(version))
    return event


def _disclose(report: Report) -> None:
    """What actions say of the half year is for the national team from the regular and full report on."""
    if report.round.discloses:
        DisclosedHalfYear.objects.get_or_create(region=report.region, half_year=report.round.half_year)


def _close(report: Report) -> None:
    """Nothing of the half year is with the national team any more, unless an earlier version is."""
    if report.round.discloses and not is_handed_in(report):
        DisclosedHalfYear.objects.filter(region=report.region, half_year=report.round.half_year).delete()


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

"""What the national team does with a report: take it up, return it, accept it, open it again."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt.accounts.models import User
from reporting.chapter_titles import titles_in
from reporting.content import read_content
from reporting.marks import marks_of
from reporting.models import EventKind, Report, ReportEvent, ReturnReason
from reporting.one_moment import exactly_once
from reporting.rendering import request_rendering
from reporting.states import Verb
from reporting.telling import tell_accepted, tell_reopened, tell_returned
from reporting.workflow.events import SIMULTANEOUS, latest, locked, record


def open_report(*, report: Report, by: User, version_number: int | None = None) -> ReportEvent:
    """Take the latest version up: from now on the region can no longer withdraw it.

    `version_number` is the version on the page: when a newer one was handed in since, it is refused.
    """
    with exactly_once(SIMULTANEOUS), transaction.atomic():
        version = latest(locked(report, Verb.OPEN), version_number)
        return record(version, EventKind.OPENED, by)


def return_report(
    *, report: Report, reasons: Mapping[str, str], by: User, version_number: int | None = None
) -> ReportEvent:
    """Send the latest version back, with a reason per chapter (keys as in the sealed content), at least one.

    `version_number` is the version that was read: when the region has handed in a newer one, it is refused.
    """
    given = {chapter: text.strip() for chapter, text in reasons.items() if text.strip()}
    if not given:
        raise ValidationError("Schrijf bij minstens één hoofdstuk waarom u de rapportage terugstuurt.")
    with exactly_once(SIMULTANEOUS), transaction.atomic():
        version = latest(locked(report, Verb.RETURN), version_number)
        titles = titles_in(read_content(version.content))
        if unknown := given.keys() - titles.keys():
            raise ValidationError(f"Dit hoofdstuk staat niet in de rapportage: {', '.join(sorted(unknown))}.")
        event = record(version, EventKind.RETURNED, by)
        for chapter, title in titles.items():
            if chapter in given:
                ReturnReason.objects.create(event=event, chapter=chapter, title=title[:200], text=given[chapter])
        tell_returned(event)
    return event


def accept(*, report: Report, version_number: int, by: User) -> ReportEvent:
    """Accept the version that was read; refused when the region has handed in a newer one."""
    with exactly_once(SIMULTANEOUS), transaction.atomic():
        version = latest(locked(report, Verb.ACCEPT), version_number)
        event = record(version, EventKind.ACCEPTED, by)
        request_rendering(version, marks_of(version))
        tell_accepted(event)
    return event


def reopen(*, report: Report, reason: str, by: User, version_number: int | None = None) -> ReportEvent:
    """Let the region make a new version, with the reason why; the accepted (or adopted) version stays as it is."""
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf waarom de rapportage weer open moet."})
    with exactly_once(SIMULTANEOUS), transaction.atomic():
        version = latest(locked(report, Verb.REOPEN), version_number)
        event = record(version, EventKind.REOPENED, by, reason=reason.strip())
        tell_reopened(event)
    return event

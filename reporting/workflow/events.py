"""What every step in the life of a report has in common: lock, look at the state, write one event."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from ghnt import clock
from ghnt.accounts.models import User
from reporting.models import EventKind, Report, ReportEvent, ReportVersion
from reporting.states import ALLOWED, ReportState, Verb, state_of

SIMULTANEOUS = "Een collega deed dit op hetzelfde moment. Bekijk eerst de rapportage zoals zij nu is."

_REFUSALS = {
    Verb.SUBMIT: "U kunt deze rapportage nu niet indienen: zij is {state}.",
    Verb.WITHDRAW: "U kunt deze rapportage nu niet terugnemen: zij is {state}.",
    Verb.OPEN: "U kunt deze rapportage nu niet in behandeling nemen: zij is {state}.",
    Verb.RETURN: "U kunt deze rapportage nu niet terugsturen: zij is {state}.",
    Verb.ACCEPT: "U kunt deze rapportage nu niet accepteren: zij is {state}.",
    Verb.ADOPT: "U kunt deze rapportage nu niet als vastgesteld melden: zij is {state}.",
    Verb.REOPEN: "U kunt deze rapportage nu niet heropenen: zij is {state}.",
}
_STATE_WORDS = {
    ReportState.NOT_STARTED: "nog niet begonnen",
    ReportState.DRAFT: "nog een concept",
    ReportState.SUBMITTED: "al ingediend",
    ReportState.OPENED: "al in behandeling bij het landelijk team",
    ReportState.RETURNED: "teruggestuurd naar de regio",
    ReportState.ACCEPTED: "al geaccepteerd",
    ReportState.REOPENED: "heropend voor een nieuwe versie",
    ReportState.SEALED: "al verzegeld",
    ReportState.ADOPTED: "al vastgesteld door de regio",
}


def locked(report: Report, verb: Verb) -> Report:
    """The report as it stands now, locked until the transaction ends. Raises ValidationError if the state forbids."""
    reports = Report.objects.select_for_update(of=("self",)).select_related("region", "round__question_set")
    found = reports.select_related("round__programme").get(pk=report.pk)
    state = state_of(found)
    if verb not in ALLOWED[state]:
        raise ValidationError(_REFUSALS[verb].format(state=_STATE_WORDS[state]))
    return found


def latest(report: Report, read: int | None = None) -> ReportVersion:
    """The last version. Raises ValidationError when another one was read."""
    version = report.versions.order_by("-number")[0]
    if read is not None and read != version.number:
        raise ValidationError(
            f"U las versie {read}, maar versie {version.number} is de laatste. Lees eerst versie {version.number}."
        )
    return version


def record(version: ReportVersion, kind: EventKind, by: User, **more: Any) -> ReportEvent:
    return ReportEvent.objects.create(
        report=version.report, version=version, kind=kind, at=clock.now(), by=by, by_name=by.name, **more
    )

"""For who writes nothing in the regions: the own regions of an adviser, and where an administrator works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from ghnt.site.tasks import Task, TaskGroup, TaskRow
from ghnt.ui.dates import long_date
from regions.models import Region, Role
from regions.rights import Right, Rights
from reporting.models import EventKind, Report, ReportRound
from reporting.rounds import open_round
from reporting.states import ReportState, state_of


def lists_to_follow(rights: Rights, on: date) -> Iterator[TaskGroup]:
    """What somebody follows without having to do anything."""
    if Role.ADVISER in rights.roles:
        rows = tuple(_own_regions(rights, on))
        if rows:
            yield TaskGroup("Uw regio’s", rows, 0)
    if rights.may(Right.WRITE_REFERENCE):
        yield TaskGroup("Beheer", tuple(_administration()), 0)


def _own_regions(rights: Rights, on: date) -> Iterator[TaskRow]:
    """Each region with the state of its report; to the report as soon as there is one to read."""
    round_ = open_round(on)
    regions = Region.objects.filter(pk__in=rights.by_region)
    reports = Report.objects.filter(round=round_, region__in=rights.by_region) if round_ else Report.objects.none()
    by_region = {report.region_id: report for report in reports.prefetch_related("events")}
    for region in regions:
        yield _region_row(region, round_, by_region.get(region.pk))


def _region_row(region: Region, round_: ReportRound | None, report: Report | None) -> TaskRow:
    if round_ is None:
        return TaskRow(Task(str(region), _region_url(region), "Er is geen ronde open."), "")
    why = f"Rapportage {round_}: {state_of(report).label.lower()}"
    moments = [one.at for one in report.events.all() if one.kind == EventKind.SUBMITTED] if report else []
    if not moments:
        return TaskRow(Task(str(region), _region_url(region), why), "")
    if state_of(report) is ReportState.SUBMITTED:
        why += f" op {long_date(moments[-1])}"
    url = reverse("reporting:report_detail", args=[region.slug, round_.code])
    return TaskRow(Task(f"Rapportage lezen, {region}", url, why), "")


def _region_url(region: Region) -> str:
    return reverse("region_overview", args=[region.slug])


def _administration() -> Iterator[TaskRow]:
    pages = (
        ("Gebruikers beheren", "admin:accounts_user_changelist", "Wie mag inloggen, en met welk wachtwoord"),
        ("Rollen geven en beëindigen", "admin:regions_roleassignment_changelist", "Wie wat mag, en voor welke regio"),
        ("Overleggen beheren", "admin:regions_body_changelist", "Per regio, met de soort"),
        ("Organisaties beheren", "admin:regions_organisation_changelist", "Trekkers en partners van acties"),
    )
    for title, name, why in pages:
        yield TaskRow(Task(title, reverse(name), why), "")

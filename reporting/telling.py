"""Who hears what of a report: the national team what came in, the region what became of it, and of later dates."""

from __future__ import annotations

from django.urls import reverse

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.rights import Right
from reporting.due import due_for
from reporting.models import DueExtension, Report, ReportEvent, ReportVersion


def tell_submitted(version: ReportVersion) -> None:
    """The national team, of each version once; of a region's own report nobody."""
    if version.report.round.is_own:
        return
    news = News(
        key=f"report-submitted-{version.pk}",
        who=f"Regio {version.report.region}",
        what=f"rapportage {version.report.round} ingediend, versie {version.number}",
        expected=f"Rapportage {version.report.round} lezen en beoordelen (regio {version.report.region})",
        url=_url(version.report),
    )
    tell(_others(holders(Right.JUDGE_REPORT, on=clock.today()), version.by), news)


def tell_withdrawn(event: ReportEvent) -> None:
    """The national team: there is nothing to read any more. Of a region's own report nobody."""
    if event.report.round.is_own:
        return
    news = News(
        key=f"report-event-{event.pk}",
        who=f"Regio {event.report.region}",
        what=f"rapportage {event.report.round} teruggenomen, versie {event.version.number}",
        url=_round_url(event.report),
    )
    tell(_others(holders(Right.JUDGE_REPORT, on=clock.today()), event.by), news)


def tell_returned(event: ReportEvent) -> None:
    """Who writes the report, with the day before which it must be in again as long as that is to come."""
    due = due_for(event.report.round, event.report.region)
    news = News(
        key=f"report-event-{event.pk}",
        who=event.by_name,
        what=f"rapportage {event.report.round} teruggestuurd, met redenen",
        expected=f"Rapportage {event.report.round} aanpassen (regio {event.report.region})",
        due=due if due > clock.today() else None,
        url=_url(event.report),
    )
    tell(_writers(event), news)


def tell_accepted(event: ReportEvent) -> None:
    """Who writes the report; nothing is asked any more."""
    news = News(
        key=f"report-event-{event.pk}",
        who=event.by_name,
        what=f"rapportage {event.report.round} geaccepteerd (regio {event.report.region})",
        url=_url(event.report),
    )
    tell(_writers(event), news)


def tell_reopened(event: ReportEvent) -> None:
    """Who writes the report: a new version is asked. Why stands on the page."""
    news = News(
        key=f"report-event-{event.pk}",
        who=event.by_name,
        what=f"rapportage {event.report.round} heropend voor een nieuwe versie",
        expected=f"Rapportage {event.report.round} aanpassen (regio {event.report.region})",
        url=_url(event.report),
    )
    tell(_writers(event), news)


def tell_extended(extension: DueExtension) -> None:
    """Who writes the report: there is more time."""
    news = News(
        key=f"report-due-{extension.pk}",
        who=extension.by_name,
        what=f"uitstel voor rapportage {extension.round} (regio {extension.region})",
        expected=f"Rapportage {extension.round} indienen (regio {extension.region})",
        due=extension.due,
        url=reverse("reporting:round_detail", args=[extension.round.code]),
    )
    writers = holders(Right.WRITE_REPORT, region=extension.region, on=clock.today())
    tell(_others(writers, extension.by), news)


def _writers(event: ReportEvent) -> list[User]:
    return _others(holders(Right.WRITE_REPORT, region=event.report.region, on=clock.today()), event.by)


def _others(users: list[User], by: User | None) -> list[User]:
    """Nobody is told what they did themselves."""
    return [user for user in users if user != by]


def _url(report: Report) -> str:
    return reverse("reporting:report_detail", args=[report.region.slug, report.round.code])


def _round_url(report: Report) -> str:
    return reverse("reporting:round_detail", args=[report.round.code])

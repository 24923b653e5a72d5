"""Who hears what of a report: the national team what came in, the region what became of it."""

from __future__ import annotations

from django.urls import reverse

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.rights import Right
from reporting.models import Report, ReportEvent, ReportVersion


def tell_submitted(version: ReportVersion) -> None:
    """The national team, of each version once."""
    news = News(
        key=f"report-submitted-{version.pk}",
        who=f"Regio {version.report.region}",
        what=f"rapportage {version.report.round} ingediend, versie {version.number}",
        expected=f"Rapportage {version.report.round} lezen en beoordelen (regio {version.report.region})",
        url=_url(version.report),
    )
    tell(_others(holders(Right.JUDGE_REPORT, on=clock.today()), version.by), news)


def tell_returned(event: ReportEvent) -> None:
    """Who writes the report, with the day before which it must be in again as long as that is to come."""
    due = event.report.round.due
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


def _writers(event: ReportEvent) -> list[User]:
    return _others(holders(Right.WRITE_REPORT, region=event.report.region, on=clock.today()), event.by)


def _others(users: list[User], by: User | None) -> list[User]:
    """Nobody is told what they did themselves."""
    return [user for user in users if user != by]


def _url(report: Report) -> str:
    return reverse("reporting:report_detail", args=[report.region.slug, report.round.half_year])

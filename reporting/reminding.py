"""The daily reminders: who writes a report hears when it is due, the national team who is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django_q.models import Schedule

from ghnt import clock
from ghnt.notices.telling import News, tell
from ghnt.ui.dates import long_date
from regions.addressees import holders
from regions.rights import Right
from reporting.models import ReportRound
from reporting.rounds import asked_regions
from reporting.states import ReportState
from reporting.who_has_what import RegionStanding, standings_of

REMINDING = "Regio’s herinneren aan hun rapportage"
LATE_NEWS_FOR = 7  # days in which a worker that stood still still tells who was late


def send_reminders() -> int:
    """Remind as many days before (negative) or after the due date as the settings say, each time once.

    A worker that stood still for a day sends the reminder it missed, and only the last of several. Returns how many
    people heard something new.
    """
    today = clock.today()
    told = 0
    for round in _running(today):
        standings = standings_of(round, asked_regions(round, today), on=today)
        told += sum(_remind(one, today) for one in standings)
        if not round.is_own and timedelta(days=1) <= today - round.due <= timedelta(days=LATE_NEWS_FOR):
            told += _tell_late(round, [one for one in standings if one.is_late])
    return told


def schedule_reminders() -> bool:
    """Have the worker remind each day; True when that was not so yet."""
    _, made = Schedule.objects.get_or_create(
        name=REMINDING,
        defaults={"func": "reporting.reminding.send_reminders", "schedule_type": Schedule.DAILY},
    )
    return made


def _running(today: date) -> Iterator[ReportRound]:
    """Rounds that opened and of which, for all or for one region, there still is something to say."""
    after = max((*settings.REPORT_REMINDER_DAYS, LATE_NEWS_FOR)) + LATE_NEWS_FOR
    for round in ReportRound.objects.open_on(today).prefetch_related("extensions"):
        last = max((round.due, *(one.due for one in round.extensions.all())))
        if (today - last).days <= after:
            yield round


def _remind(one: RegionStanding, today: date) -> int:
    """The writers of a region that handed in nothing; of what was returned they heard when it came back."""
    passed = [days for days in settings.REPORT_REMINDER_DAYS if days <= (today - one.due).days]
    if not passed or one.version is not None or one.state not in {ReportState.NOT_STARTED, ReportState.DRAFT}:
        return 0
    news = News(
        key=f"report-remind-{one.round.pk}-{one.region.pk}-{one.due}-{max(passed)}",
        who="Herinnering",
        what=_words(one, today),
        expected=f"Rapportage {one.round} indienen (regio {one.region})",
        due=one.due if one.due > today else None,
        url=reverse("reporting:report_detail", args=[one.region.slug, one.round.code]),
    )
    return tell(holders(Right.WRITE_REPORT, region=one.region, on=today), news)


def _words(one: RegionStanding, today: date) -> str:
    days = (one.due - today).days
    report = f"rapportage {one.round} (regio {one.region})"
    if days <= 0:
        return f"{report} is te laat, zij had vóór {long_date(one.due)} binnen moeten zijn"
    return f"{report}: nog {days} {'dag' if days == 1 else 'dagen'}"


def _tell_late(round: ReportRound, late: list[RegionStanding]) -> int:
    if not late:
        return 0
    noun = "1 regio is" if len(late) == 1 else f"{len(late)} regio’s zijn"
    news = News(
        key=f"report-late-{round.pk}-{round.due}",
        who=f"Ronde {round}",
        what=f"{noun} te laat: {', '.join(one.region.name for one in late)}",
        url=f"{reverse('reporting:round_detail', args=[round.code])}?stand=late",
    )
    return tell(holders(Right.JUDGE_REPORT, on=clock.today()), news)

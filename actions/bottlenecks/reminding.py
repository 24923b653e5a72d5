"""The daily reminder: the national team hears each month of a bottleneck that still waits for an answer."""

from __future__ import annotations

from django.utils.timezone import localdate
from django_q.models import Schedule

from actions.bottlenecks.waiting import waiting_words
from actions.models import Bottleneck
from ghnt import clock
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.rights import Right

REMINDING = "Herinneren aan knelpunten zonder antwoord"
A_MONTH = 30  # days; the first reminder comes after one, then one a month


def remind_of_bottlenecks() -> int:
    """Each month once for each that waits nationally. Returns how many people heard something new."""
    today, told = clock.today(), 0
    team = holders(Right.WRITE_NATIONAL, on=today)
    waiting = Bottleneck.objects.present().waiting_nationally().filter(national__isnull=True)
    for one in waiting.select_related("region").filter(raised_at__isnull=False):
        times = (today - localdate(one.raised_at)).days // A_MONTH
        if times:
            told += tell(team, _news(one, times, waiting_words(one.raised_at, today)))  # type: ignore[arg-type]
    return told


def schedule_bottleneck_reminders() -> bool:
    """Have the worker remind each day; True when that was not so yet."""
    _, made = Schedule.objects.get_or_create(
        name=REMINDING,
        defaults={"func": "actions.bottlenecks.reminding.remind_of_bottlenecks", "schedule_type": Schedule.DAILY},
    )
    return made


def _news(one: Bottleneck, times: int, waits: str) -> News:
    whose = f"regio {one.region}" if one.region else "landelijk"
    return News(
        key=f"bottleneck-waits-{one.pk}-{localdate(one.raised_at)}-{times}",
        who="Herinnering",
        what=f"knelpunt {one.code} ({whose}) wacht {waits} op antwoord van {one.level_badge.the}",
        expected="Knelpunt beantwoorden",
        url=one.get_absolute_url(),
    )

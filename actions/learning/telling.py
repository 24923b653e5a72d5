"""Who hears what about learning, as notices and the mails that follow from them."""

from __future__ import annotations

from collections.abc import Iterable

from actions.models import CircleMeeting, FrontRunner, FrontRunnerState, LearningCircle, Lesson
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.models import Region
from regions.rights import Right


def tell_circle(meeting: CircleMeeting, key: str, what: str, expected: str, by: User) -> int:
    """Tell those who work for the regions of the circle; the address is that of the meeting."""
    news = News(
        key=f"leerkring-{meeting.pk}-{key}",
        who=str(by),
        what=what,
        url=meeting.get_absolute_url(),
        expected=expected,
    )
    return tell(_workers(meeting.circle.regions.all()), news)


def tell_shared(lesson: Lesson, circles: Iterable[LearningCircle], by: User) -> int:
    """Tell the other regions of the circles that a lesson was shared with them; each person once a lesson."""
    regions = Region.objects.filter(circles__in=list(circles)).exclude(pk=lesson.region_id or 0).distinct()
    whose = f"regio {lesson.region}" if lesson.region else "het landelijk team"
    news = News(
        key=f"leerpunt-{lesson.pk}-gedeeld",
        who=str(by),
        what=f"leerpunt gedeeld door {whose}: {lesson.title}",
        url=lesson.get_absolute_url(),
    )
    return tell((one for one in _workers(regions) if one != by), news)


def tell_offer(claim: FrontRunner, where: str, url: str, by: User) -> int:
    """Tell the national team that a region offers itself as front-runner."""
    news = News(
        key=f"voorloper-{claim.pk}-aangeboden",
        who=str(by),
        what=f"regio {claim.region} biedt zich aan als voorloper op {where}",
        url=url,
        expected="Aanbod beantwoorden",
    )
    return tell(holders(Right.WRITE_NATIONAL, on=clock.today()), news)


def tell_decision(claim: FrontRunner, where: str, url: str, by: User) -> int:
    """Tell those who work for the region what the national team said."""
    said = {
        FrontRunnerState.CONFIRMED: f"regio {claim.region} is nu voorloper op {where}",
        FrontRunnerState.DECLINED: f"het aanbod als voorloper op {where} is niet bevestigd",
        FrontRunnerState.ENDED: f"regio {claim.region} is geen voorloper meer op {where}",
    }[FrontRunnerState(claim.state)]
    news = News(key=f"voorloper-{claim.pk}-{claim.state}", who=str(by), what=said, url=url)
    return tell((one for one in _workers([claim.region]) if one != by), news)


def _workers(regions: Iterable[Region]) -> list[User]:
    """Those who keep the actions of the regions."""
    found: dict[int, User] = {}
    for region in regions:
        found |= {user.pk: user for user in holders(Right.WRITE_ACTIONS, region=region, on=clock.today())}
    return list(found.values())

"""Who hears what around an application to the projectenpool. No amount and no title stands in it."""

from __future__ import annotations

from django.urls import reverse

from actions.models import ApplicationState, PoolApplication
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.telling import News, tell
from regions.addressees import holders
from regions.rights import Right


def tell_submitted(application: PoolApplication, by: User) -> None:
    """The national team."""
    words = f"Beslissen over een aanvraag bij de projectenpool (regio {application.region})"
    news = _news(application, by, "aanvraag bij de projectenpool ingediend", words)
    tell(_others(holders(Right.WRITE_NATIONAL, on=clock.today()), by), news)


def tell_withdrawn(application: PoolApplication, by: User) -> None:
    """The national team: nothing is asked of it any more."""
    news = _news(application, by, f"aanvraag bij de projectenpool ingetrokken (regio {application.region})", "")
    tell(_others(holders(Right.WRITE_NATIONAL, on=clock.today()), by), news)


def tell_decided(application: PoolApplication, by: User) -> None:
    """Whoever writes in the region."""
    granted = application.state == ApplicationState.GRANTED
    what = f"aanvraag bij de projectenpool {'toegekend' if granted else 'afgewezen'}"
    expected = f"Acties kiezen die uit de bijdrage worden betaald (regio {application.region})" if granted else ""
    readers = holders(Right.WRITE_ACTIONS, region=application.region, on=clock.today())
    tell(_others(readers, by), _news(application, by, what, expected))


def _news(application: PoolApplication, by: User, what: str, expected: str) -> News:
    url = reverse("actions:application_detail", args=[application.region.slug, application.pk])
    key = f"pool-application-{application.pk}-{application.state}-{application.version}"
    return News(key=key, who=str(by), what=what, url=url, expected=expected)


def _others(users: list[User], by: User) -> list[User]:
    return [user for user in users if user != by]

"""What the demo accounts were told: their roles come last, so that what happened before is told to them afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.models import ActionOffer, PullerRequest
from actions.telling import tell_answered, tell_offered
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.notices.models import Delivery, Notice, NoticePreference
from ghnt.site.demo.people import DOMAIN
from reporting.models import EventKind, ReportEvent
from reporting.telling import tell_accepted, tell_reopened, tell_returned, tell_submitted, tell_withdrawn

READ_BEFORE = date(2021, 6, 1)
CHOSEN = {"projectleider": Delivery.INSTANT, "medewerker": Delivery.DAILY, "lezer": Delivery.NONE}


def tell_accounts(regions: Iterable[str]) -> None:
    """Tell them of the reports, offers and answers of some regions; what is old they read. Nobody gets mail of it."""
    slugs = list(regions)
    events = ReportEvent.objects.filter(report__region__slug__in=slugs).select_related(
        "report__region", "report__round", "version__report__region", "version__report__round", "by"
    )
    for event in events.order_by("at", "pk"):
        with clock.standing_at(event.at.date()):
            _tell_of(event)
    for offer in ActionOffer.objects.filter(region__slug__in=slugs, outcome=""):
        tell_offered(offer)
    for request in PullerRequest.objects.filter(programme__region__slug__in=slugs, answers__isnull=False).distinct():
        tell_answered(request)
    _keep_quiet()


def _tell_of(event: ReportEvent) -> None:
    if event.kind == EventKind.SUBMITTED:
        tell_submitted(event.version)
    elif event.kind == EventKind.RETURNED:
        tell_returned(event)
    elif event.kind == EventKind.ACCEPTED:
        tell_accepted(event)
    elif event.kind == EventKind.WITHDRAWN:
        tell_withdrawn(event)
    elif event.kind == EventKind.REOPENED:
        tell_reopened(event)


def _keep_quiet() -> None:
    Notice.objects.update(mail_wanted=False)
    Notice.objects.filter(at__date__lt=READ_BEFORE).update(read_at=clock.now())
    for login, delivery in CHOSEN.items():
        user = User.objects.get(email=f"{login}@{DOMAIN}")
        NoticePreference.objects.update_or_create(user=user, defaults={"delivery": delivery})

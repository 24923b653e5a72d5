"""Reminding whoever did not react yet, by hand and by the worker."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django_q.models import Schedule

from ghnt import clock
from ghnt.accounts.models import User
from programmes.models import ConclusionReview, ReviewAddressee, ReviewBundle
from programmes.review.addressees import still_readable
from programmes.review.states import ReviewState, state_of_bundle
from programmes.review.telling import news_of, tell_officers
from regions.models import Municipality

REMINDING = "Gemeenten herinneren aan nakijken"


@dataclass(frozen=True)
class Reminded:
    """How many municipalities were reminded, and which have nobody to remind."""

    number: int
    nobody: tuple[str, ...]


def missing(bundle: ReviewBundle) -> Counter[int]:
    """How many asked conclusions each municipality said nothing of."""
    return Counter(_unreacted().filter(item__bundle=bundle).values_list("municipality", flat=True))


@transaction.atomic
def remind(*, bundle: ReviewBundle, by: User | None, key: str = "") -> Reminded:
    """Remind the municipalities that did not react, at most once a day for each person.

    Raises ValidationError when no reaction is asked or the date has come, or everybody reacted.
    """
    if state_of_bundle(bundle, clock.today()) is not ReviewState.OPEN:
        raise ValidationError("U kunt alleen herinneren zolang een reactie wordt gevraagd.", code="closed")
    counts = missing(bundle)
    if not counts:
        raise ValidationError("Alle gemeenten hebben gereageerd. Een herinnering is niet nodig.", code="done")
    nobody = tell_officers(
        bundle,
        key=f"review-remind-{bundle.pk}-{key or clock.today().isoformat()}",
        what=f"herinnering: {news_of(bundle)}",
        counts=counts,
        expected="{n} nakijken",
        due=bundle.react_by,
    )
    if by is not None:
        ReviewBundle.objects.filter(pk=bundle.pk).update(reminded_at=clock.now())
    names = Municipality.objects.filter(pk__in=nobody).values_list("name", flat=True)
    return Reminded(len(counts) - len(nobody), tuple(names))


def send_reminders() -> int:
    """Remind as many days before the date as the settings say, each time once. Returns how many bundles that were.

    A worker that stood still for a day sends the reminder it missed, and only the last of several.
    """
    today = clock.today()
    sent = 0
    for bundle in ReviewBundle.objects.filter(react_by__gt=today).select_related("region"):
        left = (bundle.react_by - today).days if bundle.react_by else 0
        due = [days for days in settings.REVIEW_REMINDER_DAYS if left <= days]
        if due and missing(bundle):
            remind(bundle=bundle, by=None, key=f"{bundle.react_by}-{min(due)}")
            sent += 1
    return sent


def schedule_reminders() -> bool:
    """Have the worker remind each day; True when that was not so yet."""
    _, made = Schedule.objects.get_or_create(
        name=REMINDING,
        defaults={"func": "programmes.review.reminding.send_reminders", "schedule_type": Schedule.DAILY},
    )
    return made


def _unreacted() -> QuerySet[ReviewAddressee]:
    said = ConclusionReview.objects.filter(item=OuterRef("item"), municipality=OuterRef("municipality"))
    asked = ReviewAddressee.objects.filter(item__asks_reaction=True)
    return still_readable(asked).filter(~Exists(said))

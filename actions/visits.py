""" "Gewijzigd sinds mijn vorige bezoek": when somebody looked before, and what changed in the actions since.

A visit ends after four hours without a page. Reading a page writes nothing: the page's script tells the server that
somebody looks, and without script the button "Alles gezien" does. A page that is opened before its visit is told
therefore compares with the last time that was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from actions import disclosure
from actions.changes import LABELS
from actions.models import Action, ActionChange, ActionUpdate, DisclosedHalfYear, RegionVisit
from actions.models.update import ActionUpdateQuerySet
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from regions.models import Region
from regions.rights import Rights

GAP = timedelta(hours=4)


@transaction.atomic
def note_visit(*, user: User, region: Region) -> RegionVisit:
    """Somebody looks at the actions of a region now; after a gap that is a new visit."""
    now = clock.now()
    visit, is_first = RegionVisit.objects.select_for_update().get_or_create(
        user=user, region=region, defaults={"began_at": now, "last_at": now}
    )
    if not is_first:
        if now - visit.last_at >= GAP:
            visit.previous_at, visit.began_at = visit.last_at, now
        visit.last_at = now
        visit.save()
    return visit


@transaction.atomic
def mark_seen(*, user: User, region: Region) -> RegionVisit:
    """Everything up to now was seen: from now on only later changes count."""
    visit = note_visit(user=user, region=region)
    visit.previous_at = visit.last_at
    visit.save()
    return visit


def previous_visit(user: User, region: Region) -> datetime | None:
    """When the visit before this one was; None on the first visit."""
    visit = RegionVisit.objects.filter(user=user, region=region).first()
    if visit is None:
        return None
    return visit.last_at if clock.now() - visit.last_at >= GAP else visit.previous_at


@dataclass(frozen=True)
class Since:
    """A moment, and the last half year that the viewer may read; `disclosed` came into view after the moment."""

    moment: datetime
    half_year: HalfYear | None
    disclosed: tuple[HalfYear, ...] = ()
    outside: bool = False

    def updates(self) -> ActionUpdateQuerySet:
        told = ActionUpdate.objects.as_of(self.half_year, outside=self.outside).order_by()
        return told.filter(Q(updated_at__gt=self.moment) | Q(half_year__in=self.disclosed))


def since_visit(user: User, rights: Rights, region: Region, *, on: date) -> Since | None:
    """What "sinds mijn vorige bezoek" means for somebody; None on the first visit."""
    moment = previous_visit(user, region)
    if moment is None:
        return None
    half_year = disclosure.latest_visible_half_year(rights, region, on=on)
    if not disclosure.is_outside(rights, region):
        return Since(moment, half_year)
    disclosed = DisclosedHalfYear.objects.filter(region=region, at__gt=moment)
    return Since(moment, half_year, tuple(disclosed.values_list("half_year", flat=True)), outside=True)


def changed_since(since: Since) -> Q:
    """The condition on actions: new, told about, or with a plan that changed."""
    plan = ActionChange.objects.filter(action=OuterRef("pk"), at__gt=since.moment)
    told = since.updates().filter(action=OuterRef("pk"))
    return Q(created_at__gt=since.moment) | Q(Exists(plan)) | Q(Exists(told))


def what_changed(actions: Iterable[Action], since: Since) -> dict[int, str]:
    """Per action in a few words what changed: "nieuw", or "voortgang, trekker"; two queries."""
    shown = list(actions)
    pks = [action.pk for action in shown]
    told = set(since.updates().filter(action__in=pks).values_list("action", flat=True))
    plan: dict[int, set[str]] = {}
    for pk, field in ActionChange.objects.filter(action__in=pks, at__gt=since.moment).values_list("action", "field"):
        plan.setdefault(pk, set()).add(field)
    found = {
        action.pk: _words(action.created_at > since.moment, action.pk in told, plan.get(action.pk, set()), LABELS)
        for action in shown
    }
    return {pk: words for pk, words in found.items() if words}


def _words(is_new: bool, is_told: bool, fields: set[str], labels: Mapping[str, str]) -> str:
    if is_new:
        return "nieuw"
    words = [label.lower() for name, label in labels.items() if name in fields]
    return ", ".join([*(["voortgang"] if is_told else []), *words])

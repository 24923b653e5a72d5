"""Contacts of organisations: business data, kept until the day somebody leaves."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django_q.models import Schedule

from ghnt import clock
from regions.models import Contact, Organisation, Region

DEPARTING = "Vertrokken contactpersonen verwijderen"


def contacts_in(region: Region) -> QuerySet[Contact]:
    """The contacts that a region keeps: at organisations of its own, never at national ones."""
    kept = Contact.objects.filter(organisation__region=region).select_related("organisation")
    return kept.order_by("organisation__name", "name", "pk")


def organisations_with_contacts(region: Region) -> QuerySet[Organisation]:
    """The region's organisations that have contacts, each with its contacts in `contacts.all()`."""
    people = Prefetch("contacts", Contact.objects.order_by("name", "pk"))
    kept = contacts_in(region).order_by()
    return Organisation.objects.filter(pk__in=kept.values("organisation")).prefetch_related(people)


@transaction.atomic
def save_contact(*, contact: Contact, seen: int) -> Contact:
    """Save a new or changed contact. Raises EditConflictError when it changed since version `seen`."""
    if contact.pk:
        contact.claim(seen)
    contact.save()
    return contact


@transaction.atomic
def remove_departed() -> int:
    """Delete contacts from the day after they left; the seats they took stay. Returns how many that were."""
    departed = Contact.objects.filter(leaves_on__lt=clock.today())
    number = departed.count()
    departed.delete()
    return number


def schedule_departures() -> bool:
    """Have the worker remove departed contacts each day; True when that was not so yet."""
    _, made = Schedule.objects.get_or_create(
        name=DEPARTING, defaults={"func": "regions.contacts.remove_departed", "schedule_type": Schedule.DAILY}
    )
    return made

"""Organisations that a region names itself, and those of the whole country that the national team keeps."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from regions.models import Contact, Organisation, Region, Seat

SAME_NAME = "Deze organisatie staat er al. Kies een andere naam, of wijzig de organisatie die er staat."


def organisation_named(region: Region, name: str) -> Organisation:
    """The organisation that the region may choose under this name; a new one of the region when there is none."""
    offered = Organisation.objects.offered_in(region)
    return offered.filter(name__iexact=name).first() or Organisation.objects.create(region=region, name=name)


def organisations_of(region: Region | None) -> QuerySet[Organisation]:
    """Those that the region keeps, or the country; each with `number_of_contacts` and `number_of_seats`."""
    kept = Organisation.objects.filter(region=region) if region else Organisation.objects.filter(region__isnull=True)
    people = Contact.objects.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    seats = Seat.objects.filter(organisation=OuterRef("pk"), body__ended_on__isnull=True).order_by()
    return kept.select_related("municipality").annotate(
        number_of_contacts=Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0),
        number_of_seats=Coalesce(Subquery(seats.values("organisation").annotate(n=Count("pk")).values("n")), 0),
    )


@transaction.atomic
def save_organisation(*, organisation: Organisation, seen: int) -> Organisation:
    """Save a new or renamed organisation; whatever points to it says the new name from now on.

    Raises ValidationError when its name is taken; EditConflictError when it changed since version `seen`.
    """
    beside = Organisation.objects.filter(region=organisation.region_id, name__iexact=organisation.name)
    if beside.exclude(pk=organisation.pk).exists():
        raise ValidationError({"name": SAME_NAME})
    if organisation.pk:
        organisation.claim(seen)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:  # somebody else made it at the same moment
        raise ValidationError({"name": SAME_NAME}) from error
    return organisation

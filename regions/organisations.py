"""Organisations that a region names itself."""

from __future__ import annotations

from regions.models import Organisation, Region


def organisation_named(region: Region, name: str) -> Organisation:
    """The organisation that the region may choose under this name; a new one of the region when there is none."""
    offered = Organisation.objects.offered_in(region)
    return offered.filter(name__iexact=name).first() or Organisation.objects.create(region=region, name=name)

"""Where a copied thing came from and where it goes on, in the words of a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from programmes.models import OutlineNode, RegionalProgramme


@dataclass(frozen=True)
class Relative:
    label: str
    url: str
    programme: str  # the programme that it stands in; "" when it is the programme itself


@dataclass(frozen=True)
class Lineage:
    origin: Relative | None
    successors: tuple[Relative, ...]


def lineage_of_programme(programme: RegionalProgramme) -> Lineage:
    origin = programme.predecessor
    successors = programme.successors.select_related("region").order_by("valid_from")
    return Lineage(_itself(origin) if origin else None, tuple(_itself(one) for one in successors))


def lineage_of_node(node: OutlineNode) -> Lineage:
    """The node it was copied from and those copied from it, in other programmes of the same region."""
    relatives = OutlineNode.objects.filter(programme__region=node.programme.region_id, removed_at__isnull=True)
    return lineage_among(
        relatives.exclude(programme=node.programme_id).select_related("programme__region"), node.pk, node.origin_id
    )


def lineage_among(relatives: QuerySet[Any], pk: int, origin_id: int | None) -> Lineage:
    """The one with the key `origin_id`, and those whose origin is `pk`; both in one query."""
    found = list(relatives.filter(Q(pk=origin_id) | Q(origin=pk)).order_by("pk"))
    origin = next((one for one in found if one.pk == origin_id), None)
    return Lineage(_inside(origin) if origin else None, _all_inside(one for one in found if one.origin_id == pk))


def _all_inside(things: Iterable[Any]) -> tuple[Relative, ...]:
    return tuple(_inside(thing) for thing in things)


def _inside(thing: Any) -> Relative:
    label = f"{thing.code} {thing.title}"
    return Relative(label, thing.get_absolute_url(), str(thing.programme))


def _itself(programme: RegionalProgramme) -> Relative:
    return Relative(str(programme), programme.get_absolute_url(), "")

"""Which blocks of a catalogue go on as which blocks of the catalogue of the programme that follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from ghnt.documents.sealing import canonical_json, fingerprint
from programmes.models import CatalogueEdition, CatalogueEntry, CatalogueLink, LinkKind, Programme


@dataclass(frozen=True)
class Continuing:
    """`chosen`: by key of an earlier block the keys of those it goes on as; `seen` names what was shown."""

    earlier: CatalogueEdition
    later: CatalogueEdition
    before: tuple[CatalogueEntry, ...]
    after: tuple[CatalogueEntry, ...]
    chosen: Mapping[int, tuple[int, ...]]

    @property
    def seen(self) -> str:
        return _seen(self.chosen)

    @property
    def sentence(self) -> str:
        """ "19 bouwstenen: 15 gaan verder, 4 niet." """
        going = sum(bool(self.chosen.get(entry.pk)) for entry in self.before)
        noun = "bouwsteen" if len(self.before) == 1 else "bouwstenen"
        verb = "gaat" if going == 1 else "gaan"
        return f"{len(self.before)} {noun}: {going} {verb} verder, {len(self.before) - going} niet."


class ContinuingConflictError(Exception):
    """A colleague changed the links meanwhile; nothing was saved."""


def continuing_from(programme: Programme) -> Continuing | None:
    """The last catalogue of a programme beside the first one of its successor; None when either is missing."""
    if programme.successor is None:
        return None
    earlier = programme.editions.order_by("-valid_from", "-pk").first()
    later = programme.successor.editions.order_by("valid_from", "pk").first()
    if earlier is None or later is None:
        return None
    chosen: dict[int, list[int]] = defaultdict(list)
    links = CatalogueLink.objects.filter(earlier__edition=earlier, later__edition=later, earlier__block__isnull=False)
    for one, other in links.order_by("later__order").values_list("earlier", "later"):
        chosen[one].append(other)
    return Continuing(
        earlier, later, _blocks(earlier), _blocks(later), {one: tuple(others) for one, others in chosen.items()}
    )


def _blocks(edition: CatalogueEdition) -> tuple[CatalogueEntry, ...]:
    return tuple(edition.entries.filter(block__isnull=False).select_related("parent").order_by("order", "code"))


def _seen(chosen: Mapping[int, Sequence[int]]) -> str:
    return fingerprint(canonical_json({str(one): sorted(others) for one, others in chosen.items() if others}))


@transaction.atomic
def save_continuing(*, programme: Programme, chosen: Mapping[int, Sequence[int]], seen: str) -> int:
    """Keep the links as chosen and return how many blocks go on; keys that are no block of the two are left out.

    Raises ContinuingConflictError when the links are no longer those that were seen.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    stands = continuing_from(programme)
    if stands is None or stands.seen != seen:
        raise ContinuingConflictError
    earlier, later = ({entry.pk: entry for entry in entries} for entries in (stands.before, stands.after))
    wanted = {one: [pk for pk in dict.fromkeys(chosen.get(one, ())) if pk in later] for one in earlier}
    CatalogueLink.objects.filter(earlier__in=earlier, later__in=later).delete()
    for one, others in wanted.items():
        for other in others:
            kind = _kind(earlier[one], later[other], len(others))
            CatalogueLink.objects.create(earlier=earlier[one], later=later[other], kind=kind)
    return sum(bool(others) for others in wanted.values())


def _kind(earlier: CatalogueEntry, later: CatalogueEntry, count: int) -> LinkKind:
    if count > 1:
        return LinkKind.SPLIT
    return LinkKind.CONTINUES if earlier.title.casefold() == later.title.casefold() else LinkKind.RENAMED

"""Which version of each region goes into a bundle of a round, and which chapters a book may have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ghnt.documents.sealing import canonical_json
from regions.models import Region
from reporting.accepted import accepted_versions
from reporting.asked import asked_in
from reporting.bundles.order import SCHEMA, LeftOut, Part, RoundOrder
from reporting.chapter_keys import DECISIONS, DERIVED_TITLES
from reporting.content import Tile
from reporting.marks import marks_of
from reporting.models import BundleKind, EventKind, Place, ReportRound, ReportVersion

GLANCE, LINES, DIFFERENCE, MORE = "oogopslag", "lijnen", "verschil", "bijlagen"
NOT_CHOSEN, NOT_ACCEPTED, NOTHING = "niet gekozen", "ingediend, nog niet geaccepteerd", "niets ingediend"


@dataclass(frozen=True)
class Available:
    """A region of the round with the version that may go into a bundle: the accepted one, else what now lies there."""

    region: Region
    version: ReportVersion | None
    is_accepted: bool

    @property
    def stand(self) -> str:
        if self.version is None:
            return NOTHING
        accepted = "geaccepteerd, later heropend" if self.is_reopened else "geaccepteerd"
        return f"versie {self.version.number}, {accepted if self.is_accepted else NOT_ACCEPTED}"

    @property
    def is_reopened(self) -> bool:
        return self.version is not None and any(one.kind == EventKind.REOPENED for one in self.version.events.all())


def available(round: ReportRound, *, on: date) -> tuple[Available, ...]:
    """Every region that is asked, by name; constant number of queries. Withdrawn and returned versions do not count."""
    accepted = {one.report.region_id: one for one in accepted_versions(round).prefetch_related("events")}
    submitted = {one.report.region_id: one for one in _submitted(round)}
    invited = None if round.is_for_all else {region.pk for region in round.invited.all()}
    told = accepted.keys() | submitted.keys()
    regions = [one for one in Region.objects.all() if one.pk in told or one.is_valid(on)]
    return tuple(
        Available(region, accepted.get(region.pk) or submitted.get(region.pk), region.pk in accepted)
        for region in regions
        if invited is None or region.pk in invited or region.pk in told
    )


def _submitted(round: ReportRound) -> list[ReportVersion]:
    """Of each report the last version, unless the region took it back or it was returned."""
    gone = (EventKind.WITHDRAWN, EventKind.RETURNED)
    versions = ReportVersion.objects.filter(report__round=round).exclude(events__kind__in=gone)
    versions = versions.defer("content").select_related("report__region").prefetch_related("events")
    return list(versions.order_by("number"))


def chapters_of(round: ReportRound) -> tuple[tuple[str, str], ...]:
    """The chapters that a book of the round may have, in reading order: key and title."""
    asked = asked_in(round)
    return (
        (GLANCE, "In één oogopslag"),
        *((one.section.key, one.section.title) for one in asked.at(Place.FIRST)),
        (LINES, "De onderdelen van het programma met hun acties"),
        *DERIVED_TITLES.items(),
        (DECISIONS, "Besluitvorming"),
        *((one.section.key, one.section.title) for one in asked.at(Place.LAST)),
        (DIFFERENCE, "Verschil met vorig halfjaar"),
        (MORE, "Overige hoofdstukken en bijlagen"),
    )


def order_of(
    round: ReportRound,
    *,
    kind: BundleKind,
    on: date,
    chapters: Collection[str] = (),
    regions: Collection[str] | None = None,
    with_concepts: bool = False,
) -> RoundOrder:
    """The order for a book or a zip of the chosen regions (slugs; None is all), with what is accepted.

    With `with_concepts` also what was submitted and not accepted yet.
    """
    found = available(round, on=on)
    chosen = [one for one in found if _is_in(one, regions, with_concepts)]
    known = chapters_of(round) if chapters else ()
    return RoundOrder(
        schema=SCHEMA,
        kind=kind.value,
        round_code=round.code,
        round_name=str(round),
        half_year=str(round.half_year),
        programme=str(round.programme),
        chapters=tuple(key for key, _ in known if key in chapters),
        parts=tuple(map(_part, chosen)),
        left_out=tuple(
            LeftOut(one.region.short_code, one.region.name, _why(one, regions)) for one in found if one not in chosen
        ),
        tiles=_tiles(found),
    )


def _is_in(one: Available, regions: Collection[str] | None, with_concepts: bool) -> bool:
    is_chosen = regions is None or one.region.slug in regions
    return is_chosen and one.version is not None and (one.is_accepted or with_concepts)


def _why(one: Available, regions: Collection[str] | None) -> str:
    if one.version is None:
        return NOTHING
    if regions is not None and one.region.slug not in regions:
        return NOT_CHOSEN
    return NOT_ACCEPTED


def _part(one: Available) -> Part:
    version = one.version
    assert version is not None
    return Part(
        region=one.region.short_code,
        slug=one.region.slug,
        name=one.region.name,
        version=version.pk,
        number=version.number,
        sha256=version.sha256,
        marks=canonical_json(marks_of(version)),
        is_accepted=one.is_accepted,
    )


def _tiles(found: tuple[Available, ...]) -> tuple[Tile, ...]:
    placed = (one.region for one in found if one.region.tile_row is not None and one.region.tile_column is not None)
    return tuple(Tile(one.short_code, one.name, one.tile_row, one.tile_column) for one in placed)  # type: ignore[arg-type]

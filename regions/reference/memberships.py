"""The three dated memberships: as the files say, or for ended municipalities as their successors agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db.models import Model

from regions.geography import UNKNOWN_START
from regions.models import (
    AreaMembership,
    CentreMembership,
    CentreMunicipality,
    Confidence,
    Municipality,
    MunicipalitySuccession,
    RegionMembership,
    VeiligThuisArea,
)
from regions.reference.files import Row, read_file
from regions.reference.geography import CONFIDENCES, municipalities_by_code, regions_by_code
from regions.reference.tables import TableReport, Wanted, bring_in_line

AnyMembership = RegionMembership | AreaMembership | CentreMembership
LEAST_SURE_FIRST = (
    Confidence.LOW,
    Confidence.MEDIUM,
    Confidence.STRUCTURAL,
    Confidence.HIGH,
    Confidence.VERIFIED,
)


def load_memberships(directory: Path) -> list[TableReport]:
    areas = {area.code: area for area in VeiligThuisArea.objects.all()}
    centres = {
        centre.municipality.cbs_code: centre for centre in CentreMunicipality.objects.select_related("municipality")
    }
    return [
        _load(RegionMembership, directory / "region_memberships.csv", regions_by_code(), "regions.csv"),
        _load(AreaMembership, directory / "area_memberships.csv", areas, "veilig_thuis_areas.csv"),
        _load(CentreMembership, directory / "centre_memberships.csv", centres, "centre_municipalities.csv"),
    ]


def _load(model: type[AnyMembership], path: Path, targets: Mapping[str, Model], of: str) -> TableReport:
    municipalities = municipalities_by_code()

    def read(row: Row) -> Wanted:
        municipality = row.one_of("municipality", municipalities, "municipalities.csv")
        start = row.date("valid_from")
        if not municipality.is_valid(start):
            raise row.problem(
                "valid_from",
                f"Op deze datum bestond {municipality} niet. Kies een datum waarop de gemeente bestond.",
            )
        values = {
            "municipality": municipality,
            "valid_from": start,
            "target": row.one_of("target", targets, of),
            "confidence": row.one_of("confidence", CONFIDENCES),
            "is_derived": False,
            "source": row.text("source"),
        }
        return Wanted(values, row)

    wanted = read_file(path, ("municipality", "target", "valid_from", "confidence", "source"), read)
    report = bring_in_line(model, wanted, key=("municipality", "valid_from"), group="municipality")
    explicit = {wish.values["municipality"].pk for wish in wanted}
    return report + bring_in_line(
        model, derived(model, explicit), key=("municipality", "valid_from"), group="municipality"
    )


def derived(model: type[AnyMembership], explicit: set[int]) -> list[Wanted]:
    """What ended municipalities without rows of their own take over where all their successors agree.

    The latest ended come first, so that a successor that ended itself has its membership by then.
    """
    held: dict[int, list[AnyMembership]] = defaultdict(list)
    explicit_rows = model.objects.filter(is_derived=False).select_related("target").order_by("valid_from")
    for membership in explicit_rows:
        held[membership.municipality_id].append(membership)
    wanted = []
    for predecessor, successors in _successors().items():
        if predecessor.pk in explicit:
            continue
        on = predecessor.valid_to or date.max
        found = [_held_on(held[successor.pk], on) for successor in successors]
        theirs = [membership for membership in found if membership is not None]
        if len(theirs) == len(successors) and len({membership.target_id for membership in theirs}) == 1:
            values = _taken_over(predecessor, successors, theirs)
            held[predecessor.pk] = [model(**values)]
            wanted.append(Wanted(values))
    return wanted


def _successors() -> dict[Municipality, list[Municipality]]:
    found: dict[Municipality, list[Municipality]] = defaultdict(list)
    successions = MunicipalitySuccession.objects.select_related("predecessor", "successor")
    for succession in successions.order_by("-on", "predecessor__cbs_code", "successor__name"):
        found[succession.predecessor].append(succession.successor)
    return found


def _held_on(memberships: Sequence[AnyMembership], on: date) -> AnyMembership | None:
    return next((membership for membership in reversed(memberships) if membership.valid_from <= on), None)


def _taken_over(
    predecessor: Municipality, successors: Sequence[Municipality], theirs: Sequence[AnyMembership]
) -> dict[str, object]:
    known = predecessor.valid_to is None or predecessor.valid_to > UNKNOWN_START
    names = [successor.name for successor in successors]
    return {
        "municipality": predecessor,
        "valid_from": max(predecessor.valid_from, UNKNOWN_START) if known else predecessor.valid_from,
        "target": theirs[0].target,
        "confidence": min((Confidence(one.confidence) for one in theirs), key=LEAST_SURE_FIRST.index),
        "is_derived": True,
        "source": f"Afgeleid van {', '.join(names)}",
    }

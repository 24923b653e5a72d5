"""The biggest shifts of all regions in a round, read from the difference that each sealed report holds itself.

The seals hold no two counts of persons: all figures here are numbers of actions and other things that changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from actions.models import Assessment, Phase
from regions.models import Region
from regions.rights import Rights
from reporting.content import Change, Difference, read_content
from reporting.difference.comparing import difference, without_texts
from reporting.difference.kinds import SHIFTS, ChangeKind
from reporting.difference.previous import counting_versions
from reporting.difference.telling import Telling, told_things
from reporting.models import ReportRound, ReportVersion
from reporting.reading import sealed_reports
from reporting.who_has_what import followed_regions

# A region's own figures are no count of what changed.
COUNTED = tuple(kind for kind in ChangeKind if kind != ChangeKind.FIGURES)
_PLACES = {kind.value: place for place, kind in enumerate(ChangeKind)}
_SCALES = {"phase": [one.value for one in Phase], "assessment": [one.value for one in Assessment]}


@dataclass(frozen=True)
class _Part:
    """What is read of a seal: the rest of it is passed over."""

    difference: Difference | None = None


_part = TypeAdapter(_Part)


@dataclass(frozen=True)
class RegionDifference:
    """`version` is None as long as nothing was handed in, `difference` when there is nothing to compare it with."""

    region: Region
    version: ReportVersion | None
    difference: Difference | None

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.difference.changes if self.difference else ()

    @property
    def remark(self) -> str:
        if self.version is None:
            return "nog niets ingediend"
        return "" if self.difference else "geen eerder verslag"


@dataclass(frozen=True)
class Shifted:
    """Something of a region that changed, in one kind."""

    region: Region
    kind: ChangeKind
    changes: tuple[Change, ...]

    @property
    def number(self) -> str:
        return self.changes[0].number

    @property
    def title(self) -> str:
        return self.changes[0].title

    @property
    def chapter(self) -> str:
        return self.changes[0].chapter_title

    @property
    def tellings(self) -> tuple[Telling, ...]:
        return tuple(telling for told in told_things(self.changes) for telling in told.tellings)

    @property
    def size(self) -> int:
        return max(map(size_of, self.changes))


@dataclass(frozen=True)
class RegionCounts:
    """How many things changed in each kind."""

    region: Region
    remark: str
    numbers: Mapping[ChangeKind, int]

    @property
    def all(self) -> tuple[int, ...]:
        """In the order of COUNTED."""
        return tuple(self.numbers.get(kind, 0) for kind in COUNTED)


def national_differences(rights: Rights, round: ReportRound, *, on: date) -> tuple[RegionDifference, ...]:
    """Of every region that somebody follows, by name; a constant number of queries."""
    regions = followed_regions(rights, on)
    versions = {one.region.pk: one.version for one in sealed_reports(rights, round, regions)}
    parts = {pk: _part.validate_json(version.content) for pk, version in versions.items()}
    without = {pk: versions[pk] for pk, part in parts.items() if part.difference is None}
    found = {pk: part.difference for pk, part in parts.items()} | (_computed(without, round) if without else {})
    rows = (RegionDifference(region, versions.get(region.pk), found.get(region.pk)) for region in regions)
    return tuple(sorted(rows, key=lambda row: row.region.name))


def _computed(versions: Mapping[int, ReportVersion], round: ReportRound) -> dict[int, Difference | None]:
    """By region, for seals that hold none: made by an older schema, or before anything earlier was handed in.

    Keys are compared as they stand, without a look at what was taken over from an earlier programme.
    """
    earlier = counting_versions().filter(report__region__in=versions, report__round__half_year__lt=round.half_year)
    previous: dict[int, ReportVersion] = {}
    for version in earlier.defer("content"):
        previous.setdefault(version.report.region_id, version)
    contents = ReportVersion.objects.in_bulk([version.pk for version in previous.values()]) if previous else {}
    return {
        pk: without_texts(
            difference(
                read_content(contents[before.pk].content),
                read_content(versions[pk].content),
                half_year=str(before.report.round.half_year),
                version=before.number,
                sha256=before.sha256,
            )
        )
        for pk, before in previous.items()
    }


def shifted(rows: Iterable[RegionDifference]) -> list[Shifted]:
    """All that changed, a thing and kind at a time: by kind, the biggest first, then by region."""
    found: dict[tuple[int, str, str, str], list[Change]] = {}
    regions = {}
    for row in rows:
        regions[row.region.pk] = row.region
        for change in row.changes:
            found.setdefault((row.region.pk, change.kind, change.subject, change.key), []).append(change)
    things = [
        Shifted(regions[pk], ChangeKind(kind), tuple(changes)) for (pk, kind, _subject, _key), changes in found.items()
    ]
    return sorted(things, key=lambda one: (_PLACES[one.kind], -one.size, one.region.name))


def size_of(change: Change) -> int:
    """How big a shift is, to sort by within its kind: steps on a scale, or days that a date moved."""
    if change.field in _SCALES and change.before and change.after:
        scale = _SCALES[change.field]
        return abs(scale.index(change.after) - scale.index(change.before))
    if change.kind == ChangeKind.MOVED and change.before and change.after:
        return abs((date.fromisoformat(change.after) - date.fromisoformat(change.before)).days)
    return 0


def counts_of(rows: Iterable[RegionDifference], things: Iterable[Shifted]) -> tuple[RegionCounts, ...]:
    """Per region; the regions without a difference too."""
    numbers: dict[int, Counter[ChangeKind]] = {}
    for thing in things:
        numbers.setdefault(thing.region.pk, Counter())[thing.kind] += 1
    return tuple(RegionCounts(row.region, row.remark, numbers.get(row.region.pk, {})) for row in rows)


def sentence(counts: Sequence[RegionCounts]) -> str:
    """ "19 van 28 regio’s zijn te vergelijken met hun vorige verslag. Acties: 41 slechter, 63 beter, …" """
    if not counts:
        return ""
    compared = sum(not one.remark for one in counts)
    totals: Counter[ChangeKind] = Counter()
    for one in counts:
        totals.update(one.numbers)
    told = ", ".join(f"{totals[kind]} {kind.label.lower()}" for kind in SHIFTS)
    regions = "1 regio" if len(counts) == 1 else f"{len(counts)} regio’s"
    are = "is te vergelijken met het" if compared == 1 else "zijn te vergelijken met hun"
    return f"{compared} van {regions} {are} vorige verslag. Acties: {told}."

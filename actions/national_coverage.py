"""How all regions cover the national blocks or measures: a matrix of regions by columns of one edition.

Only stances and planned actions, which whoever may read a region may see; how actions go is not told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions.coverage import covered
from actions.coverage_page import UNANSWERED, actions_url
from actions.models import Action
from ghnt.documents.workbook import Sheet
from programmes.catalogue import CatalogueTitles, EntryTitle
from programmes.catalogue import titles as titles_of
from programmes.coverage import StanceRow, Subject, programmes_by_region, stances
from programmes.models import CatalogueEdition, RegionalProgramme, Stance
from regions.models import Region
from regions.rights import Right, Rights

LETTERS = {Stance.PRIORITY: "P", Stance.LATER: "L", Stance.NOT: "N", None: "?"}
WITHOUT_ANSWER, WITHOUT_ACTIONS = "geen", "zonder-acties"


@dataclass(frozen=True)
class Wanted:
    """The filters: a line by key, a stance (or WITHOUT_ANSWER, WITHOUT_ACTIONS), words in the region's name."""

    line: int | None = None
    stance: str = ""
    words: str = ""


@dataclass(frozen=True)
class NationalCell:
    entry: EntryTitle
    answer: StanceRow | None
    action_ids: tuple[int, ...]
    url: str
    shown: bool  # False: the filter on stances leaves it out

    @property
    def stance(self) -> Stance | None:
        return Stance(self.answer.stance) if self.answer else None

    @property
    def letter(self) -> str:
        return LETTERS[self.stance]

    @property
    def label(self) -> str:
        return self.stance.label if self.stance else UNANSWERED

    @property
    def words(self) -> str:
        """ "Prioriteit, 3 acties" """
        count = len(self.action_ids)
        return f"{self.label}, {'1 actie' if count == 1 else f'{count} acties'}"


@dataclass(frozen=True)
class NationalRow:
    region: Region
    is_own: bool
    programme: RegionalProgramme | None
    cells: tuple[NationalCell, ...]


@dataclass(frozen=True)
class NationalCoverage:
    subject: Subject
    edition: CatalogueEdition | None
    groups: tuple[tuple[str, tuple[EntryTitle, ...]], ...]  # the columns, per line
    rows: tuple[NationalRow, ...]
    sentence: str

    @property
    def columns(self) -> tuple[EntryTitle, ...]:
        return tuple(entry for _line, entries in self.groups for entry in entries)


def national_coverage(
    subject: Subject, edition: CatalogueEdition | None, rights: Rights, wanted: Wanted, *, on: date
) -> NationalCoverage:
    """The regions that these rights may read, those of a regional role first; a constant number of queries."""
    if edition is None:
        return NationalCoverage(subject, None, (), (), "")
    groups = _columns(subject, titles_of(edition), wanted.line)
    columns = [entry for _line, entries in groups for entry in entries]
    regions = readable_regions(rights, on=on)
    programmes = programmes_by_region(regions, edition.programme, on=on)
    answers = stances(subject, [programme for programme, _running in programmes.values()])
    found = covered(subject, [programme for programme, _running in programmes.values()], edition)

    def cell(programme: RegionalProgramme, entry: EntryTitle, running: bool) -> NationalCell:
        answer = answers.get((programme.pk, entry.pk))
        actions = tuple(found[programme.pk].actions.get(entry.pk, ()))
        url = _url(subject, programme, entry, running=running, has_actions=bool(actions))
        return NationalCell(entry, answer, actions, url, _is_wanted(answer, actions, wanted.stance))

    rows = []
    for region in _named(regions, wanted.words):
        programme, running = programmes.get(region.pk, (None, False))
        cells = tuple(cell(programme, entry, running) for entry in columns) if programme else ()
        if not wanted.stance or any(item.shown for item in cells):
            rows.append(NationalRow(region, region.pk in rights.by_region, programme, cells))
    return NationalCoverage(subject, edition, groups, tuple(rows), _sentence(rows, len(regions)))


def readable_regions(rights: Rights, *, on: date) -> list[Region]:
    """The regions of the date that the rights may read: own ones first, then by name."""
    keys = rights.regions(Right.READ_REGION)
    regions = Region.objects.valid(on) if keys is None else Region.objects.valid(on).filter(pk__in=keys)
    return sorted(regions, key=lambda region: (region.pk not in rights.by_region, region.name))


def matrix_sheet(coverage: NationalCoverage) -> Sheet:
    """Exactly the matrix on the page."""
    columns = [("Regio", 30), *((f"{entry.code} {entry.title}", 18) for entry in coverage.columns)]
    return Sheet("Matrix", columns, _matrix_rows(coverage))


def list_sheet(coverage: NationalCoverage) -> Sheet:
    """A row per region and block: its answer, reason and actions."""
    columns = (
        ("Regio", 30),
        ("Actielijn", 30),
        ("Nummer", 10),
        (coverage.subject.singular.capitalize(), 44),
        ("Keuze", 20),
        ("Reden", 50),
        ("Aantal acties", 14),
        ("Acties", 60),
    )
    return Sheet("Per regio", columns, _list_rows(coverage))


def _columns(
    subject: Subject, titles: CatalogueTitles, line: int | None
) -> tuple[tuple[str, tuple[EntryTitle, ...]], ...]:
    groups = ((name, tuple(entries)) for name, entries in subject.groups(titles))
    return tuple((name, entries) for name, entries in groups if line is None or entries[0].line == line)


def _named(regions: Sequence[Region], words: str) -> Iterator[Region]:
    asked = words.casefold().split()
    return (region for region in regions if all(word in region.name.casefold() for word in asked))


def _url(subject: Subject, programme: RegionalProgramme, entry: EntryTitle, *, running: bool, has_actions: bool) -> str:
    """The region's actions; without any the row on its own page of coverage, where the reason stands."""
    if has_actions:
        return actions_url(programme, subject, entry.pk, running=running)
    page = "actions:coverage" if subject is Subject.BLOCKS else "actions:coverage_measures"
    asked = "" if running else f"?programma={programme.pk}"
    return f"{reverse(page, args=[programme.region.slug])}{asked}#{subject.singular}-{entry.pk}"


def _is_wanted(answer: StanceRow | None, actions: tuple[int, ...], stance: str) -> bool:
    if stance == WITHOUT_ANSWER:
        return answer is None
    if stance == WITHOUT_ACTIONS:
        return not actions
    return not stance or (answer is not None and answer.stance == stance)


def _sentence(rows: Sequence[NationalRow], regions: int) -> str:
    """ "28 regio’s: 310 van 532 keer een antwoord, 240 keer gedekt door acties, 12 keer bewust niet." """
    cells = [cell for row in rows for cell in row.cells if cell.shown]
    answered = sum(cell.stance is not None for cell in cells)
    with_actions = sum(bool(cell.action_ids) for cell in cells)
    refused = sum(cell.stance is Stance.NOT for cell in cells)
    noun = "regio" if regions == 1 else "regio’s"
    shown = f"{regions} {noun}" if len(rows) == regions else f"{len(rows)} van {regions} {noun}"
    return (
        f"{shown}: {answered} van {len(cells)} keer een antwoord, "
        f"{with_actions} keer gedekt door acties, {refused} keer bewust niet."
    )


def _matrix_rows(coverage: NationalCoverage) -> Iterator[list[str]]:
    for row in coverage.rows:
        told = [cell.words if cell.shown else "" for cell in row.cells]
        yield [row.region.name, *(told or ["geen programma" for _column in coverage.columns])]


def _list_rows(coverage: NationalCoverage) -> Iterator[tuple[str | int, ...]]:
    names = _names(coverage)
    lines = {entry.pk: line for line, entries in coverage.groups for entry in entries}
    for row in coverage.rows:
        for cell in row.cells:
            if cell.shown:
                yield (
                    row.region.name,
                    lines[cell.entry.pk],
                    cell.entry.code,
                    cell.entry.title,
                    cell.label,
                    cell.answer.reason if cell.answer else "",
                    len(cell.action_ids),
                    "\n".join(names[pk] for pk in cell.action_ids),
                )


def _names(coverage: NationalCoverage) -> dict[int, str]:
    """Number and title of every action; asked by programme, as a list of all keys is too long for one question."""
    programmes = [row.programme.pk for row in coverage.rows if row.programme]
    actions = Action.objects.present().filter(programme__in=programmes, archived_at__isnull=True)
    rows = actions.values_list("pk", "node__code", "number", "title")
    return {pk: f"{code}.{number} {title}" for pk, code, number, title in rows}

"""Municipality × step: where every municipality is, what is late, and the same as a workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from ghnt.documents.workbook import Sheet
from programmes.models import AdoptionStep, CouncilMotion, ProgrammeVersion
from programmes.municipal_acts.lines import ActLine, OpenAct
from programmes.municipal_acts.ordering import merged
from programmes.municipal_acts.patterns import is_filled_in
from programmes.municipal_acts.recesses import Recesses, recesses_of


class StepState(models.TextChoices):
    DONE = "done", "Gedaan"
    LATE = "late", "Te laat"
    PLANNED = "planned", "Gepland"
    UNDATED = "undated", "Nog geen datum"
    PASSED = "passed", "Niet ingevuld"

    @property
    def icon(self) -> str:
        icons = {"done": "check", "late": "clock-exclamation", "planned": "calendar-event"}
        return icons.get(self.value, "calendar-question" if self == StepState.UNDATED else "circle-minus")

    @property
    def tone(self) -> str:
        return {"done": "green", "late": "red", "planned": "plain"}.get(self.value, "grey")


class Standing(models.TextChoices):
    """By what the rows are filtered."""

    LATE = "te-laat", "Te laat"
    PLANNED = "gepland", "Gepland"
    UNDATED = "zonder-datum", "Zonder datum"
    DECIDED = "besloten", "Met een uitkomst"


@dataclass(frozen=True)
class Cell:
    """A step as it stands on a day; `warning` is a recess in the way."""

    step: AdoptionStep
    state: StepState
    warning: str

    @property
    def day(self) -> date | None:
        return self.step.done_on or self.step.planned_on

    @property
    def is_empty(self) -> bool:
        return not is_filled_in(self.step)


@dataclass(frozen=True)
class Row:
    line: ActLine
    steps: tuple[Cell, ...]  # in the municipality's own order
    cells: tuple[tuple[str, Cell | None], ...]  # one for each column, with its name
    motions: int
    is_late: bool

    @property
    def waits_for(self) -> str:
        """The first step that is not done, "" when the municipality decided or has none."""
        open_ = (cell.step.name for cell in self.steps if cell.step.done_on is None)
        return "" if self.line.adoption.result else next(open_, "")

    @property
    def late(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.steps if cell.state == StepState.LATE)


_MATCHES: dict[Standing, Callable[[Row], bool]] = {
    Standing.LATE: lambda row: row.is_late,
    Standing.PLANNED: lambda row: row.line.state == OpenAct.PLANNED,
    Standing.UNDATED: lambda row: row.line.state == OpenAct.UNDATED,
    Standing.DECIDED: lambda row: bool(row.line.adoption.result),
}


@dataclass(frozen=True)
class Matrix:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def late(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_late)

    def chosen(self, *, standing: str = "", step: str = "") -> Matrix:
        """The rows that stand so, and wait for that step; the columns stay."""
        rows = (row for row in self.rows if not standing or _MATCHES[Standing(standing)](row))
        return Matrix(self.columns, tuple(row for row in rows if not step or row.waits_for == step))


def matrix_of(version: ProgrammeVersion, lines: tuple[ActLine, ...], *, on: date) -> Matrix:
    """The lines with their steps as they stand on the day; three queries."""
    steps = steps_of(version)
    recesses = recesses_of(version.programme.region)
    counted = CouncilMotion.objects.filter(adoption__programme_version=version).order_by()
    motions = dict(counted.values_list("adoption").annotate(n=models.Count("pk")))
    columns = tuple(merged([tuple(step.name for step in route) for route in steps.values()]))
    rows = (_row(line, steps.get(line.adoption.pk or 0, []), columns, motions, recesses, on) for line in lines)
    return Matrix(columns, tuple(rows))


def steps_of(version: ProgrammeVersion) -> dict[int, list[AdoptionStep]]:
    """The steps of every municipality in its own order, by the key of its row."""
    found: dict[int, list[AdoptionStep]] = defaultdict(list)
    steps = AdoptionStep.objects.filter(adoption__programme_version=version)
    for step in steps.select_related("adoption__municipality").order_by("adoption", "position", "pk"):
        found[step.adoption_id].append(step)
    return found


def cells_of(line: ActLine, steps: list[AdoptionStep], recesses: Recesses, *, on: date) -> tuple[Cell, ...]:
    """The steps of one municipality as they stand on the day."""
    decided = bool(line.adoption.result)
    return tuple(
        Cell(step, _state(step, on, decided=decided), recesses.warning(line.municipality.pk, _coming(step, on)))
        for step in steps
    )


def sheets(version: ProgrammeVersion, matrix: Matrix) -> tuple[Sheet, ...]:
    """The whole matrix, every step, and what councils added."""
    per_step = [(name, 24) for name in matrix.columns]
    first = (("Gemeente", 32), ("Wat nodig is", 28), ("Stand", 22), ("Gepland", 14), ("Besloten", 14))
    steps = (("Gemeente", 32), ("Stap", 24), ("Stand", 16), ("Stukken vóór", 14), ("Gepland", 14), ("Gedaan", 14))
    motions = (("Gemeente", 32), ("Soort", 14), ("Titel", 40), ("Uitkomst", 14), ("Datum", 14), ("Tekst", 70))
    return (
        Sheet(
            "Gemeenten",
            (*first, *per_step, ("Toelichting", 60), ("Openbaar besluit", 40)),
            map(_sheet_row, matrix.rows),
        ),
        Sheet("Stappen", (*steps, ("Behandeling", 16), ("Uitkomst", 40)), _step_rows(matrix)),
        Sheet("Moties en amendementen", (*motions, ("Openbaar adres", 40)), _motion_rows(version, matrix)),
    )


def _row(
    line: ActLine,
    steps: list[AdoptionStep],
    columns: tuple[str, ...],
    motions: dict[int, int],
    recesses: Recesses,
    on: date,
) -> Row:
    cells = cells_of(line, steps, recesses, on=on)
    by_name = {cell.step.name: cell for cell in cells}
    planned = line.adoption.planned_on
    passed = not line.adoption.result and not cells and planned is not None and planned < on
    return Row(
        line=line,
        steps=cells,
        cells=tuple((name, by_name.get(name)) for name in columns),
        motions=motions.get(line.adoption.pk or 0, 0),
        is_late=passed or any(cell.state == StepState.LATE for cell in cells),
    )


def _state(step: AdoptionStep, on: date, *, decided: bool) -> StepState:
    """Once the municipality decided, a step that nobody filled in is not late any more."""
    if step.done_on:
        return StepState.DONE
    if decided:
        return StepState.PASSED
    if step.planned_on is None:
        return StepState.UNDATED
    return StepState.LATE if step.planned_on < on else StepState.PLANNED


def _coming(step: AdoptionStep, on: date) -> date | None:
    """What is past or done falls in no recess any more."""
    return step.planned_on if step.done_on is None and step.planned_on and step.planned_on >= on else None


def _sheet_row(row: Row) -> tuple[str | date | None, ...]:
    line = row.line
    act = line.adoption.get_required_act_display() if line.is_known else ""
    said = (line.name, act, str(line.state.label), line.adoption.planned_on, line.adoption.decided_on)
    return (*said, *(_words(cell) for _name, cell in row.cells), line.adoption.note, line.adoption.link)


def _words(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{cell.state.label}, {cell.day:%d-%m-%Y}" if cell.day else cell.state.label


def _step_rows(matrix: Matrix) -> Iterator[tuple[str | date | None, ...]]:
    for row in matrix.rows:
        for cell in row.steps:
            step = cell.step
            days = (step.deliver_by, step.planned_on, step.done_on)
            yield (row.line.name, step.name, cell.state.label, *days, step.get_treatment_display(), step.result)


def _motion_rows(version: ProgrammeVersion, matrix: Matrix) -> Iterator[tuple[str | date | None, ...]]:
    names = {row.line.adoption.pk: row.line.name for row in matrix.rows}
    for one in CouncilMotion.objects.filter(adoption__programme_version=version).order_by(
        "adoption__municipality__name", "pk"
    ):
        said = (one.get_kind_display(), one.title, one.get_result_display(), one.date, one.text, one.link)
        yield (names[one.adoption_id], *said)

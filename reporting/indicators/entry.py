"""The page to type figures of one indicator and period on: which rows there are, and what was typed in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from ghnt.accounts.models import User
from ghnt.ui.text import normalise
from regions.models import Region, VeiligThuisArea
from regions.rights import Right, Rights
from reporting.indicators.access import fillable, may_keep_region
from reporting.indicators.areas import COUNTRY, Area
from reporting.indicators.divisions import Surroundings
from reporting.indicators.kept import Kept, kept
from reporting.indicators.numbers import read_value, write_value
from reporting.indicators.saving import NewFigure, problem
from reporting.indicators.shown import seen_cell
from reporting.indicators.tables import Cell
from reporting.models import FigureMark, Indicator
from reporting.models.figures import AreaLevel
from reporting.periods import Period
from reporting.protection import FigureTable, Rule, figure_table

LONGEST_NOTE, LONGEST_SOURCE = 2000, 200


@dataclass
class EntryRow:
    """One area: what stood in the period before, what stands, and what was typed. `errors`: field → message.

    `is_hidden`: what stands is not the visitor's to see exactly; left empty it stays.
    """

    area: Area
    label: str
    before: Cell
    now: Cell
    value: str
    note: str
    source: str
    seen: int
    errors: dict[str, str] = field(default_factory=dict)
    is_hidden: bool = False

    @property
    def prefix(self) -> str:
        return self.area.code

    @property
    def has_errors(self) -> bool:
        return bool(self.errors)


def areas_to_fill_in(indicator: Indicator, region: Region, period: Period, rights: Rights) -> list[Area]:
    """The areas of a region in the period that somebody may fill in: municipalities, then wider ones. Two queries."""
    around = Surroundings(region)
    municipalities = [Area.of(one) for one in around.municipalities(period.on)]
    own = [one for one in around.areas(period.on) if not around.is_wider(one, period.on)]
    wider = [Area.of(region), *map(Area.of, own)] if may_keep_region(rights, region) else []
    by_level = {
        AreaLevel.MUNICIPALITY: [*municipalities, *wider],
        AreaLevel.AREA: [*wider[1:], *wider[:1]],
        AreaLevel.REGION: wider[:1],
    }
    return fillable(rights, region, by_level.get(AreaLevel(indicator.level), []))


def national_areas(indicator: Indicator, period: Period, rights: Rights) -> list[Area]:
    """The areas, regions and the country that the national team may fill in. Two queries."""
    if indicator.region_id or not rights.may(Right.WRITE_NATIONAL):
        return []
    areas = [Area.of(one) for one in VeiligThuisArea.objects.valid(period.on)]
    regions = [Area.of(one) for one in Region.objects.valid(period.on)]
    per_level = {AreaLevel.REGION: [*regions, COUNTRY], AreaLevel.COUNTRY: [COUNTRY]}
    return per_level.get(AreaLevel(indicator.level), [COUNTRY, *areas, *regions])


def entry_rows(
    indicator: Indicator, period: Period, areas: Sequence[Area], *, outsider: User | None = None
) -> list[EntryRow]:
    """A row per area with what stands; an outsider sees exactly what that person typed. Three queries, then three."""
    periods = (period.previous, period)
    found = kept([indicator], periods, (one.code for one in areas))
    rows = [_row(indicator, area, found, period) for area in areas]
    if outsider is not None and Rule.of(indicator).is_protected:
        protected = figure_table(indicator, periods)
        for row in rows:
            _protect(row, found, protected, outsider)
    return rows


def _protect(row: EntryRow, found: Kept, protected: FigureTable, outsider: User) -> None:
    def is_secret(cell: Cell) -> bool:
        figure = found.figures.get((protected.indicator.pk, row.area.code, str(cell.period)))
        return cell.is_known and figure is not None and figure.by_id != outsider.pk

    if is_secret(row.before):
        row.before = seen_cell(row.before, protected.of(row.area.code, row.before.period))
    if is_secret(row.now):
        row.now = seen_cell(row.now, protected.of(row.area.code, row.now.period))
        row.value, row.note, row.source, row.is_hidden = "", "", "", True


def _row(indicator: Indicator, area: Area, found: Kept, period: Period) -> EntryRow:
    now = found.cell(indicator, area, period)
    shown = write_value(now.value, now.mark, indicator.decimals)
    before = found.cell(indicator, area, period.previous)
    return EntryRow(area, area.told, before, now, shown, now.note, now.source, now.number)


def take_typed(rows: Iterable[EntryRow], typed: Mapping[str, str]) -> None:
    """Put into the rows what was typed; fields that are no row's are left alone."""
    for row in rows:
        row.value = normalise(typed.get(f"{row.prefix}-waarde", "")).strip()
        row.note = normalise(typed.get(f"{row.prefix}-toelichting", "")).strip()
        row.source = normalise(typed.get(f"{row.prefix}-bron", "")).strip()
        seen = typed.get(f"{row.prefix}-gezien", "")
        row.seen = int(seen) if seen.isdecimal() and len(seen) < 5 else 0


def new_figures(indicator: Indicator, period: Period, rows: Sequence[EntryRow]) -> list[NewFigure]:
    """What the rows say. Each row that cannot be saved gets its errors; then nothing should be saved at all."""
    found = []
    for row in rows:
        if not row.value:
            _refuse_empty(row)
        elif new := _read(row, period):
            if said := problem(indicator, new):
                row.errors["waarde"] = said[0].upper() + said[1:]
            found.append(new)
    return found


def _refuse_empty(row: EntryRow) -> None:
    if row.now.mark and not row.is_hidden:
        row.errors["waarde"] = "Hier stond een cijfer. Vul het weer in, of trek het in via ‘Eerdere waarden’."
    elif row.note:
        row.errors["waarde"] = "Vul ook een cijfer in, of een punt als het onbekend is."


def _read(row: EntryRow, period: Period) -> NewFigure | None:
    try:
        value, mark = read_value(row.value)
    except ValidationError as error:
        row.errors["waarde"] = error.messages[0]
        return None
    if len(row.note) > LONGEST_NOTE:
        row.errors["toelichting"] = f"Schrijf hoogstens {LONGEST_NOTE} tekens."
    if len(row.source) > LONGEST_SOURCE:
        row.errors["bron"] = f"Schrijf hoogstens {LONGEST_SOURCE} tekens."
    return NewFigure(row.area, period, value, FigureMark(mark), row.note, row.source, seen=row.seen)

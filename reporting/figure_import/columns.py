"""Which column says the area, which the period, which the value, and which rows are totals of a further breakdown."""

from __future__ import annotations

from dataclasses import dataclass

from actions.exchange.mistakes import Mistake, UnreadableFileError
from reporting.figure_import.tables import ReadTable, is_area_head, is_period_head, plain
from reporting.models import Indicator

TOTALS = ("", "totaal", "t", "alle", "totaalalle")


@dataclass(frozen=True)
class Columns:
    """Places in a row; `breakdowns` are columns such as "Veiligheidstaxatie", of which the rows "Totaal" count."""

    area: int
    period: int
    value: int
    breakdowns: tuple[int, ...]


def columns_of(table: ReadTable, indicator: Indicator) -> Columns:
    """Where everything stands, in any order. Raises UnreadableFileError."""
    names = [plain(head) for head in table.head]
    area = next(place for place, name in enumerate(names) if is_area_head(name))
    period = next(place for place, name in enumerate(names) if is_period_head(name))
    value = _value_column(table, names, indicator)
    others = (place for place in range(len(names)) if place not in (area, period, value))
    return Columns(area, period, value, tuple(place for place in others if _is_breakdown(table, names, place)))


def wanted_names(indicator: Indicator) -> tuple[str, ...]:
    """The headings under which the indicator may stand: those of the CBS, its name and its code."""
    given = (*indicator.cbs_column.split("|"), indicator.name, indicator.code)
    return tuple(dict.fromkeys(name for name in map(plain, given) if name))


def _value_column(table: ReadTable, names: list[str], indicator: Indicator) -> int:
    wanted = wanted_names(indicator)
    for name in wanted:
        places = [place for place, found in enumerate(names) if name in (found, _bare(found))]
        if len(places) == 1:
            return places[0]
        if places:
            raise UnreadableFileError(_twice(table, places))
    raise UnreadableFileError(_missing(table, indicator))


def _bare(name: str) -> str:
    """ "totaalmeldingen" and "meldingentotaal" say no more than "meldingen"."""
    return name.removeprefix("aantal").removeprefix("totaal").removesuffix("totaal")


def _twice(table: ReadTable, places: list[int]) -> Mistake:
    words = "Deze kolom staat er meer dan één keer. Bewaar alleen de kolom die u wilt inlezen."
    return Mistake(words, sheet=table.name, value=table.head[places[0]])


def _missing(table: ReadTable, indicator: Indicator) -> Mistake:
    asked = " of ".join(f"‘{name.strip()}’" for name in (indicator.cbs_column or indicator.name).split("|"))
    found = ", ".join(f"‘{head}’" for head in table.head if head)[:300]
    words = (
        f"De kolom {asked} van ‘{indicator.name}’ ontbreekt. Wij vinden: {found}. Kies een andere tabel, of pas bij de "
        "indicator de naam van de kolom aan."
    )
    return Mistake(words, sheet=table.name)


def _is_breakdown(table: ReadTable, names: list[str], place: int) -> bool:
    """A column of words, not the number of the row nor a column of figures."""
    if names[place] in ("", "id"):
        return False
    first = [row.cells[place].text.strip() for row in table.rows[:200]]
    return any(plain(text) in TOTALS[1:] for text in first)

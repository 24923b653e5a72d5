"""New figures: each value that differs from what stands is a new row with the next number; nothing is ever changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.ui.dates import long_date
from regions.models import Municipality
from reporting.indicators.areas import Area, not_there
from reporting.indicators.numbers import write_number
from reporting.models import Figure, FigureImport, FigureMark, Indicator
from reporting.models.figures import AreaLevel, ValueKind
from reporting.periods import Period

# More than there are people in the country is a slip of the keyboard; of a share, more than all.
_MOST = {ValueKind.COUNT: 20_000_000, ValueKind.SHARE: 100, ValueKind.AVERAGE: 1_000_000_000}
_LEVELS = (AreaLevel.MUNICIPALITY, AreaLevel.AREA, AreaLevel.REGION, AreaLevel.COUNTRY)


@dataclass(frozen=True)
class NewFigure:
    """A value to save. Note and source None: as they stand. `seen`: the number of the row that was seen, if any was."""

    area: Area
    period: Period
    value: Decimal | None
    mark: FigureMark = FigureMark.PLAIN
    note: str | None = None
    source: str | None = None
    seen: int | None = None

    @property
    def place(self) -> str:
        return f"{self.area.name}, {self.period.label}"


@dataclass(frozen=True)
class Saved:
    """How many values were new, took the place of another one, or stood there already."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0


class FigureChangedError(Exception):
    """Somebody else changed figures since they were seen; nothing was saved. `rows`: mine with what stands now."""

    def __init__(self, rows: Sequence[tuple[NewFigure, Figure]]) -> None:
        super().__init__(f"{len(rows)} changed")
        self.rows = tuple(rows)


@transaction.atomic
def save_figures(
    *, indicator: Indicator, values: Sequence[NewFigure], by: User | None, imported: FigureImport | None = None
) -> Saved:
    """Save all values or none. The same value, mark, note and source as what stands adds nothing.

    Raises ValidationError with a message for each value that cannot be (see `problems`), FigureChangedError when
    `seen` is given and another row counts by now.
    """
    if wrong := problems(indicator, values):
        raise ValidationError(wrong)
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    standing = {
        (row.area_code, row.period): row
        for row in indicator.figures.filter(
            area_code__in={one.area.code for one in values}, period__in={str(one.period) for one in values}
        ).current()
    }
    pairs = [(one, standing.get((one.area.code, str(one.period)))) for one in values]
    differing = [(new, old) for new, old in pairs if _differs(new, old)]
    if lost := [(new, old) for new, old in differing if old and new.seen is not None and new.seen != old.number]:
        raise FigureChangedError(lost)
    Figure.objects.bulk_create(_row(indicator, new, old, by, imported) for new, old in differing)
    revised = sum(old is not None for _, old in differing)
    return Saved(len(differing) - revised, revised, len(pairs) - len(differing))


def withdraw_figure(*, figure: Figure, reason: str, by: User) -> bool:
    """Take a figure back with a reason, as a new row; False when it was withdrawn or replaced already.

    Raises ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError("Schrijf waarom u dit cijfer intrekt.")
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=figure.indicator_id)
        last = Figure.objects.filter(
            indicator=figure.indicator_id, area_code=figure.area_code, period=figure.period
        ).latest("number")
        if last.mark == FigureMark.WITHDRAWN or last.number != figure.number:
            return False
        last.pk, last.number, last._state.adding = None, last.number + 1, True
        last.value, last.mark, last.note, last.imported = None, FigureMark.WITHDRAWN, reason.strip(), None
        last.at, last.by, last.by_name = clock.now(), by, by.name
        last.save()
    return True


def problems(indicator: Indicator, values: Sequence[NewFigure]) -> list[str]:
    """Per value that cannot be saved a sentence with its place and a way on."""
    times = Counter((one.area.code, one.period) for one in values)
    found = [f"{one.place}: {said}" for one in values if (said := problem(indicator, one))]
    twice = {one.place for one in values if times[one.area.code, one.period] > 1}
    return found + [f"{place}: staat er twee keer. Laat er een weg." for place in sorted(twice)]


def problem(indicator: Indicator, one: NewFigure) -> str:
    """Why a value cannot be saved, "" when it can."""
    return _of_level(indicator, one.area) or _of_period(indicator, one) or _of_value(indicator, one)


def _of_level(indicator: Indicator, area: Area) -> str:
    if _LEVELS.index(area.level) < _LEVELS.index(AreaLevel(indicator.level)):
        return f"‘{indicator}’ is er niet per {area.level.label.lower()}, wel per {_level_word(indicator)}."
    return ""


def _level_word(indicator: Indicator) -> str:
    label = AreaLevel(indicator.level).label
    return label if indicator.level in (AreaLevel.COUNTRY, AreaLevel.AREA) else label.lower()


def _of_period(indicator: Indicator, one: NewFigure) -> str:
    period, place = one.period, one.area.place
    try:
        Period.parse(str(period), indicator.period_kind)
    except ValidationError as error:
        return error.messages[0]
    if period.end >= clock.today():
        return f"deze periode loopt tot en met {long_date(period.end)}. Vul het cijfer daarna in."
    if indicator.comparable_since and period < Period.parse(indicator.comparable_since):
        since = Period.parse(indicator.comparable_since).label
        return f"‘{indicator}’ is vergelijkbaar vanaf {since}. Laat eerdere perioden weg."
    if place is not None and not place.is_valid(period.on):
        return not_there(place, on=period.on) if isinstance(place, Municipality) else "bestond toen niet."
    return ""


def _of_value(indicator: Indicator, one: NewFigure) -> str:
    if one.value is None:
        return "" if one.mark == FigureMark.UNKNOWN else "vul een getal in, of een punt als het cijfer onbekend is."
    most = _MOST[ValueKind(indicator.value_kind)]
    if one.value < 0:
        return "een cijfer is 0 of meer."
    if one.value > most:
        return f"{write_number(one.value)[:24]} is te hoog: het meeste is {write_number(Decimal(most))}."
    if -int(one.value.normalize().as_tuple().exponent) > indicator.decimals:
        if indicator.decimals == 0:
            return "vul een heel getal in, zonder komma."
        return f"vul hoogstens {indicator.decimals} cijfer{'s' * (indicator.decimals > 1)} achter de komma in."
    return ""


def _differs(new: NewFigure, old: Figure | None) -> bool:
    if old is None or (new.value, new.mark) != (old.value, old.mark):
        return True
    return (new.note is not None and new.note != old.note) or (new.source is not None and new.source != old.source)


def _row(
    indicator: Indicator, new: NewFigure, old: Figure | None, by: User | None, imported: FigureImport | None
) -> Figure:
    same = old is not None and (new.value, new.mark) == (old.value, old.mark)
    return Figure(
        indicator=indicator,
        **new.area.fields,
        period=str(new.period),
        period_start=new.period.start,
        number=old.number + 1 if old else 1,
        value=new.value,
        mark=new.mark,
        note=old.note if old and same and new.note is None else new.note or "",
        source=old.source if old and new.source is None else new.source or "",
        imported=imported,
        by=by,
        by_name=by.name if by else "",
    )

"""Many small lines beside each other, in the order given."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ghnt.ui.charts import ChartTable
from ghnt.ui.lettering import wrap
from ghnt.ui.measured import Measure, top_of_scale
from ghnt.ui.plot import SMALL_LETTERS, Plot, Series, dots, floor
from ghnt.ui.svg import INK, drawing, number, together

CELL_HEIGHT, CELL_GAP = 114, 12
WIDTHS = {4: 168, 2: 136}  # by the number of columns
OWN_SCALE = "Elk lijntje heeft een eigen schaal: vergelijk het verloop, niet de hoogte."
ONE_SCALE = "Alle lijntjes hebben dezelfde schaal."
MARKS = (
    "Een open rondje is een voorlopig cijfer, een kruisje een onbekend cijfer, een vierkantje een verborgen cijfer. "
    "Bij een stippellijn zijn de cijfers ervoor en erna niet te vergelijken."
)


def small_multiples(every: Sequence[Series], *, title: str, shared: bool = False, columns: int = 4) -> SafeString:
    """A small line each, in the order given, `columns` beside each other; on one scale or each on its own."""
    top = top_of_scale(max((one.most for one in every), default=0)) if shared else 0
    step, rise = WIDTHS[columns] + CELL_GAP, CELL_HEIGHT + CELL_GAP
    parts = [
        _small(one, (place % columns) * step, (place // columns) * rise, WIDTHS[columns], top or top_of_scale(one.most))
        for place, one in enumerate(every)
    ]
    rows = -(-len(every) // columns)
    size = (columns * step - CELL_GAP, max(rows * rise - CELL_GAP, 1))
    return drawing(size, title, parts, name="wide" if columns > 2 else "narrow")


def page_multiples(every: Sequence[Series], *, title: str, shared: bool = False) -> SafeString:
    """For a page: four beside each other, and anew for a narrow screen."""
    return together(small_multiples(every, title=title, shared=shared, columns=columns) for columns in (4, 2))


def multiples_table(every: Sequence[Series], *, caption: str, first: str = "Regio") -> ChartTable:
    head = [one.label for one in every[0].measures] if every else []
    return ChartTable(caption, [first, *head], [[one.name, *(each.short for each in one.measures)] for one in every])


def _small(series: Series, left: float, top: float, width: int, most: float) -> SafeString:
    lines = wrap(series.name, width, SMALL_LETTERS + 1)[:3]
    room = Plot(left, top + 54, width - 56, CELL_HEIGHT - 58, most)
    last = series.last
    said = [] if last is None else [_last(last, left + width - 52, room)]
    names = [
        format_html(
            '<text x="{}" y="{}" fill="{}" font-size="{}" font-weight="600">{}</text>',
            *(number(left), number(top + 14 + 17 * place), INK, SMALL_LETTERS, line),
        )
        for place, line in enumerate(lines)
    ]
    return format_html("<g>{}</g>", together([*names, floor(room), *dots(series, room, 3.5), *said]))


def _last(last: Measure, x: float, room: Plot) -> SafeString:
    """What stands now, beside the last dot."""
    y = min(max(room.top + 6, room.floor if last.number is None else room.y(last.number) + 5), room.floor)
    text = last.text if last.number is not None or last.is_hidden else "?"
    return format_html(
        '<text x="{}" y="{}" fill="{}" font-size="{}">{}</text>', number(x), number(y), INK, SMALL_LETTERS, text
    )

"""The drawings of the document: the same ones as on the pages, with all their numbers in the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from actions.models import Assessment, Phase
from ghnt.documents.drawing import in_document_font
from ghnt.documents.words import listed
from ghnt.ui import charts
from ghnt.ui.lettering import wrap
from ghnt.ui.svg import FONT_SIZE
from reporting.content import LineChapter, RegionFacts, ReportContent, Tile
from reporting.figures import NOT_FILLED_IN, LineFigures, ReportFigures

LABEL_WIDTH = 236  # units of the drawing
MOST_BARS = 14


@dataclass(frozen=True)
class Key:
    """An entry of a legend."""

    css_class: str
    label: str


ASSESSMENT_KEYS = (
    *(Key(assessment.value, assessment.label) for assessment in Assessment),
    Key("empty", NOT_FILLED_IN),
)
PHASE_KEYS = (*(Key(phase.value, phase.label) for phase in Phase), Key("empty", NOT_FILLED_IN))


@dataclass(frozen=True)
class Chart:
    """A drawing under its conclusion."""

    caption: str
    svg: SafeString
    keys: tuple[Key, ...]


def bars_of(
    content: ReportContent, figures: ReportFigures, most: int = MOST_BARS
) -> tuple[list[LineFigures], list[str]]:
    """The lines and what stands beside their bars; all together as one bar when the lines are too many to draw."""
    if len(figures.lines) > most:
        return [figures.total], [figures.total.title]
    return list(figures.lines), [_label(line) for line in content.lines]


def _label(line: LineChapter) -> str:
    """At most two lines beside the bar; the whole title stands above the chapter."""
    label = f"{line.code} {line.title}"
    short = len(wrap(label, LABEL_WIDTH, FONT_SIZE)) <= 2
    return label if short else f"{line.level_name.capitalize()} {line.code}"


def assessment_chart(lines: Sequence[LineFigures], labels: Sequence[str], caption: str) -> Chart:
    """Bars of koers: running actions only, none is asked of those that ended."""
    rows = [
        charts.BarRow(label, _segments(line.assessments, _ASSESSMENT_PAINTS))
        for label, line in zip(labels, lines, strict=True)
    ]
    return Chart(
        caption,
        in_document_font(charts.assessment_bars(rows, title=_in_words(caption, rows))),
        _used(ASSESSMENT_KEYS, rows),
    )


def phase_chart(lines: Sequence[LineFigures], labels: Sequence[str], caption: str) -> Chart:
    rows = [
        charts.BarRow(label, _segments(line.phases, _PHASE_PAINTS)) for label, line in zip(labels, lines, strict=True)
    ]
    return Chart(
        caption, in_document_font(charts.phase_bars(rows, title=_in_words(caption, rows))), _used(PHASE_KEYS, rows)
    )


def tile_map(places: Sequence[Tile], region: RegionFacts) -> SafeString:
    """All regions as tiles, the own one dark."""
    tiles = [charts.Tile(tile.code, tile.name, tile.row, tile.column) for tile in places]
    title = f"Kaart van de regio’s met {region.name} gemarkeerd."
    drawn = charts.tile_map(tiles, title=title, highlight=region.code)
    return in_document_font(_SIZE.sub(_in_millimetres, drawn, count=2))


_SIZE = re.compile(r'(?<= )(width|height)="([\d.]+)"')
TILE_MILLIMETRES = 10


def _in_millimetres(match: re.Match[str]) -> str:
    return f'{match[1]}="{float(match[2]) * TILE_MILLIMETRES / charts.TILE:.3f}mm"'


_ASSESSMENT_PAINTS = {code or "": paint for code, paint in charts.ASSESSMENT_PAINT.items()}
_PHASE_PAINTS = {**charts.PHASE_PAINT, "": charts.ASSESSMENT_PAINT[None]}


def _segments(counts, paints) -> list[charts.Segment]:  # type: ignore[no-untyped-def]
    numbers = {count.code: count.number for count in counts}
    return charts.segments(numbers, {count.code: count.label for count in counts}, paints)


def _in_words(caption: str, rows: Sequence[charts.BarRow]) -> str:
    """The conclusion and then every number, for who hears the drawing."""
    return " ".join([caption, *(_row_in_words(row) for row in rows)])


def _row_in_words(row: charts.BarRow) -> str:
    parts = tuple(f"{segment.count} {segment.label.lower()}" for segment in row.segments)
    return f"{row.label}: {listed(parts) or 'geen acties'}."


def _used(keys: tuple[Key, ...], rows: Sequence[charts.BarRow]) -> tuple[Key, ...]:
    used = {segment.label for row in rows for segment in row.segments}
    return tuple(key for key in keys if key.label in used)

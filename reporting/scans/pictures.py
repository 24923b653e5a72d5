"""Scores as bars: one purple from light to dark, never green or red; the number stands in each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ghnt.documents.drawing import in_document_font
from ghnt.ui import charts
from ghnt.ui.charts import BarRow, ChartTable, Segment, legend_mark
from ghnt.ui.svg import EDGE, INK, WHITE, Paint
from reporting.scans.comparing import Comparison
from reporting.scans.results import Distribution, Results, ThemeHistory, spread_sentence

_SHADES = (
    Paint("#f1eaf5", INK, EDGE),
    Paint("#dccbe6"),
    Paint("#a583b9"),
    Paint("#6a427f", WHITE),
    Paint("#331a40", WHITE),
)
_CHOSEN = {2: (1, 4), 3: (1, 2, 4), 4: (0, 2, 3, 4), 5: (0, 1, 2, 3, 4)}
_NOT_APPLICABLE = Paint(WHITE, INK, EDGE)
NOT_APPLICABLE = "Niet van toepassing"
EMPTY = "nog geen antwoorden"

Bars = Sequence[tuple[str, Distribution]]


@dataclass(frozen=True)
class ScorePicture:
    """A drawing with its sentence, its table and its legend."""

    caption: str
    svg: SafeString
    table: ChartTable
    legend: tuple[tuple[SafeString, str], ...]


def paints(length: int) -> tuple[Paint, ...]:
    return tuple(_SHADES[place] for place in _CHOSEN.get(length, range(length)))


def keys(steps: Sequence[str], *, with_not_applicable: bool) -> tuple[tuple[str, Paint], ...]:
    """The words with their paint, in order; documents draw them below the bars."""
    found = tuple(zip(steps, paints(len(steps)), strict=True))
    return (*found, (NOT_APPLICABLE, _NOT_APPLICABLE)) if with_not_applicable else found


def legend(steps: Sequence[str], *, with_not_applicable: bool) -> tuple[tuple[SafeString, str], ...]:
    found = keys(steps, with_not_applicable=with_not_applicable)
    return tuple((legend_mark(paint), word) for word, paint in found)


def bar_rows(bars: Bars, steps: Sequence[str]) -> list[BarRow]:
    return [BarRow(label, _segments(spread, steps), empty=EMPTY) for label, spread in bars]


def score_table(bars: Bars, steps: Sequence[str], *, caption: str, first: str) -> ChartTable:
    """Every word has its column, also when nobody chose it."""
    rows: list[list[str | int]] = [
        [label, *spread.counts, spread.not_applicable, spread.total] for label, spread in bars
    ]
    return ChartTable(caption, [first, *steps, NOT_APPLICABLE, "Antwoorden"], rows)


def score_picture(bars: Bars, steps: Sequence[str], *, caption: str, first: str) -> ScorePicture:
    """For a page: bars on one shared scale, their table and their legend."""
    return ScorePicture(
        caption,
        charts.page_bars(bar_rows(bars, steps), title=_title(caption, bars, steps)),
        score_table(bars, steps, caption=caption, first=first),
        legend(steps, with_not_applicable=any(spread.not_applicable for _, spread in bars)),
    )


def printed_bars(bars: Bars, steps: Sequence[str], *, caption: str) -> SafeString:
    """The same bars for a document."""
    shown = keys(steps, with_not_applicable=any(spread.not_applicable for _, spread in bars))
    return in_document_font(charts.phase_bars(bar_rows(bars, steps), title=_title(caption, bars, steps), keys=shown))


def theme_pictures(results: Results) -> tuple[ScorePicture, ...]:
    """A picture per theme: this round on top, the ones before it below."""
    return tuple(
        score_picture(
            history_bars(theme),
            results.steps,
            caption=f"{theme.title}: {theme.sentence(results.steps, results.noun)}",
            first="Peiljaar",
        )
        for theme in results.themes
        if theme.lines
    )


def history_bars(theme: ThemeHistory) -> list[tuple[str, Distribution]]:
    return [(line.round_label, line.spread) for line in theme.lines]


def comparison_picture(comparison: Comparison, caption: str) -> ScorePicture | None:
    if not comparison.spreads:
        return None
    return score_picture(comparison.spreads, comparison.steps, caption=caption, first="Gemeente")


def _segments(spread: Distribution, steps: Sequence[str]) -> list[Segment]:
    parts = [*zip(steps, spread.counts, paints(len(steps)), strict=True)]
    parts.append((NOT_APPLICABLE, spread.not_applicable, _NOT_APPLICABLE))
    return [Segment(step, count, one.fill, one.text_fill, one.outline) for step, count, one in parts if count]


def _title(caption: str, bars: Bars, steps: Sequence[str]) -> str:
    said = "; ".join(f"{label}: {spread_sentence(spread, steps, 'antwoorden')}" for label, spread in bars)
    return f"{caption}. {said}"

"""The shifts of all regions as bars on one scale, with the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ghnt.ui.charts import BarRow, bars_table, legend_mark, page_bars, segments
from ghnt.ui.svg import EDGE, INK, WHITE, Paint
from reporting.difference.kinds import ChangeKind
from reporting.difference.national import RegionCounts
from reporting.screen import Drawing

# Worse and better have the colours of koers; what else happened is told apart by lightness.
PAINT: Final[Mapping[str | None, Paint]] = {
    ChangeKind.WORSE: Paint("#8c1f18", WHITE),
    ChangeKind.BETTER: Paint("#1f7a5a", WHITE),
    ChangeKind.FINISHED: Paint("#331a40", WHITE),
    ChangeKind.MOVED: Paint("#a583b9"),
    ChangeKind.NEW: Paint("#dccbe6"),
    ChangeKind.GONE: Paint(WHITE, INK, EDGE, diagonal=True),
}
LABELS: Final[Mapping[str | None, str]] = {kind: ChangeKind(kind).label for kind in PAINT if kind}


def shifts_drawing(counts: Iterable[RegionCounts], caption: str) -> Drawing | None:
    """None without a region that can be compared."""
    rows = [
        BarRow(one.region.name, segments(_by_code(one), LABELS, PAINT), "geen verschuivingen")
        for one in counts
        if not one.remark
    ]
    if not rows:
        return None
    return Drawing(
        caption,
        page_bars(rows, title=caption),
        bars_table(rows, caption="Verschuivingen van acties per regio", first="Regio"),
        tuple((legend_mark(paint), LABELS[kind]) for kind, paint in PAINT.items()),
    )


def _by_code(counts: RegionCounts) -> dict[str | None, int]:
    return {kind: counts.numbers.get(ChangeKind(kind), 0) for kind in PAINT if kind}

"""A round of scans as a workbook: every answer, the counts per theme, and the points for improvement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ghnt.documents.workbook import Cell, Sheet
from reporting.models import ImprovementPoint, ScanRound, ScanScore
from reporting.scans.improving import PointLine
from reporting.scans.reading import score_word
from reporting.scans.results import Results

ANSWER_COLUMNS = (
    ("Van wie", 26),
    ("Onderwerp", 30),
    ("Stelling", 60),
    ("Score", 8),
    ("Antwoord", 24),
    ("Toelichting", 50),
    ("Waaruit blijkt dat", 50),
    ("Klaar", 8),
)
POINT_COLUMNS = (("Van wie", 26), ("Verbeterpunt", 60), ("Stelling", 60), ("Opgepakt in", 50), ("Stand", 20))


def round_sheets(round: ScanRound, results: Results, points: Sequence[PointLine]) -> list[Sheet]:
    """For who reads inside the region: with the names of municipalities."""
    return [
        Sheet("Antwoorden", ANSWER_COLUMNS, _answers(round)),
        Sheet("Per onderwerp", _count_columns(results), _counts(results)),
        Sheet("Verbeterpunten", POINT_COLUMNS, (_point(line) for line in points)),
    ]


def _answers(round: ScanRound) -> Iterator[Sequence[Cell]]:
    scores = ScanScore.objects.filter(scan__round=round).select_related("scan__municipality", "statement__theme")
    region = f"Regio {round.region}"
    order = ("scan__municipality__name", "statement__theme__order", "statement__order", "pk")
    for one in scores.order_by(*order).iterator():
        yield (
            one.scan.municipality.name if one.scan.municipality else region,
            one.statement.theme.title,
            one.statement.text,
            one.score,
            score_word(round.list.steps, one.score, not_applicable=one.not_applicable).label,
            one.explanation,
            one.evidence,
            "ja" if one.scan.finished_at else "nee",
        )


def _count_columns(results: Results) -> tuple[tuple[str, int], ...]:
    steps = tuple((step, 18) for step in results.steps)
    return (("Onderwerp", 40), ("Afname", 22), *steps, ("Niet van toepassing", 18), ("Antwoorden", 12))


def _counts(results: Results) -> Iterator[Sequence[Cell]]:
    for theme in results.themes:
        for line in theme.lines:
            spread = line.spread
            yield (theme.title, line.round_label, *spread.counts, spread.not_applicable, spread.total)


def _point(line: PointLine) -> Sequence[Cell]:
    point: ImprovementPoint = line.point
    return (
        str(point.scan.municipality or f"Regio {point.scan.round.region}"),
        point.text,
        point.statement.text if point.statement else "",
        line.taken_up_by,
        line.state.label if line.state else "nog niet opgepakt",
    )

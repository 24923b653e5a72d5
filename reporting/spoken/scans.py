"""The chapter Scans of a report."""

from __future__ import annotations

from collections.abc import Iterator

from ghnt.documents.drawing import in_document_font
from ghnt.documents.words import long_date
from ghnt.documents.workbook import Cell
from ghnt.ui.charts import page_bars, phase_bars
from reporting.content import ReportContent
from reporting.content.scans import ScanFacts, ToldPoint, ToldScan, ToldTheme
from reporting.scans.pictures import NOT_APPLICABLE, bar_rows, keys, legend
from reporting.scans.results import FEWEST_OUTSIDE, Distribution, spread_sentence
from reporting.spoken.blocks import Block, Column, Grid, Passage, Picture, Subheading


def tell_scans(content: ReportContent) -> tuple[Block, ...]:
    facts = content.scans
    if facts is None:
        return ()
    return (*(block for one in facts.scans for block in _scan(one)), *_points(facts))


def _scan(scan: ToldScan) -> Iterator[Block]:
    yield Subheading(f"{scan.name} {scan.reference_date[:4]}")
    yield Passage(_progress(scan))
    if not scan.themes:
        return
    yield _picture(scan)
    if scan.previous_date:
        yield Passage(_change(scan))


def _progress(scan: ToldScan) -> str:
    about = f"Peildatum {long_date(scan.reference_date)}."
    if not scan.of_municipalities:
        done = "De regio vulde deze scan in." if scan.finished else "De regio vult deze scan nog in."
        return f"{about} {done}"
    done = f"{scan.finished} van {scan.asked} gemeenten zijn klaar."
    if scan.is_protected:
        return f"{about} {done} De uitkomst staat hier pas vanaf {FEWEST_OUTSIDE} gemeenten."
    return f"{about} {done}"


def _picture(scan: ToldScan) -> Picture:
    bars = [(theme.title, Distribution(theme.counts, theme.not_applicable)) for theme in scan.themes]
    noun = "antwoorden" if scan.of_municipalities else "stellingen"
    whole = Distribution(tuple(map(sum, zip(*(theme.counts for theme in scan.themes), strict=True))))
    caption = f"{scan.name} {scan.reference_date[:4]}: {spread_sentence(whole, scan.steps, noun)}."
    said = "; ".join(f"{title}: {spread_sentence(spread, scan.steps, noun)}" for title, spread in bars)
    rows, title = bar_rows(bars, scan.steps), f"{caption} {said}"
    skipped = any(theme.not_applicable for theme in scan.themes)
    return Picture(
        caption,
        page_bars(rows, title=title),
        _grid(scan),
        print_svg=in_document_font(phase_bars(rows, title=title, keys=keys(scan.steps, with_not_applicable=skipped))),
        legend=legend(scan.steps, with_not_applicable=skipped),
    )


def _grid(scan: ToldScan) -> Grid:
    share = 60 // (len(scan.steps) + 1) // 5 * 5
    columns = [Column("Onderwerp", 100 - share * (len(scan.steps) + 1))]
    columns += [Column(step, share, is_number=True) for step in (*scan.steps, NOT_APPLICABLE)]
    rows = [(theme.title, *map(str, theme.counts), str(theme.not_applicable)) for theme in scan.themes]
    values: list[tuple[Cell, ...]] = [(theme.title, *theme.counts, theme.not_applicable) for theme in scan.themes]
    return Grid(f"{scan.name} {scan.reference_date[:4]}: hoe vaak elk antwoord is gekozen", columns, rows, values)


def _change(scan: ToldScan) -> str:
    """Both counts, with of how many municipalities; the difference is for the reader to draw."""
    year = (scan.previous_date or "")[:4]
    then = (
        f"; toen waren {scan.previous_finished} gemeenten klaar, nu {scan.finished}" if scan.of_municipalities else ""
    )
    noun = "antwoorden" if scan.of_municipalities else "stellingen"
    lines = [f"- {theme.title}: {_then_and_now(theme, scan, noun)}" for theme in scan.themes if theme.before]
    return f"Vergeleken met {year}{then}:\n\n" + "\n".join(lines)


def _then_and_now(theme: ToldTheme, scan: ToldScan, noun: str) -> str:
    then = spread_sentence(Distribution(theme.before), scan.steps, noun)
    now = spread_sentence(Distribution(theme.counts), scan.steps, noun)
    return f"toen {then}, nu {now}."


def _points(facts: ScanFacts) -> Iterator[Block]:
    if not facts.points:
        return
    taken_up = sum(bool(point.taken_up) for point in facts.points)
    yield Subheading("Verbeterpunten uit de scans")
    total = len(facts.points)
    noun = "verbeterpunt is" if total == 1 else "verbeterpunten zijn"
    yield Passage(f"{taken_up} van {total} {noun} opgepakt.")
    columns = [Column("Verbeterpunt", 40), Column("Uit", 20), Column("Opgepakt in", 25), Column("Stand", 15)]
    yield Grid("Verbeterpunten en wat ervan werd", columns, [_row(point) for point in facts.points])


def _row(point: ToldPoint) -> tuple[str, ...]:
    return point.text, point.scan, point.taken_up or "nog niet opgepakt", point.state

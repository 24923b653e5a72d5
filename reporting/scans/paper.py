"""The result of one scan as PDF: the same bytes for the same content. CONCEPT until the scan is finished."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from django.utils.safestring import SafeString
from pydantic import TypeAdapter

from ghnt.documents.drawing import Fact, Head, known
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.documents.words import Word, long_date
from reporting.scans.pictures import printed_bars
from reporting.scans.reading import score_word
from reporting.scans.results import Distribution, spread_sentence
from reporting.scans.sealing import ScanContent, SealedRow, SealedTheme


@dataclass(frozen=True)
class PrintedRow:
    text: str
    word: Word
    before: str
    explanation: str
    evidence: str


@dataclass(frozen=True)
class PrintedTheme:
    title: str
    caption: str
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True)
class PrintedCount:
    title: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class ScanDocument:
    head: Head
    title: str
    stand: str
    facts: tuple[Fact, ...]
    reason: str
    caption: str
    chart: SafeString
    steps: tuple[str, ...]
    counts: tuple[PrintedCount, ...]
    themes: tuple[PrintedTheme, ...]
    before: str  # the year of the time before, "" without one


def paper_of(content: ScanContent, *, version: int | None, on: str) -> str:
    """All that the document says, as canonical JSON; `on` is the day of a concept."""
    return canonical_json({"version": version, "on": on, "scan": json.loads(canonical_json(content))})


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/scan.html", document_of(content), identifier=fingerprint(content))


_scan = TypeAdapter(ScanContent)


def document_of(content: str) -> ScanDocument:
    said = json.loads(content)
    scan = _scan.validate_python(said["scan"])
    version, on = said["version"], said["on"]
    year = scan.reference_date[:4]
    stand = f"versie {version}, klaar op {long_date(scan.finished_on)}" if version else f"concept van {long_date(on)}"
    title = f"{scan.list_name} {year}, {scan.whose}"
    bars = [(theme.title, _spread(theme, len(scan.steps))) for theme in scan.themes]
    whole = Distribution(tuple(map(sum, zip(*(spread.counts for _, spread in bars), strict=True))))
    caption = f"{scan.whose}: {spread_sentence(whole, scan.steps)}."
    return ScanDocument(
        head=Head(title, scan.whose, scan.list_name, on, on, is_concept=version is None),
        title=title,
        stand=stand,
        facts=_facts(scan, stand),
        reason=scan.reason,
        caption=caption,
        chart=printed_bars(bars, scan.steps, caption=caption),
        steps=scan.steps,
        counts=tuple(PrintedCount(name, (*spread.counts, spread.not_applicable)) for name, spread in bars),
        themes=tuple(_theme(one, scan) for one in scan.themes),
        before=scan.previous_date[:4] if scan.previous_date else "",
    )


def _facts(scan: ScanContent, stand: str) -> tuple[Fact, ...]:
    return known(
        (
            ("Van wie", scan.whose),
            ("Regio", scan.region),
            ("Lijst", f"{scan.list_name}, versie {scan.list_number}"),
            ("Bron", scan.source),
            ("Peildatum", long_date(scan.reference_date)),
            ("Stand", stand),
            ("Ingevuld met", scan.filled_with),
            ("Afgerond door", scan.finished_by),
            ("Vorige keer", long_date(scan.previous_date) if scan.previous_date else ""),
        )
    )


def _spread(theme: SealedTheme, length: int) -> Distribution:
    counted = Counter(row.score for row in theme.rows if row.score is not None)
    return Distribution(
        tuple(counted.get(step, 0) for step in range(1, length + 1)), sum(row.not_applicable for row in theme.rows)
    )


def _theme(theme: SealedTheme, scan: ScanContent) -> PrintedTheme:
    caption = f"{theme.title}: {spread_sentence(_spread(theme, len(scan.steps)), scan.steps)}"
    return PrintedTheme(theme.title, caption, tuple(_row(row, scan) for row in theme.rows))


def _row(row: SealedRow, scan: ScanContent) -> PrintedRow:
    return PrintedRow(
        row.text,
        score_word(scan.steps, row.score, not_applicable=row.not_applicable),
        score_word(scan.steps, row.previous).label if row.previous else "",
        row.explanation,
        row.evidence,
    )

"""What a scan says, as frozen plain values: its sealed versions and its PDF are made from this alone.

Dates are ISO text, unknown is None, empty text is "".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from pydantic import TypeAdapter

from reporting.models import Scan, ScanScore
from reporting.scans.reading import ListShape, ThemeShape, read_list

SCHEMA = 1


@dataclass(frozen=True)
class SealedRow:
    """`previous` is the score of the time before, None when there was none."""

    key: str
    text: str
    score: int | None
    not_applicable: bool
    explanation: str
    evidence: str
    previous: int | None

    @property
    def is_answered(self) -> bool:
        return self.score is not None or self.not_applicable


@dataclass(frozen=True)
class SealedTheme:
    key: str
    title: str
    rows: tuple[SealedRow, ...]


@dataclass(frozen=True)
class ScanContent:
    schema: int
    region: str
    municipality: str  # "" for the scan of a region
    list_code: str
    list_number: int
    list_name: str
    source: str
    steps: tuple[str, ...]
    reference_date: str
    previous_date: str | None
    filled_with: str
    finished_on: str | None
    finished_by: str
    reason: str
    themes: tuple[SealedTheme, ...]

    @property
    def rows(self) -> tuple[SealedRow, ...]:
        return tuple(row for theme in self.themes for row in theme.rows)

    @property
    def unanswered(self) -> int:
        return sum(not row.is_answered for row in self.rows)

    @property
    def whose(self) -> str:
        return self.municipality or f"Regio {self.region}"


def content_of(scan: Scan) -> ScanContent:
    """The scan as it stands now; `scan.round` with list and region. Five queries, whatever it holds."""
    round, shape = scan.round, read_list(scan.round.list)
    scores = {one.statement_id: one for one in scan.scores.all()}
    before = previous_scores(scan)
    return ScanContent(
        schema=SCHEMA,
        region=round.region.name,
        municipality=scan.municipality.name if scan.municipality else "",
        list_code=round.list.code,
        list_number=round.list.number,
        list_name=round.list.name,
        source=round.list.source,
        steps=shape.steps,
        reference_date=round.reference_date.isoformat(),
        previous_date=round.previous.reference_date.isoformat() if round.previous and before else None,
        filled_with=scan.filled_with,
        finished_on=timezone.localtime(scan.finished_at).date().isoformat() if scan.finished_at else None,
        finished_by=str(scan.finished_by) if scan.finished_by else "",
        reason=scan.reason,
        themes=tuple(_theme(one, shape, scores, before) for one in shape.themes),
    )


def previous_scores(scan: Scan) -> dict[str, ScanScore]:
    """By key of a statement what the same municipality, or the region, scored the time before. One query.

    None on another scale: those words say something else.
    """
    before = scan.round.previous
    if before is None or before.list.steps != scan.round.list.steps:
        return {}
    found = ScanScore.objects.filter(scan__round=before, scan__finished_at__isnull=False)
    mine = found.filter(scan__municipality=scan.municipality_id).select_related("statement")
    return {one.statement.key: one for one in mine}


def _theme(
    theme: ThemeShape, shape: ListShape, scores: Mapping[int, ScanScore], before: Mapping[str, ScanScore]
) -> SealedTheme:
    rows = []
    for statement in theme.statements:
        score, earlier = scores.get(statement.pk), before.get(statement.key)
        rows.append(
            SealedRow(
                key=statement.key,
                text=statement.text,
                score=score.score if score else None,
                not_applicable=bool(score and score.not_applicable),
                explanation=score.explanation if score else "",
                evidence=score.evidence if score else "",
                previous=earlier.score if earlier else None,
            )
        )
    return SealedTheme(theme.theme.key, theme.title, tuple(rows))


_content = TypeAdapter(ScanContent)


def read_content(text: str) -> ScanContent:
    """Raises pydantic.ValidationError for text that is not of this schema."""
    return _content.validate_json(text)

"""What a region makes public of a report, as frozen plain values: nothing else of the report gets out.

Numbers of actions stand here in total, per line and for the whole programme: no titles, no notes, no trekkers, no
names, nothing per municipality. Only the summary and the contact are text that the region wrote, for this purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from reporting.content import ReportContent
from reporting.figures import Count, LineFigures, figures_of

SCHEMA = 1


@dataclass(frozen=True)
class PublicCount:
    """How many actions have one phase or assessment; code "" is what was not filled in."""

    code: str
    label: str
    number: int


@dataclass(frozen=True)
class PublicLine:
    """One line of the region's programme. `assessments` leaves out actions that ended."""

    code: str
    title: str
    total: int
    phases: tuple[PublicCount, ...]
    assessments: tuple[PublicCount, ...]


@dataclass(frozen=True)
class PublicContent:
    schema: int
    region: str
    region_code: str
    round_code: str
    half_year: str
    reference_date: str
    national_programme: str
    programme: str
    version: int
    number: int
    summary: str
    contact: str
    assessment_sentence: str
    phase_sentence: str
    lines: tuple[PublicLine, ...]


def public_content_of(content: ReportContent, *, summary: str, contact: str, number: int) -> PublicContent:
    """The public part of a sealed report, under a summary written for everybody; `number` is that of the release."""
    figures = figures_of(content)
    return PublicContent(
        schema=SCHEMA,
        region=content.region.name,
        region_code=content.region.code,
        round_code=content.round_code,
        half_year=content.half_year,
        reference_date=content.reference_date,
        national_programme=content.source.programme,
        programme=content.source.regional_programme,
        version=content.version,
        number=number,
        summary=summary,
        contact=contact,
        assessment_sentence=figures.assessment_sentence,
        phase_sentence=figures.phase_sentence,
        lines=tuple(map(_line, figures.lines)),
    )


def names_in(content: ReportContent) -> tuple[str, ...]:
    """The persons whom the report names, who have no place in a public text."""
    named = (content.region.leader, content.written_by, *(person.name for person in content.people))
    return tuple(dict.fromkeys(name for name in named if name))


def _line(line: LineFigures) -> PublicLine:
    return PublicLine(line.code, line.title, line.total, _counts(line.phases), _counts(line.assessments))


def _counts(counts: Sequence[Count]) -> tuple[PublicCount, ...]:
    return tuple(PublicCount(one.code, one.label, one.number) for one in counts if one.number)


_content = TypeAdapter(PublicContent)


def read_public(text: str) -> PublicContent:
    """The content of a release; raises pydantic.ValidationError for text that is not of this schema."""
    return _content.validate_json(text)

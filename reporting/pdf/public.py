"""The public summary as a PDF: a pure function of what was released, and of nothing else of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from ghnt.documents.drawing import Fact, Head, draw, known
from ghnt.documents.files import RenderedPdf
from ghnt.documents.words import groups_of_eight, long_date
from ghnt.periods import HalfYear
from reporting.figures import Count, LineFigures
from reporting.models import PublicRelease, PublicRendering
from reporting.pdf.drawings import MOST_BARS, Chart, assessment_chart, phase_chart
from reporting.public_content import PublicContent, PublicCount, PublicLine, read_public
from reporting.verifying.claim import PUBLIC, Claim

TEMPLATE = "pdf/public.html"


@dataclass(frozen=True)
class PublicDocument:
    head: Head
    title: str
    stand: str
    facts: tuple[Fact, ...]
    content: PublicContent
    charts: tuple[Chart, ...]
    fingerprint: tuple[str, ...]


def draw_public(rendering: PublicRendering) -> RenderedPdf:
    """The file of one job. Raises RenderingError."""
    release = rendering.release
    return draw(TEMPLATE, public_document(release), identifier=release.sha256)


def public_document(release: PublicRelease) -> PublicDocument:
    content = read_public(release.content)
    released_on = timezone.localtime(release.at).date().isoformat()
    title = f"{content.region}: voortgang {HalfYear.parse(content.half_year).label}"
    return PublicDocument(
        head=Head(
            title=title,
            author=f"Regio {content.region}",
            subject=content.national_programme,
            created=released_on,
            modified=released_on,
            is_concept=False,
            claim=str(Claim(PUBLIC, content.region_code, content.round_code, content.number, release.sha256)),
        ),
        title=title,
        stand=f"Openbare samenvatting, {long_date(released_on)}",
        facts=facts_of(content, released_on),
        content=content,
        charts=_charts(content),
        fingerprint=groups_of_eight(release.sha256),
    )


def facts_of(content: PublicContent, released_on: str) -> tuple[Fact, ...]:
    return known(
        (
            ("Regio", content.region),
            ("Programma", content.programme),
            ("Landelijk programma", content.national_programme),
            ("Stand van de cijfers", long_date(content.reference_date)),
            ("Openbaar sinds", long_date(released_on) if released_on else ""),
        )
    )


def _charts(content: PublicContent) -> tuple[Chart, ...]:
    lines = content.lines[:MOST_BARS]
    if not lines:
        return ()
    figures = [_figures(line) for line in lines]
    labels = [f"{line.code} {line.title}" for line in lines]
    return (
        assessment_chart(figures, labels, content.assessment_sentence),
        phase_chart(figures, labels, content.phase_sentence),
    )


def _figures(line: PublicLine) -> LineFigures:
    return LineFigures(
        key="",
        code=line.code,
        title=line.title,
        total=line.total,
        running=sum(one.number for one in line.assessments),
        finished=0,
        assessments=_counts(line.assessments),
        phases=_counts(line.phases),
    )


def _counts(counts: Sequence[PublicCount]) -> tuple[Count, ...]:
    return tuple(Count(one.code, one.label, one.number) for one in counts)

"""The versions of a programme as lines of a list: number, state, who, when, why, and how its PDF stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from ghnt.documents.models import RenderingState
from programmes.models import (
    ProgrammeDocumentKind,
    ProgrammeEvent,
    ProgrammeRendering,
    ProgrammeVersion,
    VersionEventKind,
    VersionState,
)

_PDF_WORDS = {
    RenderingState.WAITING: "wordt gemaakt",
    RenderingState.RUNNING: "wordt gemaakt",
    RenderingState.FAILED: "niet gelukt",
}


@dataclass(frozen=True)
class VersionLine:
    """`pdf` says how it stands; "" when it can be downloaded."""

    version: ProgrammeVersion
    state: VersionState
    adopted: ProgrammeEvent | None
    has_pdf: bool
    pdf: str


def version_lines(versions: Sequence[ProgrammeVersion], states: dict[int, VersionState]) -> tuple[VersionLine, ...]:
    """With two queries; uses prefetched events."""
    pdfs = _pdf_states(versions)
    return tuple(
        VersionLine(
            version=version,
            state=states[version.pk],
            adopted=next((one for one in version.events.all() if one.kind == VersionEventKind.ADOPTED), None),
            has_pdf=pdfs.get(version.pk) == RenderingState.DONE,
            pdf=_PDF_WORDS.get(RenderingState(pdfs[version.pk]), "") if version.pk in pdfs else "nog niet gemaakt",
        )
        for version in versions
    )


def _pdf_states(versions: Sequence[ProgrammeVersion]) -> dict[int, str]:
    """How the newest PDF of each version stands."""
    asked = ProgrammeRendering.objects.filter(version__in=versions, kind=ProgrammeDocumentKind.PROGRAMME)
    newest = asked.order_by().values("version").annotate(newest=Max("pk")).values("newest")
    return dict(ProgrammeRendering.objects.filter(pk__in=newest).values_list("version", "state"))

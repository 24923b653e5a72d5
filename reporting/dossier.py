"""The dossier of a version for whoever has a link: what is sealed, and what may leave the region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from programmes import municipal_acts
from programmes.models import (
    CouncilMotion,
    ProgrammeDocumentKind,
    ProgrammeEvent,
    ProgrammeRendering,
    ProgrammeVersion,
    Proposal,
    VersionEventKind,
    VersionState,
)
from programmes.models.proposals import ProposalQuerySet
from programmes.municipal_acts import ActsSummary
from programmes.municipal_acts.matrix import Matrix, matrix_of
from programmes.municipal_acts.motions import changes_of
from regions.rights import Rights
from reporting.content import ProposalRoute, RouteStation
from reporting.decided import routes_of
from reporting.programme_document.content import ProgrammeFacts, Selection, read_content
from reporting.programme_document.reading import ProgrammeText, programme_text
from reporting.programme_document.rendering import rendering_of
from reporting.programme_document.states import states_of

MOST_PROPOSALS = 100


@dataclass(frozen=True)
class Concluded:
    """A proposal with what bodies concluded about it, oldest first."""

    subject: str
    stations: tuple[RouteStation, ...]


@dataclass(frozen=True)
class Dossier:
    version: ProgrammeVersion
    state: VersionState
    adopted: ProgrammeEvent | None
    facts: ProgrammeFacts
    text: ProgrammeText
    summary: ActsSummary
    matrix: Matrix
    changes: tuple[CouncilMotion, ...]
    concluded: tuple[Concluded, ...]
    has_pdf: bool


def dossier_of(version: ProgrammeVersion, *, on: date) -> Dossier:
    """Everything the page shows. What stays within the region never gets in."""
    content = read_content(version.content)
    lines = municipal_acts.acts_of(version, Rights())
    events = (event for event in version.events.all() if event.kind == VersionEventKind.ADOPTED)
    return Dossier(
        version=version,
        state=_state(version),
        adopted=next(events, None),
        facts=content.facts,
        text=programme_text(content, day=timezone.localdate(version.at)),
        summary=municipal_acts.summarise(lines),
        matrix=matrix_of(version, lines, on=on),
        changes=tuple(changes_of(version)),
        concluded=tuple(_concluded(route) for route in routes_of(_distributed(version)) if _stations(route)),
        has_pdf=pdf_of(version) is not None,
    )


def pdf_of(version: ProgrammeVersion) -> ProgrammeRendering | None:
    """The PDF of the version, once it is made."""
    rendering = rendering_of(version, kind=ProgrammeDocumentKind.PROGRAMME, selection=Selection())
    return rendering if rendering is not None and rendering.is_done else None


def _distributed(version: ProgrammeVersion) -> ProposalQuerySet:
    own = Proposal.objects.present().filter(programme=version.programme_id, may_distribute=True)
    return own.order_by("date", "pk")[:MOST_PROPOSALS]


def _concluded(route: ProposalRoute) -> Concluded:
    return Concluded(route.subject, _stations(route))


def _stations(route: ProposalRoute) -> tuple[RouteStation, ...]:
    return tuple(station for station in route.stations if station.outcome)


def _state(version: ProgrammeVersion) -> VersionState:
    """Of all versions together: a later one may have taken its place."""
    siblings = version.programme.versions.prefetch_related("events").defer("content")
    return states_of(siblings)[version.pk]

"""The doors of the pages about versions of a programme."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from ghnt.documents.pages import Pdf
from programmes.in_view import ProgrammeInView
from programmes.models import ProgrammeDocumentKind, ProgrammeVersion, RegionalProgramme, VersionState
from regions.models import Region
from regions.rights import Right
from reporting.programme_document.content import ProgrammeContent, Selection, read_content
from reporting.programme_document.reach import may_look, visible_versions
from reporting.programme_document.rendering import rendering_of
from reporting.programme_document.states import Verb, may


class VersionsPage(ProgrammeInView):
    """Everybody who reads a region at all gets in; from outside only adopted versions are there."""

    @cached_property
    def region(self) -> Region:
        region = get_object_or_404(Region, slug=self.kwargs["slug"])
        if not may_look(self.rights, region):
            raise Http404
        return region

    @property
    def reads_region(self) -> bool:
        return self.rights.may(Right.READ_REGION, self.region)

    @cached_property
    def _versions(self) -> tuple[list[ProgrammeVersion], dict[int, VersionState]]:
        return visible_versions(self.the_programme, self.rights) if self.programme else ([], {})

    @property
    def the_programme(self) -> RegionalProgramme:
        if self.programme is None:
            raise Http404
        return self.programme

    @property
    def versions(self) -> list[ProgrammeVersion]:
        """Newest first, without their content."""
        return self._versions[0]

    @property
    def states(self) -> dict[int, VersionState]:
        return self._versions[1]

    @property
    def audience(self) -> str:
        if not self.reads_region:
            return "alle regio’s en het landelijk team"
        return "uw regio, haar gemeenten en het landelijk team"

    def numbered(self, number: int) -> ProgrammeVersion:
        found = next((version for version in self.versions if version.number == number), None)
        if found is None:
            raise Http404
        return found

    def address(self, name: str, *args: Any) -> str:
        """Of a page about the same programme."""
        return f"{reverse(f'reporting:{name}', args=[self.region.slug, *args])}{self.in_view}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(reads_region=self.reads_region, audience=self.audience, **kwargs)


class VersionPage(VersionsPage):
    """A page about the version that the address names; what is not there is 404 before a verb is 403."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.numbered(kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def version(self) -> ProgrammeVersion:
        return self.numbered(self.kwargs["number"])

    @cached_property
    def state(self) -> VersionState:
        return self.states[self.version.pk]

    @cached_property
    def content(self) -> ProgrammeContent:
        return read_content(self.version.content)

    @property
    def audience(self) -> str:
        if self.state in (VersionState.ADOPTED, VersionState.REPLACED):
            return "alle regio’s en het landelijk team"
        return super().audience

    def may(self, verb: Verb) -> bool:
        return may(self.state, verb, self.rights, self.region)

    @property
    def pdf(self) -> Pdf:
        number = self.version.number
        return Pdf(
            rendering=rendering_of(self.version, kind=ProgrammeDocumentKind.PROGRAMME, selection=Selection()),
            name=f"Pdf van versie {number}",
            file_name=f"programma-{self.region.slug}-versie-{number}.pdf",
            page_url=self.address("programme_version_detail", number),
            state_url=self.address("programme_version_pdf_state", number),
            download_url=self.address("programme_version_pdf", number),
            retry_url=self.address("programme_version_pdf_retry", number),
            may_ask=self.rights.may(Right.WRITE_PROGRAMME, self.region),
            nothing_yet="Van deze versie is nog geen pdf gemaakt.",
        )

    def to_version(self) -> HttpResponse:
        return redirect(self.address("programme_version_detail", self.version.number))

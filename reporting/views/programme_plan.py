"""The uitvoeringsplan: of a year, of one line, or both; to read, and as a PDF that is made when it is asked for."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from ghnt.documents.pages import Pdf, PdfDownload, PdfState
from ghnt.ui.forms import filter_helper
from programmes.models import ProgrammeDocumentKind, ProgrammeVersion, VersionState
from regions.access import require
from regions.rights import Right
from reporting.programme_document.content import Selection, read_content
from reporting.programme_document.forms import PlanForm
from reporting.programme_document.pdf import plan_subject
from reporting.programme_document.reading import ProgrammeText, programme_text
from reporting.programme_document.rendering import marks_of, rendering_of, request_rendering
from reporting.programme_document.selecting import lines_in, selected, years_in
from reporting.programme_document.steps import Step, steps_of, summary_of
from reporting.views.programme_pages import VersionsPage


@dataclass(frozen=True)
class PlanPage:
    version: ProgrammeVersion
    state: VersionState
    title: str
    subject: str
    summary: str
    steps: tuple[Step, ...]
    text: ProgrammeText
    pdf: Pdf


class PlanSelection(VersionsPage):
    """What the address chooses: a version (else the adopted one, else the newest), a year, a line."""

    @cached_property
    def version(self) -> ProgrammeVersion:
        asked = self.request.GET.get("versie", "")
        if asked:
            return self.numbered(int(asked) if asked.isdecimal() and len(asked) < 6 else 0)
        adopted = (one for one in self.versions if self.states[one.pk] == VersionState.ADOPTED)
        found = next(adopted, None) or next(iter(self.versions), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def content(self):
        return read_content(self.version.content)

    @cached_property
    def form(self):
        form = PlanForm(
            {"versie": self.version.number, **self.request.GET.dict()},
            versions=[(one.number, self._named(one)) for one in self.versions],
            years=years_in(self.content, until=timezone.localdate(self.version.at).year),
            lines=[(node.key, f"{node.code} {node.title}") for node in lines_in(self.content)],
        )
        form.helper = filter_helper(submit="Uitvoeringsplan tonen")
        return form

    @cached_property
    def selection(self) -> Selection:
        """A year or line that the version does not know: 404."""
        if not self.form.is_valid():
            raise Http404
        chosen = self.form.cleaned_data
        return Selection(chosen["jaar"], chosen["onderdeel"] or None)

    def _named(self, version):
        return f"Versie {version.number}, {self.states[version.pk].label.lower()}"

    def here(self, name):
        """An address with the whole choice in it."""
        chosen = {
            "programma": self.request.GET.get("programma"),
            "versie": self.version.number,
            "jaar": self.selection.year,
            "onderdeel": self.selection.line,
        }
        base = self.address(name).partition("?")[0]
        return f"{base}?{urlencode({key: value for key, value in chosen.items() if value})}"

    @property
    def pdf(self) -> Pdf:
        year = f"-{self.selection.year}" if self.selection.year else ""
        return Pdf(
            rendering=rendering_of(self.version, kind=ProgrammeDocumentKind.PLAN, selection=self.selection),
            name="Pdf van dit uitvoeringsplan",
            file_name=f"uitvoeringsplan-{self.region.slug}{year}-versie-{self.version.number}.pdf",
            page_url=self.here("programme_plan"),
            state_url=self.here("programme_plan_pdf_state"),
            download_url=self.here("programme_plan_pdf"),
            retry_url=self.here("programme_plan"),
            may_ask=self.rights.may(Right.READ_REGION, self.region),
            nothing_yet="Van deze keuze is nog geen pdf gemaakt.",
        )


class ProgrammePlan(PlanSelection, TemplateView):
    template_name = "reporting/programme_plan.html"

    def post(self, request, **kwargs):
        require(self.rights, Right.READ_REGION, self.region)
        kind = ProgrammeDocumentKind.PLAN
        request_rendering(self.version, marks_of(self.version), kind=kind, selection=self.selection)
        messages.success(request, "Wij maken de pdf.")
        return redirect(self.here("programme_plan"))

    def get_context_data(self, **kwargs):
        if not self.versions:
            may_make = self.programme is not None and self.rights.may(Right.WRITE_PROGRAMME, self.region)
            return super().get_context_data(may_make=may_make, **kwargs)
        return super().get_context_data(page=self._page(), form=self.form, **kwargs)

    def _page(self):
        selection = self.selection
        chosen = selected(self.content, selection)
        day = timezone.localdate(self.version.at)
        return PlanPage(
            version=self.version,
            state=self.states[self.version.pk],
            title=f"Uitvoeringsplan {selection.year or 'alle jaren'}",
            subject=plan_subject(self.content, selection),
            summary=summary_of(chosen, selection),
            steps=steps_of(chosen, selection.year),
            text=programme_text(chosen, day=day, year=selection.year),
            pdf=self.pdf,
        )


class ProgrammePlanPdf(PlanSelection, PdfDownload):
    pass


class ProgrammePlanPdfState(PlanSelection, PdfState):
    pass

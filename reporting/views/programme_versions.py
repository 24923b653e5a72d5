"""The versions of a programme: their list, one to read, what becomes of it, and what differs."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from ghnt import clock
from ghnt.documents.pages import Pdf, PdfDownload, PdfRetry, PdfState
from programmes.models import ProgrammeDocumentKind, ProgrammeEvent, ProgrammeVersion, VersionEventKind, VersionState
from programmes.municipal_acts import summary
from regions.access import require
from regions.rights import Right
from reporting.council_documents.states import municipalities_of
from reporting.programme_document import versions as life
from reporting.programme_document.collecting import collect_programme
from reporting.programme_document.content import ProgrammeFacts, Selection, read_content
from reporting.programme_document.differences import Differences, differences
from reporting.programme_document.forms import AdoptVersionForm, MakeVersionForm
from reporting.programme_document.history import VersionLine, version_lines
from reporting.programme_document.reading import ProgrammeText, programme_text
from reporting.programme_document.rendering import marks_of, request_rendering
from reporting.programme_document.states import Verb
from reporting.views.programme_pages import VersionPage, VersionsPage

NOW = "nu"


@dataclass(frozen=True)
class ListPage:
    lines: tuple[VersionLine, ...]
    may_make: bool


class ProgrammeVersionList(VersionsPage, FormView):
    """All versions; whoever writes the programme seals a new one here."""

    form_class = MakeVersionForm
    template_name = "reporting/programme_version_list.html"

    def post(self, request, *args, **kwargs):
        if not self.reads_region:
            raise PermissionDenied
        require(self.rights, Right.WRITE_PROGRAMME, self.region)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            version = life.make_version(programme=self.the_programme, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Versie {version.number} is vastgelegd. Wij maken er een pdf van.")
        return redirect(self.address("programme_version_detail", version.number))

    def get_context_data(self, **kwargs):
        may_make = self.programme is not None and self.rights.may(Right.WRITE_PROGRAMME, self.region)
        page = ListPage(version_lines(self.versions, self.states), may_make)
        return super().get_context_data(page=page, programme=self.programme, **kwargs)


@dataclass(frozen=True)
class DetailPage:
    version: ProgrammeVersion
    state: VersionState
    facts: ProgrammeFacts
    text: ProgrammeText
    pdf: Pdf
    events: tuple[ProgrammeEvent, ...]
    adopted: ProgrammeEvent | None
    acts: str
    acts_url: str
    compare_with: tuple[int, ...]
    may_treat: bool
    may_withdraw: bool
    may_adopt: bool
    may_draft: bool


class ProgrammeVersionDetail(VersionPage, TemplateView):
    template_name = "reporting/programme_version_detail.html"

    def get_context_data(self, **kwargs):
        version = self.version
        events = tuple(version.events.all())
        page = DetailPage(
            version=version,
            state=self.state,
            facts=self.content.facts,
            text=programme_text(self.content, day=timezone.localdate(version.at)),
            pdf=self.pdf,
            events=events if self.reads_region else (),
            adopted=next((event for event in events if event.kind == VersionEventKind.ADOPTED), None),
            acts=summary(version).sentence if self.reads_region else "",
            acts_url=self.acts_url,
            compare_with=tuple(one.number for one in self.versions if one != version),
            may_treat=self.may(Verb.TREAT),
            may_withdraw=self.may(Verb.WITHDRAW),
            may_adopt=self.may(Verb.ADOPT),
            may_draft=bool(municipalities_of(self.rights, self.region, on=clock.today())),
        )
        return super().get_context_data(page=page, **kwargs)

    @property
    def acts_url(self):
        try:
            return f"{reverse('programmes:adoption_list', args=[self.region.slug, self.version.number])}{self.in_view}"
        except NoReverseMatch:
            return ""


class VersionStep(VersionPage, View):
    """A step in the life of a version, for whoever writes the programme."""

    needs = Right.WRITE_PROGRAMME
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.step())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return self.to_version()

    def step(self) -> str:
        raise NotImplementedError


class ProgrammeVersionTreat(VersionStep):
    def step(self):
        life.treat(version=self.version, by=self.request.user)
        return f"Versie {self.version.number} is in behandeling."


class ProgrammeVersionWithdraw(VersionStep):
    def step(self):
        life.withdraw(version=self.version, by=self.request.user)
        return f"Versie {self.version.number} is weer een concept."


class ProgrammeVersionAdopt(VersionPage, FormView):
    needs = Right.ADOPT_PROGRAMME
    form_class = AdoptVersionForm
    template_name = "reporting/programme_version_adopt.html"

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.may(Verb.ADOPT) else self.to_version()

    def get_form_kwargs(self):
        cancel_url = self.address("programme_version_detail", self.version.number)
        return super().get_form_kwargs() | {"cancel_url": cancel_url}

    def form_valid(self, form):
        try:
            life.adopt(version=self.version, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"Versie {self.version.number} is vastgesteld.")
        return self.to_version()

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, acts=summary(self.version).sentence, **kwargs)


@dataclass(frozen=True)
class DifferencesPage:
    """`later` None is the programme as it is now."""

    earlier: ProgrammeVersion
    later: ProgrammeVersion | None
    differences: Differences
    choices: tuple[tuple[str, str, bool], ...]


class ProgrammeVersionDifferences(VersionPage, TemplateView):
    """Between this version and another one, or the programme as it is now for whoever reads the region."""

    template_name = "reporting/programme_version_differences.html"

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("met") or self._usual
        if chosen == NOW and self.reads_region:
            earlier, later, after = self.version, None, collect_programme(self.the_programme)
        else:
            other = self.numbered(int(chosen) if chosen.isdecimal() and len(chosen) < 6 else 0)
            earlier, later = sorted((self.version, other), key=lambda version: version.number)
            after = read_content(later.content)
        found = differences(read_content(earlier.content), after)
        page = DifferencesPage(earlier, later, found, tuple(self._choices(chosen)))
        return super().get_context_data(page=page, **kwargs)

    @property
    def _usual(self) -> str:
        """The version before this one; with the first, the programme as it is now."""
        earlier = [one.number for one in self.versions if one.number < self.version.number]
        return str(earlier[0]) if earlier else NOW if self.reads_region else str(self.version.number)

    def _choices(self, chosen):
        if self.reads_region:
            yield NOW, "het programma zoals het nu is", chosen == NOW
        for one in self.versions:
            if one != self.version:
                yield str(one.number), f"versie {one.number}", chosen == str(one.number)


class ProgrammeVersionPdf(VersionPage, PdfDownload):
    pass


class ProgrammeVersionPdfState(VersionPage, PdfState):
    pass


class ProgrammeVersionPdfRetry(VersionPage, PdfRetry):
    def ask(self):
        kind = ProgrammeDocumentKind.PROGRAMME
        request_rendering(self.version, marks_of(self.version), kind=kind, selection=Selection())

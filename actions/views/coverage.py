"""Pages about how a region covers the national blocks and measures."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from actions.coverage_page import UNANSWERED, coverage_of, coverage_sheet
from actions.coverage_page import Coverage as CoverageOfRegion
from actions.forms.coverage import StanceForm
from ghnt import clock
from ghnt.documents.workbook import workbook_response
from programmes.coverage import StanceConflictError, Subject, set_stances
from programmes.in_view import ProgrammeInView
from programmes.models import RegionalProgramme, Stance
from regions.rights import Right

AUDIENCE = "de regio, haar gemeenten en het landelijk team"
PAGES = {Subject.BLOCKS: "actions:coverage", Subject.MEASURES: "actions:coverage_measures"}
EDIT_PAGES = {Subject.BLOCKS: "actions:coverage_edit", Subject.MEASURES: "actions:coverage_measures_edit"}


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Page:
    programme: RegionalProgramme | None
    coverage: CoverageOfRegion | None
    url: str
    edit_url: str  # empty for who may not write
    tabs: tuple[Tab, ...]


class CoveragePage(ProgrammeInView):
    """A page about the blocks or the measures of one of the region's programmes."""

    subject = Subject.BLOCKS

    @cached_property
    def coverage(self):
        if self.programme is None:
            return None
        running = not self.in_view
        return coverage_of(self.programme, self.subject, on=clock.today(), running=running)

    def address(self, names, subject=None):
        return reverse(names[subject or self.subject], args=[self.region.slug]) + self.in_view

    def get_context_data(self, **kwargs):
        may_write = self.rights.may(Right.WRITE_PROGRAMME, self.region)
        page = Page(
            programme=self.programme,
            coverage=self.coverage,
            url=self.address(PAGES),
            edit_url=self.address(EDIT_PAGES) if may_write and self.programme else "",
            tabs=tuple(
                Tab(subject.capitalize(), self.address(PAGES, subject), subject is self.subject) for subject in Subject
            ),
        )
        return super().get_context_data(page=page, audience=AUDIENCE, **kwargs)


class Coverage(CoveragePage, TemplateView):
    template_name = "actions/coverage.html"


class CoverageWorkbook(CoveragePage, View):
    """Blocks and measures, a sheet each."""

    def get(self, request, *args, **kwargs):
        if self.programme is None:
            raise Http404
        on, running = clock.today(), not self.in_view
        told = [coverage_of(self.programme, subject, on=on, running=running) for subject in Subject]
        about = (f"Dekking, regio {self.region}", self.programme.title, f"Landelijke indeling: {told[0].edition}")
        return workbook_response(f"dekking-{self.region.slug}", [coverage_sheet(item) for item in told], about=about)


@dataclass(frozen=True)
class FormGroup:
    title: str
    forms: tuple[StanceForm, ...]


@dataclass(frozen=True)
class Filled:
    groups: tuple[FormGroup, ...]
    errors: list[tuple[str, str]]
    saved: str


class CoverageEdit(CoveragePage, TemplateView):
    """All answers on one page; "alleen" in what is posted names the one row to save."""

    needs = Right.WRITE_PROGRAMME
    template_name = "actions/coverage_form.html"
    saved = ""  # the row that was just saved alone

    def dispatch(self, request, *args, **kwargs):
        if self.rights.may(self.sees, self.region) and self.rights.may(self.needs, self.region) and not self.programme:
            messages.info(request, "Begin eerst een programma. Daarna kiest u per bouwsteen.")
            return redirect("programmes:programme_update", slug=self.region.slug)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def groups(self):
        data = self.request.POST if self.request.method == "POST" else None
        return tuple(
            FormGroup(group.title, tuple(self._form(row, data) for row in group.rows)) for group in self.coverage.groups
        )

    def _form(self, row, data):
        """Bound when its row is sent: all of them, or the one that the button belongs to."""
        if data is None or str(row.entry.pk) == self.saved:
            return StanceForm(row=row)
        only = data.get("alleen")
        if not only or only == str(row.entry.pk):
            return StanceForm(data, row=row)
        return self._as_typed(StanceForm(row=row), data)

    def _as_typed(self, form, data):
        """A row that is not saved now keeps what somebody typed in it."""
        for name in form.fields:
            form.initial[name] = data.get(form.add_prefix(name), form.initial[name])
        return form

    @property
    def forms(self):
        return [form for group in self.groups for form in group.forms]

    def post(self, request, *args, **kwargs):
        sent = [form for form in self.forms if form.is_bound]
        if not all(form.is_valid() for form in sent):
            return self.render_to_response(self.get_context_data())
        try:
            count = set_stances(self.programme, self.subject, answers=[form.answer for form in sent], by=request.user)
        except StanceConflictError as conflict:
            return self._both_answers(conflict.current)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect(self.address(EDIT_PAGES))
        messages.success(request, self._saved_words(count))
        return self._after(request)

    def _after(self, request):
        """The overview; after one row this page, with what was typed in the others."""
        if not request.POST.get("alleen"):
            return redirect(self.address(PAGES))
        self.saved = request.POST["alleen"]
        del self.coverage, self.groups
        return self.render_to_response(self.get_context_data())

    def _saved_words(self, count):
        if not count:
            return "Er was niets veranderd."
        noun = self.subject.singular if count == 1 else self.subject
        return f"De keuze bij {count} {noun} is opgeslagen."

    def _both_answers(self, current):
        """409: the rows that a colleague changed show both answers; saving again chooses the own one knowingly."""
        for form in self.forms:
            theirs = current.get(form.row.entry.pk)
            if theirs is None:
                continue
            form.theirs = theirs
            words = Stance(theirs.stance).label if theirs.stance else UNANSWERED
            form.add_error(None, f"Een collega koos intussen: {words}. Kies wat er moet staan en sla opnieuw op.")
            form.data = form.data.copy()
            form.data[form.add_prefix("version")] = theirs.version if theirs.pk else ""
        return self.render_to_response(self.get_context_data(), status=409)

    def get_context_data(self, **kwargs):
        errors = [link for form in self.forms if form.is_bound for link in form.error_links]
        return super().get_context_data(filled=Filled(self.groups, errors, self.saved), forms=self.forms, **kwargs)

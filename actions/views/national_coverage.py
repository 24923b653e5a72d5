"""Regions × blocks and regions × measures, for the national team and the advisers."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from actions import national_coverage
from actions.forms.national_coverage import NationalCoverageForm
from actions.listing import NamedLink, changed
from actions.national_coverage import LETTERS
from actions.views.coverage import Tab
from ghnt import clock
from ghnt.documents.workbook import workbook_response
from programmes.catalogue import edition_in_force, titles
from programmes.coverage import Subject
from programmes.models import CatalogueEdition, Stance
from regions.models import Role
from regions.rights import Right

PAGES = {Subject.BLOCKS: "actions:national_coverage", Subject.MEASURES: "actions:national_coverage_measures"}
WORKBOOKS = {
    Subject.BLOCKS: "actions:national_coverage_workbook",
    Subject.MEASURES: "actions:national_coverage_measures_workbook",
}
KEY = tuple((LETTERS[stance], stance) for stance in (*Stance, None))


@dataclass(frozen=True)
class Page:
    coverage: national_coverage.NationalCoverage
    active_filters: tuple[NamedLink, ...]
    workbook_url: str
    tabs: tuple[Tab, ...]
    key: tuple = KEY


class NationalCoveragePage:
    subject = Subject.BLOCKS

    def dispatch(self, request, *args, **kwargs):
        if not (request.rights.may(Right.JUDGE_REPORT) or Role.ADVISER in request.rights.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def edition(self):
        """The one asked for, else the one in force."""
        asked = self.request.GET.get("editie")
        named = next((item for item in self.editions if str(item.pk) == asked), None)
        return named or edition_in_force(on=clock.today())

    @cached_property
    def editions(self):
        return list(CatalogueEdition.objects.select_related("programme").order_by("-valid_from"))

    @cached_property
    def filters(self):
        known = titles(self.edition) if self.edition else None
        used = {entries[0].line for _name, entries in self.subject.groups(known)} if known else set()
        lines = [line for line in known.lines.values() if line.pk in used] if known else []
        return NationalCoverageForm(
            self.request.GET, subject=self.subject, editions=self.editions, edition=self.edition, lines=lines
        )

    @cached_property
    def coverage(self):
        return national_coverage.national_coverage(
            self.subject, self.edition, self.request.rights, self.filters.wanted, on=clock.today()
        )


class NationalCoverage(NationalCoveragePage, TemplateView):
    template_name = "actions/national_coverage.html"

    def get_context_data(self, **kwargs):
        query = self.request.GET
        asked = f"?{query.urlencode()}" if query else ""
        page = Page(
            coverage=self.coverage,
            active_filters=tuple(
                NamedLink(label, changed(query, **{name: None})) for label, name in self.filters.active()
            ),
            workbook_url=reverse(WORKBOOKS[self.subject]) + asked,
            tabs=tuple(
                Tab(f"Regio’s en {subject}", reverse(PAGES[subject]), subject is self.subject) for subject in Subject
            ),
        )
        return super().get_context_data(page=page, filter_form=self.filters, **kwargs)


class NationalCoverageWorkbook(NationalCoveragePage, View):
    """The matrix as it is shown, and a row per region and block or measure."""

    def get(self, request, *args, **kwargs):
        coverage = self.coverage
        about = [f"Dekking van de landelijke {self.subject}", f"Landelijke indeling: {coverage.edition or 'geen'}"]
        about += [label for label, _name in self.filters.active()]
        sheets = [national_coverage.matrix_sheet(coverage), national_coverage.list_sheet(coverage)]
        return workbook_response(f"dekking-{self.subject}", sheets, about=about)

"""What differs between a region's report and an earlier one: as a page and as a workbook."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt.documents.workbook import workbook_response
from regions.models import Region
from regions.rights import Right
from reporting.access import RoundPage
from reporting.collecting import collect
from reporting.content import Difference, read_content
from reporting.difference import ChangeKind, compare
from reporting.difference.page import Choice, DifferencePage
from reporting.difference.previous import counting_versions, earlier_versions, is_compared
from reporting.difference.telling import beside_words, told_groups
from reporting.difference.texts import text_chapters
from reporting.difference.workbook import difference_sheets
from reporting.models import ReportVersion
from reporting.reading import readable_versions

DRAFT = "concept"
FOR_WRITERS = "alleen uw regio"
FOR_READERS = "wie deze ingediende rapportage mag lezen"


class DifferenceOfReport(RoundPage):
    """Between what was handed in (?versie=2), or for writers the draft (?versie=concept), and an earlier one (?met=).

    Without these: the latest version beside the one of the half year before. What one may not read is not there.
    """

    sees = Right.READ_SUBMITTED_REPORT

    @cached_property
    def region(self):
        """Of another region's report: as far as it may be read by whoever reads reports at all."""
        region = get_object_or_404(Region, slug=self.kwargs["slug"])
        address = {"report__region": region, "report__round__code": self.kwargs["code"]}
        if self.rights.may(self.sees, region) or readable_versions(self.rights).filter(**address).exists():
            return region
        raise Http404

    @cached_property
    def readable(self):
        """Newest half year first; without what the region took back."""
        return counting_versions(readable_versions(self.rights)).filter(report__region=self.region).defer("content")

    @cached_property
    def sealed(self) -> list[ReportVersion]:
        return sorted(self.readable.filter(report__round=self.round), key=lambda version: -version.number)

    @property
    def may_read_draft(self) -> bool:
        return self.state.is_writable and self.rights.may(Right.READ_DRAFT_REPORT, self.region)

    @cached_property
    def number(self) -> int | None:
        """Of the version that is read; None is the draft."""
        asked = self.request.GET.get("versie", "")
        if asked == DRAFT or not (asked or self.sealed):
            if self.may_read_draft:
                return None
            raise Http404
        numbers = [version.number for version in self.sealed]
        found = numbers[0] if not asked else int(asked) if asked.isdecimal() and len(asked) < 6 else 0
        if found not in numbers:
            raise Http404
        return found

    @cached_property
    def content(self):
        if self.number is None:
            number = self.report.versions.count() + 1 if self.report else 1
            return collect(self.region, self.round, version=number, written_by=str(self.request.user))
        return read_content(next(one for one in self.sealed if one.number == self.number).content)

    @cached_property
    def earlier(self) -> list[ReportVersion]:
        if not is_compared(self.round):
            return []
        return list(earlier_versions(self.region, self.round, self.readable, before=self.number))

    @cached_property
    def other(self) -> ReportVersion | None:
        """The one asked for, else what counts of the half year before."""
        asked = self.request.GET.get("met", "")
        if asked:
            found = next((one for one in self.earlier if _named(one) == asked), None)
            if found is None:
                raise Http404
            return found
        before = (one for one in self.earlier if one.report.round.half_year < self.round.half_year)
        return next(before, None)

    @cached_property
    def difference(self) -> Difference | None:
        return compare(self.other, self.content) if self.other else None

    @property
    def subject(self) -> str:
        return "het concept van nu" if self.number is None else f"versie {self.number}"

    @property
    def query(self) -> str:
        """What was chosen, to keep in a link."""
        chosen = DRAFT if self.number is None else str(self.number)
        return f"?versie={chosen}&met={_named(self.other)}" if self.other else f"?versie={chosen}"


class ReportDifference(DifferenceOfReport, TemplateView):
    template_name = "reporting/report_difference.html"

    def get_context_data(self, **kwargs):
        changes = self.difference.changes if self.difference else ()
        address = [self.region.slug, self.round.code]
        page = DifferencePage(
            subject=self.subject,
            beside=beside_words(self.difference) if self.difference else "",
            audience=FOR_WRITERS if self.number is None else FOR_READERS,
            difference=self.difference,
            groups=told_groups(change for change in changes if change.kind != ChangeKind.TEXTS),
            chapters=text_chapters(changes, opened=self.request.GET.get("hoofdstuk", "")),
            versions=tuple(self._versions()),
            others=tuple(
                Choice(_named(one), f"versie {one.number}, {one.report.round}", one == self.other)
                for one in self.earlier
            ),
            is_compared=is_compared(self.round),
            workbook_url=reverse("reporting:report_difference_workbook", args=address) + self.query,
            read_url=self._read_url(address),
        )
        return super().get_context_data(page=page, **kwargs)

    def _versions(self):
        if self.may_read_draft:
            yield Choice(DRAFT, "het concept van nu", self.number is None)
        for one in self.sealed:
            yield Choice(str(one.number), f"versie {one.number}", one.number == self.number)

    def _read_url(self, address):
        if self.number is None:
            return reverse("reporting:report_preview", args=address)
        return reverse("reporting:version_detail", args=[*address, self.number])


class ReportDifferenceWorkbook(DifferenceOfReport, View):
    def get(self, request, *args, **kwargs):
        if self.difference is None:
            raise Http404
        about = (
            f"Verschillen, regio {self.region}",
            f"{self.round}, {self.subject}",
            f"Vergeleken met {beside_words(self.difference)}",
        )
        name = f"verschil-{self.region.slug}-{self.round.code}"
        return workbook_response(name, difference_sheets(self.difference.changes), about=about)


def _named(version: ReportVersion) -> str:
    """ "2020-H2.1": the round and the number."""
    return f"{version.report.round.code}.{version.number}"

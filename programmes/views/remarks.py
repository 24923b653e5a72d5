"""The remarks of a region's bodies: as a list, and as a workbook."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, View

from ghnt import clock
from ghnt.documents.workbook import Sheet, workbook_response
from programmes.forms.remarks import RemarkFilterForm
from programmes.models import Proposal, Remark
from programmes.remarks import ToldRemark, in_order, narrowed, read_remarks, tell_remarks
from programmes.views.decision_pages import DecisionPage

COLUMNS = (
    ("Opmerking", 70),
    ("Overleg", 28),
    ("Datum", 14),
    ("Voorstel", 40),
    ("Stand", 18),
    ("Wie", 24),
    ("Uiterlijk", 14),
    ("Waar verwerkt", 40),
    ("Toelichting", 50),
)


@dataclass(frozen=True)
class ListedRemark:
    told: ToldRemark
    remark: Remark

    @property
    def conclusion(self):
        return self.remark.conclusion

    @property
    def proposal(self):
        return self.remark.conclusion.step.round.proposal


@dataclass(frozen=True)
class RemarkListPage:
    rows: tuple[ListedRemark, ...]
    filter_form: RemarkFilterForm
    active_filters: tuple[dict[str, str], ...]
    result: str
    workbook_url: str
    is_empty: bool


class RemarkRows(DecisionPage):
    """The remarks of the region that the visitor may read, narrowed by the filters in the address."""

    @cached_property
    def filter_form(self):
        proposals = Proposal.objects.visible_to(self.rights, self.region)
        return RemarkFilterForm(self.request.GET or None, region=self.region, proposals=proposals)

    def get_queryset(self):
        rows = read_remarks(self.rights, self.region)
        return in_order(narrowed(rows, self.filter_form.asked(), on=clock.today()))

    def told(self, remarks):
        return tell_remarks(remarks, region=self.region, rights=self.rights, on=clock.today())


class RemarkList(RemarkRows, ListView):
    template_name = "programmes/remark_list.html"
    paginate_by = 25

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        remarks = list(context["page_obj"])
        told = self.told(remarks)
        count, total = context["paginator"].count, read_remarks(self.rights, self.region).count()
        url = reverse("programmes:remark_workbook", args=[self.region.slug])
        context["page"] = RemarkListPage(
            rows=tuple(ListedRemark(told[remark.pk], remark) for remark in remarks),
            filter_form=self.filter_form,
            active_filters=tuple(self._active_filters()),
            result=f"{count} van {total} opmerkingen",
            workbook_url=f"{url}?{self.request.GET.urlencode()}" if self.request.GET else url,
            is_empty=total == 0,
        )
        return context

    def _active_filters(self):
        for name, words in self.filter_form.words():
            query = self.request.GET.copy()
            query.pop(name)
            query.pop("page", None)
            yield {"label": words, "url": f"?{query.urlencode()}"}


class RemarkWorkbook(RemarkRows, View):
    def get(self, request, *args, **kwargs):
        remarks = list(self.get_queryset())
        told = self.told(remarks)
        sheet = Sheet("Opmerkingen", COLUMNS, (self._cells(remark, told[remark.pk]) for remark in remarks))
        about = (f"Regio {self.region.name}", *(words for _name, words in self.filter_form.words()))
        return workbook_response(f"opmerkingen-{self.region.slug}", [sheet], about=about)

    def _cells(self, remark, told):
        conclusion, row = remark.conclusion, getattr(remark, "follow_up", None)
        proposal = conclusion.step.round.proposal
        who, due, words = (row.who, row.due, row.explanation) if row else ("", None, "")
        places = "\n".join(link.label for link in told.links)
        known = (remark.text, conclusion.body_name, conclusion.date, proposal.subject, told.mark.label)
        return (*known, who, due, places, words)

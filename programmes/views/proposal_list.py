"""The list of a region's proposals, on a page and as a workbook."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from ghnt.ui.dates import long_date
from programmes.forms.proposal_filters import ProposalFilterForm
from programmes.models import Proposal
from programmes.proposal_list import ListedProposal, chosen_proposals, ordered, workbook_sheet
from programmes.route import route_of, with_route
from programmes.views.decision_pages import DecisionPage
from regions.rights import Right

# What the menu has no item for, and who is let in there.
LINKS = (
    ("Opmerkingen", "programmes:remark_list", None),
    ("Vaste routes", "programmes:route_template_list", Right.READ_REGION),
    ("Toezeggingen", "programmes:promise_list", Right.READ_REGION),
    ("Prullenbak", "bin", Right.WRITE_DECISIONS),
)


@dataclass(frozen=True)
class ProposalListPage:
    rows: tuple[ListedProposal, ...]
    filter_form: ProposalFilterForm
    active_filters: tuple[dict[str, str], ...]
    result: str
    workbook_url: str
    links: tuple[tuple[str, str], ...]
    may_write: bool
    is_empty: bool
    is_grouped: bool


class ChosenProposals(DecisionPage):
    """What the filters leave of the proposals that this visitor may read."""

    @cached_property
    def filter_form(self):
        return ProposalFilterForm(self.request.GET or None, region=self.region)

    def get_queryset(self):
        visible = Proposal.objects.visible_to(self.rights, self.region).select_related("region")
        chosen = self.filter_form.chosen
        return ordered(chosen_proposals(visible, chosen), chosen.get("order", ""))


class ProposalList(ChosenProposals, ListView):
    template_name = "programmes/proposal_list.html"
    paginate_by = 25

    def get_queryset(self):
        return with_route(super().get_queryset())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        count = context["paginator"].count
        total = Proposal.objects.visible_to(self.rights, self.region).count()
        context["page"] = ProposalListPage(
            rows=tuple(ListedProposal(proposal, route_of(proposal)) for proposal in context["page_obj"]),
            filter_form=self.filter_form,
            active_filters=tuple(self._active_filters()),
            result=f"{count} van {total} voorstellen",
            workbook_url=self._workbook_url(),
            links=tuple(self._links()),
            may_write=self.rights.may(Right.WRITE_DECISIONS, self.region),
            is_empty=total == 0,
            is_grouped=not self.filter_form.chosen.get("order"),
        )
        return context

    def _active_filters(self):
        for name, label in self.filter_form.words_of_choices():
            query = self.request.GET.copy()
            query.pop(name)
            query.pop("page", None)
            yield {"label": label, "url": f"?{query.urlencode()}"}

    def _workbook_url(self):
        query = self.request.GET.copy()
        query.pop("page", None)
        address = reverse("programmes:proposal_workbook", args=[self.region.slug])
        return f"{address}?{query.urlencode()}" if query else address

    def _links(self):
        for label, name, needs in LINKS:
            if needs is None or self.rights.may(needs, self.region):
                yield label, reverse(name, args=[self.region.slug])


class ProposalWorkbook(ChosenProposals, View):
    """Every row that the filters leave, not one page of them."""

    def get(self, request, *args, **kwargs):
        about = (f"Besluiten regio {self.region}", f"Stand van {long_date(clock.today())}")
        chosen = tuple(label for _name, label in self.filter_form.words_of_choices())
        sheet = workbook_sheet(self.get_queryset())
        return workbook_response(f"besluiten-{self.region.slug}", [sheet], about=(*about, *chosen))

"""Pages of proposals: list, one proposal with its route, making and editing."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, ListView

from ghnt import clock
from ghnt.documents.attaching import FileList
from ghnt.ui.editing import EditConflictError
from programmes.files import proposal_files
from programmes.forms.proposals import AttachmentFormSet, DecisionFormSet, ProposalFilterForm, ProposalForm
from programmes.models import Meeting, Proposal, RegionalProgramme
from programmes.proposals import create_proposal, update_proposal
from programmes.route import Route, route_of, with_route
from programmes.views.decision_pages import DecisionPage, ProposalPage, audience_of, conflict_page
from regions.rights import Right


@dataclass(frozen=True)
class ListedProposal:
    proposal: Proposal
    route: Route


@dataclass(frozen=True)
class ProposalListPage:
    rows: tuple[ListedProposal, ...]
    filter_form: ProposalFilterForm
    active_filters: tuple[dict[str, str], ...]
    result: str
    may_write: bool
    is_empty: bool


class ProposalList(DecisionPage, ListView):
    template_name = "programmes/proposal_list.html"
    paginate_by = 25

    def get_queryset(self):
        rows = Proposal.objects.visible_to(self.rights, self.region)
        chosen = self.filter_form.cleaned_data if self.filter_form.is_valid() else {}
        if chosen.get("body"):
            rows = rows.treated_by(chosen["body"])
        if chosen.get("state"):
            rows = rows.running() if chosen["state"] == "running" else rows.concluded()
        return with_route(rows.in_reading_order().select_related("region"))

    @cached_property
    def filter_form(self):
        return ProposalFilterForm(self.request.GET or None, region=self.region)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        count = context["paginator"].count
        total = Proposal.objects.visible_to(self.rights, self.region).count()
        context["page"] = ProposalListPage(
            rows=tuple(ListedProposal(proposal, route_of(proposal)) for proposal in context["page_obj"]),
            filter_form=self.filter_form,
            active_filters=tuple(self._active_filters()),
            result=f"{count} van {total} voorstellen",
            may_write=self.rights.may(Right.WRITE_DECISIONS, self.region),
            is_empty=total == 0,
        )
        return context

    def _active_filters(self):
        form = self.filter_form
        for name in form.fields if form.is_bound else ():
            if form.is_valid() and form.cleaned_data.get(name):
                query = self.request.GET.copy()
                query.pop(name)
                label = dict(form.fields[name].choices).get(form.data[name], form.cleaned_data[name])
                yield {"label": f"{form.fields[name].label}: {label}", "url": f"?{query.urlencode()}"}


@dataclass(frozen=True)
class ProposalDetailPage:
    route: Route
    audience: str
    facts: tuple[tuple[str, object], ...]
    files: FileList
    may_write: bool
    recordable: frozenset[int]  # the meetings of which this visitor may record the conclusions
    correctable: frozenset[int]  # the steps of which this visitor may correct the conclusion


class ProposalDetail(ProposalPage, DetailView):
    template_name = "programmes/proposal_detail.html"

    def get_object(self, queryset=None):
        return self.proposal

    def get_context_data(self, **kwargs):
        route = route_of(self.proposal)
        meetings = Meeting.objects.recordable_by(self.rights, self.region).filter(
            pk__in=[station.meeting for station in route.stations if station.meeting]
        )
        page = ProposalDetailPage(
            route=route,
            audience=audience_of(self.proposal),
            facts=self._facts(),
            files=proposal_files(self.proposal, self.region, self.rights),
            may_write=self.rights.may(Right.WRITE_DECISIONS, self.region),
            recordable=frozenset(meetings.past(clock.today()).values_list("pk", flat=True)),
            correctable=self._correctable(),
        )
        return super().get_context_data(page=page, **kwargs)

    def _facts(self):
        proposal = self.proposal
        return (
            ("Kenmerk", proposal.reference),
            ("Contactpersoon", proposal.contact),
            ("Eenheid", proposal.unit),
            ("E-mail", proposal.email),
        )

    def _correctable(self):
        everything = self.rights.may(Right.RECORD_CONCLUSIONS, self.region)
        bodies = self.rights.bodies(Right.RECORD_CONCLUSIONS)
        steps = (step for round_ in self.proposal.rounds.all() for step in round_.steps.all())
        return frozenset(step.pk for step in steps if everything or step.body_id in bodies)


class ProposalEditing:
    """One page with three forms: the fields, the decisions, the names of the attachments."""

    form_class = ProposalForm
    template_name = "programmes/proposal_form.html"
    needs = Right.WRITE_DECISIONS

    def get_formsets(self):
        decisions, attachments = self.get_texts()
        data = self.request.POST or None
        return (
            DecisionFormSet(data, prefix="decisions", initial=DecisionFormSet.initial_of(decisions)),
            AttachmentFormSet(data, prefix="attachments", initial=AttachmentFormSet.initial_of(attachments)),
        )

    def get_texts(self):
        return (), ()

    def get_context_data(self, **kwargs):
        kwargs.setdefault("formsets", self.get_formsets())
        form = kwargs.setdefault("form", self.get_form())
        return super().get_context_data(forms=(form, *kwargs["formsets"]), **kwargs)

    def post(self, request, *args, **kwargs):
        form, (decisions, attachments) = self.get_form(), self.get_formsets()
        if not all([form.is_valid(), decisions.is_valid(), attachments.is_valid()]):
            context = self.get_context_data(form=form, formsets=(decisions, attachments))
            return self.render_to_response(context)
        proposal = self.save(form, decisions=decisions.texts(), attachments=attachments.texts())
        return HttpResponseRedirect(proposal.get_absolute_url())


class ProposalCreate(ProposalEditing, DecisionPage, FormView):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": Proposal(region=self.region)}

    def save(self, form, **texts):
        proposal = form.save(commit=False)
        proposal.programme = RegionalProgramme.objects.running(self.region, clock.today())
        saved = create_proposal(proposal=proposal, **texts)
        messages.success(self.request, f"Voorstel ‘{saved}’ opgeslagen. Voeg nu de route toe.")
        return saved


class ProposalUpdate(ProposalEditing, ProposalPage, FormView):
    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.proposal}

    def get_texts(self):
        decisions = self.proposal.decisions.values_list("text", flat=True)
        return decisions, self.proposal.attachments.values_list("title", flat=True)

    def save(self, form, **texts):
        saved = update_proposal(proposal=form.save(commit=False), seen=form.cleaned_data["seen"] or 0, **texts)
        messages.success(self.request, f"Voorstel ‘{saved}’ opgeslagen.")
        return saved

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except EditConflictError as conflict:
            url = reverse("programmes:proposal_update", args=[self.region.slug, self.proposal.pk])
            decisions, attachments = self.get_formsets()
            _ = decisions.is_valid(), attachments.is_valid()
            mine = in_words(self.proposal, decisions.texts(), attachments.texts())
            current = conflict.current
            decisions = current.decisions.values_list("text", flat=True)
            theirs = in_words(current, decisions, current.attachments.values_list("title", flat=True))
            return conflict_page(request, proposal=current, mine=mine, theirs=theirs, url=url)


def in_words(proposal, decisions, attachments):
    """A proposal as one text, to lay two of them side by side."""
    names = ("subject", "contact", "unit", "email", "reference", "date", "explanation")
    lines = [f"{proposal._meta.get_field(name).verbose_name}: {getattr(proposal, name) or ''}" for name in names]
    lines += [f"voorstel {number}: {text}" for number, text in enumerate(decisions, 1)]
    return "\n".join([*lines, *(f"bijlage {number}: {title}" for number, title in enumerate(attachments, 1))])

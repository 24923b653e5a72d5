"""Pages of proposals: one proposal with its route and versions, making and editing."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import DetailView, FormView

from ghnt import clock
from ghnt.documents.attaching import FileList
from ghnt.ui.editing import EditConflictError
from programmes.files import proposal_files
from programmes.form_undo import last_import
from programmes.forms.proposals import AttachmentFormSet, DecisionFormSet, ProposalForm, VersionForm
from programmes.models import FormImport, Meeting, Proposal, ProposalVersion, RegionalProgramme, RemarkState
from programmes.proposal_states import StationState, StepVerb, Verb, may, may_step
from programmes.proposals import create_proposal, update_proposal
from programmes.remarks import with_follow_up
from programmes.review.summary import ReviewSummary, summary_of
from programmes.route import Route, route_of
from programmes.views.decision_pages import DecisionPage, ProposalPage, audience_of, conflict_page
from regions.rights import Right


@dataclass(frozen=True)
class ListedVersion:
    version: ProposalVersion
    url: str
    answered: int  # remarks that it answers


@dataclass(frozen=True)
class ProposalDetailPage:
    route: Route
    audience: str
    facts: tuple[tuple[str, object], ...]
    files: FileList
    review: ReviewSummary
    versions: tuple[ListedVersion, ...]
    version_form: VersionForm
    undoable: FormImport | None  # the form that was read last
    may_write: bool
    recordable: frozenset[int]  # the meetings of which this visitor may record the conclusions
    concludable: frozenset[int]  # the steps beside a meeting of which this visitor may record the conclusion
    correctable: frozenset[int]  # the steps of which this visitor may correct the conclusion


class ProposalDetail(ProposalPage, DetailView):
    template_name = "programmes/proposal_detail.html"

    def get_object(self, queryset=None):
        return self.proposal

    def get_context_data(self, **kwargs):
        route = self._route()
        meetings = Meeting.objects.recordable_by(self.rights, self.region).filter(
            pk__in=[station.meeting for station in route.stations if station.meeting]
        )
        address = reverse("programmes:proposal_version_fix", args=[self.region.slug, self.proposal.pk])
        page = ProposalDetailPage(
            route=route,
            audience=audience_of(self.proposal),
            facts=self._facts(),
            files=proposal_files(self.proposal, self.region, self.rights),
            review=summary_of(self.proposal, self.rights, on=clock.today()),
            versions=tuple(self._versions()),
            version_form=VersionForm(action=address),
            undoable=last_import(self.proposal),
            may_write=may(route.state, Verb.EDIT, self.rights, self.region),
            recordable=frozenset(meetings.past(clock.today()).values_list("pk", flat=True)),
            concludable=self._steps(route, StepVerb.RECORD) & self._at_hand(route),
            correctable=self._steps(route, StepVerb.CORRECT),
        )
        return super().get_context_data(page=page, **kwargs)

    def _route(self):
        """With what became of each remark."""
        route, told = route_of(self.proposal), {"rights": self.rights, "on": clock.today()}
        return with_follow_up(route, proposal=self.proposal, region=self.region, **told)

    def _facts(self):
        proposal = self.proposal
        return (
            ("Kenmerk", proposal.reference),
            ("Contactpersoon", proposal.contact),
            ("Eenheid", proposal.unit),
            ("E-mail", proposal.email),
        )

    def _versions(self):
        answered = Count("answered_remarks", filter=Q(answered_remarks__state=RemarkState.PROCESSED))
        for version in self.proposal.versions.annotate(answered=answered).order_by("-number"):
            args = [self.region.slug, self.proposal.pk, version.number]
            yield ListedVersion(version, reverse("programmes:proposal_version", args=args), version.answered)

    def _steps(self, route, verb):
        rights, region = self.rights, self.region
        able = (one for one in route.stations if may_step(one.state, verb, rights, region, one.body_key))
        return frozenset(station.step for station in able)

    @staticmethod
    def _at_hand(route):
        """What may have been concluded by now: the next step, and what was planned until today."""
        today = clock.today()
        due = (one for one in route.stations if one.state == StationState.NEXT or (one.date and one.date <= today))
        return frozenset(station.step for station in due)


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

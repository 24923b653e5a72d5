"""What became of one remark, and the open remarks that a version of a proposal answers."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.forms.remarks import AnswersForm, FollowUpForm
from programmes.models import ProposalVersion, RemarkFollowUp
from programmes.remarks import ToldRemark, answer_with, answerable, follow_up, read_remarks, tell_remarks
from programmes.remarks.hanging import hangings
from programmes.remarks.listing import FOLLOWED
from programmes.views.decision_pages import DecisionPage, ProposalPage, audience_of
from regions.rights import Right


class OneRemark(DecisionPage):
    """A page about one remark that stands, in `self.remark`; for who writes the region's decisions."""

    needs = Right.WRITE_DECISIONS

    @cached_property
    def remark(self):
        rows = read_remarks(self.rights, self.region)
        related = ("conclusion__step__round__proposal__region", "conclusion__outcome", *FOLLOWED)
        return get_object_or_404(rows.select_related(*related), pk=self.kwargs["remark"])

    @property
    def proposal(self):
        return self.remark.conclusion.step.round.proposal

    @property
    def list_url(self):
        url = reverse("programmes:remark_list", args=[self.region.slug])
        return f"{url}?{urlencode({'proposal': self.proposal.pk})}"

    def dispatch(self, request, *args, **kwargs):
        _ = self.remark  # an invisible remark is unknown before any verb is judged
        return super().dispatch(request, *args, **kwargs)


@dataclass(frozen=True)
class FollowUpPage:
    told: ToldRemark
    audience: str
    hanging: tuple[tuple[str, str], ...]  # (label, address) of the pages that hang something else on the remark


class RemarkFollowUpPage(OneRemark, FormView):
    template_name = "programmes/remark_follow_up.html"
    form_class = FollowUpForm

    def get_form_kwargs(self):
        row = getattr(self.remark, "follow_up", None)
        own = {"instance": row or RemarkFollowUp(remark=self.remark), "proposal": self.proposal}
        return super().get_form_kwargs() | own | {"cancel_url": self.list_url}

    def get_context_data(self, **kwargs):
        told = tell_remarks([self.remark], region=self.region, rights=self.rights, on=clock.today())
        address = [self.region.slug, self.remark.pk]
        page = FollowUpPage(
            told=told[self.remark.pk],
            audience=audience_of(self.proposal),
            hanging=tuple((one.label, reverse(one.page, args=address)) for one in hangings()),
        )
        return super().get_context_data(remark=self.remark, proposal=self.proposal, page=page, **kwargs)

    def form_valid(self, form):
        try:
            saved = follow_up(
                remark=self.remark,
                seen_version=form.cleaned_data["seen_version"] or 0,
                values=form.following(),
                by=self.request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Opgeslagen: {saved.get_state_display().lower()}.")
        return HttpResponseRedirect(self.list_url)


@dataclass(frozen=True)
class VersionAnswersPage:
    title: str
    audience: str


class VersionAnswers(ProposalPage, FormView):
    """After a version was fixed: which open remarks it answers."""

    template_name = "programmes/version_answers.html"
    form_class = AnswersForm
    needs = Right.WRITE_DECISIONS

    @cached_property
    def version(self):
        return get_object_or_404(ProposalVersion, proposal=self.proposal, number=self.kwargs["number"])

    def get_form_kwargs(self):
        own = {"remarks": list(answerable(self.proposal)), "cancel_url": self.proposal.get_absolute_url()}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        page = VersionAnswersPage(
            f"Opmerkingen die versie {self.version.number} beantwoordt", audience_of(self.proposal)
        )
        return super().get_context_data(proposal=self.proposal, version=self.version, page=page, **kwargs)

    def form_valid(self, form):
        try:
            chosen = [int(pk) for pk in form.cleaned_data["remarks"]]
            rows = answer_with(version=self.version, remarks=chosen, by=self.request.user)
        except ValidationError as refusal:
            form.add_error("remarks", refusal)
            return self.form_invalid(form)
        count = "1 opmerking is" if len(rows) == 1 else f"{len(rows)} opmerkingen zijn"
        messages.success(self.request, f"{count} verwerkt in versie {self.version.number}.")
        return HttpResponseRedirect(self.proposal.get_absolute_url())

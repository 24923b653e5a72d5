"""What somebody does with a whole proposal: asking for its PDF, and putting it in the bin."""

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView, View

from ghnt.ui.editing import EditConflictError
from programmes.conflict import posted_version
from programmes.decision_documents import request_document
from programmes.models import Conclusion, DecisionDocumentKind
from programmes.proposal_document import dossier_content, proposal_content
from programmes.proposal_removal import remove_proposal
from programmes.proposal_states import Verb, may, state_of
from programmes.views.decision_pages import ProposalPage, audience_of, conflict_page


class ProposalVerb(ProposalPage):
    """Lets in whoever may do `verb` to the proposal in the state it is in."""

    verb: ClassVar[Verb]

    def dispatch(self, request, *args, **kwargs):
        if not self.may_now(self.verb):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_now(self, verb):
        return may(state_of(self.proposal), verb, self.rights, self.region)


class ProposalPdf(ProposalPage, View):
    """A PDF of the form, or of the whole dossier, with what this person may read."""

    http_method_names = ("post",)
    kind = DecisionDocumentKind.PROPOSAL

    def post(self, request, *args, **kwargs):
        rendering = request_document(
            region=self.region, kind=self.kind, content=self.get_content(), by=request.user, proposal=self.proposal
        )
        return HttpResponseRedirect(reverse("programmes:decision_document", args=[self.region.slug, rendering.pk]))

    def get_content(self):
        return proposal_content(self.proposal, self.region)


class DossierPdf(ProposalPdf):
    kind = DecisionDocumentKind.DOSSIER

    def get_content(self):
        return dossier_content(self.proposal, self.region, self.rights)


class ProposalRemove(ProposalVerb, TemplateView):
    """Asks first: the proposal leaves the agendas too."""

    verb = Verb.REMOVE
    template_name = "programmes/proposal_confirm_remove.html"

    def get_context_data(self, **kwargs):
        recorded = Conclusion.objects.filter(step__round__proposal=self.proposal).exists()
        return super().get_context_data(
            proposal=self.proposal, has_conclusions=recorded, audience=audience_of(self.proposal), **kwargs
        )

    def post(self, request, *args, **kwargs):
        try:
            remove_proposal(proposal=self.proposal, seen=posted_version(request), by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(self.proposal.get_absolute_url())
        except EditConflictError:
            url = reverse("programmes:proposal_remove", args=[self.region.slug, self.proposal.pk])
            return conflict_page(
                request, proposal=self.proposal, mine="Voorstel verwijderen", theirs=str(self.proposal), url=url
            )
        messages.success(
            request, f"Voorstel “{self.proposal}” is verwijderd. U vindt het in de prullenbak en kunt het terugzetten."
        )
        return HttpResponseRedirect(reverse("programmes:proposal_list", args=[self.region.slug]))

"""Pages of front-runners: those of a region, and what the national team answers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, UpdateView, View

from actions.learning import front_runners
from actions.learning.forms.front_runners import ClaimForm, DecideForm, EndForm, OfferForm
from actions.learning.front_runners import Verb, claim_lines, may_do, may_ever, visible_claims
from actions.learning.views.places import LearningPage, NationalPage
from actions.models import FrontRunner
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.catalogue import edition_in_force, titles
from programmes.conflict import answer_conflict
from regions.access import RegionPage


def block_names():
    edition = edition_in_force(on=clock.today())
    return titles(edition).blocks if edition else {}


class FrontRunnerList(RegionPage, TemplateView):
    """Everything that the region offered, as far as the visitor may know."""

    template_name = "actions/front_runner_list.html"

    def get_context_data(self, **kwargs):
        claims = visible_claims(self.rights).filter(region=self.region).order_by("-offered_at", "-pk")
        lines = claim_lines(claims, block_names(), self.rights)
        may_offer = self.rights.may(front_runners.OFFERS, self.region)
        return super().get_context_data(lines=lines, may_offer=may_offer, **kwargs)


class FrontRunnerOffer(RegionPage, FormView):
    needs = front_runners.OFFERS
    form_class = OfferForm
    template_name = "actions/front_runner_form.html"

    @property
    def list_url(self):
        return reverse("actions:front_runner_list", args=[self.region.slug])

    def get_initial(self):
        return {"block": self.request.GET.get("bouwsteen", "")}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.list_url}

    def get_context_data(self, **kwargs):
        names = block_names()
        taken = [(str(names[pk]), one) for pk, one in front_runners.present().items() if pk in names]
        return super().get_context_data(taken=taken, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        where = str(block_names().get(data["block"].pk, data["block"]))
        try:
            front_runners.offer(
                region=self.region,
                block=data["block"],
                text=data["text"],
                contact=data["contact"],
                where=where,
                by=self.request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Uw aanbod voor {where} is verstuurd. Het landelijk team antwoordt.")
        return redirect(self.list_url)


class ClaimPage:
    """A page about one claim that the visitor may know of."""

    verb: Verb

    @cached_property
    def claim(self):
        claim = self.found().filter(pk=self.kwargs["pk"]).first()
        if claim is None:
            raise Http404
        return claim

    @property
    def where(self):
        return str(block_names().get(self.claim.block_id, self.claim.block))

    @property
    def back_url(self):
        return reverse("actions:front_runner_list", args=[self.claim.region.slug])

    def get_context_data(self, **kwargs):
        return super().get_context_data(claim=self.claim, block_name=self.where, **kwargs)

    def refused(self, refusal):
        messages.error(self.request, " ".join(refusal.messages))
        return redirect(self.back_url)


class RegionClaimPage(ClaimPage, RegionPage):
    def found(self):
        return visible_claims(self.rights).filter(region=self.region)

    def dispatch(self, request, *args, **kwargs):
        if not may_ever(self.verb, self.claim, self.rights):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class FrontRunnerUpdate(RegionClaimPage, UpdateView):
    verb = Verb.CHANGE
    model = FrontRunner
    form_class = ClaimForm
    template_name = "actions/front_runner_form.html"

    def get_object(self, queryset=None):
        return self.claim

    def get(self, request, *args, **kwargs):
        if not may_do(self.verb, self.claim, self.rights):
            messages.info(request, "Dit aanbod is afgehandeld. U kunt de tekst niet meer wijzigen.")
            return redirect(self.back_url)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.back_url}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            front_runners.change(
                claim=self.claim,
                text=data["text"],
                contact=data["contact"],
                seen_version=data["seen_version"],
                rights=self.rights,
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            return self.refused(refusal)
        messages.success(self.request, "De tekst is opgeslagen.")
        return redirect(self.back_url)


class FrontRunnerWithdraw(RegionClaimPage, View):
    http_method_names = ("post",)
    verb = Verb.WITHDRAW

    def post(self, request, *args, **kwargs):
        try:
            front_runners.decide(
                claim=self.claim, verb=self.verb, answer="", where=self.where, rights=self.rights, by=request.user
            )
        except ValidationError as refusal:
            return self.refused(refusal)
        messages.success(request, f"Het aanbod voor {self.where} is ingetrokken.")
        return redirect(self.back_url)


class FrontRunnerDecide(ClaimPage, NationalPage, FormView):
    """Confirm an offer, or not."""

    form_class = DecideForm
    template_name = "actions/front_runner_decide.html"

    def dispatch(self, request, *args, **kwargs):
        get_object_or_404(FrontRunner, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def found(self):
        return visible_claims(self.rights)

    @property
    def back_url(self):
        return reverse("actions:national_learning")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.back_url}

    def get_context_data(self, **kwargs):
        present = front_runners.present([self.claim.block_id]).get(self.claim.block_id)
        is_open = may_do(Verb.CONFIRM, self.claim, self.rights)
        other = present if present and present.pk != self.claim.pk else None
        return super().get_context_data(other=other, is_open=is_open, **kwargs)

    def form_valid(self, form):
        verb = Verb.DECLINE if "decline" in self.request.POST else Verb.CONFIRM
        try:
            claim = front_runners.decide(
                claim=self.claim,
                verb=verb,
                answer=form.cleaned_data["answer"],
                where=self.where,
                rights=self.rights,
                by=self.request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"Regio {claim.region}, {self.where}: {claim.state_badge.label.lower()}.")
        return redirect(self.back_url)


class FrontRunnerEnd(ClaimPage, LearningPage, FormView):
    """End what was confirmed: by the national team, or by the region itself."""

    form_class = EndForm
    template_name = "actions/front_runner_end.html"
    verb = Verb.END

    def found(self):
        return visible_claims(self.rights)

    @property
    def about(self):
        return self.claim.region

    def check(self):
        if not may_ever(self.verb, self.claim, self.rights):
            raise PermissionDenied

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.back_url}

    def get(self, request, *args, **kwargs):
        if not may_do(self.verb, self.claim, self.rights):
            messages.info(request, "Deze regio is nu geen voorloper. Er is niets te beëindigen.")
            return redirect(self.back_url)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        answer = form.cleaned_data["answer"]
        try:
            front_runners.decide(
                claim=self.claim,
                verb=self.verb,
                answer=answer,
                where=self.where,
                rights=self.rights,
                by=self.request.user,
            )
        except ValidationError as refusal:
            return self.refused(refusal)
        messages.success(self.request, f"Regio {self.claim.region} is geen voorloper meer op {self.where}.")
        return redirect(self.back_url)

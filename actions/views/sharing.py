"""Sharing actions between regions: offering, answering offers, and stopping."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from actions import sharing
from actions.forms.sharing import AcceptForm, ShareForm
from actions.models import ActionOffer
from actions.views.action import ActionPage
from ghnt import clock
from programmes.models import OutlineNode
from programmes.outline import current_or_coming
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "uw regio en haar gemeenten, het landelijk team, en de regio’s die meedoen"


@dataclass(frozen=True)
class OfferLine:
    offer: ActionOffer
    form: AcceptForm


class ActionShare(ActionPage, FormView):
    """Offer an action of the region to others, and see what they answered."""

    needs = Right.WRITE_ACTIONS
    form_class = ShareForm
    template_name = "actions/action_share.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.rights.may(self.needs, self.region) and self.action.is_shared_here:
            messages.info(request, "Een andere regio leidt deze actie. Alleen die regio kan haar verder delen.")
            return redirect(self.action.url_in(self.region.slug))
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_url(self):
        return reverse("actions:action_share", args=[self.region.slug, self.action.pk])

    def get_form_kwargs(self):
        back = self.action.url_in(self.region.slug)
        regions = sharing.may_be_offered_to(self.action)
        return {**super().get_form_kwargs(), "regions": regions, "cancel_url": back}

    def form_valid(self, form):
        try:
            count = sharing.offer_action(action=self.action, regions=form.cleaned_data["regions"], by=self.request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        noun = "1 regio" if count == 1 else f"{count} regio’s"
        messages.success(self.request, f"De actie is aangeboden aan {noun}. U ziet hier wat zij antwoorden.")
        return redirect(self.page_url)

    def get_context_data(self, **kwargs):
        offers = sharing.offers_of(self.action, self.rights)
        shown = {"action": self.action, "offers": offers}
        return super().get_context_data(**shown, **kwargs) | {"audience": AUDIENCE}


class OfferEnd(ActionPage, View):
    """The leading region withdraws an open offer, or ends the part of a region that joined."""

    needs = Right.WRITE_ACTIONS
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        offer = get_object_or_404(self.action.offers.select_related("region"), pk=kwargs["offer"])
        mirror = sharing.mirror_in(self.action, offer.region)
        try:
            if offer.outcome == "" or mirror is None:
                sharing.withdraw_offer(offer=offer, by=request.user)
            else:
                sharing.stop_sharing(mirror=mirror, by=request.user)
            messages.success(request, f"U deelt deze actie niet meer met regio {offer.region}.")
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
        return redirect("actions:action_share", self.region.slug, self.action.pk)


class ShareLeave(ActionPage, View):
    """A region that joined stops; it keeps a copy in its archive."""

    needs = Right.WRITE_ACTIONS
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        if not self.action.is_shared_here:
            messages.info(request, "Deze actie wordt niet door een andere regio geleid.")
        else:
            sharing.stop_sharing(mirror=self.action, by=request.user)
            messages.success(request, "Uw regio doet niet meer mee. Een kopie staat in uw archief.")
        return redirect(self.action.url_in(self.region.slug))


class OfferPage(RegionPage):
    needs = Right.WRITE_ACTIONS

    @cached_property
    def nodes(self):
        programme = current_or_coming(self.region, on=clock.today())
        return list(OutlineNode.objects.of(programme)) if programme else []

    @cached_property
    def waiting(self):
        return list(sharing.offers_for(self.region))

    @cached_property
    def offer(self):
        found = next((one for one in self.waiting if one.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found

    @property
    def list_url(self):
        return reverse("actions:offer_list", args=[self.region.slug])


class OfferList(OfferPage, TemplateView):
    template_name = "actions/offer_list.html"

    def get_context_data(self, *, bound=None, **kwargs):
        lines = [OfferLine(offer, self._form(offer, bound)) for offer in self.waiting]
        audience = "de projectleider en de medewerkers van uw regio"
        return super().get_context_data(lines=lines, audience=audience, has_outline=bool(self.nodes), **kwargs)

    def _form(self, offer, bound):
        mine = bound is not None and bound.prefix == f"aanbod-{offer.pk}"
        return bound if mine else AcceptForm(offer=offer, nodes=self.nodes)


class OfferAccept(OfferList):
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        form = AcceptForm(request.POST, offer=self.offer, nodes=self.nodes)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(bound=form, forms=[form]))
        try:
            node = form.cleaned_data["node"]
            mirror = sharing.accept_offer(offer=self.offer, node=node, by=request.user)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
            return redirect(self.list_url)
        messages.success(request, f"Uw regio doet mee. De actie is bij u {mirror.code}.")
        return redirect(mirror.url_in(self.region.slug))


class OfferDecline(OfferPage, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        try:
            sharing.decline_offer(offer=self.offer, by=request.user)
            messages.success(request, f"Uw regio doet niet mee met {self.offer.action.title}.")
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
        return redirect(self.list_url)

"""The network of a region: its page, PDF and workbook; its organisations; and the bodies of the country."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, View

from ghnt import clock
from ghnt.documents.sealing import canonical_json
from ghnt.documents.workbook import workbook_response
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes import bodies
from programmes.conflict import answer_conflict
from programmes.decision_documents import request_document
from programmes.forms.network import NationalBodyForm, OrganisationForm
from programmes.models import DecisionDocumentKind
from programmes.network import network_of
from programmes.network.collecting import post_line
from programmes.network.doors import OfCountry, OfRegion
from programmes.network.drawing import drawn
from programmes.network.paper import sheets
from regions.access import RegionPage
from regions.models import Body, BodyLevel, Organisation
from regions.organisations import organisations_of, save_organisation
from regions.posts import posts_of
from regions.rights import Right


class NetworkPage(RegionPage):
    @cached_property
    def network(self):
        return network_of(self.region, on=clock.today())

    @property
    def may_write(self):
        return self.rights.may(Right.WRITE_PROGRAMME, self.region)


class NetworkDetail(NetworkPage, TemplateView):
    template_name = "programmes/network.html"

    def get_context_data(self, **kwargs):
        shown = {"network": self.network, "drawing": drawn(self.network), "may_write": self.may_write}
        return super().get_context_data(**shown, **kwargs)


class NetworkPdf(NetworkPage, View):
    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        rendering = request_document(
            region=self.region,
            kind=DecisionDocumentKind.NETWORK,
            content=canonical_json(self.network),
            by=request.user,
        )
        return redirect("programmes:decision_document", slug=self.region.slug, pk=rendering.pk)


class NetworkWorkbook(NetworkPage, View):
    def get(self, request, *args, **kwargs):
        today = clock.today()
        lines = tuple(post_line(post, on=today) for post in posts_of(self.region))
        about = (f"Netwerk van regio {self.region}", f"Stand van {long_date(today)}")
        return workbook_response(f"netwerk-{self.region.slug}", sheets(self.network, lines), about=about)


class OrganisationList(NetworkPage, ListView):
    template_name = "programmes/organisation_list.html"
    paginate_by = 50
    context_object_name = "organisations"

    def get_queryset(self):
        return organisations_of(self.region)

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_write=self.may_write, **kwargs)


class OrganisationDetail(NetworkPage, TemplateView):
    template_name = "programmes/organisation_detail.html"

    def get_context_data(self, **kwargs):
        organisation = get_object_or_404(organisations_of(self.region), pk=self.kwargs["pk"])
        seats = organisation.seats.filter(body__in=Body.objects.offered_in(self.region).active(clock.today()))
        shown = {"organisation": organisation, "seats": seats.select_related("body", "body__municipality")}
        return super().get_context_data(**shown, may_write=self.may_write, **kwargs)


class OrganisationForms(FormView):
    """A new organisation, or the one in the address."""

    form_class = OrganisationForm
    template_name = "programmes/organisation_form.html"

    @cached_property
    def kept(self):
        return get_object_or_404(organisations_of(self.region), pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    @property
    def list_url(self):
        return self.address("organisation_list") if self.region else self.network_url

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "instance": self.kept or Organisation(region=self.region),
            "cancel_url": self.list_url,
        }

    def form_valid(self, form):
        try:
            saved = save_organisation(organisation=form.instance, seen=form.cleaned_data["seen_version"] or 0)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"‘{saved}’ is opgeslagen.")
        return redirect(self.address("organisation_detail", saved.pk) if self.region else self.network_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"region": self.region, "organisation": self.kept, "door": self} | kwargs)


class RegionalOrganisationForms(OfRegion, OrganisationForms):
    pass


class NationalOrganisationForms(OfCountry, OrganisationForms):
    pass


class NationalBodyForms(OfCountry, FormView):
    """A new national body, or changing or ending the one in the address."""

    form_class = NationalBodyForm
    template_name = "programmes/national_body_form.html"

    @cached_property
    def kept(self):
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(Body, level=BodyLevel.NATIONAL, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "instance": self.kept or Body(level=BodyLevel.NATIONAL),
            "cancel_url": self.network_url,
        }

    def form_valid(self, form):
        try:
            body = self.save(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"‘{body}’ is opgeslagen.")
        return redirect(self.network_url)

    def save(self, form):
        if self.kept is None:
            return bodies.add_body(body=form.instance)
        return bodies.change_body(body=form.instance, seen=form.cleaned_data["seen_version"] or 0)

    def get_context_data(self, **kwargs):
        return super().get_context_data(body=self.kept, door=self, **kwargs)

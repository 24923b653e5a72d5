"""The links to a dossier, for whoever adopts the programme: making one, seeing whether it was opened, revoking it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import FormView, View

from ghnt import clock
from ghnt.accounts.secret_links import keep_apart
from ghnt.ui.dates import long_date
from programmes import dossier_links
from programmes.forms.dossier_links import DossierLinkForm
from programmes.models import DossierLink
from programmes.views.adoption import ActPage
from regions.rights import Right

AUDIENCE = "alleen de projectleider"


@dataclass(frozen=True)
class NewLink:
    link: DossierLink
    address: str
    text: str


class DossierLinkPage(ActPage):
    needs = Right.ADOPT_PROGRAMME


class DossierLinkList(DossierLinkPage, FormView):
    form_class = DossierLinkForm
    template_name = "programmes/dossier_link_list.html"

    def get_context_data(self, **kwargs):
        lines = dossier_links.links_of(self.version, on=clock.today())
        return super().get_context_data(lines=lines, **kwargs) | {"audience": AUDIENCE}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            link, secret = dossier_links.make_link(version=self.version, by=self.request.user, **data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return self._show(link, secret)

    def _show(self, link, secret):
        """The only page that ever shows the link: what is kept is its fingerprint."""
        address = self.request.build_absolute_uri(reverse("reporting:dossier", args=[secret]))
        text = _mail(self.region, self.version, link, address)
        context = self.get_context_data(form=None, new=NewLink(link, address, text))
        return keep_apart(render(self.request, "programmes/dossier_link_made.html", context))


class DossierLinkRevoke(DossierLinkPage, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        link = get_object_or_404(DossierLink, programme_version=self.version, pk=kwargs["pk"])
        dossier_links.revoke(link=link)
        messages.success(request, f"De link voor {link.addressee} is ingetrokken. Hij werkt niet meer.")
        return redirect(self.address.dossier)


def _mail(region, version, link, address):
    return (
        f"Hieronder staat de link naar het dossier van ons programma, versie {version.number}, regio {region}.\n\n"
        f"{address}\n\n"
        f"De link werkt tot en met {long_date(link.valid_to)}. U hebt er geen account voor nodig."
    )

"""The page behind a link to a dossier: to read only, for a visitor without account."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.generic import View

from ghnt import clock
from ghnt.accounts.secret_links import keep_apart, times_this_hour
from ghnt.documents.serving import download
from programmes import dossier_links
from reporting.dossier import dossier_of, pdf_of

OPENED_AN_HOUR = 120


@method_decorator(login_not_required, name="dispatch")
class DossierPage(View):
    """A link that was revoked, ran out or never was gives the same page with the same status."""

    http_method_names = ("get", "head")

    def dispatch(self, request, *args, **kwargs):
        try:
            self.link = dossier_links.link_behind(kwargs["secret"])
        except dossier_links.LinkClosedError:
            return keep_apart(self.closed())
        if times_this_hour(f"dossier-{self.link.digest}") > OPENED_AN_HOUR:
            return keep_apart(render(request, "429.html", status=429))
        return keep_apart(super().dispatch(request, *args, **kwargs))

    def closed(self):
        return render(self.request, "actions/puller_answer_closed.html", status=404)

    def get(self, request, **kwargs):
        if request.method == "GET":
            dossier_links.note_opening(self.link)
        dossier = dossier_of(self.link.programme_version, on=clock.today())
        context = {"dossier": dossier, "link": self.link, "region": self.link.programme_version.programme.region}
        return render(request, "reporting/dossier.html", context)


class DossierPdf(DossierPage):
    """The file itself; while it is not there, the dossier, which says no word of it."""

    def get(self, request, **kwargs):
        version = self.link.programme_version
        rendering = pdf_of(version)
        if rendering is None:
            return redirect("reporting:dossier", secret=kwargs["secret"])
        name = f"programma-{version.programme.region.slug}-versie-{version.number}.pdf"
        return download(rendering.file, name=name, mime="application/pdf")

"""The PDF of a list: how far it is, the file, and once more.

Only for whoever asked for it: it shows what that person may read.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from actions.models import ListRendering
from ghnt.documents import jobs
from ghnt.documents.serving import download
from regions.access import RegionPage


class ListDocumentPage(RegionPage):
    @cached_property
    def rendering(self):
        asked = ListRendering.objects.filter(programme__region=self.region, asked_by=self.request.user)
        return get_object_or_404(asked.select_related("programme"), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.rendering is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_url(self):
        return reverse("actions:list_document", args=[self.region.slug, self.rendering.pk])


class ListDocument(ListDocumentPage, TemplateView):
    """Asked by htmx it answers with the part that tells how far it is."""

    template_name = "actions/list_document.html"

    def get(self, request, *args, **kwargs):
        if request.htmx:
            context = self.get_context_data(announce=True)
            return render(request, "actions/_list_document.html", context)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        audience = "alleen u; de pdf toont wat u mag lezen"
        return super().get_context_data(rendering=self.rendering, audience=audience, **kwargs)


class ListDocumentFile(ListDocumentPage, View):
    def get(self, request, **kwargs):
        if not self.rendering.is_done:
            return redirect(self.page_url)
        day = timezone.localdate(self.rendering.asked_at).isoformat()
        name = f"{FILE_NAMES[self.rendering.kind]}-{self.region.slug}-{day}.pdf"
        return download(self.rendering.file, name=name, mime="application/pdf")


class ListDocumentRetry(ListDocumentPage, View):
    http_method_names = ("post",)

    def post(self, request, **kwargs):
        if jobs.repeat(self.rendering):
            messages.success(request, "Wij maken de pdf opnieuw.")
        return redirect(self.page_url)


FILE_NAMES = {"municipalities": "acties-en-gemeenten", "timeline": "tijdlijn"}

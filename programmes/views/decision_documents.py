"""The PDF of an agenda, besluitenlijst, proposal, dossier, municipality or draft: how far it is, the file, once more.

Only for whoever asked for it: it shows what that person may read.
"""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.generic import TemplateView

from ghnt.documents.pages import Pdf, PdfDownload, PdfRetry, PdfState
from programmes.decision_documents import may_still_read
from programmes.models import DecisionDocumentKind, DecisionRendering
from regions.access import RegionPage
from regions.models import Region


@dataclass(frozen=True)
class PageOfRegion:
    """A page about the region as a whole, of which a PDF was asked."""

    region: Region
    kind: str

    def __str__(self):
        return f"regio {self.region}"

    def get_absolute_url(self):
        name = "hand_over" if self.kind == DecisionDocumentKind.HAND_OVER else "programmes:network"
        return reverse(name, args=[self.region.slug])


class DecisionDocumentPage(RegionPage):
    @cached_property
    def region(self):
        """Of what was asked for: a secretary has no region to read, but bodies with meetings."""
        return self.rendering.region

    @cached_property
    def rendering(self):
        asked = DecisionRendering.objects.readable_by(self.request.user, self.rights)
        found = asked.select_related("region", "meeting__body", "proposal", "municipality", "council_document")
        rendering = get_object_or_404(found, region__slug=self.kwargs["slug"], pk=self.kwargs["pk"])
        if not may_still_read(rendering, self.rights):
            raise Http404
        return rendering

    @property
    def about(self):
        """What the document tells of, with the page to go back to."""
        rendering = self.rendering
        about = rendering.meeting or rendering.proposal or rendering.council_document or rendering.municipality
        return about or PageOfRegion(rendering.region, rendering.kind)

    @property
    def pdf(self) -> Pdf:
        rendering = self.rendering
        address = [self.region.slug, rendering.pk]
        day = timezone.localdate(rendering.asked_at).isoformat()
        return Pdf(
            rendering=rendering,
            name=f"Pdf van {rendering.get_kind_display().lower()}",
            file_name=f"{slugify(rendering.get_kind_display())}-{slugify(str(self.about))[:60]}-{day}.pdf",
            page_url=reverse("programmes:decision_document", args=address),
            state_url=reverse("programmes:decision_document_state", args=address),
            download_url=reverse("programmes:decision_document_download", args=address),
            retry_url=reverse("programmes:decision_document_retry", args=address),
            may_ask=True,
        )


class DecisionDocument(DecisionDocumentPage, TemplateView):
    template_name = "programmes/decision_document.html"

    def get_context_data(self, **kwargs):
        audience = "alleen u; de pdf toont wat u mag lezen"
        return super().get_context_data(
            rendering=self.rendering, pdf=self.pdf, about=self.about, audience=audience, **kwargs
        )


class DecisionDocumentDownload(DecisionDocumentPage, PdfDownload):
    pass


class DecisionDocumentState(DecisionDocumentPage, PdfState):
    pass


class DecisionDocumentRetry(DecisionDocumentPage, PdfRetry):
    pass

"""Asking for the agenda or the besluitenlijst of a meeting as PDF."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import View

from programmes import agenda_document, decision_list_document
from programmes.decision_documents import request_document
from programmes.models import DecisionDocumentKind
from programmes.views.decision_pages import MeetingPage


class DocumentAsk(MeetingPage, View):
    """For whoever reads the meeting; it shows what that person may see. A national body has no region to file it in."""

    http_method_names = ("post",)
    writes = False
    kind: DecisionDocumentKind

    def post(self, request, *args, **kwargs):
        if self.region is None:
            raise Http404
        rendering = request_document(
            region=self.region, kind=self.kind, content=self.content(), by=request.user, meeting=self.meeting
        )
        return redirect("programmes:decision_document", self.region.slug, rendering.pk)


class AgendaAsk(DocumentAsk):
    kind = DecisionDocumentKind.AGENDA

    def content(self):
        return agenda_document.content_of(self.meeting, self.region, self.rights)


class DecisionListAsk(DocumentAsk):
    kind = DecisionDocumentKind.DECISION_LIST

    def content(self):
        return decision_list_document.content_of(self.meeting, self.region, self.rights, with_drafts=self.may_record)

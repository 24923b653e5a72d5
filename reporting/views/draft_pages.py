"""The doors of the pages about drafts for colleges and councils."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property

from ghnt import clock
from reporting.council_documents import making
from reporting.council_documents.states import Verb, may, municipalities_of
from reporting.views.programme_pages import VersionPage


class DraftsPage(VersionPage):
    """For who writes for one of the municipalities; whoever reads the version without that is refused openly."""

    def dispatch(self, request, *args, **kwargs):
        self.numbered(kwargs["number"])
        if not self.municipalities:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def municipalities(self):
        """Those of the region today for which the person writes."""
        return municipalities_of(self.rights, self.region, on=clock.today())

    @property
    def writes_for_all(self):
        return may(Verb.WRITE, self.rights, self.region, None)

    @property
    def list_url(self):
        return self.address("council_document_list", self.version.number)

    @property
    def audience(self):
        return "de projectleider en medewerkers van de regio, en de gemeente voor wie het stuk is"

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, programme=self.programme, **kwargs)


class DraftPage(DraftsPage):
    """A page of one draft; `writes` says that reading it is not enough."""

    writes = True

    def dispatch(self, request, *args, **kwargs):
        if self.municipalities:
            self.document  # noqa: B018  what is not visible is 404, what may not be changed is 403, for every method
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def document(self):
        document = making.drafts_of(self.version, self.rights).filter(pk=self.kwargs["pk"]).first()
        if document is None:
            raise Http404
        if self.writes and not self.may_write(document):
            raise PermissionDenied
        return document

    def may_write(self, document):
        return may(Verb.WRITE, self.rights, self.region, document.municipality)

    @property
    def detail_url(self):
        return self.address("council_document_detail", self.version.number, self.document.pk)

    def get_context_data(self, **kwargs):
        urls = {"list_url": self.list_url, "detail_url": self.detail_url}
        return super().get_context_data(document=self.document, **urls, **kwargs)

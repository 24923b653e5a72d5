"""National: what waits to be read and who has what, as a page and as a workbook."""

from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from ghnt import clock
from ghnt.documents.workbook import workbook_response
from reporting.inbox.forms import InboxFilter
from reporting.inbox.rows import inbox_of
from reporting.inbox.rows import inbox_sheet as sheet_of
from reporting.rounds import open_round
from reporting.views.national import NationalPage
from reporting.who_has_what import followed_regions


class InboxPage(NationalPage):
    @cached_property
    def filters(self):
        rights = self.request.rights
        regions = followed_regions(rights, clock.today())
        round = open_round(clock.today())
        initial = {"round": round.code if round else ""}
        asked = self.request.GET or None
        return InboxFilter(asked, regions=regions, has_own=bool(rights.by_region), initial=initial)

    @cached_property
    def inbox(self):
        chosen = self.filters.cleaned_data if self.filters.is_valid() else {}
        round = chosen.get("round") or open_round(clock.today())
        return inbox_of(self.request.rights, round, chosen, on=clock.today())


class Inbox(InboxPage, TemplateView):
    template_name = "reporting/inbox.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.inbox, filter_form=self.filters, **kwargs)


class InboxWorkbook(InboxPage, View):
    def get(self, request):
        round = self.inbox.standings.round if self.inbox.standings else None
        about = (f"Uitvraag {round}", self.inbox.standings.sentence) if round else ()
        return workbook_response("rapportages", [sheet_of(self.inbox)], about=about)

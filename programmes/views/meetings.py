"""The list of a region's meetings."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.views.generic import ListView

from ghnt import clock
from programmes.forms.meeting_dates import bodies_to_record
from programmes.models import Meeting, Proposal
from programmes.views.decision_pages import DecisionPage
from regions.rights import Right

MOST = 50


@dataclass(frozen=True)
class MeetingListPage:
    coming: list[Meeting]
    waiting: list[Meeting]
    may_write: bool


class MeetingList(DecisionPage, ListView):
    template_name = "programmes/meeting_list.html"
    paginate_by = 25

    @cached_property
    def visible(self):
        proposals = Proposal.objects.visible_to(self.rights, self.region)
        seen = Q(items__step__isnull=True) | Q(items__step__round__proposal__in=proposals.values("pk"))
        rows = Meeting.objects.visible_to(self.rights, self.region).select_related("body__municipality")
        return rows.annotate(number_of_items=Count("items", filter=seen))

    def get_queryset(self):
        return self.visible.past(clock.today())

    def get_context_data(self, **kwargs):
        today = clock.today()
        bodies = bodies_to_record(self.region, self.rights, Right.RECORD_CONCLUSIONS)
        recordable = Meeting.objects.recordable_by(self.rights, self.region).values("pk")
        waiting = self.visible.without_conclusions(today, self.rights).filter(pk__in=recordable)
        page = MeetingListPage(
            coming=list(self.visible.coming(today)[:MOST]),
            waiting=list(waiting[:MOST]),
            may_write=bodies.exists(),
        )
        return super().get_context_data(page=page, **kwargs)

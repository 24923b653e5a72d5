"""The doors of the decision pages: who may see a region's proposals, one proposal, one meeting."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property

from programmes.meeting_dates import region_of
from programmes.models import Meeting, Proposal
from regions.access import RegionPage
from regions.models import Body, Region
from regions.rights import Right

ONLY_REGION = "alleen de regio en wie in de behandelende overleggen zit"
EVERYONE_IN_PROGRAMME = "de regio, haar gemeenten en het landelijk team"


def audience_of(proposal):
    return EVERYONE_IN_PROGRAMME if proposal.may_distribute else ONLY_REGION


def conflict_page(request, *, proposal, mine, theirs, url):
    """Answer 409 with both texts, what somebody typed and what stands there now, and who was first."""
    last = proposal.history.select_related("history_user").first()
    author = {"changed_by": last.history_user, "changed_at": last.history_date} if last else {}
    return render(request, "409.html", {"mine": mine, "theirs": theirs, "url": url, **author}, status=409)


class DecisionPage(RegionPage):
    """A region's proposals or meetings; a secretary comes in for the own bodies alone."""

    @cached_property
    def region(self):
        region = get_object_or_404(Region, slug=self.kwargs["slug"])
        if not (self.rights.may(Right.READ_REGION, region) or self._has_own_body(region)):
            raise Http404
        return region

    def _has_own_body(self, region):
        bodies = self.rights.bodies(Right.RECORD_CONCLUSIONS)
        own = bool(bodies) and Body.objects.of_region(region).filter(pk__in=bodies).exists()
        return own or Proposal.objects.visible_to(self.rights, region).exists()


class ProposalPage(DecisionPage):
    """A page about one proposal, in `self.proposal`."""

    @cached_property
    def proposal(self):
        visible = Proposal.objects.visible_to(self.rights, self.region)
        return get_object_or_404(visible.select_related("region"), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        _ = self.proposal  # an invisible proposal is unknown before any verb is judged
        return super().dispatch(request, *args, **kwargs)


class MeetingPage:
    """A page about one meeting, in `self.meeting`; `writes` lets in who records for its body only."""

    writes = True

    @property
    def rights(self):
        return self.request.rights

    @cached_property
    def meeting(self):
        visible = Meeting.objects.visible_to(self.rights).select_related("body__region", "body__municipality")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @cached_property
    def region(self):
        """Whose meeting it is; None for a national body."""
        return region_of(self.meeting.body)

    @cached_property
    def may_record(self):
        return Meeting.objects.recordable_by(self.rights).filter(pk=self.meeting.pk).exists()

    def dispatch(self, request, *args, **kwargs):
        if self.writes and not (self.meeting and self.may_record):
            raise PermissionDenied
        request.region_of_page = self.region  # for the menu
        return super().dispatch(request, *args, **kwargs)

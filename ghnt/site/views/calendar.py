"""Calendars: somebody's own behind a secret address, and one meeting to put in one's calendar."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actions.learning.meetings import visible_meetings
from ghnt import clock
from ghnt.accounts.secret_links import AN_HOUR, keep_apart, times_this_hour
from ghnt.notices.calendar_links import link_behind, note_reading
from ghnt.site.calendar import calendar_of
from ghnt.site.calendar.circles import circle_entry
from ghnt.site.calendar.ical import calendar_response
from ghnt.site.calendar.meetings import meeting_entry
from programmes.models import Meeting
from regions.rights import rights_of

READS_AN_HOUR = 60


@login_not_required
@require_safe
def calendar_feed(request, secret):
    """A calendar program asks this, without cookies. An address that is closed never was."""
    link = link_behind(secret)
    if link is None:
        raise Http404
    if times_this_hour(f"agenda-{link.digest}") > READS_AN_HOUR:
        words = "Uw agenda haalt dit te vaak op. Stel in: hooguit één keer per kwartier."
        return keep_apart(
            HttpResponse(
                words, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": str(AN_HOUR)}
            )
        )
    on = clock.today()
    entries = calendar_of(rights_of(link.user, on=on), on=on)
    note_reading(link)
    return keep_apart(calendar_response(entries, name="ghnt", filename="ghnt"))


@require_safe
def meeting_calendar(request, pk):
    found = Meeting.objects.visible_to(request.rights).select_related("body__region", "body__municipality")
    meeting = get_object_or_404(found, pk=pk)
    return calendar_response([meeting_entry(meeting)], name=str(meeting.body), filename=f"vergadering-{meeting.date}")


@require_safe
def circle_meeting_calendar(request, circle, pk):
    meeting = get_object_or_404(visible_meetings(request.rights), circle__slug=circle, pk=pk)
    return calendar_response([circle_entry(meeting)], name=str(meeting.circle), filename=f"leerkring-{meeting.date}")

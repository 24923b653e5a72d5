"""The page of who was at a meeting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.views.generic import FormView

from ghnt.ui.editing import EditConflictError
from programmes.attendance import lines_of, refusal, save_attendance
from programmes.conflict import answer_conflict
from programmes.forms.attendance import AttendanceForm
from programmes.models import Presence
from programmes.views.decision_pages import MeetingPage


class MeetingAttendance(MeetingPage, FormView):
    """For who records: to fill in until the decision list is fixed, after that to read."""

    template_name = "programmes/meeting_attendance.html"
    form_class = AttendanceForm

    def get_form_kwargs(self):
        meeting = self.meeting
        own = {"lines": lines_of(meeting, self.region), "seen": meeting.version}
        return super().get_form_kwargs() | own | {"cancel_url": meeting.get_absolute_url()}

    def get_context_data(self, **kwargs):
        refused = refusal(self.meeting)
        saved = [(row, Presence(row.presence).label) for row in self.meeting.attendances.all()] if refused else []
        return super().get_context_data(
            region=self.region, meeting=self.meeting, refused=refused, saved=saved, **kwargs
        )

    def form_valid(self, form):
        lines = form.lines()
        try:
            save_attendance(meeting=self.meeting, lines=lines, seen=form.cleaned_data["seen"] or 0)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            theirs = [f"{row.organisation_name}: {row.name}, {row.presence}" for row in self.meeting.attendances.all()]
            mine = [f"{line.organisation}: {line.name}, {line.presence}" for line in lines]
            return answer_conflict(self.request, form, conflict.current, ("\n".join(mine), "\n".join(theirs)))
        messages.success(self.request, "De aanwezigheid is opgeslagen.")
        return HttpResponseRedirect(self.meeting.get_absolute_url())

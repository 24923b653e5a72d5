"""Meetings of national bodies: which come, one with its agenda, planning and changing one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView, UpdateView

from actions.bottlenecks import agenda, meetings
from actions.bottlenecks.forms.meetings import NationalMeetingForm
from actions.bottlenecks.views.national import NationalPage
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict
from programmes.meeting_dates import update_meeting
from programmes.models import Meeting
from regions.rights import Right

MOST_COMING = 50
AUDIENCE = "het landelijk team en de regioadviseurs"


@dataclass(frozen=True)
class MeetingListPage:
    coming: tuple[Meeting, ...]
    may_write: bool


class NationalMeetingList(NationalPage, ListView):
    template_name = "actions/bottlenecks/meeting_list.html"
    paginate_by = 25

    def get_queryset(self):
        return meetings.national_meetings().past(clock.today())

    def get_context_data(self, **kwargs):
        coming = meetings.national_meetings().coming(clock.today())[:MOST_COMING]
        page = MeetingListPage(tuple(coming), self.rights.may(Right.WRITE_NATIONAL))
        return super().get_context_data(page=page, audience=AUDIENCE, **kwargs)


class NationalMeetingPage(NationalPage):
    def find(self):
        return self.meeting

    @cached_property
    def meeting(self):
        return get_object_or_404(meetings.national_meetings(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, audience=AUDIENCE, **kwargs)


@dataclass(frozen=True)
class MeetingPage:
    rows: tuple[agenda.AgendaRow, ...]
    may_write: bool
    is_past: bool
    reads_all: bool  # what else the meeting treats, and its date in one's own calendar


class NationalMeetingDetail(NationalMeetingPage, TemplateView):
    template_name = "actions/bottlenecks/meeting.html"

    def get_context_data(self, **kwargs):
        on = clock.today()
        page = MeetingPage(
            rows=agenda.agenda_of(self.meeting, self.rights, on=on),
            may_write=self.rights.may(Right.WRITE_NATIONAL),
            is_past=self.meeting.date <= on,
            reads_all=self.rights.regions(Right.READ_REGION) is None,
        )
        return super().get_context_data(page=page, **kwargs)


class NationalMeetingForms:
    writes = True
    form_class = NationalMeetingForm
    template_name = "actions/bottlenecks/meeting_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": self.cancel_url}

    def form_valid(self, form):
        try:
            meeting = self.save(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, f"{meeting} is opgeslagen.")
        return redirect("actions:national_meeting", meeting.pk)


class NationalMeetingCreate(NationalMeetingForms, NationalPage, UpdateView):
    def get_object(self, queryset=None):
        return Meeting()

    @property
    def cancel_url(self):
        return reverse("actions:national_meeting_list")

    def save(self, form):
        body = form.cleaned_data["body"]
        return meetings.plan_national_meeting(meeting=form.instance, body=body, on=clock.today())

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=None, audience=AUDIENCE, **kwargs)


class NationalMeetingUpdate(NationalMeetingForms, NationalMeetingPage, UpdateView):
    def get_object(self, queryset=None):
        return self.meeting

    @property
    def cancel_url(self):
        return reverse("actions:national_meeting", args=[self.meeting.pk])

    def save(self, form):
        return update_meeting(meeting=form.instance, seen=form.cleaned_data["seen_version"] or 0)

"""Pages of the meetings of a learning circle."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View
from django.views.generic.edit import ModelFormMixin, ProcessFormView

from actions.learning import lessons, meetings
from actions.learning.forms.circles import CircleMeetingForm, YieldsForm
from actions.learning.views.circles import CirclePage
from actions.models import CircleMeeting, CircleMeetingState, Lesson
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes.conflict import answer_conflict, posted_version
from regions.models import Region
from regions.rights import Right

CHANGED = "De bijeenkomst is intussen gewijzigd. Lees haar opnieuw."


class CircleMeetingPage(CirclePage):
    @cached_property
    def meeting(self):
        found = self.circle.meetings.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        found.circle = self.circle
        return found

    def check(self):
        self.meeting  # noqa: B018 - of another circle it does not exist
        super().check()

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, **kwargs)


@dataclass(frozen=True)
class MeetingFacts:
    when: str
    regions: tuple[Region, ...]
    attended: tuple[Region, ...]
    lessons: tuple[Lesson, ...]
    is_over: bool
    may_invite: bool
    may_write: bool
    may_cancel: bool
    lesson_url: str  # to write down what was learned there; "" for who keeps no lessons

    @property
    def may_record(self):
        return self.may_write and self.is_over


class CircleMeetingDetail(CircleMeetingPage, TemplateView):
    template_name = "actions/circle_meeting_detail.html"

    def get_context_data(self, **kwargs):
        one, today = self.meeting, clock.today()
        planned = one.state == CircleMeetingState.PLANNED
        facts = MeetingFacts(
            when=meetings.when_and_where(one),
            regions=tuple(self.circle.regions.all()),
            attended=tuple(one.attended.all()),
            lessons=tuple(lessons.lessons_of_meeting(one, self.rights)),
            is_over=one.date <= today and one.state != CircleMeetingState.CANCELLED,
            may_invite=self.may_write and planned and one.date >= today,
            may_write=self.may_write and one.state != CircleMeetingState.CANCELLED,
            may_cancel=self.may_write and planned,
            lesson_url=self._lesson_url(),
        )
        return super().get_context_data(facts=facts, **kwargs)

    def _lesson_url(self):
        if self.may_write:
            return f"{reverse('actions:national_lesson_create')}?bijeenkomst={self.meeting.pk}"
        if self.about and self.rights.may(Right.WRITE_ACTIONS, self.about):
            return f"{reverse('actions:lesson_create', args=[self.about.slug])}?bijeenkomst={self.meeting.pk}"
        return ""


class CircleMeetingFormPage(ModelFormMixin, ProcessFormView, TemplateView):
    model = CircleMeeting
    form_class = CircleMeetingForm
    template_name = "actions/circle_meeting_form.html"

    def get(self, request, *args, **kwargs):
        self.object = self.meeting
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.meeting
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        cancel_url = self.meeting.get_absolute_url() if self.meeting.pk else self.circle.get_absolute_url()
        return {**super().get_form_kwargs(), "instance": self.meeting, "cancel_url": cancel_url}

    def form_valid(self, form):
        seen = (form.cleaned_data["seen_version"] or 0) if self.meeting.pk else None
        try:
            saved = meetings.save_meeting(meeting=form.instance, seen_version=seen, by=self.request.user)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "De bijeenkomst is opgeslagen.")
        return redirect(saved)


class CircleMeetingCreate(CirclePage, CircleMeetingFormPage):
    writes = True

    @cached_property
    def meeting(self):
        return CircleMeeting(circle=self.circle)

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=None, **kwargs)


class CircleMeetingUpdate(CircleMeetingPage, CircleMeetingFormPage):
    writes = True


class CircleMeetingInvite(CircleMeetingPage, View):
    """Send the invitation, or send it again."""

    http_method_names = ("post",)
    writes = True

    def post(self, request, *args, **kwargs):
        again = bool(self.meeting.invited_at)
        try:
            told = meetings.invite(meeting=self.meeting, by=request.user, again="again" in request.POST)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.meeting)
        people = "1 persoon" if told == 1 else f"{told} personen"
        verb = "opnieuw verstuurd" if again else "verstuurd"
        if told:
            messages.success(request, f"De uitnodiging is {verb} aan {people}.")
        else:
            messages.info(request, "Iedereen had deze uitnodiging al. Er is niets verstuurd.")
        return redirect(self.meeting)


class CircleMeetingCancel(CircleMeetingPage, TemplateView):
    writes = True
    template_name = "actions/circle_meeting_cancel.html"

    def post(self, request, *args, **kwargs):
        try:
            meetings.cancel(meeting=self.meeting, seen_version=posted_version(request), by=request.user)
        except EditConflictError:
            messages.error(request, CHANGED)
            return redirect(request.path)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(self.meeting)
        messages.success(request, "De bijeenkomst gaat niet door. Wie was uitgenodigd, krijgt bericht.")
        return redirect(self.meeting)


class CircleMeetingYields(CircleMeetingPage, FormView):
    writes = True
    form_class = YieldsForm
    template_name = "actions/circle_meeting_yields.html"

    def get_form_kwargs(self):
        cancel_url = self.meeting.get_absolute_url()
        return {**super().get_form_kwargs(), "meeting": self.meeting, "cancel_url": cancel_url}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            meetings.record_yields(
                meeting=self.meeting,
                yields=data["yields"],
                attended=data["attended"],
                seen_version=data["seen_version"],
                on=clock.today(),
            )
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "De opbrengst is opgeslagen. De regio’s van de leerkring lezen haar.")
        return redirect(self.meeting)

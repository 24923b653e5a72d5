"""Pages of meetings: list, one meeting with its agenda, making and editing."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, View

from ghnt import clock
from ghnt.ui.dates import long_date
from ghnt.ui.editing import EditConflictError
from programmes import meetings
from programmes.conflict import answer_conflict
from programmes.forms.meetings import AgendaForm, MeetingForm, bodies_to_record
from programmes.meeting_page import items_of
from programmes.models import AgendaItem, Meeting, MeetingState, Proposal
from programmes.views.decision_pages import DecisionPage, MeetingPage
from programmes.views.recording import ItemForm, MeetingBoard, forms_for
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
        rows = Meeting.objects.visible_to(self.rights, self.region).select_related("body")
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


class MeetingDetail(MeetingPage, TemplateView):
    template_name = "programmes/meeting_detail.html"
    writes = False

    def get_context_data(self, **kwargs):
        items = items_of(self.meeting, self.rights)
        is_past = self.meeting.date <= clock.today() and self.meeting.state != MeetingState.CANCELLED
        forms = forms_for(items) if self.may_record and is_past else {}
        board = MeetingBoard(
            rows=tuple(ItemForm(item, forms.get(item.item.pk)) for item in items),
            may_record=self.may_record,
            is_past=is_past,
        )
        return super().get_context_data(meeting=self.meeting, board=board, **kwargs)


class MeetingForms(FormView):
    form_class = MeetingForm
    template_name = "programmes/meeting_form.html"

    def form_valid(self, form):
        try:
            meeting = self.save(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        except EditConflictError as conflict:
            return answer_conflict(self.request, form, conflict.current)
        messages.success(self.request, f"Vergadering van {meeting.body} op {long_date(meeting.date)} opgeslagen.")
        return HttpResponseRedirect(meeting.get_absolute_url())


class MeetingCreate(DecisionPage, MeetingForms):
    def dispatch(self, request, *args, **kwargs):
        if not self.bodies.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def bodies(self):
        return bodies_to_record(self.region, self.rights, Right.RECORD_CONCLUSIONS)

    def get_form_kwargs(self):
        cancel_url = reverse("programmes:meeting_list", args=[self.region.slug])
        return super().get_form_kwargs() | {
            "instance": Meeting(),
            "bodies": self.bodies,
            "cancel_url": cancel_url,
        }

    def save(self, form):
        return form.save()


class MeetingUpdate(MeetingPage, MeetingForms):
    def get_form_kwargs(self):
        bodies = bodies_to_record(self.meeting.body.region, self.rights, Right.RECORD_CONCLUSIONS)
        own = {"instance": self.meeting, "bodies": bodies, "cancel_url": self.meeting.get_absolute_url()}
        return super().get_form_kwargs() | own

    def get_context_data(self, **kwargs):
        return super().get_context_data(region=self.meeting.body.region, meeting=self.meeting, **kwargs)

    def save(self, form):
        return meetings.update_meeting(meeting=form.save(commit=False), seen=form.cleaned_data["seen"] or 0)


class MeetingAgenda(MeetingPage, FormView):
    """Adding to the agenda and putting it in order."""

    template_name = "programmes/meeting_agenda.html"
    form_class = AgendaForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting, "rights": self.rights}

    def get_context_data(self, **kwargs):
        items = items_of(self.meeting, self.rights)
        return super().get_context_data(meeting=self.meeting, items=items, **kwargs)

    def form_valid(self, form):
        step, subject = form.cleaned_data["step"], form.cleaned_data["subject"]
        try:
            if step:
                meetings.put_on_agenda(meeting=self.meeting, step=step)
            else:
                meetings.add_subject(meeting=self.meeting, subject=subject)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        return self.done(f"‘{step.round.proposal if step else subject}’ staat op de agenda.")

    def done(self, message):
        messages.success(self.request, message)
        return HttpResponseRedirect(reverse("programmes:meeting_agenda", args=[self.meeting.pk]))


class AgendaItemChange(MeetingPage, View):
    """One button beside an item: up, down or away."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        visible = AgendaItem.objects.visible_to(self.rights).filter(meeting=self.meeting)
        item = get_object_or_404(visible, pk=kwargs["item"])
        try:
            if kwargs["change"] == "weg":
                meetings.remove_item(item=item)
            else:
                meetings.move_item(item=item, up=kwargs["change"] == "omhoog")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("programmes:meeting_agenda", args=[self.meeting.pk]))

"""The agenda of a meeting: adding to it, its words, its order."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from programmes import meetings
from programmes.forms.agenda import AgendaForm, AgendaItemForm, WaitingFilter
from programmes.meeting_page import MeetingItem, items_of
from programmes.models import AgendaItem, RouteStep
from programmes.views.decision_pages import MeetingPage

STEPS_A_PAGE = 20


@dataclass(frozen=True)
class AgendaPage:
    items: tuple[MeetingItem, ...]
    find: WaitingFilter
    words: str
    is_fixed: bool


class MeetingAgenda(MeetingPage, FormView):
    """What waits for this body stands below the agenda, a page at a time, with a button each."""

    template_name = "programmes/meeting_agenda.html"
    form_class = AgendaForm

    @cached_property
    def waiting(self):
        steps = RouteStep.objects.visible_to(self.rights).waiting_for(self.meeting)
        return steps.select_related("round__proposal", "purpose")

    @cached_property
    def find(self):
        return WaitingFilter(self.request.GET or None)

    def waiting_page(self) -> Page:
        words = self.find.cleaned_data["zoek"] if self.find.is_valid() else ""
        found = self.waiting.filter(round__proposal__subject__icontains=words) if words else self.waiting
        ordered = found.order_by("round__proposal__subject", "round__number", "position", "pk")
        return Paginator(ordered, STEPS_A_PAGE).get_page(self.request.GET.get("page"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"steps": self.waiting}

    def get_context_data(self, **kwargs):
        page = AgendaPage(
            items=tuple(items_of(self.meeting, self.rights)),
            find=self.find,
            words=self.request.GET.get("zoek", ""),
            is_fixed=self.meeting.is_recorded,
        )
        return super().get_context_data(
            meeting=self.meeting, region=self.region, page=page, page_obj=self.waiting_page(), **kwargs
        )

    def form_valid(self, form):
        step, subject = form.cleaned_data["step"], form.cleaned_data["subject"]
        try:
            if step:
                meetings.put_on_agenda(meeting=self.meeting, step=step)
            else:
                meetings.add_subject(meeting=self.meeting, subject=subject, note=form.cleaned_data["note"])
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"‘{step.round.proposal if step else subject}’ staat op de agenda.")
        return redirect("programmes:meeting_agenda", self.meeting.pk)


class AgendaItemPage(MeetingPage):
    """One item of the agenda, in `self.item`."""

    @cached_property
    def item(self):
        visible = AgendaItem.objects.visible_to(self.rights).filter(meeting=self.meeting)
        return get_object_or_404(visible.select_related("meeting", "step__round__proposal"), pk=self.kwargs["item"])


class AgendaItemChange(AgendaItemPage, View):
    """One button beside an item: up, down or away."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        change = kwargs["change"]
        try:
            if change == "weg":
                meetings.remove_item(item=self.item)
            else:
                meetings.move_item(item=self.item, up=change == "omhoog")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        url = reverse("programmes:meeting_agenda", args=[self.meeting.pk])
        return HttpResponseRedirect(url if change == "weg" else f"{url}#punt-{self.item.pk}")


class AgendaItemUpdate(AgendaItemPage, FormView):
    template_name = "programmes/meeting_item_form.html"
    form_class = AgendaItemForm

    def get_form_kwargs(self):
        cancel_url = reverse("programmes:meeting_agenda", args=[self.meeting.pk])
        return super().get_form_kwargs() | {"item": self.item, "cancel_url": cancel_url}

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, region=self.region, item=self.item, **kwargs)

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            meetings.change_item(item=self.item, subject=said.get("subject", ""), note=said["note"])
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, "Agendapunt opgeslagen.")
        return redirect("programmes:meeting_agenda", self.meeting.pk)

"""The bottlenecks on the agenda of any meeting: put on, put in order, answered, as PDF."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.generic import FormView, TemplateView, View

from actions.bottlenecks import agenda, agenda_document, listing
from actions.bottlenecks.answering import TOO_EARLY, record_answers
from actions.bottlenecks.forms.meetings import AnswerForm, ItemNoteForm
from actions.models import BottleneckAgendaItem, BottleneckAgendaRendering
from ghnt import clock
from ghnt.documents.pages import Pdf, PdfDownload, PdfRetry, PdfState
from ghnt.ui.editing import EditConflictError
from ghnt.ui.templatetags.nlds import all_error_links
from programmes.conflict import answer_conflict
from programmes.views.decision_pages import MeetingPage
from regions.models import BodyLevel

OFFERED_A_PAGE = 25


class MeetingAgendaPage(MeetingPage):
    """A page about one meeting; `writes` is for who writes the agenda of its body."""

    @cached_property
    def may_record(self):
        return agenda.may_write_agenda(self.meeting, self.rights)

    @property
    def back_url(self):
        if self.meeting.body.level == BodyLevel.NATIONAL:
            return reverse("actions:national_meeting", args=[self.meeting.pk])
        return self.meeting.get_absolute_url()

    @property
    def audience(self):
        if self.region is None:
            return "het landelijk team en de regioadviseurs"
        return "wie de knelpunten mag lezen, en de secretaris van dit overleg"

    def get_context_data(self, **kwargs):
        names = {"meeting": self.meeting, "region": self.region, "back_url": self.back_url, "audience": self.audience}
        return super().get_context_data(**names, **kwargs)


@dataclass(frozen=True)
class AgendaBoard:
    rows: tuple[agenda.AgendaRow, ...]
    offered: tuple[listing.BottleneckRow, ...]
    page_obj: Page
    is_past: bool


class BottleneckAgenda(MeetingAgendaPage, TemplateView):
    template_name = "actions/bottlenecks/agenda.html"

    def get_context_data(self, **kwargs):
        on = clock.today()
        found = agenda.candidates(self.meeting, self.rights)
        page_obj = Paginator(found, OFFERED_A_PAGE).get_page(self.request.GET.get("page"))
        board = AgendaBoard(
            rows=agenda.agenda_of(self.meeting, self.rights, on=on),
            offered=listing.rows_of(page_obj, on),
            page_obj=page_obj,
            is_past=self.meeting.date <= on,
        )
        return super().get_context_data(page=board, page_obj=page_obj, **kwargs)

    def post(self, request, *args, **kwargs):
        asked = [one for one in request.POST.getlist("knelpunt") if one.isdecimal() and len(one) < 10]
        chosen = list(agenda.candidates(self.meeting, self.rights).filter(pk__in=asked))
        try:
            count = agenda.put_on_agenda(meeting=self.meeting, bottlenecks=chosen)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _put_words(count))
        return redirect("actions:bottleneck_agenda", self.meeting.pk)


def _put_words(count):
    if not count:
        return "Kies hieronder wat u op de agenda wilt zetten."
    return "1 knelpunt staat op de agenda." if count == 1 else f"{count} knelpunten staan op de agenda."


class AgendaItemPage(MeetingAgendaPage):
    @cached_property
    def item(self):
        rows = BottleneckAgendaItem.objects.visible_to(self.rights).filter(meeting=self.meeting)
        return get_object_or_404(rows.select_related("bottleneck", "meeting"), pk=self.kwargs["item"])


class BottleneckAgendaMove(AgendaItemPage, View):
    """One button beside an item: up, down or away."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        try:
            if kwargs["change"] == "weg":
                agenda.remove_item(item=self.item)
            else:
                agenda.move_item(item=self.item, up=kwargs["change"] == "omhoog")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("actions:bottleneck_agenda", self.meeting.pk)


class BottleneckAgendaNote(AgendaItemPage, FormView):
    form_class = ItemNoteForm
    template_name = "actions/bottlenecks/agenda_note.html"

    def get_initial(self):
        return {"note": self.item.note}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "cancel_url": reverse("actions:bottleneck_agenda", args=[self.meeting.pk])}

    def form_valid(self, form):
        agenda.note_item(item=self.item, note=form.cleaned_data["note"])
        messages.success(self.request, "De vraag staat op de agenda.")
        return redirect("actions:bottleneck_agenda", self.meeting.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"item": self.item})


class BottleneckAgendaAnswers(MeetingAgendaPage, TemplateView):
    """What the meeting said, of all items on one page; all of it is recorded, or nothing."""

    template_name = "actions/bottlenecks/answers.html"

    @cached_property
    def forms(self):
        posted = self.request.POST if self.request.method == "POST" else None
        rows = agenda.agenda_of(self.meeting, self.rights, on=clock.today())
        return [AnswerForm(posted, row=row, meeting=self.meeting) for row in rows]

    def get_context_data(self, **kwargs):
        too_early = TOO_EARLY if self.meeting.date > clock.today() else ""
        form = next((one for one in self.forms if one.errors), None)
        links = all_error_links(self.forms)
        return super().get_context_data(forms=self.forms, too_early=too_early, form=form, links=links, **kwargs)

    def post(self, request, *args, **kwargs):
        checked = [form.is_valid() for form in self.forms]  # every one of them, so that all errors are told
        if not all(checked):
            return self.render_to_response(self.get_context_data())
        said = {form.row.item: form.said for form in self.forms}
        try:
            count = record_answers(meeting=self.meeting, said=said, by=request.user)
        except EditConflictError as conflict:
            mine = "\n\n".join(f"{form.row.bottleneck.code}: {form.said.text}" for form in self.forms if form.said.text)
            form = next(one for one in self.forms if one.row.bottleneck.pk == conflict.current.pk)
            return answer_conflict(request, form, conflict.current, more=(mine, str(conflict.current)))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self.render_to_response(self.get_context_data())
        words = "1 antwoord is" if count == 1 else f"{count} antwoorden zijn"
        messages.success(request, f"{words} vastgelegd. De regio’s lezen het bij hun knelpunt.")
        return redirect(self.back_url)


class BottleneckAgendaAsk(MeetingAgendaPage, View):
    http_method_names = ("post",)
    writes = False

    def post(self, request, *args, **kwargs):
        content = agenda_document.content_of(self.meeting, self.rights)
        rendering = agenda_document.request_agenda(meeting=self.meeting, content=content, by=request.user)
        return redirect("actions:bottleneck_agenda_document", self.meeting.pk, rendering.pk)


class AgendaDocumentPage(MeetingAgendaPage):
    """Only for whoever asked: it shows what that person may read."""

    writes = False

    @cached_property
    def rendering(self):
        asked = BottleneckAgendaRendering.objects.filter(meeting=self.meeting, asked_by=self.request.user)
        return get_object_or_404(asked.defer("content"), pk=self.kwargs["rendering"])

    @property
    def pdf(self):
        address = [self.meeting.pk, self.rendering.pk]
        day = timezone.localdate(self.rendering.asked_at).isoformat()
        return Pdf(
            rendering=self.rendering,
            name="Pdf van de knelpuntenagenda",
            file_name=f"knelpunten-{slugify(str(self.meeting))[:60]}-{day}.pdf",
            page_url=reverse("actions:bottleneck_agenda_document", args=address),
            state_url=reverse("actions:bottleneck_agenda_state", args=address),
            download_url=reverse("actions:bottleneck_agenda_file", args=address),
            retry_url=reverse("actions:bottleneck_agenda_retry", args=address),
            may_ask=True,
        )


class AgendaDocument(AgendaDocumentPage, TemplateView):
    template_name = "actions/bottlenecks/agenda_document.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"rendering": self.rendering, "pdf": self.pdf})


class AgendaDocumentFile(AgendaDocumentPage, PdfDownload):
    pass


class AgendaDocumentState(AgendaDocumentPage, PdfState):
    pass


class AgendaDocumentRetry(AgendaDocumentPage, PdfRetry):
    pass

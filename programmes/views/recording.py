"""Recording conclusions on the page of a meeting, and correcting one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from ghnt.ui.text import clean_pasted
from programmes import conclusions, meetings
from programmes.forms.meetings import ConclusionForm, CorrectionForm, entry_of
from programmes.meeting_page import MeetingItem, items_of
from programmes.models import Conclusion, Outcome
from programmes.views.decision_pages import MeetingPage, ProposalPage
from regions.rights import Right


@dataclass(frozen=True)
class ItemForm:
    row: MeetingItem
    form: ConclusionForm | None


@dataclass(frozen=True)
class MeetingBoard:
    """The items of a meeting, each with the form for its conclusion when it may be recorded now."""

    rows: tuple[ItemForm, ...]
    may_record: bool
    is_past: bool
    general_errors: tuple[str, ...] = ()

    @property
    def is_recording(self):
        return any(row.form for row in self.rows)

    @property
    def has_errors(self):
        return bool(self.general_errors) or any(form.errors for form in self.forms)

    @property
    def forms(self):
        return [row.form for row in self.rows if row.form]


@dataclass(frozen=True)
class Reviewed:
    """One conclusion read back before it is recorded."""

    row: MeetingItem
    form: ConclusionForm
    outcome: Outcome
    text: str
    remarks: tuple[str, ...]


def forms_for(items, data=None):
    """A form by the number of each item that is open, or was when the page with `data` was opened."""
    outcomes = list(Outcome.objects.all())
    return {
        row.item.pk: ConclusionForm(data, prefix=f"item-{row.item.pk}", purpose=row.purpose_code, outcomes=outcomes)
        for row in items
        if row.is_open or (row.proposal and data and f"item-{row.item.pk}-text" in data)
    }


class MeetingConclusions(MeetingPage, TemplateView):
    """First "Controleren" reads everything back, then "Vastleggen" records it."""

    template_name = "programmes/meeting_detail.html"

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.meeting.get_absolute_url())

    def post(self, request, *args, **kwargs):
        items = items_of(self.meeting, self.rights)
        forms = forms_for(items, request.POST)
        results = [form.is_valid() for form in forms.values()]  # every item shows its own errors
        pairs = [(row, forms[row.item.pk]) for row in items if row.item.pk in forms]
        filled = [(row, form) for row, form in pairs if form.is_valid() and form.is_filled]
        if not all(results) or {"back", "more"} & set(request.POST):
            return self.show(items, forms)
        if "record" in request.POST:
            return self.record(items, forms, filled)
        if not filled:
            return self.show(items, forms, "U hebt nog bij geen enkel punt een uitkomst gekozen.")
        return self.review(filled)

    def show(self, items, forms, *errors):
        shown = {pk: form for pk, form in forms.items() if form.has_changed() or form.typed}
        shown |= {row.item.pk: forms[row.item.pk] for row in items if row.is_open}
        rows = tuple(ItemForm(row, shown.get(row.item.pk)) for row in items)
        board = MeetingBoard(rows, may_record=True, is_past=True, general_errors=errors)
        return self.render_to_response(self.get_context_data(meeting=self.meeting, board=board, forms=board.forms))

    def review(self, filled):
        reviewed = [self._read_back(row, form) for row, form in filled]
        self.template_name = "programmes/meeting_review.html"
        return self.render_to_response(self.get_context_data(meeting=self.meeting, reviewed=reviewed))

    def _read_back(self, row, form):
        texts = [clean_pasted(text).text for text in (form.cleaned_data["text"], *form.typed)]
        return Reviewed(row, form, form.cleaned_data["outcome"], texts[0], tuple(texts[1:]))

    def record(self, items, forms, filled):
        entries = [entry_of(row.item, form) for row, form in filled]
        try:
            recorded = meetings.record_meeting(meeting=self.meeting, entries=entries, by=self.request.user)
        except ValidationError as error:
            return self.show(items, forms, *self._spread(error, forms))
        count = len(recorded)
        messages.success(self.request, f"{count} conclusies vastgelegd." if count != 1 else "1 conclusie vastgelegd.")
        return HttpResponseRedirect(self.meeting.get_absolute_url())

    def _spread(self, error, forms):
        """Each message at its item; what belongs to no item comes on top."""
        if not hasattr(error, "error_dict"):
            return error.messages
        for key, refusals in error.message_dict.items():
            for refusal in refusals:
                forms[int(key)].add_error(None, refusal)
        return ()


class ConclusionCorrect(ProposalPage, FormView):
    template_name = "programmes/conclusion_correct.html"
    form_class = CorrectionForm

    def dispatch(self, request, *args, **kwargs):
        body = self.conclusion.step.body
        own = body.pk in self.rights.bodies(Right.RECORD_CONCLUSIONS)
        if not (own or self.rights.may(Right.RECORD_CONCLUSIONS, self.region)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def conclusion(self):
        rows = Conclusion.objects.filter(step__round__proposal=self.proposal)
        rows = rows.select_related("step__body", "step__purpose", "outcome")
        return get_object_or_404(rows, pk=self.kwargs["conclusion"])

    def get_form_kwargs(self):
        conclusion = self.conclusion
        values = {"initial": {"outcome": conclusion.outcome_id, "text": conclusion.text}}
        remarks = list(conclusion.remarks.values_list("text", flat=True))
        return super().get_form_kwargs() | values | {"purpose": conclusion.step.purpose.code, "remarks": remarks}

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.proposal, conclusion=self.conclusion, **kwargs)

    def post(self, request, *args, **kwargs):
        if "more" in request.POST:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        cleaned = form.cleaned_data
        try:
            conclusions.correct(
                conclusion=self.conclusion,
                outcome=cleaned["outcome"],
                text=cleaned["text"],
                remarks=form.typed,
                reason=cleaned["reason"],
                by=self.request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, "De conclusie is verbeterd. De vorige blijft leesbaar.")
        return HttpResponseRedirect(self.proposal.get_absolute_url())

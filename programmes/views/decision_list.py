"""The page on which a secretary types a whole decision list, saved row by row or as one form."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ghnt.ui.editing import EditConflictError
from programmes.decision_list import drafts
from programmes.decision_list.reading_back import read_back
from programmes.decision_list.rows import DraftRow, Tally, people_of, rows_of, tally
from programmes.decision_list.states import ALLOWED, Stage, Verb, refuse_unless, stage_of
from programmes.forms.decision_list import DraftForm
from programmes.models import ConclusionDraft, Outcome
from programmes.views.decision_pages import MeetingPage

AGREED = "agreed"


@dataclass(frozen=True)
class Row:
    row: DraftRow
    form: DraftForm | None  # None: concluded already
    theirs: ConclusionDraft | None = None  # what a colleague typed meanwhile


@dataclass(frozen=True)
class TypingPage:
    """What the page shows besides its forms."""

    rows: tuple[Row, ...]
    tally: Tally
    stage: Stage
    people: tuple[str, ...]
    agreed: Outcome | None
    errors: tuple[tuple[str, str], ...] = ()  # (id of the field, words) for the summary on top

    @property
    def may_record(self):
        return Verb.RECORD in ALLOWED[self.stage]

    @property
    def agreeable(self):
        """Of which the outcome can be set together."""
        return [one for one in self.rows if one.form and one.row.is_step] if self.agreed else []


class TypingPages(MeetingPage, TemplateView):
    template_name = "programmes/decision_list.html"

    @cached_property
    def draft_rows(self):
        return rows_of(self.meeting, self.rights)

    @cached_property
    def outcomes(self):
        return list(Outcome.objects.all())

    @cached_property
    def agreed(self):
        return next((outcome for outcome in self.outcomes if outcome.code == AGREED), None)

    def form_of(self, row, data=None):
        return DraftForm(data, row=row, outcomes=self.outcomes)

    @cached_property
    def posted_forms(self):
        """The rows that came along, by key; Akkoord for the chosen ones and a choice between two texts fill them in."""
        data = self.request.POST.copy()
        forms = {row.key: self.form_of(row, data) for row in self.draft_rows if not row.is_concluded}
        forms = {key: form for key, form in forms.items() if form.is_posted}
        chosen = set(data.getlist("chosen")) if "agree" in data and self.agreed else set()
        for key, form in forms.items():
            if str(key) in chosen and form.row.is_step:
                form.choose(self.agreed)
            elif data.get("take") in (f"{key}-theirs", f"{key}-both") and form.row.draft:
                form.take_over(form.row.draft, both=data["take"] == f"{key}-both")
        return forms

    def show_again(self, touched, *, status, theirs=None, errors=()):
        """Nothing is saved; what was typed stands in its row, and beside it what a colleague typed."""
        page = self.page({form.row.key: form for form in touched}, theirs or {}, errors)
        return self.render_to_response(self.get_context_data(page=page), status=status)

    def page(self, forms=None, theirs=None, errors=()):
        rows = tuple(self._row(row, forms or {}, theirs or {}) for row in self.draft_rows)
        links = tuple(link for row in rows for link in _error_links(row))
        people = tuple(people_of(self.meeting))
        stage = stage_of(self.meeting)
        return TypingPage(rows, tally(self.draft_rows), stage, people, self.agreed, (*errors, *links))

    def _row(self, row, forms, theirs):
        if row.is_concluded:
            return Row(row, None)
        form = forms.get(row.key)
        if form is None:
            return Row(row, self.form_of(row))
        if row.key in theirs:
            form.data[form.add_prefix("version")] = str(theirs[row.key].version)
        return Row(row, form, theirs.get(row.key))

    def get_context_data(self, **kwargs):
        page = kwargs.pop("page", None) or self.page()
        forms = [row.form for row in page.rows if row.form and row.form.is_bound]
        own = {"meeting": self.meeting, "region": self.region, "page": page, "forms": forms}
        return super().get_context_data(**own, **kwargs)


class DecisionListTyping(TypingPages):
    def get(self, request, *args, **kwargs):
        try:
            refuse_unless(self.meeting, Verb.DRAFT)
        except ValidationError as refusal:
            messages.info(request, " ".join(refusal.messages))
            return HttpResponseRedirect(self.meeting.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        touched = [form for form in self.posted_forms.values() if form.is_touched]
        if "more" in request.POST:
            return self.show_again(list(self.posted_forms.values()), status=200)
        if any(not form.is_valid() for form in touched):
            return self.show_again(touched, status=200)
        try:
            changes = [form.change for form in touched]
            saved = drafts.save_drafts(meeting=self.meeting, changes=changes, by=request.user)
        except drafts.DraftsChangedError as conflicts:
            return self.show_again(touched, theirs=conflicts.current, status=409)
        except ValidationError as refusal:
            errors = [("", message) for message in refusal.messages]
            return self.show_again(touched, status=422, errors=errors)
        return self._saved(saved)

    def _saved(self, saved):
        if "readback" in self.request.POST:
            return redirect("programmes:meeting_record", self.meeting.pk)
        messages.success(self.request, _saved_words(saved))
        return redirect("programmes:meeting_conclusions", self.meeting.pk)


class DraftSave(TypingPages):
    """Saves one row. Answers htmx with the message of the row and the count, never with the fields."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        if not any(row.key == kwargs["item"] for row in self.draft_rows):
            raise Http404
        form = self.posted_forms.get(kwargs["item"])
        if form is None:
            raise BadRequest("Van dit punt kwam niets mee.")
        if not form.is_valid():
            return self._answer(form, 422, errors=[words for _id, words in _form_errors(form)])
        change = form.change
        try:
            draft = drafts.save_draft(
                meeting=self.meeting, item=change.item, seen=change.seen, values=change.values, by=request.user
            )
        except EditConflictError as conflict:
            return self._answer(form, 409, theirs=conflict.current)
        except ValidationError as refusal:
            return self._answer(form, 422, errors=refusal.messages)
        if not request.htmx:
            return redirect("programmes:meeting_conclusions", self.meeting.pk)
        del self.draft_rows
        gaps = [gap for anchor, gap in read_back(self.meeting).gaps if anchor == f"row-{kwargs['item']}"]
        return self._answer(form, 200, draft=draft, gaps=gaps)

    def _answer(self, form, status, **answer):
        if not self.request.htmx:
            theirs = {form.row.key: answer["theirs"]} if "theirs" in answer else None
            errors = [("", words) for words in answer.get("errors", ())]
            return self.show_again([form], status=status, theirs=theirs, errors=errors)
        context = {"form": form, "answer": answer, "tally": tally(self.draft_rows)}
        return render(self.request, "programmes/_draft_answer.html", context, status=status)


def _form_errors(form):
    return [
        (form[name].id_for_label or form[name].auto_id if name in form.fields else "", str(words))
        for name, found in form.errors.items()
        for words in found
    ]


def _error_links(one):
    if one.form is None or not one.form.is_bound:
        return []
    anchor = f"row-{one.row.key}"
    if one.theirs is not None:
        words = f"{one.row.name}: een collega was u voor. Kies hieronder welke tekst u bewaart."
        return [(anchor, words)]
    return [(target or anchor, f"{one.row.name}: {words}") for target, words in _form_errors(one.form)]


def _saved_words(saved):
    if not saved:
        return "Alles is als concept opgeslagen. Er waren geen nieuwe wijzigingen."
    return "1 punt is als concept opgeslagen." if saved == 1 else f"{saved} punten zijn als concept opgeslagen."

"""Voortgang bijwerken: all actions of a half year on one page, saved row by row or as one form."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from actions import progress
from actions.forms.progress import ProgressForm
from actions.models import ActionUpdate
from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.outline import programme_for
from regions.access import RegionPage
from regions.rights import Right

AUDIENCE = "uw regio en uw gemeenten, ook het landelijk team, zodra u indient"


@dataclass(frozen=True)
class Row:
    state: progress.RowState
    form: ProgressForm
    theirs: ActionUpdate | None = None  # what a colleague saved meanwhile


@dataclass(frozen=True)
class ProgressView:
    """What the page shows besides its forms."""

    half_year: HalfYear
    tally: progress.Tally
    rows: tuple[Row, ...]
    only_to_do: bool
    errors: tuple[tuple[str, str], ...] = ()  # (id of the field, words) for the summary on top


class ProgressPage(RegionPage, TemplateView):
    needs = Right.WRITE_ACTIONS
    template_name = "actions/progress.html"

    @cached_property
    def half_year(self):
        half_year = self.kwargs["half_year"]
        if half_year > HalfYear.of(clock.today()):
            raise Http404
        return half_year

    @cached_property
    def programme(self):
        return programme_for(self.region, self.half_year, on=clock.today())

    @cached_property
    def states(self):
        return progress.row_states(self.programme, self.half_year) if self.programme else []

    @cached_property
    def only_to_do(self):
        return self.request.GET.get("toon") == "open"

    @property
    def page_url(self):
        url = reverse("actions:progress", args=[self.region.slug, self.half_year])
        return f"{url}?toon=open" if self.only_to_do else url

    def get_context_data(self, **kwargs):
        page = kwargs.pop("page", None) or self.page()
        forms = [row.form for row in page.rows if row.form.is_bound]
        return super().get_context_data(page=page, forms=forms, audience=AUDIENCE, **kwargs)

    def posted_forms(self):
        """The forms of the rows that came along; "Geen wijziging" puts last time's values in its row."""
        data = self.request.POST.copy()
        forms = [ProgressForm(data, state=state) for state in self.states]
        for form in forms:
            if data.get("unchanged") == str(form.state.action.pk):
                data.update(form.previous_values)
        return [form for form in forms if form.is_posted]

    def show_again(self, touched, *, status, theirs=None):
        """Nothing is saved; what was typed stands in its row, and beside it what a colleague saved."""
        page = self.page({form.state.action.pk: form for form in touched}, theirs or {})
        return self.render_to_response(self.get_context_data(page=page), status=status)

    def page(self, forms=None, theirs=None):
        forms, theirs = forms or {}, theirs or {}
        rows = tuple(
            _row(state, forms.get(state.action.pk), theirs.get(state.action.pk))
            for state in self.states
            if state.action.pk in forms or not self.only_to_do or state.name == "todo"
        )
        errors = tuple(link for row in rows for link in _error_links(row))
        return ProgressView(self.half_year, progress.tally(self.states), rows, self.only_to_do, errors)


class Progress(ProgressPage):
    def post(self, request, *args, **kwargs):
        touched = [form for form in self.posted_forms() if form.is_touched]
        faulty = [form for form in touched if not form.is_valid()]
        if faulty:
            return self.show_again(touched, status=200)
        changes = [form.change for form in touched]
        try:
            saved = progress.save_updates(changes=changes, half_year=self.half_year, by=request.user)
        except progress.RowsChangedError as conflicts:
            return self.show_again(touched, theirs=conflicts.current, status=409)
        messages.success(request, _saved_words(saved))
        return redirect(self.page_url)


class ProgressRow(ProgressPage):
    """Saves one row. Answers htmx with the message of the row and what changed around it, never with the fields."""

    http_method_names = ("post",)

    @cached_property
    def states(self):
        if self.programme is None:
            raise Http404
        states = progress.row_states(self.programme, self.half_year)
        if not any(state.action.pk == self.kwargs["pk"] for state in states):
            raise Http404
        return states

    def post(self, request, *args, **kwargs):
        forms = {form.state.action.pk: form for form in self.posted_forms()}
        form = forms.get(kwargs["pk"])
        if form is None:
            raise BadRequest("Van deze rij kwam niets mee.")
        if not form.is_valid():
            return self._answer(form, 422, errors=[words for _id, words in _form_errors(form)])
        try:
            update = self._save(form)
        except EditConflictError as conflict:
            return self._answer(form, 409, theirs=conflict.current)
        except ValidationError as refusal:
            return self._answer(form, 422, errors=refusal.messages)
        if not request.htmx:
            return redirect(self.page_url)
        del self.states
        return self._answer(form, 200, update=update)

    def _save(self, form):
        change = form.change
        return progress.save_update(
            action=change.action,
            half_year=self.half_year,
            seen_version=change.seen_version,
            values=change.values,
            by=self.request.user,
        )

    def _answer(self, form, status, **answer):
        if not self.request.htmx:
            theirs = {form.state.action.pk: answer["theirs"]} if "theirs" in answer else None
            return self.show_again([form], status=status, theirs=theirs)
        tally = progress.tally(self.states)
        page = ProgressView(self.half_year, tally, (), False)
        context = {"form": form, "answer": answer, "page": page, "region": self.region}
        return render(self.request, "actions/_progress_answer.html", context, status=status)


def _row(state, form, theirs):
    if form is None:
        return Row(state, ProgressForm(state=state))
    if theirs is not None:
        form.data[form.add_prefix("version")] = str(theirs.version)
    return Row(state, form, theirs)


def _form_errors(form):
    return [
        (form[name].id_for_label or form[name].auto_id, str(words))
        for name, found in form.errors.items()
        for words in found
    ]


def _error_links(row):
    if not row.form.is_bound:
        return []
    code = row.state.action.code
    if row.theirs is not None:
        words = f"{code}: een collega was u voor. Kies hieronder welke tekst u bewaart."
        return [(f"row-{row.state.action.pk}", words)]
    return [(target, f"{code}: {words}") for target, words in _form_errors(row.form)]


def _saved_words(saved):
    if not saved:
        return "Alles is opgeslagen. Er waren geen nieuwe wijzigingen."
    return "1 actie is opgeslagen." if saved == 1 else f"{saved} acties zijn opgeslagen."

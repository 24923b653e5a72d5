"""Voortgang bijwerken: the actions of a half year, fifty on a page, saved row by row or as one form."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from actions import progress, progress_rows
from actions.forms.progress import ProgressFilter, ProgressForm
from actions.models import ActionUpdate
from actions.progress_rows import RowPage, RowState, Tally
from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from programmes.outline import programme_for
from regions.access import RegionPage
from regions.models import Organisation
from regions.rights import Right

AUDIENCE = "uw regio en uw gemeenten, ook het landelijk team, zodra u indient"
POSTED_ROW = re.compile(r"row-(\d{1,18})-phase")


@dataclass(frozen=True)
class Row:
    state: RowState
    form: ProgressForm
    theirs: ActionUpdate | None = None  # what a colleague saved meanwhile
    may_undo: bool = False


@dataclass(frozen=True)
class ProgressView:
    """What the page shows besides its forms."""

    half_year: HalfYear
    tally: Tally
    rows: tuple[Row, ...] = ()
    place: RowPage | None = None
    filter: ProgressFilter | None = None
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
    def nodes(self):
        return list(OutlineNode.objects.of(self.programme)) if self.programme else []

    @cached_property
    def lines(self):
        return progress_rows.lines(self.programme, self.half_year, self.nodes) if self.programme else []

    @cached_property
    def filter(self):
        pulling = {line.puller for line in self.lines}
        pullers = Organisation.objects.filter(pk__in=pulling).order_by("name").values_list("pk", "name")
        return ProgressFilter(self.request.GET, nodes=self.nodes, pullers=pullers)

    @cached_property
    def place(self):
        after = self.request.GET.get("na", "")
        return progress_rows.page_after(
            self.lines, self.filter.choice, int(after) if after.isdecimal() and len(after) < 19 else None
        )

    @property
    def page_url(self):
        """The same rows again, after saving."""
        url = reverse("actions:progress", args=[self.region.slug, self.half_year])
        kept = self.request.GET.copy()
        return f"{url}?{kept.urlencode()}" if kept else url

    def get_context_data(self, **kwargs):
        page = kwargs.pop("page", None) or self.page()
        forms = [row.form for row in page.rows if row.form.is_bound]
        return super().get_context_data(page=page, forms=forms, audience=AUDIENCE, **kwargs)

    @cached_property
    def posted_forms(self):
        """The forms of the rows that came along; "Geen wijziging" and a choice between two texts fill in their row."""
        data = self.request.POST.copy()
        pks = {int(found[1]) for found in map(POSTED_ROW.fullmatch, data) if found}
        states = progress_rows.row_states(self.lines, self.half_year, pks)
        forms = {state.action.pk: ProgressForm(data, state=state) for state in states}
        for pk, form in forms.items():
            if data.get("unchanged") == str(pk):
                data.update(form.previous_values)
            elif data.get("take") in (f"{pk}-theirs", f"{pk}-both") and form.state.update is not None:
                form.take_over(form.state.update, both=data["take"] == f"{pk}-both")
        return forms

    @property
    def undone_form(self):
        """The row of which the user takes the last save back, if any."""
        asked = self.request.POST.get("undo", "")
        return self.posted_forms.get(int(asked)) if asked.isdecimal() and len(asked) < 19 else None

    def undo(self, form):
        version = self.request.POST.get(form.add_prefix("version"), "")
        if form.state.update is None or not version.isdecimal() or len(version) > 9:
            raise ValidationError(progress.NOTHING_TO_UNDO)
        return progress.undo_update(update=form.state.update, seen_version=int(version), by=self.request.user)

    def show_again(self, touched, *, status, theirs=None):
        """Nothing is saved; what was typed stands in its row, and beside it what a colleague saved."""
        page = self.page({form.state.action.pk: form for form in touched}, theirs or {})
        return self.render_to_response(self.get_context_data(page=page), status=status)

    def page(self, forms=None, theirs=None):
        forms, theirs = forms or {}, theirs or {}
        states = progress_rows.row_states(self.lines, self.half_year, {*self.place.pks, *forms})
        rows = tuple(self._row(state, forms, theirs) for state in states)
        errors = tuple(link for row in rows for link in _error_links(row))
        return ProgressView(self.half_year, progress_rows.tally(self.lines), rows, self.place, self.filter, errors)

    def _row(self, state, forms, theirs):
        pk = state.action.pk
        if pk not in forms:
            return Row(state, ProgressForm(state=state), may_undo=self._may_undo(state.update))
        if pk in theirs:
            forms[pk].data[forms[pk].add_prefix("version")] = str(theirs[pk].version)
        return Row(state, forms[pk], theirs.get(pk))

    def _may_undo(self, update):
        """Offered on the day itself, to who saved it."""
        mine = update is not None and update.updated_by_id == self.request.user.pk
        return mine and timezone.localtime(update.updated_at).date() == clock.today()


class Progress(ProgressPage):
    def post(self, request, *args, **kwargs):
        undone = self.undone_form
        touched = [form for form in self.posted_forms.values() if form is not undone and form.is_touched]
        if any(not form.is_valid() for form in touched):
            return self.show_again(touched, status=200)
        changes = [form.change for form in touched]
        try:
            saved = progress.save_updates(changes=changes, half_year=self.half_year, by=request.user)
        except progress.RowsChangedError as conflicts:
            return self.show_again(touched, theirs=conflicts.current, status=409)
        if undone is not None:
            return self._undo_one(undone)
        messages.success(request, _saved_words(saved))
        return redirect(self.page_url)

    def _undo_one(self, form):
        try:
            self.undo(form)
        except EditConflictError as conflict:
            return self.show_again([form], theirs={form.state.action.pk: conflict.current}, status=409)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
        else:
            messages.success(self.request, f"{form.state.action.code}: uw laatste wijziging is ongedaan gemaakt.")
        return redirect(f"{self.page_url}#{form.prefix}")


class ProgressRow(ProgressPage):
    """Saves one row. Answers htmx with the message of the row and what changed around it, never with the fields."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        if not any(line.pk == kwargs["pk"] for line in self.lines):
            raise Http404
        form = self.posted_forms.get(kwargs["pk"])
        if form is None:
            raise BadRequest("Van deze rij kwam niets mee.")
        if form is not self.undone_form and not form.is_valid():
            return self._answer(form, 422, errors=[words for _id, words in _form_errors(form)])
        try:
            answer = self._undo(form) if form is self.undone_form else {"update": self._save(form)}
        except EditConflictError as conflict:
            return self._answer(form, 409, theirs=conflict.current)
        except ValidationError as refusal:
            return self._answer(form, 422, errors=refusal.messages)
        if not request.htmx:
            return redirect(self.page_url)
        del self.lines
        return self._answer(form, 200, **answer)

    def _undo(self, form):
        update = self.undo(form)
        state = RowState(form.state.action, update, form.state.previous)
        return {"undone": state, "fields": ProgressForm(state=state)}

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
        page = ProgressView(self.half_year, progress_rows.tally(self.lines))
        context = {"form": form, "answer": answer, "page": page, "region": self.region, "now": clock.now()}
        return render(self.request, "actions/_progress_answer.html", context, status=status)


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

"""Bestedingen bijwerken: all actions of a year on one page, saved together."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from actions.forms.means_spending import POSTED, SpendingForm, row_key
from actions.means.book import grants_to_choose
from actions.means.rows import ActionRow, actions_of_year, page_of, rows_for
from actions.means.spending import RowsChangedError, RowsRefusedError, save_spendings
from actions.models import Spending
from actions.views.means import MeansPage, YearInPath
from ghnt import clock
from regions.rights import Right

GONE = "Een collega haalde deze regel intussen weg. Sla opnieuw op om uw bedragen te bewaren."


@dataclass(frozen=True)
class SpendingRow:
    form: SpendingForm
    theirs: Spending | None = None
    message: str = ""


@dataclass(frozen=True)
class ActionBlock:
    row: ActionRow
    rows: tuple[SpendingRow, ...]
    add_url: str


@dataclass(frozen=True)
class SpendingView:
    year: int
    actions: tuple[ActionBlock, ...]
    place: Page
    errors: tuple[tuple[str, str], ...]
    is_conflict: bool = False

    @property
    def year_words(self):
        return str(self.year)

    @property
    def previous(self):
        return self.year - 1

    @property
    def next(self):
        return self.year + 1


class SpendingPage(YearInPath, MeansPage, TemplateView):
    needs = Right.WRITE_ACTIONS
    template_name = "actions/means_spending.html"

    @cached_property
    def grants(self):
        return list(grants_to_choose(self.region, self.year))

    @cached_property
    def place(self):
        pks = actions_of_year(self.region, self.year, on=clock.today())
        return page_of(pks, self.request.GET.get("page", ""))

    @cached_property
    def action_rows(self):
        return rows_for(list(self.place), self.year)

    def get_context_data(self, **kwargs):
        page = kwargs.pop("page", None) or self.page({}, {}, {})
        forms = [row.form for block in page.actions for row in block.rows if row.form.is_bound]
        return super().get_context_data(page=page, forms=forms, **kwargs)

    def post(self, request, *args, **kwargs):
        forms = self.posted_forms()
        touched = {key: form for key, form in forms.items() if form.is_touched}
        if any(not form.is_valid() for form in touched.values()):
            return self.show_again(touched)
        try:
            values = [form.values() for form in touched.values()]
            saved = save_spendings(region=self.region, year=self.year, rows=values)
        except RowsRefusedError as refusal:
            return self.show_again(touched, messages=refusal.words)
        except RowsChangedError as conflict:
            return self.show_again(touched, theirs=conflict.current, status=409)
        messages.success(request, _saved_words(saved))
        return redirect(request.get_full_path())

    def posted_forms(self):
        """A form per row that came along, of the actions on this page; others are not ours to save."""
        shown = {row.action.pk: row for row in self.action_rows}
        forms = {}
        for found in filter(None, map(POSTED.fullmatch, self.request.POST)):
            action, place = int(found[1]), found[2]
            if action not in shown:
                continue
            spending = None if not place.isdecimal() else self._spending(shown[action], int(place))
            key = f"rij-{action}-{place}"
            forms[key] = self._form(shown[action], spending, key, self.request.POST)
        return forms

    def show_again(self, touched, *, theirs=None, messages=None, status=200):
        """Nothing is saved; what was typed stands in its row, and beside it what a colleague saved."""
        page = self.page(touched, theirs or {}, messages or {})
        return self.render_to_response(self.get_context_data(page=page), status=status)

    def page(self, touched, theirs, words):
        blocks = tuple(self._block(row, touched, theirs, words) for row in self.action_rows)
        errors = tuple(link for block in blocks for row in block.rows for link in _error_links(block.row.action, row))
        return SpendingView(self.year, blocks, self.place, errors, is_conflict=bool(theirs))

    def _block(self, row, touched, theirs, words):
        """The spendings that stand, what was typed in rows that do not stand (any more), and a new one where asked."""
        keys = {row_key(row.action.pk, one.pk): one for one in row.spendings}
        typed = [key for key in touched if touched[key].action.pk == row.action.pk and key not in keys]
        taken = {one.pk for key in typed if (one := theirs.get(key)) is not None}
        shown = [(key, one) for key, one in keys.items() if one.pk not in taken] + [(key, None) for key in typed]
        wants_more = self.request.GET.get("extra") == str(row.action.pk)
        if not shown or (wants_more and not typed):
            shown.append((row_key(row.action.pk, None, is_extra=bool(shown)), None))
        rows = tuple(self._row(row, key, one, touched, theirs, words) for key, one in shown)
        query = self.request.GET.copy()
        query["extra"] = row.action.pk
        return ActionBlock(row, rows, f"?{query.urlencode()}#actie-{row.action.pk}")

    def _row(self, row, key, spending, touched, theirs, words):
        if key not in touched:
            return SpendingRow(self._form(row, spending, key))
        form = touched[key]
        if key not in theirs:
            return SpendingRow(form, message=words.get(key, ""))
        if (current := theirs[key]) is None:
            again = self._form(row, None, row_key(row.action.pk, None, is_extra=True), self._moved(key, row.action.pk))
            return SpendingRow(again, message=GONE)
        again = self._form(row, current, row_key(row.action.pk, current.pk), self._on_top_of(key, current))
        return SpendingRow(again, theirs=current)

    def _on_top_of(self, key, current):
        """What was typed, as a change of the row as it stands now."""
        fresh = SpendingForm(
            action=current.action, spending=current, grants=self.grants, key=row_key(current.action_id, current.pk)
        )
        data = self._moved(key, current.action_id, current.pk)
        data[fresh.add_prefix("seen_version")] = str(current.version)
        for field in fresh.shown_fields:
            hidden = field.field.hidden_widget().format_value(field.initial)
            data[fresh.add_initial_prefix(field.name)] = hidden or ""
        return data

    def _moved(self, key, action, spending=None):
        """What was posted for a row, under the key of another."""
        new = row_key(action, spending, is_extra=spending is None)
        data = self.request.POST.copy()
        names = ("grant", "committed", "spent", "note")
        data.update({f"{new}-{name}": data.get(f"{key}-{name}", "") for name in names if new != key})
        return data

    def _form(self, row, spending, key, data=None):
        return SpendingForm(data, action=row.action, spending=spending, grants=self.grants, key=key)

    def _spending(self, row, pk):
        """The row that was shown; one that is gone is told so by the operation."""
        known = next((one for one in row.spendings if one.pk == pk), None)
        return known or Spending(pk=pk, action=row.action, year=self.year)


def _error_links(action, row):
    form = row.form
    if row.message:
        yield form["committed"].id_for_label, f"{action.code}: {row.message}"
    if form.is_bound and not row.theirs:
        for name, found in form.errors.items():
            yield form[name].id_for_label, f"{action.code}, {form[name].label.lower()}: {found[0]}"


def _saved_words(saved):
    if not saved:
        return "Er was niets gewijzigd."
    return "1 regel opgeslagen." if saved == 1 else f"{saved} regels opgeslagen."

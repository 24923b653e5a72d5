"""Typing figures of one indicator and period, of a region or, by the national team, of areas, regions and country."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from ghnt import clock
from reporting.indicators import entry
from reporting.indicators.listing import last_period
from reporting.indicators.numbers import write_value
from reporting.indicators.saving import FigureChangedError, save_figures
from reporting.periods import Period
from reporting.views.figures import FigurePages
from reporting.views.national_indicators import NationalIndicatorPages


@dataclass(frozen=True)
class EntryPage:
    title: str
    rows: tuple[entry.EntryRow, ...]
    period: Period
    later: Period | None
    problems: tuple[str, ...] = ()

    @property
    def earlier(self):
        return self.period.previous if self.period.year > 2015 else None

    @property
    def wrong(self):
        return [(row, name, said) for row in self.rows for name, said in row.errors.items()]


class Entry:
    """What both pages do; `areas` says which rows there are, `outsider` who may not see exactly what others typed."""

    outsider = None

    @cached_property
    def period(self):
        """Of the kind of the indicator, and over."""
        period, last = self.kwargs["period"], last_period(self.indicator.period_kind, clock.today())
        if period.kind != self.indicator.period_kind or period > last:
            raise Http404
        return period

    @cached_property
    def rows(self):
        rows = entry.entry_rows(self.indicator, self.period, self.areas, outsider=self.outsider)
        if not rows:
            raise PermissionDenied
        return rows

    def get(self, request, *args, **kwargs):
        return self.show(self.rows)

    def post(self, request, *args, **kwargs):
        entry.take_typed(self.rows, request.POST)
        values = entry.new_figures(self.indicator, self.period, self.rows)
        if any(row.has_errors for row in self.rows):
            return self.show(self.rows)
        try:
            saved = save_figures(indicator=self.indicator, values=values, by=request.user)
        except ValidationError as error:
            return self.show(self.rows, tuple(error.messages))
        except FigureChangedError as changed:
            return self.show_conflict(changed)
        messages.success(request, _told(saved, self.period))
        return redirect(self.after_url)

    def show(self, rows, problems=()):
        last = last_period(self.indicator.period_kind, clock.today())
        later = self.period.next if self.period < last else None
        page = EntryPage(f"{self.indicator}, {self.period.label}", tuple(rows), self.period, later, problems)
        return self.render_to_response(self.get_context_data(page=page, indicator=self.indicator))

    def show_conflict(self, changed):
        decimals = self.indicator.decimals
        mine = [_said(new.area.name, new, decimals) for new, _ in changed.rows]
        theirs = [
            f"{new.area.name}: door een collega ingevuld" if self.outsider else _said(new.area.name, old, decimals)
            for new, old in changed.rows
        ]
        last = max((old for _, old in changed.rows), key=lambda one: one.at)
        context = {
            "mine": "\n".join(mine),
            "theirs": "\n".join(theirs),
            "url": self.request.path,
            "changed_by": last.by_name,
            "changed_at": last.at,
        }
        return render(self.request, "409.html", context, status=409)


def _said(name, figure, decimals):
    value = write_value(figure.value, figure.mark, decimals) or "ingetrokken"
    return f"{name}: {value}" + (f" ({figure.note})" if figure.note else "")


def _told(saved, period):
    if not saved.added and not saved.revised:
        return f"Er is niets veranderd aan de cijfers van {period.label}."
    parts = []
    if saved.added:
        parts.append(f"{saved.added} {'cijfer' if saved.added == 1 else 'cijfers'} ingevuld")
    if saved.revised:
        parts.append(f"{saved.revised} gewijzigd; wat er stond, blijft bewaard")
    return f"{period.label}: {', '.join(parts)}."


class FigureEntry(FigurePages, Entry, TemplateView):
    template_name = "reporting/figure_entry.html"

    def get(self, request, *args, **kwargs):
        answer = super().get(request, *args, **kwargs)
        self.note_exact([self.indicator])
        return answer

    @cached_property
    def areas(self):
        return entry.areas_to_fill_in(self.indicator, self.region, self.period, self.rights)

    @property
    def after_url(self):
        return self.indicator_url


class NationalFigureEntry(NationalIndicatorPages, Entry, TemplateView):
    template_name = "reporting/national_figure_entry.html"

    @cached_property
    def areas(self):
        return entry.national_areas(self.indicator, self.period, self.request.rights)

    @property
    def outsider(self):
        return self.request.user

    @property
    def after_url(self):
        return reverse("reporting:national_indicator_detail", args=[self.indicator.code])

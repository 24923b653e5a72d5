"""What the page of national figures shows, and what can be chosen on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse

from ghnt.ui.figure_tiles import Key
from ghnt.ui.small_multiples import MARKS
from regions.models import Role
from regions.rights import Right, Rights
from reporting.indicators.listing import last_period
from reporting.models import Figure, Indicator
from reporting.national_figures.collecting import national_content
from reporting.national_figures.content import NationalContent
from reporting.national_figures.pictures import region_lines, region_map
from reporting.periods import Period
from reporting.spoken.blocks import Picture

MOST_PERIODS = 24


def may_read(rights: Rights) -> bool:
    """The national team and the advisers."""
    return rights.may(Right.JUDGE_REPORT) or Role.ADVISER in rights.roles


@dataclass(frozen=True)
class Choice:
    """`periods`: those that can be chosen, the newest first."""

    indicator: Indicator
    period: Period
    periods: tuple[Period, ...]
    shares_scale: bool

    @property
    def query(self) -> str:
        scale = "&schaal=een" if self.shares_scale else ""
        return f"indicator={self.indicator.code}&periode={self.period}{scale}"


@dataclass(frozen=True)
class NationalPage:
    content: NationalContent
    workbook_url: str
    map: Picture
    keys: tuple[Key, ...]
    lines: Picture
    unplaced: tuple[str, ...]
    line_marks: str = MARKS


def offered() -> QuerySet[Indicator]:
    return Indicator.objects.national().order_by("order", "name", "pk")


def choice_of(asked: Mapping[str, str], *, on: date) -> Choice | None:
    """What the address asks for; for what is not there the first indicator and its last period with figures."""
    every = list(offered())
    indicator = next((one for one in every if one.code == asked.get("indicator")), every[0] if every else None)
    if indicator is None:
        return None
    last = last_period(indicator.period_kind, on)
    periods = last.back(MOST_PERIODS)[::-1]
    chosen = _period(asked.get("periode", ""), indicator)
    found = chosen if chosen in periods else _filled(indicator, last)
    return Choice(indicator, found, periods, asked.get("schaal") == "een")


def _period(text: str, indicator: Indicator) -> Period | None:
    try:
        return Period.parse(text, indicator.period_kind)
    except ValidationError:
        return None


def _filled(indicator: Indicator, last: Period) -> Period:
    """The last period that has any figure."""
    figures = Figure.objects.filter(indicator=indicator, period_start__lte=last.start, value__isnull=False)
    text = figures.order_by("-period_start").values_list("period", flat=True).first()
    return (_period(text, indicator) if text else None) or last


def content_for(choice: Choice, rights: Rights, *, on: date) -> NationalContent:
    own = rights.regions(Right.READ_SUBMITTED_REPORT) or frozenset()
    return national_content(choice.indicator, choice.period, on=on, own=own, shares_scale=choice.shares_scale)


def national_page(content: NationalContent, choice: Choice) -> NationalPage:
    drawn, keys = region_map(content, is_linked=True)
    unplaced = tuple(one.name for one in content.regions if one.row is None or one.column is None)
    workbook = f"{reverse('reporting:national_figures_workbook')}?{choice.query}"
    return NationalPage(content, workbook, drawn, keys, region_lines(content), unplaced)

"""Filters that turn the codes and ISO dates of a report's content into what badges and dates show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template

from actions.models import Assessment, Phase, Priority
from ghnt.ui.dates import long_date, short_date
from reporting.content import ActionLineItem, RouteStation, WrittenAnswer
from reporting.spoken.answers import Row
from reporting.spoken.answers import per_municipality as rows_per_municipality
from reporting.states import Mark

register = template.Library()


@register.filter
def phase(code: str) -> Phase | None:
    return Phase(code) if code else None


@register.filter
def assessment(code: str) -> Assessment | None:
    return Assessment(code) if code else None


@register.filter
def priority(code: str) -> str:
    return str(Priority(code).label) if code else ""


@register.filter
def asks_assessment(action: ActionLineItem) -> bool:
    """Whether an assessment belongs to the action: not when it ended."""
    return not (action.now.phase and Phase(action.now.phase).is_ended)


@register.filter
def has_text(action: ActionLineItem) -> bool:
    """Whether more is told than phase and assessment."""
    return bool(action.now.explanation or action.efforts or action.results or action.outlook)


@register.filter
def per_municipality(answer: WrittenAnswer, names: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of an answer of yes or no per municipality; `names` by CBS code."""
    return rows_per_municipality(answer, names or {})


@register.filter
def outcome(station: RouteStation) -> Mark | None:
    """The outcome of a station as a badge, None for a planned one."""
    if not station.outcome:
        return None
    return Mark(station.outcome_label, station.outcome_icon, station.outcome_tone)


@register.filter
def iso_long(text: str | None) -> str:
    """2021-03-03 as 3 maart 2021."""
    return long_date(date.fromisoformat(text)) if text else ""


@register.filter
def iso_short(text: str | None) -> str:
    """2021-03-03 as 3 mrt 2021."""
    return short_date(date.fromisoformat(text)) if text else ""


@register.filter
def groups_of_eight(fingerprint: str) -> str:
    """A fingerprint of 64 digits in eight groups of eight."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))

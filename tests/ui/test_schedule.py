"""Bars on a line of time."""

from datetime import date

from ghnt.ui import schedule

YEAR = (date(2021, 1, 1), date(2021, 12, 31))
TODAY_LINE = f'stroke="{schedule.TODAY}"'


def drawn(*marks, today):
    span = schedule.Span("1 Scholing", date(2020, 3, 1), date(2022, 2, 1), marks=marks)
    return schedule.schedule([span], schedule.Scale(*YEAR, today), title="Planning")


def test_schedule_shows_only_moments_within_its_years():
    shown = drawn(
        schedule.Mark(date(2020, 12, 31), "Lesplan"),
        schedule.Mark(date(2021, 12, 31), "Scholen gevraagd"),
        schedule.Mark(date(2022, 1, 1), "Herhaling"),
        today=date(2021, 7, 12),
    )
    assert "Scholen gevraagd" in shown
    assert "Lesplan" not in shown
    assert "Herhaling" not in shown
    assert shown.count(TODAY_LINE) == 1


def test_schedule_has_no_line_for_a_day_outside_its_years():
    assert TODAY_LINE not in drawn(today=date(2020, 10, 20))

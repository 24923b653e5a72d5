"""What waits for the national team: the round in one line, reports to read, reports that regions send again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from ghnt.site.tasks import SHOWN_IN_A_GROUP, Headline, Task, TaskGroup, TaskRow
from ghnt.ui.dates import long_date
from regions.rights import Right, Rights
from reporting.rounds import open_round
from reporting.states import ReportState
from reporting.who_has_what import RegionStanding, round_standings, to_read


def reports_to_judge(rights: Rights, on: date) -> Iterator[TaskGroup]:
    """Reports to read, the longest waiting first, and those of the open round that were returned."""
    if not rights.may(Right.JUDGE_REPORT):
        return
    round_ = open_round(on)
    standings = round_standings(rights, round_, on=on).rows if round_ else ()
    returned = [row for row in standings if row.state is ReportState.RETURNED]
    for title, rows in (("Te lezen", to_read(rights, on=on)), ("Teruggestuurd", returned)):
        if rows:
            shown = tuple(_row_of(row) for row in rows[:SHOWN_IN_A_GROUP])
            yield TaskGroup(title, shown, len(rows) - len(shown))


def national_headlines(rights: Rights, on: date) -> Iterator[Headline]:
    if not rights.may(Right.JUDGE_REPORT):
        return
    round_ = open_round(on)
    if round_ is None:
        yield Headline("Er is nog geen ronde.", reverse("reporting:round_create"), "Ronde openen", "landelijk")
        return
    text = f"Rapportages {round_}: {round_standings(rights, round_, on=on).sentence}."
    yield Headline(text, reverse("reporting:inbox"), "Rapportages lezen", "landelijk")


def _row_of(row: RegionStanding) -> TaskRow:
    url = reverse("reporting:report_detail", args=[row.region.slug, row.round.code])
    why = f"Ingediend op {long_date(row.submitted_at)}" if row.submitted_at else ""
    return TaskRow(Task(f"Lees {row.region}, {row.round}", url, why), row.waiting)

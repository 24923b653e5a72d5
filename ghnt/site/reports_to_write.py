"""What waits for who writes a region's reports: the deadline in one line, and every other report that is theirs now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions.figures import updated_count
from ghnt.site.tasks import Headline, Task
from ghnt.ui.dates import long_date
from programmes.models import RegionalProgramme
from programmes.outline import current_or_coming
from regions.models import Region
from regions.rights import Right, Rights
from reporting.chapter_list import Chapters
from reporting.chapters import chapters_of
from reporting.models import ReportRound
from reporting.rounds import ToWrite, rounds_to_write

ChaptersOf = Callable[[Region, ReportRound], Chapters]

_WHY = {
    "returned": ("Rapportage aanpassen", "Het landelijk team stuurde de rapportage terug, met redenen."),
    "reopened": ("Nieuwe versie maken", "De rapportage is heropend, met een reden."),
}


@dataclass(frozen=True)
class Writing:
    """The reports of one region that are with their writers."""

    region: Region
    reports: tuple[ToWrite, ...]


def writing_of(rights: Rights, on: date) -> tuple[Writing, ...]:
    """Of each region for which somebody writes reports."""
    held = [key for key in rights.by_region if rights.may(Right.WRITE_REPORT, key)]
    regions = Region.objects.filter(pk__in=held) if held else ()
    return tuple(Writing(one, rounds_to_write(one, on)) for one in regions)


def report_headlines(writing: tuple[Writing, ...], on: date, chapters: ChaptersOf = chapters_of) -> Iterator[Headline]:
    """Per region the deadline of the open round and how far the report is; nothing once it was submitted."""
    for one in writing:
        for report in one.reports:
            if report.is_main:
                told = chapters(one.region, report.round).sentence
                text = f"Rapportage {report.round}: {_time_left(report.due, on)}, {told}."
                yield Headline(text, _url(one.region, report), "Verder met de rapportage", str(one.region))


def reports_to_write(writing: tuple[Writing, ...], on: date) -> Iterator[Task]:
    """Per region: a programme to begin, actions to update, reports that came back, extra and own reports."""
    for one in writing:
        if current_or_coming(one.region, on=on) is None:
            url = reverse("programmes:programme_update", args=[one.region.slug])
            yield Task(f"Programma beginnen, {one.region}", url, "Deze regio heeft nog geen programma")
        for report in one.reports:
            if report.is_main:
                yield from _updates(one.region, report, on)
            if report.state in _WHY or not report.is_main:
                yield _task(one.region, report)


def _updates(region: Region, report: ToWrite, on: date) -> Iterator[Task]:
    programme = RegionalProgramme.objects.running(region, on)
    done, total = updated_count(programme, report.round.half_year) if programme else (0, 0)
    if done < total:
        yield Task(
            f"Voortgang bijwerken, {region}",
            reverse("actions:progress", args=[region.slug, report.round.half_year]),
            f"{done} van {total} acties bijgewerkt voor het {report.round}",
            report.due,
        )


def _task(region: Region, report: ToWrite) -> Task:
    if report.state in _WHY:
        title, why = _WHY[report.state]
    else:
        kind = "Uw eigen rapportage" if report.round.is_own else "Een extra uitvraag van het landelijk team"
        title = f"Rapportage schrijven: {report.round.name or report.round}"
        why = f"{kind}, {report.state.label.lower()}."
    if report.is_extended:
        why += " Uw regio kreeg uitstel."
    return Task(f"{title}, {region}", _url(region, report), f"{report.round}. {why}", report.due)


def _url(region: Region, report: ToWrite) -> str:
    return reverse("reporting:report_detail", args=[region.slug, report.round.code])


def _time_left(due: date, on: date) -> str:
    days = (due - on).days
    if days <= 0:
        return f"te laat, hij had vóór {long_date(due)} binnen moeten zijn"
    return "nog 1 dag" if days == 1 else f"nog {days} dagen"

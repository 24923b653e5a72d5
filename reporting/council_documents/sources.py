"""Everything that the first texts of a draft are made from, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from actions.models import Participation
from actions.own_part import own_costs, own_rows
from ghnt import clock
from ghnt.ui.dates import long_date
from ghnt.ui.money import euro
from programmes.models import (
    Adoption,
    AdoptionPlan,
    Pattern,
    ProgrammeVersion,
    RequiredAct,
    VersionEventKind,
)
from regions.models import Municipality
from reporting.chapter_keys import OUTLOOK, SUMMARY
from reporting.content import ReportContent
from reporting.content import read_content as read_report
from reporting.models import ReportVersion
from reporting.programme_document.content import ProgrammeContent, read_content


@dataclass(frozen=True)
class OwnAction:
    """`since` is ISO text."""

    number: str
    title: str
    takes_part: str
    since: str | None
    elaboration: str


@dataclass(frozen=True)
class Step:
    name: str
    planned_on: str | None
    done_on: str | None


@dataclass(frozen=True)
class LastReport:
    """What the last report that the region handed in says in general."""

    half_year: str
    version: int
    summary: str
    outlook: str


@dataclass(frozen=True)
class Sources:
    """`municipality` "" and no rows of its own: the draft is for all of them. Dates are ISO text."""

    number: int
    sealed_on: str
    adopted_on: str | None
    content: ProgrammeContent
    act: RequiredAct
    own_way: str
    municipality: str = ""
    planned_on: str | None = None
    steps: tuple[Step, ...] = ()
    own_actions: tuple[OwnAction, ...] = ()
    own_costs: tuple[str, ...] = ()
    report: LastReport | None = None
    on: str = ""
    exact: bool = False

    @property
    def version(self) -> str:
        """The words that every origin begins with."""
        return f"uit het programma, versie {self.number}"

    def chapter(self, *keys: str) -> tuple[str, str]:
        """Title and text of the first of these chapters that was written; both empty when none was."""
        written = {one.key: one for one in self.content.chapters if one.text.strip()}
        found = next((written[key] for key in keys if key in written), None)
        return (found.title, found.text.strip()) if found else ("", "")


_ACTS = {
    Pattern.CENTRE: RequiredAct.OPINION,
    Pattern.COLLEGES: RequiredAct.COLLEGE,
    Pattern.ONE_COLLEGE: RequiredAct.COLLEGE,
    Pattern.REGIONAL_BODY: RequiredAct.NONE,
    Pattern.LETTER: RequiredAct.INFORMED,
}


def sources_of(version: ProgrammeVersion, municipality: Municipality | None, *, exact: bool) -> Sources:
    """The seal of the version, the way of adopting it, the last report, and of one municipality its own part."""
    adopted = version.events.filter(kind=VersionEventKind.ADOPTED).first()
    plan = AdoptionPlan.objects.filter(programme_version=version).first()
    act = _ACTS.get(Pattern(plan.pattern), RequiredAct.COUNCIL) if plan else RequiredAct.COUNCIL
    general = Sources(
        number=version.number,
        sealed_on=timezone.localdate(version.at).isoformat(),
        adopted_on=_iso(adopted.date) if adopted else None,
        content=read_content(version.content),
        act=act,
        own_way=plan.description if plan and plan.pattern == Pattern.OWN else "",
        report=_last_report(version),
        on=clock.today().isoformat(),
        exact=exact,
    )
    return _with_own_part(general, version, municipality) if municipality else general


def _with_own_part(general: Sources, version: ProgrammeVersion, municipality: Municipality) -> Sources:
    found = Adoption.objects.filter(programme_version=version, municipality=municipality)
    adoption = found.prefetch_related("steps").first()
    steps = adoption.steps.all() if adoption else ()
    return replace(
        general,
        municipality=municipality.name,
        act=RequiredAct(adoption.required_act) if adoption else general.act,
        planned_on=_iso(adoption.planned_on) if adoption else None,
        steps=tuple(Step(step.name, _iso(step.planned_on), _iso(step.done_on)) for step in steps),
        own_actions=tuple(_own_actions(version, municipality)),
        own_costs=tuple(_own_costs(version, municipality)),
    )


def _own_actions(version: ProgrammeVersion, municipality: Municipality) -> Iterator[OwnAction]:
    for row in own_rows(municipality, version.programme):
        if row.answer and row.takes_part in (Participation.YES, Participation.LATER):
            answer = row.answer
            yield OwnAction(
                row.action.code, row.action.title, answer.takes_part, _iso(answer.since), answer.elaboration.strip()
            )


def _own_costs(version: ProgrammeVersion, municipality: Municipality) -> Iterator[str]:
    for cost in own_costs(municipality, version.programme):
        amount = "p.m." if cost.amount is None else euro(cost.amount)
        provisional = " (voorlopig)" if cost.is_provisional else ""
        action = f"actie {cost.action.code} {cost.action.title}"
        yield f"{cost.year}: {amount} voor {action}, dekking: {cost.cover}{provisional}"


def _last_report(version: ProgrammeVersion) -> LastReport | None:
    handed_in = ReportVersion.objects.filter(report__region=version.programme.region_id)
    last = handed_in.select_related("report__round").order_by("-report__round__half_year", "-number").first()
    if last is None:
        return None
    content = read_report(last.content)
    label = last.report.round.half_year.label
    return LastReport(label, last.number, _answers(content, SUMMARY), _answers(content, OUTLOOK))


def _answers(content: ReportContent, chapter: str) -> str:
    """The first answer of the chapter that was given."""
    return next((one.text.strip() for one in content.answers if one.chapter == chapter and one.text.strip()), "")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def day_in_words(iso: str) -> str:
    return long_date(date.fromisoformat(iso))

"""The demo's bottlenecks: what regions noticed and raised, national ones, and meetings that treated them."""

from __future__ import annotations

import tomllib
from datetime import date, time
from functools import cache, partial
from pathlib import Path
from typing import Any

from actions.bottlenecks.agenda import put_on_agenda
from actions.bottlenecks.answering import Said, record_answers
from actions.bottlenecks.meetings import plan_national_meeting
from actions.bottlenecks.national import make_national
from actions.bottlenecks.saving import save_bottleneck
from actions.bottlenecks.states import Verb
from actions.bottlenecks.steps import take_step
from actions.models import Action, Bottleneck, Level
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.site.demo.people import NATIONAL
from ghnt.site.demo.story import Story
from programmes.models import BuildingBlock, Meeting, RegionalProgramme
from regions.models import Body, BodyKind, BodyLevel, Region

Row = dict[str, Any]
FILE = Path(__file__).with_name("bottlenecks.toml")
LINKED_ON, TREATED_ON = date(2021, 4, 15), date(2021, 6, 10)
COMING = ((BodyKind.CORE_TEAM, date(2021, 9, 9)), (BodyKind.STEERING, date(2021, 10, 7)))
ABOUT_HOMES = "AL2-B3"


def announce_bottlenecks(region: Region, story: Story, *, by: User) -> None:
    """What the region notices and raises, each on its day; of regions that are not told in depth one."""
    told = _told()
    rows = told.get(region.slug) or [told["elsewhere"][region.pk % len(told["elsewhere"])]]
    programme = RegionalProgramme.objects.filter(region=region).select_related("programme").order_by("pk").first()
    for row in rows:
        story.on(row["found_on"], partial(_notice, region, programme, row, by))
        for step in row["steps"]:
            story.on(step["on"], partial(_step, region, row["title"], step, by))


@cache
def _told() -> dict[str, list[Row]]:
    return tomllib.loads(FILE.read_text())


def _notice(region: Region, programme: RegionalProgramme | None, row: Row, by: User) -> None:
    names = ("title", "text", "proposed_solution", "must_act", "in_report", "found_on")
    said = {name: row[name] for name in names if name in row}
    blocks = BuildingBlock.objects.filter(programme=programme.programme) if programme else BuildingBlock.objects.none()
    relations = {
        "blocks": blocks.filter(key__in=row.get("blocks", ())),
        "actions": Action.objects.filter(programme=programme, title__in=row.get("actions", ())),
    }
    save_bottleneck(bottleneck=Bottleneck(region=region, **said), relations=relations, seen_version=None, by=by)


def _step(region: Region, title: str, step: Row, by: User) -> None:
    bottleneck = Bottleneck.objects.get(region=region, title=title)
    take_step(
        bottleneck=bottleneck,
        verb=Verb(step["verb"]),
        text=step["text"],
        level=step.get("level", ""),
        seen_version=bottleneck.version,
        by=User.objects.get(email=NATIONAL) if step.get("by") == "national" else by,
    )


def treat_bottlenecks_nationally() -> None:
    """One national bottleneck of what many regions raised, a meeting that spoke of it, and agendas to come."""
    team = User.objects.get(email=NATIONAL)
    with clock.standing_at(LINKED_ON):
        homes = _homes(team)
    held = _meeting(BodyKind.CORE_TEAM, TREATED_ON)
    with clock.standing_at(TREATED_ON):
        put_on_agenda(meeting=held, bottlenecks=[homes])
        item = held.bottleneck_items.select_related("bottleneck").get()
        words = "Het kernteam brengt dit naar de stuurgroep van oktober, met cijfers van de regio’s erbij."
        said = Said(f"{Verb.HAND_ON}:{Level.STEERING}", words, item.bottleneck.version)
        record_answers(meeting=held, said={item: said}, by=team)
    for kind, day in COMING:
        meeting = _meeting(kind, day)
        level = Level.STEERING if kind == BodyKind.STEERING else Level.CORE_TEAM
        waiting = Bottleneck.objects.present().waiting_nationally().filter(level=level, national__isnull=True)
        put_on_agenda(meeting=meeting, bottlenecks=waiting[:6])


def _homes(team: User) -> Bottleneck:
    raised = Bottleneck.objects.filter(is_shared=True, blocks__key=ABOUT_HOMES).distinct()
    bottleneck = Bottleneck(
        title="De doorstroom uit de opvang stokt door gebrek aan woningen",
        text="Regio’s in het hele land melden dat de opvang vol is, omdat er geen woning is voor wie weg kan.",
        proposed_solution="Een voorrangsregel die in elke gemeente geldt.",
        found_on=clock.today(),
    )
    blocks = BuildingBlock.objects.filter(key=ABOUT_HOMES)
    return make_national(bottleneck=bottleneck, blocks=blocks, level=Level.CORE_TEAM, members=list(raised), by=team)


def _meeting(kind: BodyKind, day: date) -> Meeting:
    body = Body.objects.filter(level=BodyLevel.NATIONAL, kind=kind).first()
    meeting = Meeting(date=day, starts_at=time(13, 30), ends_at=time(15, 30), place="Utrecht")
    return plan_national_meeting(meeting=meeting, body=str(body.pk) if body else kind.value, on=day)

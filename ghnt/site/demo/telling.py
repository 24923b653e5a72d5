"""What a region says of its programme beside outline and actions: texts, goals, choices, versions, local actions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from actions import initiatives, local, planning
from actions.changes import give_reason
from actions.initiatives import Score
from actions.models import Action, Contribution, Initiative, LocalAction, MilestoneState
from actions.planning import CostValues, MilestoneValues, PlanValues
from ghnt.accounts.models import User
from ghnt.site.demo.story import Story
from programmes.chapters import add_chapter, save_chapter
from programmes.coverage import set_stance
from programmes.goals import add_goal, present_goals
from programmes.models import (
    Adoption,
    BuildingBlock,
    Consultation,
    Goal,
    OutlineNode,
    Part,
    PolicyFrame,
    ProgrammeChapter,
    ProgrammeVersion,
    RegionalProgramme,
    Stance,
)
from programmes.municipal_acts.lines import save_act
from programmes.municipal_acts.patterns import Pattern, set_for_all
from regions.models import Municipality
from reporting.programme_document import versions

FILES = Path(__file__).parent / "programmes"
Row = dict[str, Any]
DETAILS_ON = date(2020, 10, 2)  # when the actions of the earlier half year are there


def read_programme(slug: str) -> Row:
    """What the region in depth says of its programme; nothing for another region."""
    path = FILES / f"{slug}.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}


class ProgrammeTeller:
    """Puts the rows of one region into its programme: texts at once, the rest when the story comes to its day."""

    def __init__(
        self, programme: RegionalProgramme, nodes: dict[str, OutlineNode], data: Row, story: Story, by: User
    ) -> None:
        self.programme, self.nodes, self.data, self.story, self.by = programme, nodes, data, story, by

    def begin(self) -> None:
        self.write_texts()
        self.choose()
        self.story.on(DETAILS_ON, self.detail_actions)
        if later := self.data.get("rewritten"):
            self.story.on(later["on"], partial(self.write_chapters, later["chapters"]))
        for row in self.data.get("moved", ()):
            self.story.on(row["on"], partial(self.move_end, row))
        for row in self.data.get("initiatives", ()):
            self.story.on(row["proposed_on"], partial(self.propose, row))
        for row in self.data.get("local_actions", ()):
            self.story.on(row.get("start", date(2021, 2, 1)), partial(self.add_local_action, row))
        if plan := self.data.get("versions"):
            self.announce_versions(plan)

    def write_chapters(self, chapters: Row) -> None:
        for key, text in chapters.items():
            save_chapter(programme=self.programme, key=key, text=text.strip())

    def write_texts(self) -> None:
        self.write_chapters(self.data.get("chapters", {}))
        for title, text in self.data.get("own_chapters", {}).items():
            add_chapter(
                chapter=ProgrammeChapter(programme=self.programme, part=Part.PROGRAMME, title=title, text=text.strip())
            )
        for row in self.data.get("goals", ()):
            values = {key: row[key] for key in row if key != "node"}
            node = self.nodes[row["node"]] if "node" in row else None
            add_goal(goal=Goal(programme=self.programme, node=node, **values))
        for row in self.data.get("consultations", ()):
            Consultation.objects.create(programme=self.programme, **row)
        for row in self.data.get("frames", ()):
            PolicyFrame.objects.create(programme=self.programme, **row)

    def choose(self) -> None:
        """Where the region stands on the national blocks."""
        chosen = [(key, Stance(stance), "") for key, stance in self.data.get("stances", {}).items()]
        refused = [(key, Stance.NOT, reason) for key, reason in self.data.get("stances_not", {}).items()]
        blocks = {block.key: block for block in BuildingBlock.objects.filter(programme=self.programme.programme)}
        for key, stance, reason in (*chosen, *refused):
            set_stance(self.programme, blocks[key], stance=stance, reason=reason, seen_version=None, by=self.by)

    def detail_actions(self) -> None:
        for row in self.data.get("actions", ()):
            action = self.action(row["title"])
            planning.apply_plan(action=action, seen_version=action.version, values=_plan(row), by=self.by)

    def move_end(self, row: Row) -> None:
        action = self.action(row["title"])
        reason = give_reason(programme=self.programme, kind=row["kind"], text=row["reason"], by=self.by)
        planning.apply_plan(
            action=action, seen_version=action.version, values=PlanValues(end=row["end"]), by=self.by, reason=reason
        )

    def action(self, title: str) -> Action:
        return Action.objects.get(programme=self.programme, title=title)

    def propose(self, row: Row) -> None:
        words = ("title", "description", "proposed_by", "proposed_on")
        initiative = Initiative(programme=self.programme, **{key: row[key] for key in words})
        initiatives.save_initiative(initiative=initiative, seen_version=None)
        goals = list(present_goals(self.programme))
        scores = {goal: Score(Contribution(mark), "") for goal, mark in zip(goals, row.get("scores", ()), strict=False)}
        if scores:
            initiatives.weigh(initiative=initiative, scores=scores, seen_version=initiative.version)
        if "declined" in row:
            initiatives.decline(
                initiative=initiative, reason=row["declined"], seen_version=initiative.version, by=self.by
            )

    def add_local_action(self, row: Row) -> None:
        values = {key: row[key] for key in row if key not in ("slug", "node")}
        node = self.nodes[row["node"]] if "node" in row else None
        action = LocalAction(municipality=Municipality.objects.get(slug=row["slug"]), node=node, **values)
        local.save_local_action(action=action, seen_version=None)

    def announce_versions(self, plan: Row) -> None:
        self.story.on(plan["first"]["on"], partial(self.make_version, plan["first"]["note"]))
        if "treated_on" in plan:
            self.story.on(plan["treated_on"], self.treat)
        if "adopted_on" in plan:
            self.story.on(plan["adopted_on"], partial(self.adopt, plan["adopted_on"], plan["basis"]))
        for row in self.data.get("adoptions", ()):
            self.story.on(row.get("on", plan["treated_on"]), partial(self.record_act, row))
        if "second" in plan:
            self.story.on(plan["second"]["on"], partial(self.make_version, plan["second"]["note"]))

    def make_version(self, note: str) -> None:
        versions.make_version(programme=self.programme, note=note, by=self.by)

    def first_version(self) -> ProgrammeVersion:
        return self.programme.versions.get(number=1)

    def treat(self) -> None:
        versions.treat(version=self.first_version(), by=self.by)
        set_for_all(version=self.first_version(), pattern=Pattern.COUNCILS, acting=None)

    def adopt(self, day: date, basis: str) -> None:
        versions.adopt(version=self.first_version(), date=day, basis=basis, by=self.by)

    def record_act(self, row: Row) -> None:
        act = Adoption.objects.get(programme_version=self.first_version(), municipality__slug=row["slug"])
        act.result, act.decided_on = row.get("result", ""), row.get("on")
        act.planned_on, act.note = row.get("planned_on"), row.get("note", "")
        save_act(adoption=act, seen_version=act.version)


def _plan(row: Row) -> PlanValues:
    values: Row = {"milestones": list(_milestones(row.get("milestones", ()))), "costs": list(_costs(row))}
    if "contact" in row:
        values["puller_contact"] = row["contact"]
    return PlanValues(**values)


def _milestones(rows: Iterable[Row]) -> Iterable[MilestoneValues]:
    for row in rows:
        reached = row.get("reached_on")
        state = MilestoneState.REACHED if reached else MilestoneState.PLANNED
        yield MilestoneValues(row["title"], row["due"], state, reached)


def _costs(row: Row) -> Iterable[CostValues]:
    for cost in row.get("costs", ()):
        amount = Decimal(str(cost["amount"])) if "amount" in cost else None
        yield CostValues(cost["year"], amount, cost.get("cover", ""), cost.get("is_provisional", False))

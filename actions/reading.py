"""What the page of one action tells beside the action itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actions import disclosure
from actions.bottlenecks.reading import of_action
from actions.history import History, history_of
from actions.learning.research import following
from actions.models import (
    Action,
    ActionMilestone,
    ActionMunicipality,
    ActionPartner,
    ActionUpdate,
    Bottleneck,
    Lesson,
    MilestoneState,
    Research,
)
from actions.money import Money, money_of
from actions.origins import Origin, origins_of
from actions.remarks import LinkedRemark, linked_remarks
from actions.succession import lineage_of_action
from programmes import wording
from programmes.lineage import Lineage
from regions.models import Municipality
from regions.rights import Right, Rights


@dataclass(frozen=True)
class MunicipalLine:
    """A municipality of the region with its answer, or without one."""

    municipality: Municipality
    row: ActionMunicipality | None
    may_write: bool


@dataclass(frozen=True)
class MilestoneLine:
    milestone: ActionMilestone
    is_late: bool

    @property
    def is_planned(self) -> bool:
        return self.milestone.state == MilestoneState.PLANNED


@dataclass(frozen=True)
class Relative:
    """What this action came from: another action of the region, or an initiative."""

    name: str
    url: str


@dataclass(frozen=True)
class ActionFacts:
    state: ActionUpdate | None
    updates: tuple[ActionUpdate, ...]  # newest first, as far as the viewer may read them
    blocks: tuple[str, ...]
    has_own_blocks: bool
    milestones: tuple[MilestoneLine, ...]
    money: Money
    remarks: tuple[LinkedRemark, ...]
    bottlenecks: tuple[Bottleneck, ...]
    lessons: tuple[Lesson, ...]
    research: tuple[Research, ...]  # that follows it
    initiatives: tuple[Relative, ...]
    origins: tuple[Origin, ...]  # such as points for improvement of a scan
    merged: tuple[Relative, ...]  # actions that went into this one
    history: History
    lineage: Lineage  # in the programmes before and after this one
    measures: tuple[str, ...]
    partners: tuple[ActionPartner, ...]
    municipal_lines: tuple[MunicipalLine, ...]
    former_rows: tuple[ActionMunicipality, ...]  # of municipalities that are no longer in the region
    may_write: bool
    may_change: bool  # the action itself, which is not in the archive and not another region's

    @property
    def may_reach_milestones(self) -> bool:
        return self.may_change and any(line.is_planned for line in self.milestones)


def action_facts(action: Action, rights: Rights, *, on: date, history_page: str | None = None) -> ActionFacts:
    """Everything around one action that the viewer may read, in the words of the edition in force."""
    region = action.programme.region
    half_year = disclosure.latest_visible_half_year(rights, region, on=on)
    told = action.updates.as_of(half_year, outside=disclosure.is_outside(rights, region))
    updates = tuple(told.select_related("updated_by"))
    titles = wording.titles_in_force(action.programme.programme, on=on)
    lines, former = municipal_lines(action, rights, on=on)
    may_write = rights.may(Right.WRITE_ACTIONS, region)
    own_blocks = list(action.blocks.values_list("pk", flat=True))
    return ActionFacts(
        state=updates[0] if updates else None,
        updates=updates,
        blocks=wording.names(titles.blocks, own_blocks or action.node.blocks.values_list("pk", flat=True)),
        has_own_blocks=bool(own_blocks),
        milestones=tuple(MilestoneLine(one, one.is_late(on)) for one in action.milestones.all()),
        money=money_of(list(action.costs.select_related("grant")), action.spendings.all()),
        remarks=linked_remarks(action, rights),
        bottlenecks=tuple(of_action(action, rights)),
        lessons=tuple(Lesson.objects.visible_to(rights).filter(actions=action).select_related("region")),
        research=tuple(following(action)),
        initiatives=tuple(
            Relative(one.title, reverse("actions:initiative_detail", args=[region.slug, one.pk]))
            for one in action.initiatives.all()
        ),
        origins=origins_of(action, rights),
        merged=tuple(_relative(one, region.slug) for one in action.merged.present().select_related("node")),
        history=history_of(action, history_page),
        lineage=lineage_of_action(action),
        measures=wording.names(titles.measures, action.measures.values_list("pk", flat=True)),
        partners=tuple(action.partners.select_related("organisation")),
        municipal_lines=lines,
        former_rows=former,
        may_write=may_write,
        may_change=may_write and not action.is_archived and not action.is_shared_here,
    )


def _relative(action: Action, region_slug: str) -> Relative:
    return Relative(f"{action.code} {action.title}", action.url_in(region_slug))


def municipal_lines(
    action: Action, rights: Rights, *, on: date
) -> tuple[tuple[MunicipalLine, ...], tuple[ActionMunicipality, ...]]:
    """A line per municipality of the region on the date, and the rows of municipalities that left it or ended."""
    region = action.programme.region
    rows = {row.municipality_id: row for row in action.municipal_rows.select_related("municipality")}
    members = list(Municipality.objects.in_region(region, on=on))
    lines = tuple(
        MunicipalLine(
            municipality=member,
            row=rows.pop(member.pk, None),
            may_write=rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, member, region),
        )
        for member in members
    )
    return lines, tuple(rows.values())

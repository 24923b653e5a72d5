"""What the page of one action tells beside the action itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions import disclosure
from actions.models import Action, ActionMunicipality, ActionPartner, ActionUpdate
from programmes import wording
from regions.models import Municipality
from regions.rights import Right, Rights


@dataclass(frozen=True)
class MunicipalLine:
    """A municipality of the region with its answer, or without one."""

    municipality: Municipality
    row: ActionMunicipality | None
    may_write: bool


@dataclass(frozen=True)
class ActionFacts:
    state: ActionUpdate | None
    updates: tuple[ActionUpdate, ...]  # newest first, as far as the viewer may read them
    blocks: tuple[str, ...]
    measures: tuple[str, ...]
    partners: tuple[ActionPartner, ...]
    municipal_lines: tuple[MunicipalLine, ...]
    former_rows: tuple[ActionMunicipality, ...]  # of municipalities that are no longer in the region
    may_write: bool


def action_facts(action: Action, rights: Rights, *, on: date) -> ActionFacts:
    """Everything around one action that the viewer may read, in the words of the edition in force."""
    region = action.programme.region
    half_year = disclosure.latest_visible_half_year(rights, region, on=on)
    updates = tuple(action.updates.as_of(half_year).select_related("updated_by"))
    titles = wording.titles_in_force(action.programme.programme, on=on)
    lines, former = municipal_lines(action, rights, on=on)
    return ActionFacts(
        state=updates[0] if updates else None,
        updates=updates,
        blocks=wording.names(titles.blocks, action.node.blocks.values_list("pk", flat=True)),
        measures=wording.names(titles.measures, action.measures.values_list("pk", flat=True)),
        partners=tuple(action.partners.select_related("organisation")),
        municipal_lines=lines,
        former_rows=former,
        may_write=rights.may(Right.WRITE_ACTIONS, region),
    )


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

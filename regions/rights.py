"""Who may what: one table of roles and rights, and what one person holds today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Q

from regions.models import Municipality, Region, RegionMembership, Role, RoleAssignment
from regions.models.geography import DatedQuerySet, valid_on


class Right(StrEnum):
    READ_REGION = "read_region"  # programme, actions and decisions of a region
    SEE_RUNNING_ASSESSMENT = "see_running_assessment"  # koers and notes of a half year that is not submitted yet
    WRITE_PROGRAMME = "write_programme"
    ADOPT_PROGRAMME = "adopt_programme"
    WRITE_ACTIONS = "write_actions"
    WRITE_DECISIONS = "write_decisions"  # proposals, routes, meetings of the region
    RECORD_CONCLUSIONS = "record_conclusions"  # meetings, agenda and conclusions of a body
    READ_UNDISTRIBUTED = "read_undistributed"  # proposals with "Verspreiden: nee"
    WRITE_MUNICIPAL_ROWS = "write_municipal_rows"
    READ_MUNICIPAL_ROWS = "read_municipal_rows"  # what each municipality said of conclusions
    READ_DRAFT_REPORT = "read_draft_report"
    READ_SUBMITTED_REPORT = "read_submitted_report"
    WRITE_REPORT = "write_report"
    SUBMIT_REPORT = "submit_report"
    ADOPT_REPORT = "adopt_report"
    JUDGE_REPORT = "judge_report"  # take up, return and accept
    REOPEN_REPORT = "reopen_report"  # let a region make a new version of what was accepted
    MARK_PASSAGES = "mark_passages"  # of what a region submitted, as a reader at national level
    WRITE_ROUNDS = "write_rounds"
    READ_INSIDE = "read_inside"  # what a region keeps to itself: exact small counts, what it did not share yet
    WRITE_NATIONAL = "write_national"  # what the national team keeps: indicators, circles, national bottlenecks
    WRITE_REFERENCE = "write_reference"  # users, roles, reference tables


_READER = frozenset({Right.READ_REGION, Right.READ_INSIDE, Right.SEE_RUNNING_ASSESSMENT, Right.READ_SUBMITTED_REPORT})
_EDITOR = _READER | {
    Right.WRITE_PROGRAMME,
    Right.WRITE_ACTIONS,
    Right.WRITE_DECISIONS,
    Right.RECORD_CONCLUSIONS,
    Right.READ_UNDISTRIBUTED,
    Right.WRITE_MUNICIPAL_ROWS,
    Right.READ_MUNICIPAL_ROWS,
    Right.READ_DRAFT_REPORT,
    Right.WRITE_REPORT,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.LEADER: _EDITOR | {Right.ADOPT_PROGRAMME, Right.SUBMIT_REPORT, Right.ADOPT_REPORT},
    Role.EDITOR: _EDITOR,
    Role.SECRETARY: frozenset({Right.RECORD_CONCLUSIONS, Right.READ_UNDISTRIBUTED}),
    Role.MUNICIPAL: _READER | {Right.WRITE_MUNICIPAL_ROWS, Right.READ_MUNICIPAL_ROWS},
    Role.READER: _READER,
    Role.NATIONAL: frozenset(
        {
            Right.READ_REGION,
            Right.READ_MUNICIPAL_ROWS,
            Right.READ_SUBMITTED_REPORT,
            Right.JUDGE_REPORT,
            Right.REOPEN_REPORT,
            Right.MARK_PASSAGES,
            Right.WRITE_ROUNDS,
            Right.WRITE_NATIONAL,
        }
    ),
    Role.ADVISER: frozenset(
        {Right.READ_REGION, Right.READ_MUNICIPAL_ROWS, Right.READ_SUBMITTED_REPORT, Right.MARK_PASSAGES}
    ),
    Role.ADMINISTRATOR: frozenset({Right.WRITE_REFERENCE}),
}


@dataclass(frozen=True)
class Rights:
    """What one person may today. A right held for all regions is held for each of them."""

    national: frozenset[Right] = frozenset()
    by_region: dict[int, frozenset[Right]] = field(default_factory=dict)
    by_municipality: dict[int, frozenset[Right]] = field(default_factory=dict)
    by_body: dict[int, frozenset[Right]] = field(default_factory=dict)
    roles: frozenset[Role] = frozenset()

    def may(self, right: Right, region: Region | int | None = None) -> bool:
        """Whether the right is held nationally, or for the region given."""
        if right in self.national:
            return True
        key = region.pk if isinstance(region, Region) else region
        return key is not None and right in self.by_region.get(key, frozenset())

    def may_anywhere(self, right: Right) -> bool:
        held = (
            *self.by_region.values(),
            *self.by_municipality.values(),
            *self.by_body.values(),
        )
        return right in self.national or any(right in rights for rights in held)

    def may_for_municipality(self, right: Right, municipality: Municipality | int, region: Region | int) -> bool:
        """Whether the right is held for the municipality itself or for its whole region by a regional role."""
        key = municipality.pk if isinstance(municipality, Municipality) else municipality
        return self.may(right, region) or right in self.by_municipality.get(key, frozenset())

    def regions(self, right: Right) -> frozenset[int] | None:
        """The regions for which the right is held; None means all of them."""
        if right in self.national:
            return None
        return frozenset(key for key, rights in self.by_region.items() if right in rights)

    def bodies(self, right: Right) -> frozenset[int]:
        """The bodies for which the right is held by a secretary."""
        return frozenset(key for key, rights in self.by_body.items() if right in rights)

    def municipalities(self, right: Right) -> frozenset[int]:
        return frozenset(key for key, rights in self.by_municipality.items() if right in rights)


# A municipal officer reads the whole region but writes for the own municipality alone.
ONLY_OWN_MUNICIPALITY = frozenset({Right.WRITE_MUNICIPAL_ROWS, Right.READ_MUNICIPAL_ROWS})


def rights_of(user: Any, *, on: date) -> Rights:
    """The rights a user holds on a date, from the role assignments alone. Anonymous: none."""
    if not user.is_authenticated or not user.is_active:
        return Rights()
    assignments = list(counting_on(RoleAssignment.objects.filter(user=user).valid(on), on))
    national: set[Right] = set()
    regional: dict[int, frozenset[Right]] = {}
    municipal: dict[int, frozenset[Right]] = {}
    bodies: dict[int, frozenset[Right]] = {}
    for assignment in assignments:
        held = RIGHTS[Role(assignment.role)]
        if assignment.region_id:
            _add(regional, assignment.region_id, held)
        elif assignment.municipality_id:
            _add(municipal, assignment.municipality_id, held)
        elif assignment.body_id:
            _add(bodies, assignment.body_id, held)
        else:
            national |= held
    for region_id, held in _regions_of(municipal, on):
        _add(regional, region_id, held - ONLY_OWN_MUNICIPALITY)
    roles = frozenset(Role(assignment.role) for assignment in assignments)
    return Rights(frozenset(national), regional, municipal, bodies, roles)


def counting_on(assignments: DatedQuerySet, on: date) -> DatedQuerySet:
    """Without those for a municipality that does not exist on the date: its successor has an officer of its own."""
    return assignments.filter(Q(municipality__isnull=True) | valid_on(on, "municipality__"))


def _add(held: dict[int, frozenset[Right]], key: int, rights: frozenset[Right]) -> None:
    held[key] = held.get(key, frozenset()) | rights


def _regions_of(municipal: dict[int, frozenset[Right]], on: date) -> Iterable[tuple[int, frozenset[Right]]]:
    """The regions of the municipalities on the date; an ended municipality gives none."""
    if not municipal:
        return []
    members = RegionMembership.objects.current(on).filter(municipality__in=municipal)
    return [(member.target_id, municipal[member.municipality_id]) for member in members]

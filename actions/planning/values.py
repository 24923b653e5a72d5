"""What somebody wants an action's plan to be, in whole or in part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal

from actions.models import MilestoneState
from programmes.models import BuildingBlock, Measure, OutlineNode, Remark
from regions.models import Organisation


class Leave(Enum):
    """Says of a value that it stays as it is; None is a value of its own ("no trekker")."""

    LEAVE = "leave"


LEAVE: Final = Leave.LEAVE
Left = Literal[Leave.LEAVE]


@dataclass(frozen=True)
class PartnerValues:
    organisation: Organisation
    responsible_for: str = ""


@dataclass(frozen=True)
class MilestoneValues:
    """A milestone as it must become; without a pk it is a new one."""

    title: str
    due: date | None = None
    state: str = MilestoneState.PLANNED
    reached_on: date | None = None
    pk: int | None = None


@dataclass(frozen=True)
class CostValues:
    """What a year costs and who pays; amount None is "p.m."; without a pk it is a new one."""

    year: int
    amount: Decimal | None = None
    cover: str = ""
    is_provisional: bool = False
    pk: int | None = None
    grant_id: int | Left | None = LEAVE  # of the region's grants; left: what stands there stays


@dataclass(frozen=True)
class PlanValues:
    """The fields of a plan to change; what is not given stays as it is."""

    title: str | Left = LEAVE
    node: OutlineNode | Left = LEAVE
    description: str | Left = LEAVE
    expected_result: str | Left = LEAVE
    puller: Organisation | Left | None = LEAVE
    puller_contact: str | Left = LEAVE
    owner: Organisation | Left | None = LEAVE
    priority: str | Left = LEAVE
    start: date | Left | None = LEAVE
    end: date | Left | None = LEAVE
    measures: Iterable[Measure] | Left = LEAVE
    blocks: Iterable[BuildingBlock] | Left = LEAVE
    remarks: Iterable[Remark] | Left = LEAVE
    partners: Iterable[PartnerValues] | Left = LEAVE
    milestones: Iterable[MilestoneValues] | Left = LEAVE
    costs: Iterable[CostValues] | Left = LEAVE

    @property
    def given(self) -> dict[str, Any]:
        """The values to change, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not LEAVE}

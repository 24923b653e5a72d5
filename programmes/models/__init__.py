from programmes.models.catalogue import (
    ActionLine,
    BuildingBlock,
    CatalogueEdition,
    CatalogueEntry,
    CatalogueLink,
    Condition,
    LinkKind,
    Measure,
    Programme,
)
from programmes.models.decisions import (
    Conclusion,
    Outcome,
    Purpose,
    Remark,
    Round,
    RoundKind,
    RouteStep,
)
from programmes.models.meetings import AgendaItem, Meeting, MeetingState
from programmes.models.outline import OutlineNode, RegionalProgramme
from programmes.models.proposals import (
    Proposal,
    ProposalAttachment,
    ProposalSource,
    ProposedDecision,
)

__all__ = [
    "ActionLine",
    "AgendaItem",
    "BuildingBlock",
    "CatalogueEdition",
    "CatalogueEntry",
    "CatalogueLink",
    "Conclusion",
    "Condition",
    "LinkKind",
    "Measure",
    "Meeting",
    "MeetingState",
    "Outcome",
    "OutlineNode",
    "Programme",
    "Proposal",
    "ProposalAttachment",
    "ProposalSource",
    "ProposedDecision",
    "Purpose",
    "RegionalProgramme",
    "Remark",
    "Round",
    "RoundKind",
    "RouteStep",
]

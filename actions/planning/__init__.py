"""What is agreed about an action: making and changing it, with all that hangs on it, and a municipality's own row."""

from actions.planning.duplicating import duplicate_action
from actions.planning.merging import MergePreview, merge_actions, preview_merge
from actions.planning.municipal import save_municipal_row
from actions.planning.putting_away import archive_action, remove_action, restore_action, unarchive_action
from actions.planning.saving import (
    LED_ELSEWHERE,
    add_action,
    apply_plan,
    change_action,
    next_number,
    reach_milestone,
)
from actions.planning.values import (
    LEAVE,
    CostValues,
    Leave,
    MilestoneValues,
    PartnerValues,
    PlanValues,
)

__all__ = [
    "LEAVE",
    "LED_ELSEWHERE",
    "CostValues",
    "Leave",
    "MergePreview",
    "MilestoneValues",
    "PartnerValues",
    "PlanValues",
    "add_action",
    "apply_plan",
    "archive_action",
    "change_action",
    "duplicate_action",
    "merge_actions",
    "next_number",
    "preview_merge",
    "reach_milestone",
    "remove_action",
    "restore_action",
    "save_municipal_row",
    "unarchive_action",
]

"""A region's own programme and outline: which one holds, how it reads, and the changes to it."""

from programmes.outline.branches import Branch, branches
from programmes.outline.editing import add_node, change_node
from programmes.outline.hanging import move_along
from programmes.outline.history import NodeChange, node_history
from programmes.outline.joining import Merging, merge_nodes, merge_plan, split_node
from programmes.outline.next_number import next_code
from programmes.outline.numbering import NewCode, new_codes, renumber
from programmes.outline.ordering import place_node, place_words, step_node
from programmes.outline.reading import (
    OutlineRow,
    current_or_coming,
    national_programme,
    node_sentences,
    outline_rows,
    programme_for,
    tell_about_nodes,
)
from programmes.outline.removing import remove_node, restore_node, why_not_removed
from programmes.outline.tree import MAX_LEVELS, OUTLINE_CHANGED, Tree, outline_mark, parent_choices

__all__ = [
    "MAX_LEVELS",
    "OUTLINE_CHANGED",
    "Branch",
    "Merging",
    "NewCode",
    "NodeChange",
    "OutlineRow",
    "Tree",
    "add_node",
    "branches",
    "change_node",
    "current_or_coming",
    "merge_nodes",
    "merge_plan",
    "move_along",
    "national_programme",
    "new_codes",
    "next_code",
    "node_history",
    "node_sentences",
    "outline_mark",
    "outline_rows",
    "parent_choices",
    "place_node",
    "place_words",
    "programme_for",
    "remove_node",
    "renumber",
    "restore_node",
    "split_node",
    "step_node",
    "tell_about_nodes",
    "why_not_removed",
]

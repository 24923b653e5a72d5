"""Copying a region's programme to its successor.

offered(source)                                the actions that may go along, with their state
luggage(succession) -> Luggage                 what goes along and what stays behind, to show before it happens
make_successor(succession, by) -> programme    does it, all or nothing
lineage_of_action(action)                      where an action came from and where it goes on
"""

from actions.succession.copying import make_successor
from actions.succession.lineage import lineage_of_action
from actions.succession.packing import Luggage, luggage, offered
from actions.succession.wishing import Going, Succession

__all__ = ["Going", "Luggage", "Succession", "lineage_of_action", "luggage", "make_successor", "offered"]

"""What becomes of each action when its programme ends: it goes on, is finished, or goes over to somebody else.

destinies_of(programme)            every own action with its choice and with what it became
save_destinies(programme, chosen)  the choices that changed, all or none
side_by_side(programme)            the old and the new programme, each in its own words
"""

from actions.destinies.choosing import Chosen, DestinyConflictError, save_destinies
from actions.destinies.reading import Destinies, DestinyRow, destinies_of

__all__ = ["Chosen", "Destinies", "DestinyConflictError", "DestinyRow", "destinies_of", "save_destinies"]

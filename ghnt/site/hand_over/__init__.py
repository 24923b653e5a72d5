"""What a new project leader finds: what runs, what waits, who is who, where everything stands, what comes."""

from ghnt.site.hand_over.collecting import hand_over_of
from ghnt.site.hand_over.content import HandedOver, read_content
from ghnt.site.hand_over.keeping import save_own_words
from ghnt.site.hand_over.paper import draw

__all__ = ["HandedOver", "draw", "hand_over_of", "read_content", "save_own_words"]

"""What each municipality has to say to a version of the programme, and what it said ("vaststelling door gemeenten").

acts_of(version, rights) -> tuple[ActLine, ...]     a line per municipality
summary(version) -> ActsSummary                     the same counted, in words; `summarise` of lines read already
version_to_tell(programme)                          the version that a short line speaks of
set_for_all(...), plan_of(version)                  one way of adopting for all municipalities, with the usual steps
save_act(...)                                       the row of one municipality
steps.py, motions.py, recesses.py                   its steps; what the council added; when it does not meet
matrix.py                                           municipality × step, on a day
states.py                                           who may do what, as a table
"""

from programmes.models import Pattern
from programmes.municipal_acts.counting import ActsSummary, summarise, summary, version_to_tell
from programmes.municipal_acts.lines import ActLine, OpenAct, acts_of, centres_of, day_of, save_act
from programmes.municipal_acts.patterns import plan_of, set_for_all
from programmes.municipal_acts.states import ActVerb

__all__ = [
    "ActLine",
    "ActVerb",
    "ActsSummary",
    "OpenAct",
    "Pattern",
    "acts_of",
    "centres_of",
    "day_of",
    "plan_of",
    "save_act",
    "set_for_all",
    "summarise",
    "summary",
    "version_to_tell",
]

from actions.models.action import Action, Priority
from actions.models.involvement import ActionMunicipality, ActionPartner
from actions.models.states import ENDED_PHASES, NEEDS_EXPLANATION, Assessment, Participation, Phase
from actions.models.update import ActionUpdate, DisclosedHalfYear

__all__ = [
    "ENDED_PHASES",
    "NEEDS_EXPLANATION",
    "Action",
    "ActionMunicipality",
    "ActionPartner",
    "ActionUpdate",
    "Assessment",
    "DisclosedHalfYear",
    "Participation",
    "Phase",
    "Priority",
]

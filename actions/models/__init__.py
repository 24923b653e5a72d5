from actions.models.action import Action, Priority
from actions.models.asking import AnswerOutcome, PullerAnswer, PullerRequest
from actions.models.involvement import ActionMunicipality, ActionPartner
from actions.models.local import Contribution, Initiative, InitiativeScore, InitiativeState, LocalAction
from actions.models.planning import (
    ActionChange,
    ActionCost,
    ActionFile,
    ActionMilestone,
    ChangeReason,
    MilestoneState,
    ReasonKind,
)
from actions.models.sharing import ActionOffer, OfferOutcome
from actions.models.states import ENDED_PHASES, NEEDS_EXPLANATION, Assessment, Participation, Phase
from actions.models.update import ActionUpdate, DisclosedHalfYear
from actions.models.views import ActionImport, ListKind, ListRendering, RegionVisit, SavedView

__all__ = [
    "ENDED_PHASES",
    "NEEDS_EXPLANATION",
    "Action",
    "ActionChange",
    "ActionCost",
    "ActionFile",
    "ActionImport",
    "ActionMilestone",
    "ActionMunicipality",
    "ActionOffer",
    "ActionPartner",
    "ActionUpdate",
    "AnswerOutcome",
    "Assessment",
    "ChangeReason",
    "Contribution",
    "DisclosedHalfYear",
    "Initiative",
    "InitiativeScore",
    "InitiativeState",
    "ListKind",
    "ListRendering",
    "LocalAction",
    "MilestoneState",
    "OfferOutcome",
    "Participation",
    "Phase",
    "Priority",
    "PullerAnswer",
    "PullerRequest",
    "ReasonKind",
    "RegionVisit",
    "SavedView",
]

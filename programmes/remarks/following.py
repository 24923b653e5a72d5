"""Saying what became of a remark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from ghnt.ui.text import clean_pasted
from programmes.models import (
    OutlineNode,
    ProgrammeVersion,
    ProposalVersion,
    Remark,
    RemarkFollowUp,
    RemarkState,
)
from programmes.remarks.hanging import links_of
from programmes.remarks.states import Standing, standing_of


@dataclass(frozen=True)
class Following:
    """What is said of a remark; what does not belong to the state is left out when it is saved."""

    state: RemarkState
    explanation: str = ""
    who: str = ""
    due: date | None = None
    node: OutlineNode | None = None
    proposal_version: ProposalVersion | None = None
    programme_version: ProgrammeVersion | None = None

    def tidy(self) -> Following:
        if self.state == RemarkState.OPEN:
            kept = Following(self.state, self.explanation, self.who, self.due)
        elif self.state == RemarkState.NOT_TAKEN:
            kept = Following(self.state, self.explanation)
        else:
            kept = replace(self, who="", due=None)
        return replace(kept, explanation=clean_pasted(kept.explanation).text.strip(), who=kept.who.strip())


@transaction.atomic
def follow_up(*, remark: Remark, seen_version: int, values: Following, by: User) -> RemarkFollowUp:
    """Save what became of a remark. `seen_version` is 0 when nothing was said of it yet.

    Raises ValidationError when the conclusion was corrected, the state lacks its reason, place or person, or a place
    is not of the remark's region; EditConflictError when somebody else said something of it in between.
    """
    if standing_of(remark) == Standing.REPLACED:
        raise ValidationError(
            "De conclusie van deze opmerking is verbeterd. Volg de opmerking bij de verbeterde conclusie op.",
            code="replaced",
        )
    kept = values.tidy()
    _refuse_incomplete(remark, kept)
    _refuse_foreign(remark, kept)
    found = RemarkFollowUp.objects.filter(remark=remark).first()
    row = found or RemarkFollowUp(remark=remark, version=1)
    if found:
        row.claim(seen_version)
    for name, value in vars(kept).items():
        setattr(row, name, value)
    row._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise EditConflictError(RemarkFollowUp.objects.get(remark=remark)) from None
    return row


def _refuse_incomplete(remark: Remark, values: Following) -> None:
    places = (values.node, values.proposal_version, values.programme_version)
    if values.state == RemarkState.NOT_TAKEN and not values.explanation:
        raise ValidationError({"explanation": "Schrijf waarom u de opmerking niet overneemt."})
    if values.state == RemarkState.PROCESSED and not any(places) and not links_of([remark.pk]):
        raise ValidationError({"state": "Kies waar de opmerking is verwerkt: een onderdeel, een versie of een actie."})
    if values.state == RemarkState.OPEN and not values.who:
        raise ValidationError({"who": "Schrijf wie deze opmerking oppakt, bijvoorbeeld een functie."})
    if values.state == RemarkState.OPEN and values.due is None:
        raise ValidationError({"due": "Vul in vóór wanneer, bijvoorbeeld 3 maart 2027."})


def _refuse_foreign(remark: Remark, values: Following) -> None:
    proposal = remark.conclusion.step.round.proposal
    regions = [one.programme.region_id for one in (values.node, values.programme_version) if one]
    is_other = values.proposal_version is not None and values.proposal_version.proposal_id != proposal.pk
    if is_other or any(region != proposal.region_id for region in regions):
        raise ValidationError("Kies een onderdeel of versie van deze regio.", code="foreign")

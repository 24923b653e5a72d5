"""Putting a proposal in the bin, and back. What bodies concluded on it is kept for good."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from ghnt import clock
from ghnt.accounts.models import User
from programmes.meetings import clear_item
from programmes.models import Conclusion, Proposal, ProposalSource, ProposalVersion, RouteStep
from programmes.models.proposals import ProposalQuerySet


@transaction.atomic
def remove_proposal(*, proposal: Proposal, seen: int, by: User) -> None:
    """Put it in the bin; what it still had to go through leaves the agendas and keeps its date.

    Raises EditConflictError when it changed since version `seen`, ValidationError when a secretary is already
    writing a conclusion on it.
    """
    proposal.claim(seen)
    for step in RouteStep.objects.filter(round__proposal=proposal).open().select_related("meeting"):
        _leave_agenda(step)
    proposal.removed_at, proposal.removed_by = clock.now(), by
    _note(proposal, "In de prullenbak gelegd")


@transaction.atomic
def restore_proposal(*, proposal: Proposal) -> None:
    """Take it out of the bin; a secretary puts its steps on an agenda again."""
    proposal.claim(proposal.version)
    proposal.removed_at = proposal.removed_by = None
    _note(proposal, "Uit de prullenbak gehaald")


def removed_proposals(proposals: ProposalQuerySet) -> ProposalQuerySet:
    """Those in the bin, with `stays`: something of it was recorded, so it is never deleted for good."""
    kept = [
        Exists(Conclusion.objects.filter(step__round__proposal=OuterRef("pk"))),
        Exists(ProposalVersion.objects.filter(proposal=OuterRef("pk"))),
        Exists(ProposalSource.objects.filter(proposal=OuterRef("pk"))),
    ]
    removed = proposals.filter(removed_at__isnull=False).annotate(stays=kept[0] | kept[1] | kept[2])
    return removed.filter(Q(stays=True) | Q(pk__in=proposals.in_bin().values("pk"))).order_by("-removed_at")


def _leave_agenda(step: RouteStep) -> None:
    if step.meeting and step.meeting.is_recorded:
        return  # that agenda is fixed; nobody sees the item as long as the proposal lies in the bin
    day = step.date
    if item := getattr(step, "agenda_item", None):
        clear_item(item=item)
        step.refresh_from_db()
    step.meeting, step.planned_date = None, day
    step.save()


def _note(proposal: Proposal, reason: str) -> None:
    proposal._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
    proposal.save()

"""Saving a proposal with its numbered decisions and the names of its attachments."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from programmes.models import Proposal, ProposalAttachment, ProposedDecision


@transaction.atomic
def create_proposal(*, proposal: Proposal, decisions: Sequence[str], attachments: Sequence[str]) -> Proposal:
    """Save a new proposal; the same page (token) posted again gives the proposal that it made."""
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError:
        return Proposal.objects.get(token=proposal.token)
    _replace_texts(proposal, decisions, attachments)
    return proposal


@transaction.atomic
def update_proposal(*, proposal: Proposal, seen: int, decisions: Sequence[str], attachments: Sequence[str]) -> Proposal:
    """Save an edited proposal. Raises EditConflictError when somebody else saved it since version `seen`."""
    proposal.claim(seen)
    proposal.save()
    _replace_texts(proposal, decisions, attachments)
    return proposal


def _replace_texts(proposal: Proposal, decisions: Sequence[str], attachments: Sequence[str]) -> None:
    proposal.decisions.all().delete()
    proposal.attachments.all().delete()
    ProposedDecision.objects.bulk_create(
        ProposedDecision(proposal=proposal, number=number, text=text) for number, text in enumerate(decisions, 1)
    )
    ProposalAttachment.objects.bulk_create(
        ProposalAttachment(proposal=proposal, number=number, title=title) for number, title in enumerate(attachments, 1)
    )

"""The lines about reviewing on the page of a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from programmes.models import Proposal
from programmes.review.bundles import to_submit
from programmes.review.overview import Column, columns_of
from regions.rights import Right, Rights


@dataclass(frozen=True)
class ReviewSummary:
    """Nothing at all for whoever may not read what municipalities said."""

    columns: tuple[Column, ...]
    may_read: bool  # the whole overview
    to_submit: int  # conclusions that this visitor may still lay before the municipalities


def summary_of(proposal: Proposal, rights: Rights, *, on: date) -> ReviewSummary:
    """For a proposal that this person may read; of an officer's region the counts alone."""
    region = proposal.region
    may_read = rights.may(Right.READ_MUNICIPAL_ROWS, region)
    columns = columns_of(proposal, on=on) if may_read or rights.municipalities(Right.READ_MUNICIPAL_ROWS) else []
    left = len(to_submit(proposal)) if rights.may(Right.WRITE_DECISIONS, region) else 0
    return ReviewSummary(tuple(columns), may_read, left)

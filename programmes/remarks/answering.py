"""A new version of a proposal, and the open remarks that it answers."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from ghnt.accounts.models import User
from programmes.models import Conclusion, Proposal, ProposalVersion, Remark, RemarkFollowUp, RemarkState
from programmes.remarks.following import Following, follow_up

_RELATED = ("conclusion__step__round__proposal", "conclusion__replaced_by", "conclusion__outcome", "follow_up")


def answerable(proposal: Proposal) -> QuerySet[Remark]:
    """The open remarks of a proposal's conclusions that stand, oldest conclusion first."""
    is_open = Q(follow_up__isnull=True) | Q(follow_up__state=RemarkState.OPEN)
    rows = Remark.objects.filter(
        is_open,
        conclusion__step__round__proposal=proposal,
        conclusion__in=Conclusion.objects.current().values("pk"),
    )
    return rows.select_related(*_RELATED).order_by("conclusion__date", "conclusion__pk", "number")


def answered_by(version: ProposalVersion) -> list[Remark]:
    """The remarks that were processed in this version, in the order of the conclusions; one query."""
    rows = Remark.objects.filter(follow_up__proposal_version=version, follow_up__state=RemarkState.PROCESSED)
    return list(rows.select_related(*_RELATED).order_by("conclusion__date", "conclusion__pk", "number"))


@transaction.atomic
def answer_with(*, version: ProposalVersion, remarks: Collection[int], by: User) -> list[RemarkFollowUp]:
    """Mark these open remarks of the version's proposal as processed in it; what is no longer open is left alone.

    Raises ValidationError when none was chosen.
    """
    if not remarks:
        raise ValidationError("Kies de opmerkingen die deze versie beantwoordt, of ga terug zonder te kiezen.")
    return [
        follow_up(
            remark=remark,
            seen_version=_version_of(remark),
            values=Following(RemarkState.PROCESSED, _explanation_of(remark), proposal_version=version),
            by=by,
        )
        for remark in answerable(version.proposal).filter(pk__in=remarks)
    ]


def _version_of(remark: Remark) -> int:
    row = getattr(remark, "follow_up", None)
    return row.version if row else 0


def _explanation_of(remark: Remark) -> str:
    row = getattr(remark, "follow_up", None)
    return row.explanation if row else ""

"""What a region answered to the same questions last time."""

from __future__ import annotations

from programmes.models import OutlineNode
from regions.models import Region
from reporting.models import Answer, Report, ReportRound


def earlier_answers(region: Region, round: ReportRound, node: OutlineNode | None) -> dict[str, str]:
    """By key of the question, the answers of the last report before this round, about the same node."""
    reports = Report.objects.filter(region=region, round__half_year__lt=round.half_year)
    last = reports.order_by("-round__half_year")[:1]
    answers = Answer.objects.filter(report__in=last.values("pk"), node=node)
    return dict(answers.values_list("question__key", "text"))

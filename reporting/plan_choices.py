"""The writers choose, one by one, which later changes of the plan stand in the report."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from actions.models import ActionChange
from ghnt import clock
from ghnt.accounts.models import User
from regions.models import Region
from reporting.answering import writable_report
from reporting.models import PlanChoice, ReportRound
from reporting.plan_offers import OFFERED, offers_for
from reporting.stray import stray_answers


@dataclass(frozen=True)
class PlanToDo:
    """What happened to the plan since the half year: how much in all, how much nobody chose about, texts left over."""

    offers: int
    open: int
    stray: int

    @property
    def words(self) -> str:
        parts = []
        if self.offers:
            noun = "wijziging" if self.offers == 1 else "wijzigingen"
            parts.append(f"{self.offers} {noun} na dit halfjaar, {self.open or 'geen'} nog te kiezen")
        if self.stray:
            noun = "tekst" if self.stray == 1 else "teksten"
            parts.append(f"{self.stray} {noun} van een onderdeel dat er niet meer is")
        return "; ".join(parts)


def plan_to_do(region: Region, round: ReportRound) -> PlanToDo:
    """For the task list; as long as nothing changed after the half year it asks no more than that."""
    later = ActionChange.objects.filter(action__programme__region=region, at__gte=round.half_year.span[1])
    offers = offers_for(region, round) if later.filter(field__in=OFFERED).exists() else ()
    return PlanToDo(len(offers), sum(one.is_taken is None for one in offers), len(stray_answers(region, round)))


@transaction.atomic
def choose_change(*, region: Region, round: ReportRound, change: ActionChange, is_taken: bool, by: User) -> PlanChoice:
    """Take a change over or leave it; choosing again replaces the choice.

    Raises ValidationError when the report is no longer in the hands of its region.
    """
    report = writable_report(region, round)
    chosen = {"is_taken": is_taken, "by": by, "at": clock.now()}
    return PlanChoice.objects.update_or_create(report=report, change=change, defaults=chosen)[0]

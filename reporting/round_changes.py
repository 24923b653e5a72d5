"""What happens to a round: asked, changed before and after it opened, postponed for one region, begun by a region."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.periods import HalfYear
from ghnt.ui.dates import long_date
from programmes.models import BuildingBlock, Condition, RegionalProgramme
from regions.models import Region
from reporting.due import due_for
from reporting.models import DueExtension, QuestionSet, Report, ReportRound, RoundKind
from reporting.one_moment import exactly_once
from reporting.rounds import asked_regions
from reporting.states import is_handed_in, with_events
from reporting.telling import tell_extended

_TWICE = "Deze ronde bestaat al. Een collega maakte haar op hetzelfde moment."


def save_round(
    *,
    round: ReportRound,
    seen: int,
    blocks: Iterable[BuildingBlock],
    conditions: Iterable[Condition],
    invited: Iterable[Region],
) -> ReportRound:
    """Keep a new round, or one that did not open yet, with all that it asks.

    Raises EditConflictError when a colleague changed it since, ValidationError when it opened in the meantime.
    """
    with exactly_once(_TWICE), transaction.atomic():
        if round.pk:
            stored = ReportRound.objects.select_for_update().get(pk=round.pk)
            if is_fixed(stored):
                raise ValidationError("De ronde is intussen open. Wat u vroeg, kunt u niet meer wijzigen.")
            round.claim(seen)
        round.save()
        round.blocks.set(blocks)
        round.conditions.set(conditions)
        round.invited.set(invited)
    return round


def change_open_round(*, round: ReportRound, seen: int, more: Iterable[Region]) -> ReportRound:
    """Keep later dates and the explanation of a round that opened, and ask more regions.

    Raises EditConflictError when a colleague changed it since.
    """
    with transaction.atomic():
        round.claim(seen)
        round.save(update_fields=("due", "reaction_due", "explanation", "version"))
        round.invited.add(*more)
    return round


def is_fixed(round: ReportRound) -> bool:
    """Whether regions may have begun, so that what is asked stays as it is."""
    return round.opens <= clock.today()


def extend_due(*, round: ReportRound, region: Region, due: date, reason: str, by: User) -> DueExtension:
    """Give one region until a later date, as long as it handed nothing in; its writers are told."""
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf waarom de regio uitstel krijgt."})
    with transaction.atomic():
        locked = ReportRound.objects.select_for_update().get(pk=round.pk)
        _check_extension(locked, region, due)
        extension = DueExtension.objects.create(
            round=locked, region=region, due=due, reason=reason.strip(), by=by, by_name=by.name, at=clock.now()
        )
        tell_extended(extension)
    return extension


def _check_extension(round: ReportRound, region: Region, due: date) -> None:
    if round.is_own or not asked_regions(round, clock.today()).filter(pk=region.pk).exists():
        raise ValidationError("Deze regio is voor deze ronde niet gevraagd.")
    if is_handed_in(with_events(Report.objects.filter(region=region, round=round)).first()):
        raise ValidationError("De regio heeft al ingediend. Uitstel is niet meer nodig.")
    if due <= round.due:
        message = f"Kies een datum na die van de ronde, {long_date(round.due)}."
        raise ValidationError({"due": message})
    if due == due_for(round, region):
        raise ValidationError({"due": f"De regio heeft al uitstel tot {long_date(due)}."})


def start_own(*, region: Region, half_year: HalfYear, due: date, by: User) -> Report:
    """Begin a region's own report, without a national request: with the last questions asked, in a round of its own."""
    today = clock.today()
    programme = RegionalProgramme.objects.running(region, today)
    if programme is None:
        raise ValidationError("Uw regio heeft nog geen programma. Begin daarmee, dan kunt u erover rapporteren.")
    if due <= today:
        raise ValidationError({"due": "Kies een datum die nog komt."})
    questions = _questions()
    if questions is None:
        raise ValidationError("Er is nog geen vragenlijst. Vraag het landelijk team erom.")
    with exactly_once("Uw regio heeft voor dit halfjaar al een eigen rapportage."), transaction.atomic():
        round = ReportRound.objects.create(
            code=f"eigen-{region.slug[:24].strip('-')}-{half_year}",
            kind=RoundKind.OWN,
            name="Eigen rapportage",
            programme=programme.programme,
            half_year=half_year,
            question_set=questions,
            is_for_all=False,
            owner=region,
            opens=today,
            due=due,
        )
        return Report.objects.create(region=region, round=round, started_at=clock.now())


def _questions() -> QuestionSet | None:
    """The newest set that the national team ever asked; a newer one may still be in the making."""
    newest_first = QuestionSet.objects.order_by("-number")
    asked = ReportRound.objects.national().values("question_set")
    return newest_first.filter(pk__in=asked).first() or newest_first.first()

"""Undoing the reading of a form: what nobody touched since goes back; what a body concluded stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from ghnt import clock
from ghnt.accounts.models import User
from programmes.form_imports import ImportChanges, version_after
from programmes.models import (
    Conclusion,
    FormImport,
    Meeting,
    Proposal,
    ProposalFile,
    ProposalVersion,
    RemarkFollowUp,
    Round,
    RouteStep,
)
from programmes.proposal_removal import remove_proposal
from regions.models import Body


@dataclass(frozen=True)
class Undone:
    """What became of it, in sentences; `conclusions` are those that stay, for a link to correct each."""

    is_binned: bool
    sentences: tuple[str, ...]
    conclusions: tuple[Conclusion, ...]


def last_import(proposal: Proposal) -> FormImport | None:
    """The form that was read last and can still be undone; earlier ones wait for later ones."""
    return proposal.imports.filter(undone_at__isnull=True).order_by("pk").last()


@transaction.atomic
def undo_import(*, made: FormImport, by: User) -> Undone:
    """Take back what a form changed, as far as nobody touched it since.

    Raises ValidationError when it was undone already, when a later form was read, or, for the form that made the
    proposal, when something was done with the proposal since.
    """
    proposal = Proposal.objects.select_for_update().get(pk=made.proposal_id)
    made = FormImport.objects.select_for_update().get(pk=made.pk)
    if made.undone_at:
        raise ValidationError("Deze invoer is al ongedaan gemaakt.", code="undone")
    if last_import(proposal) != made:
        raise ValidationError("Hierna is nog een formulier ingelezen. Maak eerst die invoer ongedaan.", code="later")
    undone = _remove(made, proposal, by) if made.made_proposal else _take_back(made, proposal)
    made.undone_at, made.undone_by = clock.now(), by
    made.save(update_fields=["undone_at", "undone_by"])
    return undone


def _remove(made: FormImport, proposal: Proposal, by: User) -> Undone:
    if ways := in_the_way(made, proposal):
        raise ValidationError(
            f"De invoer kan niet meer ongedaan worden gemaakt, want {', '.join(ways)}. "
            "Wijzig het voorstel zelf, of leg het in de prullenbak.",
            code="touched",
        )
    remove_proposal(proposal=proposal, seen=proposal.version, by=by)
    return Undone(True, ("Het voorstel ligt in de prullenbak; daar kunt u het terugzetten.",), ())


def in_the_way(made: FormImport, proposal: Proposal) -> list[str]:
    """What was done since with a proposal that a form made, in words."""
    changes = ImportChanges.of(made)
    steps = RouteStep.objects.filter(round__proposal=proposal)
    conclusions = Conclusion.objects.filter(step__in=steps)
    found = (
        (proposal.version != version_after(made), "het voorstel of zijn route is gewijzigd"),
        (set(steps.values_list("pk", flat=True)) != set(changes.steps), "er zijn behandelingen bij of af"),
        (steps.filter(agenda_item__isnull=False).exists(), "het staat op een agenda"),
        (conclusions.exclude(pk__in=changes.conclusions).exists(), "er is een conclusie vastgelegd of verbeterd"),
        (
            RemarkFollowUp.objects.filter(remark__conclusion__in=conclusions).exists(),
            "er is een opmerking opgevolgd",
        ),
        (ProposalFile.objects.filter(proposal=proposal).exists(), "er is een bijlage toegevoegd"),
        (ProposalVersion.objects.filter(proposal=proposal).exists(), "er is een versie vastgelegd"),
    )
    return [words for is_so, words in found if is_so]


def _take_back(made: FormImport, proposal: Proposal) -> Undone:
    changes = ImportChanges.of(made)
    proposal.claim(proposal.version)  # a page of the route that is open elsewhere is out of date now
    dates = [_put_date_back(*moved) for moved in changes.dates]
    steps = [_remove_step(pk) for pk in changes.steps]
    for round_ in Round.objects.filter(pk__in=changes.rounds, steps__isnull=True):
        round_.delete()
    bodies = [_remove_body(pk) for pk in changes.bodies]
    counts = (
        (dates.count(True), "datum staat weer zoals zij was", "datums staan weer zoals zij waren"),
        (steps.count(True), "geplande behandeling is weggehaald", "geplande behandelingen zijn weggehaald"),
        (bodies.count(True), "nieuw overleg is weggehaald", "nieuwe overleggen zijn weggehaald"),
        (dates.count(False), "datum is sindsdien gewijzigd en blijft", "datums zijn sindsdien gewijzigd en blijven"),
    )
    sentences = [f"{count} {one if count == 1 else more}." for count, one, more in counts if count]
    stays = Conclusion.objects.current().filter(step__conclusions__in=changes.conclusions).distinct()
    return Undone(False, tuple(sentences), tuple(stays.select_related("step", "outcome")))


def _put_date_back(step: int, was: str, became: str) -> bool | None:
    """True when it was put back, False when somebody changed it since; nothing for a step that was concluded."""
    row = RouteStep.objects.filter(pk=step).first()
    if row is None or row.meeting_id or row.planned_date != date.fromisoformat(became):
        return False
    if row.conclusions.exists():
        return None  # a treatment that stays keeps its day
    row.planned_date = date.fromisoformat(was) if was else None
    row.save(update_fields=["planned_date"])
    return True


def _remove_step(pk: int) -> bool:
    """A step that only was planned goes, when it stands on no agenda."""
    step = RouteStep.objects.open().filter(pk=pk, meeting__isnull=True, agenda_item__isnull=True).first()
    if step is None:
        return False
    step.delete()
    return True


def _remove_body(pk: int) -> bool:
    """A body that the form made goes when nothing came to use it."""
    body = Body.objects.filter(pk=pk).first()
    if body is None or RouteStep.objects.filter(body=body).exists() or Meeting.objects.filter(body=body).exists():
        return False
    try:
        with transaction.atomic():
            body.delete()
    except ProtectedError:
        return False
    return True

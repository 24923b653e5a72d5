"""Motions, amendments and questions that councils added to their decision."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from programmes.models import Adoption, CouncilMotion, MotionKind, MotionResult, ProgrammeVersion, RegionalProgramme
from programmes.municipal_acts.lines import save_act

IN_FUTURE = "Deze dag moet nog komen. Laat de uitkomst leeg, of vul de dag in waarop de raad besloot."


@transaction.atomic
def save_motion(*, motion: CouncilMotion, adoption: Adoption, seen_version: int | None) -> CouncilMotion:
    """Save what a council asked or changed; the municipality gets a row when it had none.

    The same new one a second time gives the one that stands there. Raises ValidationError for an outcome on a day to
    come, EditConflictError when somebody else changed it.
    """
    RegionalProgramme.objects.select_for_update().get(pk=adoption.programme_version.programme_id)
    if motion.result and motion.date and motion.date > clock.today():
        raise ValidationError({"date": IN_FUTURE})
    motion.adoption = adoption if adoption.pk else save_act(adoption=adoption, seen_version=None)
    if motion.pk:
        motion.claim(seen_version or 0)
    elif standing := _same(motion):
        return standing
    motion.save()
    return motion


def _same(motion: CouncilMotion) -> CouncilMotion | None:
    said = ("adoption", "kind", "title", "text", "result", "date", "link")
    return CouncilMotion.objects.filter(**{name: getattr(motion, name) for name in said}).first()


def changes_of(version: ProgrammeVersion) -> list[CouncilMotion]:
    """Wat wijzigden de amendementen: those that were carried, by municipality; one query."""
    carried = CouncilMotion.objects.filter(
        adoption__programme_version=version, kind=MotionKind.AMENDMENT, result=MotionResult.CARRIED
    )
    return list(carried.select_related("adoption__municipality").order_by("adoption__municipality__name", "date", "pk"))

"""Whether a region's programme was adopted, and which of its versions holds."""

from __future__ import annotations

from programmes.models import ProgrammeEvent, ProgrammeVersion, RegionalProgramme, VersionEventKind


def adopted_version(programme: RegionalProgramme) -> ProgrammeVersion | None:
    """The version adopted last; None while the programme is still a concept."""
    adopted = ProgrammeEvent.objects.filter(version__programme=programme, kind=VersionEventKind.ADOPTED)
    event = adopted.select_related("version").order_by("-date", "-pk").first()
    return event.version if event else None


def is_adopted(programme: RegionalProgramme) -> bool:
    """From then on a change of planning, trekker, budget or priority carries a reason."""
    return ProgrammeEvent.objects.filter(version__programme=programme, kind=VersionEventKind.ADOPTED).exists()

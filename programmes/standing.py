"""Where a region's programme stands: what was decided about its versions, in one word and one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ghnt.ui.dates import long_date
from programmes.models import ProgrammeEvent, RegionalProgramme, VersionEventKind, VersionState


@dataclass(frozen=True)
class Standing:
    """The state of a whole programme. `event` is the last one that counts; None while nothing was decided."""

    state: VersionState
    event: ProgrammeEvent | None = None

    @property
    def sentence(self) -> str:
        """When and by what; "" for a concept."""
        if self.event is None:
            return ""
        number = f"Versie {self.event.version.number}"
        if self.state == VersionState.ADOPTED and self.event.date:
            basis = self.event.basis.rstrip(". ")
            return f"{number} is vastgesteld op {long_date(self.event.date)}, op grond van: {basis}."
        return f"{number} is in behandeling{f' sinds {long_date(self.event.date)}' if self.event.date else ''}."


def standing_of(programme: RegionalProgramme) -> Standing:
    return standings([programme])[programme.pk]


def standings(programmes: Iterable[RegionalProgramme]) -> dict[int, Standing]:
    """The standing of each programme, by its key, with one query."""
    ids = [programme.pk for programme in programmes]
    events = ProgrammeEvent.objects.filter(version__programme__in=ids).select_related("version").order_by("pk")
    told: dict[int, list[ProgrammeEvent]] = defaultdict(list)
    for event in events:
        told[event.version.programme_id].append(event)
    return {pk: _standing(told[pk]) for pk in ids}


def _standing(events: list[ProgrammeEvent]) -> Standing:
    """Once adopted a programme stays adopted; before that the last word about any version counts."""
    adopted = [event for event in events if event.kind == VersionEventKind.ADOPTED]
    if adopted:
        return Standing(VersionState.ADOPTED, max(adopted, key=lambda event: (event.date, event.pk)))
    last = {event.version_id: event for event in events}
    treated = [event for event in last.values() if event.kind == VersionEventKind.TREATED]
    return Standing(VersionState.TREATED, treated[-1]) if treated else Standing(VersionState.CONCEPT)

"""The whole programme as its page reads: chapters, goals, outline, who was heard, policy frames, where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from programmes import outline
from programmes.chapters import ChapterLine, ChapterState, chapters_of
from programmes.goals import programme_goals
from programmes.lineage import Lineage, lineage_of_programme
from programmes.models import Consultation, Goal, Part, RegionalProgramme
from programmes.outline import OutlineRow
from programmes.policy_frames import FrameLine, frames_of
from programmes.standing import Standing, standing_of, standings
from regions.models import Region
from regions.rights import Rights


@dataclass(frozen=True)
class Heading:
    """A part of the page that the list of contents leads to."""

    anchor: str
    title: str


@dataclass(frozen=True)
class ProgrammeText:
    standing: Standing
    lineage: Lineage
    chapters: tuple[ChapterLine, ...]  # the ones with a text
    empty_chapters: tuple[ChapterLine, ...]
    goals: tuple[Goal, ...]  # of the whole programme
    rows: tuple[OutlineRow, ...]
    consultations: tuple[Consultation, ...]
    frames: tuple[FrameLine, ...]

    @property
    def is_new(self) -> bool:
        """Nothing was written in it and it has no outline yet."""
        return not self.chapters and not self.rows

    @property
    def contents(self) -> tuple[Heading, ...]:
        return tuple(self._headings())

    def _headings(self) -> Iterator[Heading]:
        for line in self.chapters:
            yield Heading(f"hoofdstuk-{line.name}", line.chapter.title)
        if self.goals:
            yield Heading("doelen", "Doelen van het hele programma")
        yield Heading("onderdelen", "Onderdelen")
        yield Heading("inbreng", "Inbreng belanghebbenden")
        yield Heading("beleidskaders", "Samenhang met ander beleid")
        yield Heading("bijlagen", "Bijlagen")


def read_programme(programme: RegionalProgramme, rights: Rights, *, on: date) -> ProgrammeText:
    """Everything the page of the programme tells, in a constant number of queries."""
    chapters = chapters_of(programme, Part.PROGRAMME)
    return ProgrammeText(
        standing=standing_of(programme),
        lineage=lineage_of_programme(programme),
        chapters=with_text(chapters),
        empty_chapters=tuple(line for line in chapters if line.state == ChapterState.EMPTY),
        goals=programme_goals(programme),
        rows=outline.outline_rows(programme, rights, on=on),
        consultations=tuple(Consultation.objects.filter(programme=programme)),
        frames=frames_of(programme, on=on),
    )


def with_text(lines: tuple[ChapterLine, ...]) -> tuple[ChapterLine, ...]:
    """Those that somebody wrote: what readers see."""
    return tuple(line for line in lines if line.state == ChapterState.FILLED)


@dataclass(frozen=True)
class ProgrammeLine:
    """One of the region's programmes in their list."""

    programme: RegionalProgramme
    standing: Standing
    when: str


def programmes_of(region: Region, *, on: date) -> tuple[ProgrammeLine, ...]:
    """All programmes of the region, the newest first."""
    programmes = list(RegionalProgramme.objects.filter(region=region).select_related("programme", "region"))
    programmes.sort(key=lambda programme: programme.valid_from, reverse=True)
    running = next((programme for programme in programmes if programme.valid_from <= on), None)
    told = standings(programmes)
    return tuple(ProgrammeLine(one, told[one.pk], _when(one, running, on)) for one in programmes)


def _when(programme: RegionalProgramme, running: RegionalProgramme | None, on: date) -> str:
    if programme.valid_from > on:
        return "Begint nog"
    if programme != running:
        return "Voorbij"
    return "Loopt nu" if programme.valid_to is None or programme.valid_to >= on else "Afgelopen, nog geen opvolger"

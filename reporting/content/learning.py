"""What a region learned and shared in the half year, in which circles, on what it is ahead, and what is studied."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LessonTold:
    """One that the region shares with all regions: a report is read by them too."""

    title: str
    text: str
    evidence: str
    blocks: tuple[str, ...]
    on: str | None


@dataclass(frozen=True)
class CircleMet:
    circle: str
    subject: str
    on: str
    yields: str


@dataclass(frozen=True)
class AheadOn:
    block: str
    text: str
    since: str | None


@dataclass(frozen=True)
class ResearchTold:
    title: str
    kind: str
    done_by: str
    until: str | None
    results: str


@dataclass(frozen=True)
class LearningTold:
    lessons: tuple[LessonTold, ...] = ()
    shared_in_circles: int = 0  # lessons that only the regions of a circle read: counted, not told
    circles: tuple[str, ...] = ()  # of which the region is a member
    meetings: tuple[CircleMet, ...] = ()
    ahead: tuple[AheadOn, ...] = ()
    research: tuple[ResearchTold, ...] = ()

    @property
    def is_empty(self) -> bool:
        told = (self.lessons, self.shared_in_circles, self.circles, self.meetings, self.ahead, self.research)
        return not any(told)


NO_LEARNING = LearningTold()

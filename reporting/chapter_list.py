"""What a chapter of a report is to those who write it: a title, a state and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from actions.models import ActionUpdate
from reporting.earlier import EarlierAnswer

DECISIONS_TITLE = "Besluitvorming"


class ChapterState(models.TextChoices):
    NOT_STARTED = "not_started", "Niet begonnen"
    BUSY = "busy", "Bezig"
    TO_CONFIRM = "to_confirm", "Te bevestigen"
    READY = "ready", "Klaar"
    RETURNED = "returned", "Terug, met reden"

    @property
    def icon(self) -> str:
        icons = ("circle-dashed", "pencil", "list-check", "check", "message-exclamation")
        return dict(zip(ChapterState, icons, strict=True))[self]

    @property
    def tone(self) -> str:
        return dict(zip(ChapterState, ("grey", "plain", "plain", "plain", "orange"), strict=True))[self]


@dataclass(frozen=True)
class StateBadge:
    """A state as a badge, "Nog 4 te bevestigen" with its number."""

    label: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Gap:
    """Something that must be filled in before the report can be submitted: a question, an action, or what one
    municipality was asked (its slug).
    """

    chapter: str
    chapter_title: str
    text: str
    question: int | None = None
    action: int | None = None
    municipality: str = ""


@dataclass(frozen=True)
class MunicipalPart:
    """How far one municipality is with the questions of a chapter; `missing` counts the required ones."""

    name: str
    slug: str
    answered: int
    asked: int
    missing: int

    @property
    def is_done(self) -> bool:
        """All that is required is there, and something at all."""
        return not self.missing and self.answered > 0

    @property
    def words(self) -> str:
        if self.is_done or not self.answered:
            return "Ingevuld" if self.is_done else "Nog niet ingevuld"
        return f"{self.answered} van {self.asked} vragen beantwoord"


@dataclass(frozen=True)
class Chapter:
    """`older`: by action, the last update of before, where this half year has none and one is due. `proposed`: by
    question, the answer of last time, where this half year has none and the question stayed the same.
    """

    key: str
    title: str
    state: ChapterState
    progress: str
    gaps: tuple[Gap, ...]
    reason: str
    changed_at: datetime | None
    changed_by: str
    older: Mapping[int, ActionUpdate] = field(default_factory=dict)
    proposed: Mapping[int, EarlierAnswer] = field(default_factory=dict)
    municipal: tuple[MunicipalPart, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self.state is ChapterState.READY

    @property
    def to_confirm(self) -> int:
        return len(self.older) + len(self.proposed)

    @property
    def badge(self) -> StateBadge:
        told = self.state is ChapterState.TO_CONFIRM
        label = f"Nog {self.to_confirm} te bevestigen" if told else str(self.state.label)
        return StateBadge(label, self.state.icon, self.state.tone)


@dataclass(frozen=True)
class Chapters:
    """All chapters of one report, in the order in which they are read."""

    all: tuple[Chapter, ...]

    @property
    def ready(self) -> int:
        return sum(chapter.is_ready for chapter in self.all)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for chapter in self.all for gap in chapter.gaps)

    @property
    def incomplete(self) -> tuple[Chapter, ...]:
        return tuple(chapter for chapter in self.all if chapter.gaps)

    @property
    def sentence(self) -> str:
        """ "7 van 11 hoofdstukken klaar" """
        return f"{self.ready} van {len(self.all)} hoofdstukken klaar"

    def find(self, key: str) -> Chapter | None:
        return next((chapter for chapter in self.all if chapter.key == key), None)

    def after(self, key: str) -> Chapter | None:
        keys = [chapter.key for chapter in self.all]
        place = keys.index(key) + 1
        return self.all[place] if place < len(keys) else None

"""What a chapter of a report is to those who write it: a title, a state and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from reporting.chapter_keys import DECISIONS, OUTLOOK, STEERING, SUMMARY

TITLES = {
    SUMMARY: "Samenvatting",
    STEERING: "Sturing en randvoorwaarden",
    DECISIONS: "Besluitvorming",
    OUTLOOK: "Vooruitblik",
}


class ChapterState(models.TextChoices):
    NOT_STARTED = "not_started", "Niet begonnen"
    BUSY = "busy", "Bezig"
    READY = "ready", "Klaar"
    RETURNED = "returned", "Terug, met reden"

    @property
    def icon(self) -> str:
        icons = ("circle-dashed", "pencil", "check", "message-exclamation")
        return dict(zip(ChapterState, icons, strict=True))[self]

    @property
    def tone(self) -> str:
        return dict(zip(ChapterState, ("grey", "plain", "plain", "orange"), strict=True))[self]


@dataclass(frozen=True)
class Gap:
    """Something that must be filled in before the report can be submitted: a question or an action."""

    chapter: str
    chapter_title: str
    text: str
    question: int | None = None
    action: int | None = None


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    state: ChapterState
    progress: str
    gaps: tuple[Gap, ...]
    reason: str
    changed_at: datetime | None
    changed_by: str

    @property
    def is_ready(self) -> bool:
        return self.state is ChapterState.READY


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

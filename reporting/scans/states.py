"""How far a scan is, and what may be done with it then: one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models

from regions.models import Municipality
from regions.rights import Right, Rights
from reporting.models import Scan, ScanRound


class ScanState(models.TextChoices):
    NOT_STARTED = "not_started", "Niet begonnen"
    BUSY = "busy", "Bezig"
    DONE = "done", "Klaar"

    @property
    def icon(self) -> str:
        return {"not_started": "circle-dashed", "busy": "pencil", "done": "check"}[self.value]

    @property
    def tone(self) -> str:
        return {"not_started": "grey", "busy": "blue", "done": "green"}[self.value]


class Stage(StrEnum):
    COMING = "coming"  # the round opens later
    OPEN = "open"
    DONE = "done"
    CLOSED = "closed"  # the round was closed before the scan was finished


class Verb(StrEnum):
    FILL = "fill"
    FINISH = "finish"
    REOPEN = "reopen"
    ATTACH = "attach"
    IMPROVE = "improve"  # note points for improvement and have them taken up


WHEN: dict[Verb, frozenset[Stage]] = {
    Verb.FILL: frozenset({Stage.OPEN}),
    Verb.FINISH: frozenset({Stage.OPEN}),
    Verb.REOPEN: frozenset({Stage.DONE}),
    Verb.ATTACH: frozenset({Stage.OPEN}),
    Verb.IMPROVE: frozenset({Stage.OPEN, Stage.DONE, Stage.CLOSED}),
}
REFUSALS: dict[Stage, str] = {
    Stage.COMING: "Deze scan gaat nog niet open. Wacht tot de begindatum.",
    Stage.OPEN: "Deze scan is nog niet klaar.",
    Stage.DONE: "Deze scan is klaar. Open haar opnieuw als er iets moet veranderen.",
    Stage.CLOSED: "Deze scan is afgesloten. Vraag de projectleider om haar weer open te zetten.",
}


def stage_of(round: ScanRound, scan: Scan | None, *, on: date) -> Stage:
    if scan is not None and scan.finished_at is not None:
        return Stage.DONE
    if round.closed_at is not None:
        return Stage.CLOSED
    return Stage.OPEN if round.opens <= on else Stage.COMING


def state_of(scan: Scan | None, filled: int) -> ScanState:
    if scan is not None and scan.finished_at is not None:
        return ScanState.DONE
    return ScanState.BUSY if filled else ScanState.NOT_STARTED


def is_writer(rights: Rights, round: ScanRound, municipality: Municipality | None) -> bool:
    """Of a municipality its officer and whoever writes for all of the region; of the region who writes its actions."""
    if municipality is None:
        return rights.may(Right.WRITE_ACTIONS, round.region_id)
    return rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, municipality, round.region_id)


@dataclass(frozen=True)
class May:
    """What one visitor may do with one scan now, for templates."""

    fill: bool
    finish: bool
    reopen: bool
    attach: bool
    improve: bool


def may(stage: Stage, *, writes: bool) -> May:
    return May(**{str(verb): writes and stage in WHEN[verb] for verb in Verb})

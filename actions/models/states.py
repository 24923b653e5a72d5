"""The scales of an action: its phase, how it goes (koers), and whether a municipality takes part."""

from __future__ import annotations

from django.db import models


class Phase(models.TextChoices):
    NOT_STARTED = "not_started", "Niet gestart"
    PREPARATION = "preparation", "Voorbereiding"
    IN_PROGRESS = "in_progress", "In uitvoering"
    FINISHED = "finished", "Afgerond"
    EMBEDDED = "embedded", "Geborgd"
    DROPPED = "dropped", "Vervallen"

    @property
    def icon(self) -> str:
        return {
            "not_started": "circle-dotted",
            "preparation": "clipboard-list",
            "in_progress": "player-play",
            "finished": "flag",
            "embedded": "anchor",
            "dropped": "circle-x",
        }[self.value]

    @property
    def tone(self) -> str:
        return "plain"

    @property
    def is_ended(self) -> bool:
        """No assessment is asked of an action that ended."""
        return self in ENDED_PHASES


ENDED_PHASES = (Phase.FINISHED, Phase.EMBEDDED, Phase.DROPPED)


class Assessment(models.TextChoices):
    """ "Koers": how an action goes."""

    ON_COURSE = "on_course", "Op koers"
    ATTENTION = "attention", "Aandacht"
    STALLED = "stalled", "Stagneert"

    @property
    def icon(self) -> str:
        return {
            "on_course": "circle-check",
            "attention": "alert-triangle",
            "stalled": "hand-stop",
        }[self.value]

    @property
    def tone(self) -> str:
        return {"on_course": "green", "attention": "orange", "stalled": "red"}[self.value]

    @property
    def needs_explanation(self) -> bool:
        return self in NEEDS_EXPLANATION


NEEDS_EXPLANATION = (Assessment.ATTENTION, Assessment.STALLED)


class Participation(models.TextChoices):
    YES = "yes", "Doet mee"
    NO = "no", "Doet niet mee"
    LATER = "later", "Doet later mee"

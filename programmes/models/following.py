"""What became of a remark."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ghnt.ui.editing import Versioned
from programmes.models.decisions import Remark
from programmes.models.outline import OutlineNode
from programmes.models.proposal_versions import ProposalVersion
from programmes.models.versions import ProgrammeVersion


class RemarkState(models.TextChoices):
    OPEN = "open", "Open"
    PROCESSED = "processed", "Verwerkt"
    NOT_TAKEN = "not_taken", "Niet overgenomen"

    @property
    def icon(self) -> str:
        return {"open": "circle-dashed", "processed": "check", "not_taken": "x"}[self.value]

    @property
    def tone(self) -> str:
        return {"open": "orange", "processed": "green", "not_taken": "grey"}[self.value]


class RemarkFollowUpQuerySet(models.QuerySet["RemarkFollowUp"]):
    def open(self) -> Self:
        return self.filter(state=RemarkState.OPEN)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due__lt=on)


class RemarkFollowUp(Versioned):
    """Processed (where), not taken over (why), or open (who, by when); a remark without a row is open.

    The actions that a remark led to hang on the action.
    """

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="follow_up", verbose_name="opmerking")
    state = models.CharField("stand", max_length=10, choices=RemarkState, default=RemarkState.OPEN)
    explanation = models.TextField("toelichting", blank=True)
    who = models.CharField("wie", max_length=150, blank=True)
    due = models.DateField("uiterlijk", null=True, blank=True)
    node = models.ForeignKey(
        OutlineNode, models.PROTECT, null=True, blank=True, related_name="remarks", verbose_name="verwerkt in onderdeel"
    )
    proposal_version = models.ForeignKey(
        ProposalVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_remarks",
        verbose_name="verwerkt in versie van het voorstel",
    )
    programme_version = models.ForeignKey(
        ProgrammeVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_remarks",
        verbose_name="verwerkt in versie van het programma",
    )

    history = HistoricalRecords()
    objects = RemarkFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "opvolging van een opmerking"
        verbose_name_plural = "opvolging van opmerkingen"
        ordering = ("remark",)
        constraints = (
            models.CheckConstraint(
                name="remark_not_taken_says_why",
                condition=~Q(state=RemarkState.NOT_TAKEN) | ~Q(explanation=""),
                violation_error_message="Schrijf waarom u de opmerking niet overneemt.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.remark}"

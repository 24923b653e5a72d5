"""What a region wants to reach, and where it stands on each national block and measure."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ghnt.ui.editing import Versioned
from programmes.models.catalogue import BuildingBlock, Measure
from programmes.models.outline import OutlineNode, RegionalProgramme


class Goal(Versioned):
    """A measurable goal of a node, or of the whole programme when it names none."""

    programme = models.ForeignKey(
        RegionalProgramme, models.CASCADE, related_name="goals", verbose_name="regionaal programma"
    )
    node = models.ForeignKey(
        OutlineNode, models.CASCADE, null=True, blank=True, related_name="goals", verbose_name="onderdeel"
    )
    statement = models.TextField("doel")
    measure = models.TextField("waaraan u het meet", blank=True)
    target = models.CharField("streefwaarde", max_length=200, blank=True)
    due = models.DateField("wanneer bereikt", null=True, blank=True)
    position = models.PositiveIntegerField("volgorde", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ("programme", "position", "pk")

    def __str__(self) -> str:
        return self.statement


class Stance(models.TextChoices):
    """Where a region stands on a national block or measure; without a row there is no answer yet."""

    PRIORITY = "priority", "Prioriteit"
    LATER = "later", "Later"
    NOT = "not", "Bewust niet"

    @property
    def icon(self) -> str:
        return {"priority": "star", "later": "clock", "not": "ban"}[self.value]

    @property
    def tone(self) -> str:
        return "plain"


class StanceRow(Versioned):
    stance = models.CharField("keuze", max_length=10, choices=Stance)
    reason = models.TextField("reden", blank=True)

    class Meta:
        abstract = True


def _reason_given(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=~Q(stance=Stance.NOT) | ~Q(reason=""),
        violation_error_message="Schrijf waarom de regio dit bewust niet doet.",
    )


class BlockStance(StanceRow):
    programme = models.ForeignKey(
        RegionalProgramme, models.CASCADE, related_name="block_stances", verbose_name="regionaal programma"
    )
    block = models.ForeignKey(BuildingBlock, models.PROTECT, related_name="stances", verbose_name="bouwsteen")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "keuze bij een bouwsteen"
        verbose_name_plural = "keuzes bij bouwstenen"
        ordering = ("programme", "block")
        constraints = (
            models.UniqueConstraint(fields=("programme", "block"), name="one_stance_a_block"),
            _reason_given("block_stance_not_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.block}: {self.get_stance_display()}"


class MeasureStance(StanceRow):
    programme = models.ForeignKey(
        RegionalProgramme, models.CASCADE, related_name="measure_stances", verbose_name="regionaal programma"
    )
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="stances", verbose_name="maatregel")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "keuze bij een maatregel"
        verbose_name_plural = "keuzes bij maatregelen"
        ordering = ("programme", "measure")
        constraints = (
            models.UniqueConstraint(fields=("programme", "measure"), name="one_stance_a_measure"),
            _reason_given("measure_stance_not_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_stance_display()}"

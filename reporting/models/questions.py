from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse

from ghnt import clock
from ghnt.ui.editing import Versioned
from programmes.models import BuildingBlock, Condition


class QuestionSetQuerySet(models.QuerySet["QuestionSet"]):
    def used(self) -> Self:
        """Asked in a round, so that nothing of it changes any more."""
        return self.filter(rounds__isnull=False).distinct()


class QuestionSet(Versioned):
    """One version of the list of questions; frozen as soon as a round asks it."""

    number = models.PositiveSmallIntegerField("versie", unique=True)
    name = models.CharField("naam", max_length=120)
    based_on = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name="gemaakt van",
    )
    made_at = models.DateTimeField("gemaakt op", default=clock.now, editable=False)

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        verbose_name = "vragenlijst"
        verbose_name_plural = "vragenlijsten"
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reporting:question_set_detail", args=[self.number])

    @property
    def is_frozen(self) -> bool:
        return self.rounds.exists()


class Place(models.TextChoices):
    """Where a section stands in the report, and who or what its questions are asked about."""

    FIRST = "first", "Vóór de lijnen, één keer"
    LINE = "line", "Bij elk onderdeel van het bovenste niveau"
    LAST = "last", "Na de lijnen, één keer"
    MUNICIPALITY = "municipality", "Elke gemeente vult dit zelf in"


class QuestionSection(models.Model):
    """A chapter of written answers; its key stays the same across versions of the set."""

    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="sections", verbose_name="vragenlijst")
    key = models.SlugField("sleutel", max_length=40)
    title = models.CharField("titel", max_length=120)
    hint = models.TextField("uitleg", blank=True)
    place = models.CharField("plaats", max_length=12, choices=Place, default=Place.FIRST)
    order = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "hoofdstuk van een vragenlijst"
        verbose_name_plural = "hoofdstukken van een vragenlijst"
        ordering = ("question_set", "order", "pk")
        constraints = (models.UniqueConstraint(fields=("question_set", "key"), name="section_key_unique"),)

    def __str__(self) -> str:
        return self.title


class QuestionKind(models.TextChoices):
    TEXT = "text", "Lange tekst"
    CHOICE = "choice", "Eén keuze"
    CHOICES = "choices", "Meer keuzes"
    NUMBER = "number", "Getal met eenheid"
    MONEY = "money", "Bedrag in euro"
    DATE = "date", "Datum"
    SCALE = "scale", "Schaal met woorden"
    MUNICIPALITIES = "municipalities", "Ja of nee per gemeente"


class Question(models.Model):
    """One question; its key stays the same across versions of the set, as long as it means the same."""

    question_set = models.ForeignKey(
        QuestionSet,
        models.CASCADE,
        related_name="questions",
        verbose_name="vragenlijst",
    )
    section = models.ForeignKey(QuestionSection, models.CASCADE, related_name="questions", verbose_name="hoofdstuk")
    key = models.SlugField("sleutel", max_length=40)
    kind = models.CharField("soort antwoord", max_length=16, choices=QuestionKind, default=QuestionKind.TEXT)
    text = models.CharField("vraag", max_length=250)
    hint = models.TextField("uitleg", blank=True)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    options = models.TextField("keuzes", blank=True, help_text="Eén per regel; bij een schaal van laag naar hoog.")
    is_required = models.BooleanField("verplicht", default=True)
    counts_people = models.BooleanField(
        "telt mensen of gezinnen",
        default=False,
        help_text="Kleine aantallen staan dan buiten de regio afgerond, en 1 tot en met 4 als ‘<5’.",
    )
    order = models.PositiveSmallIntegerField("volgorde", default=0)
    blocks = models.ManyToManyField(
        BuildingBlock, blank=True, related_name="questions", verbose_name="landelijke bouwstenen"
    )
    conditions = models.ManyToManyField(Condition, blank=True, related_name="questions", verbose_name="thema’s")

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ("question_set", "section__order", "order", "pk")
        constraints = (models.UniqueConstraint(fields=("question_set", "key"), name="question_key_unique"),)

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> tuple[str, ...]:
        """The options in order, empty lines left out."""
        return tuple(line.strip() for line in self.options.splitlines() if line.strip())

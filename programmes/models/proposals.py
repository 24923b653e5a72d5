"""Proposals as the form has them: what is asked of whom, with its numbered decisions and its attachments' names."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models.outline import RegionalProgramme
from programmes.models.proposal_state import with_state
from programmes.pasted_text import readable_form, without_tags
from regions.models import Body, Region
from regions.rights import Right, Rights


class ProposalQuerySet(RemovableQuerySet):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """What this person may read, of one region or of all.

        Who writes in the region: everything. Who reads there: what may be distributed. A secretary of a
        treating body, or an officer of a municipality that sits in one: all that the body treats. Nothing that
        lies in the bin.
        """
        rows = self.present() if region is None else self.present().filter(region=region)
        written = _of_regions(rights.regions(Right.READ_UNDISTRIBUTED))
        distributed = _of_regions(rights.regions(Right.READ_REGION)) & Q(may_distribute=True)
        everything = self.model._base_manager.all()
        own_bodies = everything.filter(rounds__steps__body__in=rights.bodies(Right.READ_UNDISTRIBUTED))
        seated = everything.filter(
            rounds__steps__body__seats__organisation__municipality__in=rights.municipalities(Right.READ_REGION)
        )
        treated = Q(pk__in=own_bodies.values("pk")) | Q(pk__in=seated.values("pk"))
        return rows.filter(written | distributed | treated)

    def with_state(self) -> Self:
        """Annotate `state` (a ProposalState) and `is_running`: something must still happen with it."""
        return with_state(self)

    def in_state(self, state: str) -> Self:
        return self.with_state().filter(state=state)

    def running(self) -> Self:
        return self.with_state().filter(is_running=True)

    def concluded(self) -> Self:
        return self.with_state().filter(is_running=False)

    def treated_by(self, body: Body) -> Self:
        treated = self.model._base_manager.filter(rounds__steps__body=body)
        return self.filter(pk__in=treated.values("pk"))

    def with_purpose(self, purpose: models.Model) -> Self:
        """A body was or is asked for this."""
        asked = self.model._base_manager.filter(rounds__steps__purpose=purpose)
        return self.filter(pk__in=asked.values("pk"))

    def with_round(self, kind: str) -> Self:
        """Its route has a round of this kind."""
        return self.filter(pk__in=self.model._base_manager.filter(rounds__kind=kind).values("pk"))

    def in_reading_order(self) -> Self:
        """Running ones first, then the newest."""
        return self.with_state().order_by("-is_running", models.F("date").desc(nulls_last=True), "-pk")


def _of_regions(regions: frozenset[int] | None) -> Q:
    # An empty Q would vanish from an "or", and with it the right to see all regions.
    return Q(pk__isnull=False) if regions is None else Q(region__in=regions)


class Proposal(Versioned, Removable):
    region = models.ForeignKey(Region, models.PROTECT, related_name="proposals", verbose_name="regio")
    programme = models.ForeignKey(
        RegionalProgramme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="regionaal programma",
    )
    subject = models.CharField("onderwerp", max_length=250)
    may_distribute = models.BooleanField(
        "mag worden verspreid",
        default=True,
        help_text="Nee: alleen uw regio en wie in de behandelende overleggen zit, kan het voorstel lezen.",
    )
    contact = models.CharField("contactpersoon", max_length=150, blank=True)
    unit = models.CharField("eenheid", max_length=120, blank=True)
    email = models.EmailField("e-mail", blank=True)
    reference = models.CharField("kenmerk", max_length=60, blank=True)
    date = models.DateField("datum", null=True, blank=True)
    explanation = models.TextField("beknopte toelichting", blank=True)
    created_at = models.DateTimeField("gemaakt op", default=clock.now, editable=False)
    # Which filled-in page made it: the same page posted twice makes one proposal.
    token = models.UUIDField(null=True, unique=True, editable=False)

    history = HistoricalRecords()
    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        ordering = ("-date", "-pk")

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("programmes:proposal_detail", args=[self.region.slug, self.pk])


class ProposedDecision(models.Model):
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="decisions", verbose_name="voorstel")
    number = models.PositiveSmallIntegerField("nummer")
    text = models.TextField("voorgesteld besluit")

    class Meta:
        verbose_name = "voorgesteld besluit"
        verbose_name_plural = "voorgestelde besluiten"
        ordering = ("proposal", "number")
        constraints = (models.UniqueConstraint(fields=("proposal", "number"), name="proposed_decision_unique"),)

    def __str__(self) -> str:
        return f"Voorstel {self.number}. {self.text}"


class ProposalAttachment(models.Model):
    """The name of an attachment, as the form lists it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="attachments", verbose_name="voorstel")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.TextField("titel")

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ("proposal", "number")
        constraints = (models.UniqueConstraint(fields=("proposal", "number"), name="proposal_attachment_unique"),)

    def __str__(self) -> str:
        return f"Bijlage {self.number}. {self.title}"


class ProposalSource(models.Model):
    """A pasted form, to the letter, with what was not recognised in it. Insert-only."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="sources", verbose_name="voorstel")
    text = models.TextField("geplakte tekst")
    unrecognised = models.TextField("niet herkend", blank=True)
    at = models.DateTimeField("geplakt op", default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    by_name = models.CharField("door", max_length=150)

    class Meta:
        verbose_name = "geplakt formulier"
        verbose_name_plural = "geplakte formulieren"
        ordering = ("proposal", "pk")

    def __str__(self) -> str:
        return f"Formulier bij {self.proposal}"

    @property
    def readable_text(self) -> str:
        return readable_form(self.text)

    @property
    def readable_unrecognised(self) -> str:
        return without_tags(self.unrecognised)

"""Drafts for colleges and councils, and PDFs of the decision route."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.models import AskedRendering, RenderingQuerySet
from ghnt.ui.editing import Versioned
from programmes.models.meetings import Meeting
from programmes.models.proposals import Proposal
from programmes.models.versions import ProgrammeVersion
from regions.models import Municipality, Region, RegionMembership
from regions.rights import Right, Rights
from regions.successors import with_predecessors


class CouncilDocumentKind(models.TextChoices):
    COUNCIL_PROPOSAL = "council_proposal", "Raadsvoorstel"
    COLLEGE_DECISION = "college_decision", "Collegebesluit"
    COUNCIL_LETTER = "council_letter", "Raadsinformatiebrief"


class CouncilDocumentQuerySet(models.QuerySet["CouncilDocument"]):
    def visible_to(self, rights: Rights) -> Self:
        """Of the regions for whose municipalities one writes; an officer: those of the own municipality, of the ones
        it came from, and those for all municipalities of the region."""
        regions = rights.regions(Right.WRITE_MUNICIPAL_ROWS)
        written = Q(pk__isnull=False) if regions is None else Q(programme_version__programme__region__in=regions)
        own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
        members = RegionMembership.objects.current(clock.today()).filter(municipality__in=own)
        for_all = Q(municipality__isnull=True, programme_version__programme__region__in=members.values("target"))
        lived_on = (with_predecessors(one, on=clock.today()) for one in Municipality.objects.filter(pk__in=own))
        for_own = Q(municipality__in={key for keys in lived_on for key in keys})
        return self.filter(written | for_own | for_all)


class CouncilDocument(Versioned):
    """A draft that a municipality starts from; `municipality` None: one text for all."""

    programme_version = models.ForeignKey(
        ProgrammeVersion, models.PROTECT, related_name="council_documents", verbose_name="versie van het programma"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="council_documents", verbose_name="gemeente"
    )
    kind = models.CharField("soort stuk", max_length=20, choices=CouncilDocumentKind)
    title = models.CharField("titel", max_length=250)
    exact_figures = models.BooleanField("exacte aantallen", default=False)
    made_at = models.DateTimeField("gemaakt op", default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gemaakt door"
    )

    history = HistoricalRecords()
    objects = CouncilDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk voor college of raad"
        verbose_name_plural = "stukken voor college of raad"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        version = self.programme_version
        address = [version.programme.region.slug, version.number, self.pk]
        return f"{reverse('reporting:council_document_detail', args=address)}?programma={version.programme_id}"


class CouncilDocumentChapter(models.Model):
    """A chapter of a draft; `origin` says in words where its first text came from."""

    document = models.ForeignKey(CouncilDocument, models.CASCADE, related_name="chapters", verbose_name="stuk")
    key = models.SlugField("sleutel", max_length=40)
    title = models.CharField("titel", max_length=200)
    position = models.PositiveSmallIntegerField("volgorde")
    text = models.TextField("tekst", blank=True)
    origin = models.CharField("waar de tekst vandaan kwam", max_length=250, blank=True)

    class Meta:
        verbose_name = "hoofdstuk van een stuk"
        verbose_name_plural = "hoofdstukken van stukken"
        ordering = ("document", "position", "pk")
        constraints = (models.UniqueConstraint(fields=("document", "key"), name="council_chapter_once"),)

    def __str__(self) -> str:
        return self.title


class DecisionDocumentKind(models.TextChoices):
    AGENDA = "agenda", "Agenda"
    DECISION_LIST = "decision_list", "Besluitenlijst"
    PROPOSAL = "proposal", "Voorstel"
    DOSSIER = "dossier", "Dossier"
    MUNICIPALITY = "municipality", "Onze gemeente"
    COUNCIL_DOCUMENT = "council_document", "Stuk voor college of raad"
    NETWORK = "network", "Netwerk"
    HAND_OVER = "hand_over", "Overdracht"
    SCAN = "scan", "Scan"


class DecisionRenderingQuerySet(RenderingQuerySet):
    def readable_by(self, user: User, rights: Rights) -> Self:
        """What this person asked for and may still read the subject of."""
        meetings = Meeting.objects.visible_to(rights)
        proposals = Proposal.objects.visible_to(rights)
        drafts = CouncilDocument.objects.visible_to(rights)
        regions = rights.regions(Right.READ_REGION)
        region_read = Q(pk__isnull=False) if regions is None else Q(region__in=regions)
        return self.filter(
            Q(council_document__isnull=True) | Q(council_document__in=drafts.values("pk")),
            Q(municipality__isnull=True) | region_read,
            Q(meeting__isnull=True) | Q(meeting__in=meetings.values("pk")),
            Q(proposal__isnull=True) | Q(proposal__in=proposals.values("pk")),
            ~Q(kind=DecisionDocumentKind.NETWORK) | region_read,
            ~Q(kind=DecisionDocumentKind.SCAN) | Q(region__in=rights.regions(Right.READ_INSIDE) or ()),
            ~Q(kind=DecisionDocumentKind.HAND_OVER) | Q(region__in=rights.regions(Right.READ_DRAFT_REPORT) or ()),
            asked_by=user,
        )


class DecisionRendering(AskedRendering):
    """A PDF of decisions. What it is about is named: who may no longer read that can no longer download it."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="decision_renderings", verbose_name="regio")
    kind = models.CharField("document", max_length=20, choices=DecisionDocumentKind)
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="renderings", verbose_name="vergadering"
    )
    proposal = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="renderings", verbose_name="voorstel"
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="renderings", verbose_name="gemeente"
    )
    council_document = models.ForeignKey(
        CouncilDocument, models.CASCADE, null=True, blank=True, related_name="renderings", verbose_name="stuk"
    )

    objects = DecisionRenderingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "pdf bij besluiten"
        verbose_name_plural = "pdf’s bij besluiten"
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.region}"

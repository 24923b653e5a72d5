from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, IntegerField, OuterRef, Prefetch, Q, Subquery, Value, When
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actions.models.states import ENDED_PHASES, Assessment, Participation, Phase
from ghnt import clock
from ghnt.periods import HalfYear
from ghnt.ui.editing import Versioned
from ghnt.ui.removing import Removable, RemovableQuerySet
from programmes.models import BuildingBlock, Measure, OutlineNode, RegionalProgramme, Remark
from regions.models import Organisation, Region
from regions.rights import Right, Rights

if TYPE_CHECKING:
    from actions.models.update import ActionUpdate


class Priority(models.TextChoices):
    HIGH = "high", "Hoog"
    NORMAL = "normal", "Gewoon"
    LOW = "low", "Laag"


class ActionQuerySet(RemovableQuerySet):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """The actions, archived ones too, of the region, or of all regions, as far as the viewer may read them."""
        regions = rights.regions(Right.READ_REGION)
        readable = self.present() if regions is None else self.present().filter(programme__region__in=regions)
        return readable if region is None else readable.filter(programme__region=region)

    def in_programme(self, programme: RegionalProgramme) -> Self:
        """The actions that count: not those in the archive or the bin."""
        return self.present().filter(programme=programme, archived_at__isnull=True)

    def told_in(self, programme: RegionalProgramme, half_year: HalfYear | None) -> Self:
        """The actions that count for a half year; None: those that count now.

        One that went into the archive after the half year still counts for it, if something was said of it by then.
        """
        if half_year is None:
            return self.in_programme(programme)
        from actions.models.update import ActionUpdate  # that module imports this one

        updates = ActionUpdate.objects.filter(half_year__lte=half_year)
        said = Q(archived_at__gte=half_year.span[1], node__removed_at__isnull=True, pk__in=updates.values("action"))
        return self.present().filter(Q(archived_at__isnull=True) | said, programme=programme)

    def archived_in(self, programme: RegionalProgramme) -> Self:
        return self.present().filter(programme=programme, archived_at__isnull=False)

    def own(self) -> Self:
        """Without those that another region leads."""
        return self.filter(shared_from__isnull=True)

    def with_state(self, half_year: HalfYear | None, *, outside: bool = False) -> Self:
        """Give each action its state at the end of the half year: `phase`, `assessment` to filter on, `state`.

        None: the viewer may see no state at all. `outside`: for who stands outside the region.
        """
        from actions.models.update import ActionUpdate  # that module imports this one

        updates = ActionUpdate.objects.as_of(half_year, outside=outside)
        latest = updates.filter(action=OuterRef("pk"))
        return self.annotate(
            phase=Subquery(latest.values("phase")[:1]),
            assessment=Subquery(latest.values("assessment")[:1]),
            state_at=Subquery(latest.values("updated_at")[:1]),
        ).prefetch_related(
            Prefetch("updates", updates.latest_only().select_related("updated_by"), to_attr="latest_updates")
        )

    def asked_in(self, half_year: HalfYear) -> Self:
        """Those of which a state is asked: not the ones that had ended earlier, or that are led elsewhere."""
        before = Action.objects.with_state(half_year.previous).filter(phase__in=ENDED_PHASES)  # type: ignore[misc]
        return self.own().exclude(pk__in=before.values("pk"))

    def updated_in(self, half_year: HalfYear) -> Self:
        return self.filter(updates__half_year=half_year)

    def matching(self, words: str) -> Self:
        """Those in whose texts or trekker every word occurs."""
        found = self
        for word in (word[:100] for word in words.split()[:8]):
            texts = Q(title__icontains=word) | Q(description__icontains=word) | Q(expected_result__icontains=word)
            found = found.filter(texts | Q(puller__name__icontains=word))
        return found

    def late(self, on: date) -> Self:
        """After `with_state`: the end is past and, as far as the viewer may read, they had not ended."""
        running = Q(phase__isnull=True) | ~Q(phase__in=ENDED_PHASES)
        return self.filter(running, end__lt=on)

    def taking_part(self, municipality_slug: str) -> Self:
        """Those on which the municipality said that it takes part, now or later."""
        return self.filter(
            municipal_rows__municipality__slug=municipality_slug,
            municipal_rows__takes_part__in=(Participation.YES, Participation.LATER),
        )

    def in_outline_order(self, node_ids: list[int]) -> Self:
        """Sort as the outline reads: `node_ids` in its order, within a node by number."""
        places = [When(node=pk, then=Value(place)) for place, pk in enumerate(node_ids)]
        if not places:  # PostgreSQL reads the constant that a Case without cases becomes as a column's number
            return self.order_by("number", "pk")
        place = Case(*places, default=Value(len(node_ids)), output_field=IntegerField())
        return self.annotate(outline_place=place).order_by("outline_place", "number", "pk")

    def sorted_by(self, column: str, *, descending: bool) -> Self:
        """Sort on a column of the list after `with_state`; what is not filled in comes last, either way."""
        columns: dict[str, F | Case] = {
            "trekker": F("puller__name"),
            "fase": _rank("phase", Phase),
            "koers": _rank("assessment", Assessment),
            "einddatum": F("end"),
            "bijgewerkt": F("state_at"),
            "begindatum": F("start"),
            "eigenaar": F("owner__name"),
            "prioriteit": _rank("priority", Priority),
        }
        key = columns[column]
        ordered = key.desc(nulls_last=True) if descending else key.asc(nulls_last=True)
        return self.order_by(ordered, "outline_place", "number", "pk")


def _rank(field: str, scale: type[models.TextChoices]) -> Case:
    places = [When(**{field: value}, then=Value(place)) for place, value in enumerate(scale.values)]
    return Case(*places, output_field=IntegerField())


class Action(Versioned, Removable):
    """What a region does. Only title and node are required; how it goes stands in its updates.

    An action that regions share is typed in the region that leads it. Each other region holds a row of its own under
    its own node, with its own municipal rows; `actions.sharing` keeps the text and the updates of that row equal.
    """

    programme = models.ForeignKey(
        RegionalProgramme,
        models.PROTECT,
        related_name="actions",
        verbose_name="regionaal programma",
    )
    node = models.ForeignKey(OutlineNode, models.PROTECT, related_name="actions", verbose_name="onderdeel")
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    title = models.CharField("titel", max_length=200)
    description = models.TextField("omschrijving", blank=True)
    expected_result = models.TextField("beoogd resultaat", blank=True)
    measures = models.ManyToManyField(
        Measure,
        blank=True,
        related_name="actions",
        verbose_name="landelijke maatregelen",
    )
    puller = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pulled_actions",
        verbose_name="trekker",
    )
    puller_contact = models.CharField("contactpersoon bij de trekker", max_length=150, blank=True)
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_actions",
        verbose_name="bestuurlijk eigenaar",
    )
    priority = models.CharField("prioriteit", max_length=10, choices=Priority, blank=True)
    start = models.DateField("begindatum", null=True, blank=True)
    end = models.DateField("einddatum", null=True, blank=True)
    blocks = models.ManyToManyField(
        BuildingBlock,
        blank=True,
        related_name="actions",
        verbose_name="eigen landelijke bouwstenen",
        help_text="Alleen als zij verschillen van die van het onderdeel.",
    )
    remarks = models.ManyToManyField(Remark, blank=True, related_name="actions", verbose_name="opmerkingen")
    origin = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name="overgenomen uit",
    )
    shared_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="shares",
        verbose_name="gedeeld door",
    )
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="samengevoegd met",
    )
    archived_at = models.DateTimeField("gearchiveerd op", null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField("gemaakt op", default=clock.now, editable=False)
    changed_at = models.DateTimeField("gewijzigd op", default=clock.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    history = HistoricalRecords(m2m_fields=[measures, blocks])
    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ("node__position", "number", "pk")
        constraints = (
            models.UniqueConstraint(fields=("node", "number"), name="action_number_unique"),
            models.UniqueConstraint(
                fields=("programme", "shared_from"),
                condition=Q(shared_from__isnull=False, removed_at__isnull=True),
                name="action_shared_once",
            ),
            models.CheckConstraint(
                name="action_ends_after_start",
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere datum.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url_in(self.programme.region.slug)

    def url_in(self, region_slug: str) -> str:
        """The address of its page, without a query for its region."""
        return reverse("actions:action_detail", args=[region_slug, self.pk])

    @property
    def is_shared_here(self) -> bool:
        """Another region leads it: it is changed there."""
        return self.shared_from_id is not None

    @property
    def told_title(self) -> str:
        """The title as overviews and reports tell it: of a shared action with the region that leads it."""
        if self.shared_from is None:
            return self.title
        return f"{self.title} (gedeelde actie, geleid door regio {self.shared_from.programme.region})"

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def code(self) -> str:
        """The number that readers see, "1.3": the code of its node and its own number."""
        return f"{self.node.code}.{self.number}"

    @property
    def state(self) -> ActionUpdate | None:
        """How it stood at the half year given to `with_state`."""
        return next(iter(self.latest_updates), None)  # type: ignore[attr-defined]

    def state_as_of(self, half_year: HalfYear | None) -> ActionUpdate | None:
        """The latest update of the half year or before it; the same answer as `with_state`."""
        return self.updates.as_of(half_year).first()

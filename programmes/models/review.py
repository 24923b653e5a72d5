"""Nakijken: municipalities read new conclusions and say whether the text is right."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.ui.editing import Versioned
from programmes.models.decisions import Conclusion
from programmes.models.meetings import Meeting
from programmes.models.proposals import Proposal
from regions.models import Municipality, Region
from regions.rights import Rights


class ReviewBundleQuerySet(models.QuerySet["ReviewBundle"]):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """Those with a conclusion that this person may read, of one region or of all."""
        rows = self if region is None else self.filter(region=region)
        return rows.filter(pk__in=ReviewItem.objects.visible_to(rights).values("bundle"))

    def for_municipalities(self, municipalities: set[int], rights: Rights) -> Self:
        """Those that went to one of the municipalities, with a conclusion its officer may read."""
        items = ReviewItem.objects.for_municipalities(municipalities, rights)
        return self.filter(pk__in=items.values("bundle"))


class ReviewBundle(Versioned):
    """New conclusions that went to the municipalities together; without `react_by` they are ter kennisneming."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="review_bundles", verbose_name="regio")
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, null=True, blank=True, related_name="review_bundle", verbose_name="vergadering"
    )
    title = models.CharField("titel", max_length=200)
    note = models.TextField("toelichting", blank=True)
    react_by = models.DateField("reageren vóór", null=True, blank=True)
    sent_at = models.DateTimeField("gestuurd op", default=clock.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gestuurd door"
    )
    reminded_at = models.DateTimeField("herinnerd op", null=True, blank=True)

    objects = ReviewBundleQuerySet.as_manager()

    class Meta:
        verbose_name = "bundel conclusies"
        verbose_name_plural = "bundels conclusies"
        ordering = ("-sent_at", "-pk")

    def __str__(self) -> str:
        return self.title


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    def visible_to(self, rights: Rights) -> Self:
        """Conclusions of proposals that this person may read."""
        proposals = Proposal.objects.visible_to(rights)
        return self.filter(conclusion__step__round__proposal__in=proposals.values("pk"))

    def for_municipalities(self, municipalities: set[int], rights: Rights) -> Self:
        """What went to one of them and may be distributed; of what may not, only what this person may read anyway.

        A successor in another region reads what went to its predecessor, which `visible_to` knows nothing of.
        """
        sent = self.filter(pk__in=ReviewAddressee.objects.filter(municipality__in=municipalities).values("item"))
        step = "conclusion__step__round__proposal"
        present = Proposal.objects.present()
        shared = Q(**{f"{step}__in": present.filter(may_distribute=True).values("pk")})
        return sent.filter(shared | Q(**{f"{step}__in": Proposal.objects.visible_to(rights).values("pk")}))


class ReviewItem(models.Model):
    """A conclusion in a bundle; the municipalities that may read it are asked when `asks_reaction`."""

    bundle = models.ForeignKey(ReviewBundle, models.PROTECT, related_name="items", verbose_name="bundel")
    conclusion = models.OneToOneField(Conclusion, models.PROTECT, related_name="review_item", verbose_name="conclusie")
    asks_reaction = models.BooleanField("reactie gevraagd", default=False)

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        verbose_name = "conclusie in een bundel"
        verbose_name_plural = "conclusies in bundels"
        ordering = ("bundle", "pk")

    def __str__(self) -> str:
        return str(self.conclusion)


class ReviewAddressee(models.Model):
    """A municipality that a conclusion concerns, as it was when the bundle went out."""

    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="addressees", verbose_name="conclusie")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="review_items", verbose_name="gemeente")

    class Meta:
        verbose_name = "gemeente bij een conclusie"
        verbose_name_plural = "gemeenten bij conclusies"
        ordering = ("item", "municipality__name")
        constraints = (models.UniqueConstraint(fields=("item", "municipality"), name="review_addressee_once"),)

    def __str__(self) -> str:
        return f"{self.municipality}: {self.item}"


class Verdict(models.TextChoices):
    READ = "read", "Gelezen"
    RIGHT = "right", "Klopt"
    NOT_RIGHT = "not_right", "Klopt niet"

    @property
    def icon(self) -> str:
        return {"read": "eye", "right": "check", "not_right": "message-exclamation"}[self.value]

    @property
    def tone(self) -> str:
        return {"read": "grey", "right": "green", "not_right": "orange"}[self.value]


class ReviewAnswer(models.TextChoices):
    CORRECTED = "corrected", "Verbeterd"
    KEPT = "kept", "Zo gelaten"
    ANSWERED = "answered", "Beantwoord"


class ConclusionReviewQuerySet(models.QuerySet["ConclusionReview"]):
    def unanswered(self) -> Self:
        """Those that say something is not right, and got no answer yet."""
        return self.filter(verdict=Verdict.NOT_RIGHT, answer="")


class ConclusionReview(Versioned):
    """What a municipality says of a conclusion, and what the leader answered; no row: not looked at."""

    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="reviews", verbose_name="conclusie")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="conclusion_reviews", verbose_name="gemeente"
    )
    # The text that was read: the item's conclusion, or the correction of it that stood then.
    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="reviews", verbose_name="gelezen conclusie")
    verdict = models.CharField("nagekeken", max_length=10, choices=Verdict)
    text = models.TextField("wat klopt er niet", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("door", max_length=150)
    at = models.DateTimeField("op", default=clock.now)
    answer = models.CharField("afhandeling", max_length=10, choices=ReviewAnswer, blank=True)
    answer_text = models.TextField("antwoord", blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beantwoord door",
    )

    history = HistoricalRecords()
    objects = ConclusionReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "nagekeken conclusie"
        verbose_name_plural = "nagekeken conclusies"
        ordering = ("item", "municipality__name")
        constraints = (
            models.UniqueConstraint(fields=("item", "municipality"), name="one_review_a_municipality"),
            models.CheckConstraint(
                name="not_right_says_what",
                condition=~Q(verdict=Verdict.NOT_RIGHT) | ~Q(text=""),
                violation_error_message="Schrijf wat er niet klopt.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_verdict_display()}"

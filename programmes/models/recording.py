"""What a secretary writes of a meeting: who was there, concepts of conclusions, own subjects, actiepunten."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from ghnt import clock
from ghnt.ui.editing import Versioned
from programmes.models.decisions import Outcome
from programmes.models.meetings import AgendaItem, Meeting
from regions.models import Organisation, Region, Seat
from regions.rights import Rights


class Presence(models.TextChoices):
    PRESENT = "present", "Aanwezig"
    REPLACED = "replaced", "Vervangen"
    EXCUSED = "excused", "Afwezig met bericht"
    ABSENT = "absent", "Afwezig"


class Attendance(models.Model):
    """Who was at a meeting, in words of its own: a seat or a contact may go later."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances", verbose_name="vergadering")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="zetel")
    organisation_name = models.CharField("organisatie", max_length=160)
    name = models.CharField("wie", max_length=150, blank=True)
    presence = models.CharField("aanwezigheid", max_length=10, choices=Presence, default=Presence.PRESENT)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        ordering = ("meeting", "organisation_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "seat"), condition=Q(seat__isnull=False), name="one_attendance_a_seat"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_name}: {self.get_presence_display()}"


class ConclusionDraft(Versioned):
    """What was typed for an item before the decision list is fixed; without an item: for the meeting in general.

    `remarks` is a list of texts, `follow_ups` one of text, who and due as typed, `sources` holds by field what was
    pasted with tags.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="drafts", verbose_name="vergadering")
    item = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="draft", verbose_name="agendapunt"
    )
    outcome = models.ForeignKey(
        Outcome, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="uitkomst"
    )
    text = models.TextField("letterlijke conclusie", blank=True)
    remarks = models.JSONField("opmerkingen", default=list, blank=True)
    follow_ups = models.JSONField("actiepunten", default=list, blank=True)
    sources = models.JSONField("zoals geplakt", default=dict, blank=True)
    saved_at = models.DateTimeField("bewaard op", default=clock.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="bewaard door"
    )

    class Meta:
        verbose_name = "concept van een conclusie"
        verbose_name_plural = "concepten van conclusies"
        ordering = ("meeting", "item")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(item__isnull=True), name="one_general_draft_a_meeting"
            ),
        )

    def __str__(self) -> str:
        return f"Concept bij {self.item or self.meeting}"

    @property
    def is_empty(self) -> bool:
        return not (self.outcome_id or self.text or self.remarks or self.follow_ups)


class SubjectConclusion(models.Model):
    """What was concluded on a subject that is no proposal. Insert-only: a correction is a new one, with a reason."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="conclusions", verbose_name="agendapunt")
    text = models.TextField("letterlijke conclusie")
    source = models.TextField("zoals geplakt", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="door")
    by_name = models.CharField("vastgelegd door", max_length=150)
    at = models.DateTimeField("vastgelegd op", default=clock.now)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="vervangt"
    )
    reason = models.TextField("reden van de verbetering", blank=True)

    class Meta:
        verbose_name = "conclusie bij een onderwerp"
        verbose_name_plural = "conclusies bij onderwerpen"
        ordering = ("item", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("item",), condition=Q(replaces__isnull=True), name="one_first_conclusion_a_subject"
            ),
            models.CheckConstraint(
                name="subject_correction_has_a_reason",
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                violation_error_message="Schrijf waarom u de conclusie verbetert.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item}: {self.text[:60]}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, rights: Rights, region: Region | None = None) -> Self:
        """Of meetings that this person may see, not those at a proposal that this person may not read."""
        rows = self.filter(meeting__in=Meeting.objects.visible_to(rights, region).order_by().values("pk"))
        items = AgendaItem.objects.visible_to(rights).order_by().values("pk")
        return rows.filter(Q(item__isnull=True) | Q(item__in=items))

    def editable_by(self, rights: Rights, region: Region | None = None) -> Self:
        """Of the meetings of which this person writes the conclusions."""
        written = Meeting.objects.recordable_by(rights, region).order_by().values("pk")
        return self.visible_to(rights, region).filter(meeting__in=written)

    def in_reading_order(self) -> Self:
        """The open ones first, the soonest on top and those without a date behind them."""
        return self.order_by(F("done_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")

    def open(self) -> Self:
        return self.filter(done_on__isnull=True)

    def overdue(self, on: date) -> Self:
        return self.open().filter(due__lt=on)


class FollowUp(Versioned):
    """An actiepunt of a meeting: who does what by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="follow_ups", verbose_name="vergadering")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="follow_ups", verbose_name="agendapunt"
    )
    text = models.TextField("actiepunt")
    who = models.CharField("wie", max_length=150)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="follow_ups", verbose_name="organisatie"
    )
    due = models.DateField("uiterlijk", null=True, blank=True)
    done_on = models.DateField("afgedaan op", null=True, blank=True)
    answer = models.TextField("hoe afgedaan", blank=True)

    history = HistoricalRecords()
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "actiepunt"
        verbose_name_plural = "actiepunten"
        ordering = ("meeting", "due", "pk")

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due is not None and self.due < clock.today()

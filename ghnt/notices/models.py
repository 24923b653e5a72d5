"""What people are told, how they want to be told, and the mails that carry it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ghnt import clock
from ghnt.ui.dates import long_date


class Delivery(models.TextChoices):
    INSTANT = "instant", "Meteen"
    DAILY = "daily", "Eén keer per dag, in één mail"
    NONE = "none", "Geen mail"


class NoticePreference(models.Model):
    """How somebody wants mail; without a row: one mail a day."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference")
    delivery = models.CharField("mail over meldingen", max_length=10, choices=Delivery, default=Delivery.DAILY)

    class Meta:
        verbose_name = "voorkeur voor meldingen"
        verbose_name_plural = "voorkeuren voor meldingen"
        ordering = ("user",)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_delivery_display()}"


class MailState(models.TextChoices):
    WAITING = "waiting", "Wacht"
    RUNNING = "running", "Wordt verstuurd"
    SENT = "sent", "Verstuurd"
    FAILED = "failed", "Niet verstuurd"
    # The worker fell away, or the server did, between handing over and the answer: never sent a second time.
    UNKNOWN = "unknown", "Onbekend of verstuurd"


class MailQuerySet(models.QuerySet["Mail"]):
    def to_send(self, at: datetime) -> Self:
        """What waits and may go now, the longest waiting first."""
        return self.filter(state=MailState.WAITING, due_at__lte=at)

    def lost(self, at: datetime) -> Self:
        """What a worker took and never told of."""
        return self.filter(state=MailState.RUNNING, lease_until__lt=at)


class Mail(models.Model):
    """A mail to send once: the row is the truth, the queue only wakes a worker."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mails", verbose_name="aan")
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst")
    state = models.CharField("stand", max_length=10, choices=MailState, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    due_at = models.DateTimeField("niet vóór", default=clock.now)
    lease_until = models.DateTimeField("uitgegeven tot", null=True, blank=True)
    error = models.TextField("fout", blank=True)
    made_at = models.DateTimeField("gemaakt op", default=clock.now)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    # One digest a person a day, whoever makes it.
    digest_on = models.DateField("samenvatting van", null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        ordering = ("due_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "digest_on"), condition=Q(digest_on__isnull=False), name="one_digest_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"Mail aan {self.user}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def unmailed(self) -> Self:
        """Those that no mail carries yet and still could."""
        return self.filter(mail__isnull=True, mail_wanted=True)


class Notice(models.Model):
    """Who did what, what is expected of the reader, by when, and one link. Nothing confidential stands in it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="aan")
    # What the notice is about, such as "review-12": the same thing is never told twice.
    key = models.CharField("sleutel", max_length=120)
    who = models.CharField("wie", max_length=150)
    what = models.CharField("wat", max_length=250)
    expected = models.CharField("wat wordt gevraagd", max_length=250, blank=True)
    due = models.DateField("vóór", null=True, blank=True)
    url = models.CharField("adres", max_length=300)
    at = models.DateTimeField("op", default=clock.now)
    read_at = models.DateTimeField("gelezen op", null=True, blank=True)
    mail_wanted = models.BooleanField("ook per mail", default=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name="mail")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="notice_told_once"),)
        # Counted in the head of every page.
        indexes = (models.Index(fields=("user",), condition=Q(read_at__isnull=True), name="notice_unread"),)

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"

    @property
    def asks(self) -> str:
        """The first line: by when and what; without a question what happened. "Vóór 9 maart 2021: nakijken"."""
        if not self.expected:
            return str(self)
        return f"Vóór {long_date(self.due)}: {self.expected}" if self.due else self.expected


class CalendarLink(models.Model):
    """The secret address of somebody's calendar feed; only a digest of it is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_links")
    digest = models.CharField("vingerafdruk van het adres", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("gemaakt op", default=clock.now)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    last_read_at = models.DateTimeField("laatst opgehaald", null=True, blank=True)

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user",), condition=Q(revoked_at__isnull=True), name="one_open_calendar_link"
            ),
        )

    def __str__(self) -> str:
        return f"Agenda van {self.user}"

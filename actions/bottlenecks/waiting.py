"""How long something waits, in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

DAYS_IN_WORDS = 60  # from then on months say more than days


def waiting_words(since: datetime | date, on: date) -> str:
    """ "sinds vandaag", "1 dag", "45 dagen", "4 maanden": whole months, as on a calendar."""
    day = timezone.localtime(since).date() if isinstance(since, datetime) else since
    days = (on - day).days
    if days < 1:
        return "sinds vandaag"
    if days < DAYS_IN_WORDS:
        return "1 dag" if days == 1 else f"{days} dagen"
    months = (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day)
    return "1 maand" if months == 1 else f"{months} maanden"

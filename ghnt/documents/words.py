"""Codes and ISO dates of a document's content as the words that stand in it, a status with its icon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ghnt.ui import dates

NOT_KNOWN = "nog niet bekend"
DATE_FOLLOWS = "datum volgt"


@dataclass(frozen=True)
class Word:
    """A status as it is spoken, for `pdf/_word.html`: never an icon without its word."""

    label: str
    icon: str
    tone: str

    @property
    def picture(self) -> str:
        return f"{self.icon}-{self.tone}"


def long_date(iso: str | None, unknown: str = NOT_KNOWN) -> str:
    """3 maart 2021"""
    return dates.long_date(date.fromisoformat(iso)) if iso else unknown


def short_date(iso: str | None, unknown: str = "") -> str:
    """3 mrt 2021, with hard spaces: it stands in narrow cells."""
    return dates.short_date(date.fromisoformat(iso)).replace(" ", "\N{NO-BREAK SPACE}") if iso else unknown


def moment(iso: str) -> str:
    """9 juli 2021, 16.12 uur"""
    at = datetime.fromisoformat(iso)
    return f"{dates.long_date(at)}, {dates.clock_time(at)}"


def listed(names: tuple[str, ...]) -> str:
    """A, B en C"""
    return " en ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def groups_of_eight(fingerprint: str) -> tuple[str, ...]:
    return tuple(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))

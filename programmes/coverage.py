"""Where a region stands on the national blocks and measures: its answers, and how they change.

`Subject` says which of the two a page is about. No row means that the region has not answered yet; taking an answer
back removes the row, its history stays. What covers a block stands in `actions.coverage`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt.accounts.models import User
from ghnt.ui.editing import EditConflictError
from programmes.catalogue import CatalogueTitles, EntryTitle
from programmes.models import (
    BlockStance,
    BuildingBlock,
    CatalogueEdition,
    Measure,
    MeasureStance,
    Programme,
    RegionalProgramme,
    Stance,
)
from regions.models import Region

REASON_NEEDED = "Schrijf waarom de regio dit bewust niet doet."


class Subject(StrEnum):
    """What an answer is about."""

    BLOCKS = "bouwstenen"
    MEASURES = "maatregelen"

    @property
    def field(self) -> str:
        return "block" if self is Subject.BLOCKS else "measure"

    @property
    def stances(self) -> type[BlockStance] | type[MeasureStance]:
        return BlockStance if self is Subject.BLOCKS else MeasureStance

    @property
    def identities(self) -> type[BuildingBlock] | type[Measure]:
        return BuildingBlock if self is Subject.BLOCKS else Measure

    @property
    def singular(self) -> str:
        return "bouwsteen" if self is Subject.BLOCKS else "maatregel"

    def entries(self, titles: CatalogueTitles) -> dict[int, EntryTitle]:
        return titles.blocks if self is Subject.BLOCKS else titles.measures

    def groups(self, titles: CatalogueTitles) -> list[tuple[str, list[EntryTitle]]]:
        """Those of the edition itself, per line, in the order of the catalogue."""
        return titles.block_groups() if self is Subject.BLOCKS else titles.measure_groups()


StanceRow = BlockStance | MeasureStance


@dataclass(frozen=True)
class Answer:
    """What somebody filled in for one block or measure; `seen` is the version that was on the page, None = no row."""

    pk: int
    stance: Stance | None
    reason: str
    seen: int | None


class StanceConflictError(Exception):
    """Others changed these answers meanwhile; nothing was saved. `current` holds what stands there now, per pk."""

    def __init__(self, current: dict[int, StanceRow]) -> None:
        super().__init__(f"{len(current)} answers changed meanwhile")
        self.current = current


def stances(subject: Subject, programmes: Iterable[RegionalProgramme]) -> dict[tuple[int, int], StanceRow]:
    """The answers by (programme, block or measure), in one query."""
    rows = subject.stances._default_manager.filter(programme__in=[item.pk for item in programmes])
    return {(row.programme_id, getattr(row, f"{subject.field}_id")): row for row in rows}


def groups_with_others(
    subject: Subject, titles: CatalogueTitles, pointed: Collection[int]
) -> list[tuple[str, list[EntryTitle]]]:
    """The edition's own entries per line; then those of other editions that are still pointed to, by edition."""
    found = subject.groups(titles)
    others = [
        entry for pk, entry in subject.entries(titles).items() if pk in pointed and entry.edition != titles.edition.code
    ]
    if not others:
        return found
    editions = CatalogueEdition.objects.filter(programme=titles.edition.programme_id).order_by("valid_from")
    for code, name in editions.values_list("code", "name"):
        if of_edition := [entry for entry in others if entry.edition == code]:
            found = [*found, (f"Alleen in {name}", of_edition)]
    return found


def programmes_by_region(
    regions: Collection[Region], national: Programme, *, on: date
) -> dict[int, tuple[RegionalProgramme, bool]]:
    """Per region its programme under the national one, and whether it is the one that its pages show unasked.

    That is the programme that runs on the date, else the first to come. One query.
    """
    rows = RegionalProgramme.objects.filter(region__in=regions).select_related("region").order_by("valid_from")
    shown: dict[int, RegionalProgramme] = {}
    asked: dict[int, RegionalProgramme] = {}
    for row in rows:
        for kept in (shown, asked) if row.programme_id == national.pk else (shown,):
            if row.valid_from <= on or row.region_id not in kept:
                kept[row.region_id] = row
    return {key: (row, shown[key] == row) for key, row in asked.items()}


def set_stance(
    programme: RegionalProgramme,
    subject: BuildingBlock | Measure,
    *,
    stance: Stance | None,
    reason: str,
    seen_version: int | None,
    by: User | None,
) -> None:
    """Answer for one block or measure; `stance` None takes the answer back.

    Raises ValidationError when "Bewust niet" has no reason and EditConflictError when somebody else was first.
    """
    about = Subject.BLOCKS if isinstance(subject, BuildingBlock) else Subject.MEASURES
    answer = Answer(subject.pk, stance, reason, seen_version)
    try:
        set_stances(programme, about, answers=[answer], by=by)
    except StanceConflictError as conflict:
        raise EditConflictError(conflict.current[subject.pk]) from conflict


@transaction.atomic
def set_stances(programme: RegionalProgramme, subject: Subject, *, answers: Iterable[Answer], by: User | None) -> int:
    """Save the answers that changed, all or none; the number that did.

    An answer that is still as it was on the page leaves a colleague's change alone. Raises ValidationError for a
    missing reason or a foreign block, StanceConflictError with every answer that two people changed differently.
    """
    RegionalProgramme.objects.select_for_update().get(pk=programme.pk)
    found = {pk: row for (_programme, pk), row in stances(subject, [programme]).items()}
    asked = list(answers)
    _refuse_unknown(programme, subject, asked)
    changed = [answer for answer in asked if _differs(answer, found.get(answer.pk))]
    late = [answer for answer in changed if _version(found.get(answer.pk)) != answer.seen]
    touched = [answer for answer in late if not _is_as_seen(programme, subject, answer)]
    if touched:
        raise StanceConflictError(
            {answer.pk: found.get(answer.pk) or _no_answer(programme, subject, answer.pk) for answer in touched}
        )
    to_save = [answer for answer in changed if answer not in late]
    for answer in to_save:
        _save(programme, subject, answer, found.get(answer.pk), by)
    return len(to_save)


def _refuse_unknown(programme: RegionalProgramme, subject: Subject, answers: list[Answer]) -> None:
    if any(answer.stance is Stance.NOT and not answer.reason.strip() for answer in answers):
        raise ValidationError(REASON_NEEDED)
    known = subject.identities._default_manager.filter(programme=programme.programme_id)
    if {answer.pk for answer in answers} - set(known.values_list("pk", flat=True)):
        raise ValidationError(f"Deze {subject.singular} hoort niet bij het landelijke programma van de regio.")


def _differs(answer: Answer, row: StanceRow | None) -> bool:
    if row is None:
        return answer.stance is not None
    return (answer.stance, answer.reason) != (row.stance, row.reason)


def _version(row: StanceRow | None) -> int | None:
    return row.version if row else None


def _is_as_seen(programme: RegionalProgramme, subject: Subject, answer: Answer) -> bool:
    """Whether the person left the answer as it was when the page was opened."""
    if answer.seen is None:
        return answer.stance is None
    told = _history(programme, subject, answer.pk).filter(version=answer.seen).values_list("stance", "reason")
    return (answer.stance, answer.reason) in told


def _history(programme: RegionalProgramme, subject: Subject, pk: int):  # type: ignore[no-untyped-def] # untyped there
    return subject.stances.history.filter(programme=programme, **{subject.field: pk})


def _no_answer(programme: RegionalProgramme, subject: Subject, pk: int) -> StanceRow:
    return subject.stances(programme=programme, **{f"{subject.field}_id": pk})


def _save(
    programme: RegionalProgramme, subject: Subject, answer: Answer, row: StanceRow | None, by: User | None
) -> None:
    if row is None:
        row = _no_answer(programme, subject, answer.pk)
        # Goes on counting where a row that was taken back ended: its last version is not seen as this one.
        row.version = _history(programme, subject, answer.pk).count()
    else:
        row.claim(row.version)
    row._history_user = by  # type: ignore[union-attr]
    if answer.stance is None:
        row.delete()
        return
    row.stance, row.reason = answer.stance, answer.reason
    row.save()

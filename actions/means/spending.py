"""Bestedingen bijwerken: what of each action is committed and spent in a year, all rows of a page in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from actions.models import Action, Grant, Spending
from ghnt.ui.editing import EditConflictError
from regions.models import Region

TWICE = "Van deze actie staat deze bijdrage er al. Wijzig die regel."
FOREIGN = "Deze bijdrage of actie is niet van deze regio. Kies een andere."


@dataclass(frozen=True)
class SpendingValues:
    """One row as somebody filled it in; without a pk it is new. None is "not filled in". Unit: euro."""

    key: str  # of the row on the page
    action: int
    grant: int | None
    committed: Decimal | None
    spent: Decimal | None
    note: str
    pk: int | None = None
    seen_version: int = 0

    @property
    def is_empty(self) -> bool:
        return self.committed is None and self.spent is None and not self.note

    def is_said_by(self, row: Spending) -> bool:
        said = (row.action_id, row.grant_id, row.committed, row.spent, row.note)
        return said == (self.action, self.grant, self.committed, self.spent, self.note)


class RowsChangedError(Exception):
    """Somebody else saved rows meanwhile: those, by the key of the row on the page. Nothing was saved."""

    def __init__(self, current: Mapping[str, Spending | None]) -> None:
        super().__init__(", ".join(current))
        self.current = dict(current)


class RowsRefusedError(Exception):
    """What is wrong, by the key of the row on the page. Nothing was saved."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(", ".join(words))
        self.words = dict(words)


@transaction.atomic
def save_spendings(*, region: Region, year: int, rows: Iterable[SpendingValues]) -> int:
    """Save the rows of a year, all or none; an emptied row goes. Returns how many changed.

    Raises RowsChangedError and RowsRefusedError. The same new row a second time changes nothing.
    """
    wanted = list(rows)
    Region.objects.select_for_update().get(pk=region.pk)
    _refuse_foreign(region, wanted)
    standing = {one.pk: one for one in Spending.objects.filter(year=year, action__programme__region=region)}
    _refuse_twice(standing, wanted)
    changed: dict[str, Spending | None] = {}
    saved = 0
    for row in wanted:
        try:
            saved += _save(row, year, standing)
        except EditConflictError as conflict:
            changed[row.key] = conflict.current if isinstance(conflict.current, Spending) else None
        except Spending.DoesNotExist:
            changed[row.key] = None
    if changed:
        raise RowsChangedError(changed)
    return saved


def _save(row: SpendingValues, year: int, standing: Mapping[int, Spending]) -> bool:
    stored = standing.get(row.pk or 0) or _same_place(row, standing)
    if stored is None:
        if row.pk:
            raise Spending.DoesNotExist
        if row.is_empty:
            return False
        stored = Spending(year=year)
    elif row.is_said_by(stored):
        return False
    elif row.is_empty:
        stored.delete_as_seen(row.seen_version)
        return True
    else:
        stored.claim(row.seen_version if row.pk else -1)
    stored.action_id, stored.grant_id = row.action, row.grant
    stored.committed, stored.spent, stored.note = row.committed, row.spent, row.note
    stored.save()
    return True


def _same_place(row: SpendingValues, standing: Mapping[int, Spending]) -> Spending | None:
    """A new row where somebody else wrote one meanwhile; a row that was shown and is gone has no place."""
    if row.pk:
        return None
    place = (row.action, row.grant)
    return next((one for one in standing.values() if (one.action_id, one.grant_id) == place), None)


def _refuse_foreign(region: Region, rows: list[SpendingValues]) -> None:
    actions = set(Action.objects.present().own().filter(programme__region=region).values_list("pk", flat=True))
    grants = set(Grant.objects.present().filter(region=region).values_list("pk", flat=True)) | {None}
    wrong = {row.key: FOREIGN for row in rows if row.action not in actions or row.grant not in grants}
    if wrong:
        raise RowsRefusedError(wrong)


def _refuse_twice(standing: Mapping[int, Spending], rows: list[SpendingValues]) -> None:
    """Two rows of one action from the same grant, among these and those that stay."""
    posted = {row.pk for row in rows}
    places = {(one.action_id, one.grant_id) for one in standing.values() if one.pk not in posted}
    wrong = {}
    for row in rows:
        if row.is_empty:
            continue
        place = (row.action, row.grant)
        if place in places and (row.pk or _same_place(row, standing) is None or _is_posted(place, rows, row)):
            wrong[row.key] = TWICE
        places.add(place)
    if wrong:
        raise RowsRefusedError(wrong)


def _is_posted(place: tuple[int, int | None], rows: list[SpendingValues], but: SpendingValues) -> bool:
    return any((row.action, row.grant) == place for row in rows if row is not but and not row.is_empty)

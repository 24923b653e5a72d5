"""Actions × municipalities: who takes part in what, on one page, and many answers given in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction
from django.db.models import Count, Q
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from actions.models import Action, ActionMunicipality, Participation
from ghnt.accounts.models import User
from ghnt.ui.dates import short_date
from programmes.models import OutlineNode, RegionalProgramme
from regions.models import Municipality, Region
from regions.rights import Right, Rights

Key = tuple[int, int]  # (action, municipality)


@dataclass(frozen=True)
class Choice:
    """What the matrix is narrowed to; None or False: not."""

    node: int | None = None
    municipality: int | None = None
    puller: int | None = None
    only_open: bool = False


@dataclass(frozen=True)
class Cell:
    action: Action
    municipality: Municipality
    row: ActionMunicipality | None
    may_write: bool

    @property
    def key(self) -> str:
        """As forms post it: "12-3"."""
        return f"{self.action.pk}-{self.municipality.pk}"

    @property
    def pair(self) -> Key:
        return self.action.pk, self.municipality.pk

    @property
    def words(self) -> str:
        """The whole cell in words: "Beekdal bij 1.3: doet later mee, vanaf 1 jan 2022"."""
        answer = self.row.get_takes_part_display().lower() if self.row else "nog geen antwoord"
        word = "vanaf" if self.takes_part == Participation.LATER else "sinds"
        since = f", {word} {short_date(self.since)}" if self.since else ""
        return f"{self.municipality} bij {self.action.code}: {answer}{since}"

    @property
    def month(self) -> str:
        """ "1-’22" beside a "later"."""
        is_later = self.takes_part == Participation.LATER and self.since
        return f"{self.since.month}-’{self.since:%y}" if is_later and self.since else ""

    @property
    def takes_part(self) -> str:
        return self.row.takes_part if self.row else ""

    @property
    def since(self) -> date | None:
        return self.row.since if self.row else None

    @property
    def version(self) -> int | None:
        return self.row.version if self.row else None


@dataclass(frozen=True)
class MatrixRow:
    action: Action
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MatrixGroup:
    node: OutlineNode
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Matrix:
    municipalities: tuple[Municipality, ...]
    groups: tuple[MatrixGroup, ...]

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def sentence(self) -> str:
        """ "Van de 75 antwoorden: 40 keer mee, 3 keer later, 2 keer niet, 30 nog niet gegeven." """
        cells = [cell.takes_part for row in self.rows for cell in row.cells]
        if not cells:
            return "Nog geen antwoorden."
        counted = [(cells.count(value), f"keer {words}") for value, words in SHORT_WORDS.items()]
        counted.append((cells.count(""), "nog niet gegeven"))
        noun = "Van het ene antwoord" if len(cells) == 1 else f"Van de {len(cells)} antwoorden"
        return f"{noun}: " + ", ".join(f"{count} {words}" for count, words in counted if count) + "."


SHORT_WORDS = {Participation.YES: "mee", Participation.LATER: "later mee", Participation.NO: "niet mee"}


def columns_of(region: Region, choice: Choice, *, on: date) -> list[Municipality]:
    """The municipalities of the region on the date, or the chosen one."""
    members = Municipality.objects.in_region(region, on=on)
    return list(members.filter(pk=choice.municipality) if choice.municipality else members)


def actions_in(
    programme: RegionalProgramme, choice: Choice, *, nodes: Sequence[OutlineNode], columns: Sequence[Municipality]
) -> list[Action]:
    """The actions that the choice leaves, as the outline reads; of `only_open` those that lack an answer."""
    found = Action.objects.in_programme(programme)
    if choice.node:
        found = found.filter(node__in=[node.pk for node in nodes if choice.node in node.tree_path])
    if choice.puller:
        found = found.filter(puller=choice.puller)
    if choice.only_open:
        answered = Count("municipal_rows", filter=Q(municipal_rows__municipality__in=columns))
        found = found.annotate(answered=answered).filter(answered__lt=len(columns))
    return list(found.in_outline_order([node.pk for node in nodes]).select_related("node", "puller"))


def matrix_of(actions: Sequence[Action], columns: Sequence[Municipality], region: Region, rights: Rights) -> Matrix:
    """The cells of some actions and municipalities; one query."""
    rows = _rows_of(actions, columns)
    writable = writable_columns(columns, region, rights)
    groups = tuple(
        MatrixGroup(
            node,
            tuple(
                MatrixRow(
                    action,
                    tuple(Cell(action, one, rows.get((action.pk, one.pk)), one.pk in writable) for one in columns),
                )
                for action in found
            ),
        )
        for node, found in groupby(actions, key=lambda action: action.node)
    )
    return Matrix(tuple(columns), groups)


def writable_columns(columns: Iterable[Municipality], region: Region, rights: Rights) -> frozenset[int]:
    """The municipalities for which the viewer may answer."""
    verb = Right.WRITE_MUNICIPAL_ROWS
    return frozenset(one.pk for one in columns if rights.may_for_municipality(verb, one, region))


@dataclass(frozen=True)
class Answer:
    """One answer for many cells. An elaboration that a municipality wrote itself always stays."""

    takes_part: str
    since: date | None = None
    elaboration: str = ""

    @property
    def label(self) -> str:
        return str(Participation(self.takes_part).label)

    def changes(self, row: ActionMunicipality) -> bool:
        """Whether the answer differs from the one that stands."""
        return self.takes_part != row.takes_part or self._since(row) != row.since or self._adds_text(row)

    def write_on(self, row: ActionMunicipality) -> None:
        row.since = self._since(row)
        row.takes_part = self.takes_part
        if self._adds_text(row):
            row.elaboration = self.elaboration

    def _since(self, row: ActionMunicipality) -> date | None:
        """The date given; without one the old date, as long as it belongs to the same answer."""
        return self.since or (row.since if row.takes_part == self.takes_part else None)

    def _adds_text(self, row: ActionMunicipality) -> bool:
        return bool(self.elaboration) and not row.elaboration


@dataclass(frozen=True)
class Planned:
    """What one answer would do to one action: by the names of the municipalities."""

    action: Action
    new: tuple[str, ...]
    other: tuple[tuple[str, ActionMunicipality], ...]  # those that have another answer now
    same: int


@dataclass(frozen=True)
class Plan:
    """What giving the answer would do; `seen` holds the version of every cell as it was looked at."""

    lines: tuple[Planned, ...]
    seen: dict[Key, int | None]

    @property
    def new(self) -> int:
        return sum(len(line.new) for line in self.lines)

    @property
    def other(self) -> int:
        return sum(len(line.other) for line in self.lines)

    @property
    def same(self) -> int:
        return sum(line.same for line in self.lines)


@dataclass(frozen=True)
class Outcome:
    saved: int
    kept: int  # had an answer, which was to stay
    missed: tuple[ActionMunicipality, ...]  # changed by others since they were looked at: left as they are


def seen_text(seen: dict[Key, int | None]) -> str:
    """One short text for a hidden field, instead of a field for each of a thousand cells: "12-3:5 12-4:"."""
    return " ".join(f"{a}-{m}:{'' if version is None else version}" for (a, m), version in seen.items())


def read_seen(text: str) -> dict[Key, int | None]:
    """What `seen_text` wrote; anything else in it is passed over."""
    found = re.findall(r"(?:^| )(\d{1,18})-(\d{1,18}):(\d{0,9})(?= |$)", text)
    return {(int(a), int(m)): int(version) if version else None for a, m, version in found}


def plan(cells: set[Key], answer: Answer, actions: Sequence[Action], columns: Sequence[Municipality]) -> Plan:
    """What the answer would do to the chosen cells; cells outside the actions and columns are not looked at."""
    rows = _rows_of(actions, columns)
    seen: dict[Key, int | None] = {}
    lines = []
    for action in actions:
        chosen = [one for one in columns if (action.pk, one.pk) in cells]
        if chosen:
            lines.append(_planned(action, chosen, rows, answer))
        for one in chosen:
            row = rows.get((action.pk, one.pk))
            seen[action.pk, one.pk] = row.version if row else None
    return Plan(tuple(lines), seen)


@transaction.atomic
def give_answers(
    *,
    programme: RegionalProgramme,
    seen: dict[Key, int | None],
    answer: Answer,
    replace: bool,
    columns: Iterable[int],
    by: User,
) -> Outcome:
    """Give one answer in many cells; `seen` says which, and the version of each as it was looked at.

    `columns` are the municipalities for which the person may answer; other cells and other programmes' actions are
    left alone. Without `replace` an answer that stands stays. A row that was changed meanwhile is left and told.
    """
    allowed = frozenset(columns)
    wanted = {key: version for key, version in seen.items() if key[1] in allowed}
    known = Action.objects.in_programme(programme).filter(pk__in={action for action, _ in wanted})
    actions = {action.pk for action in known.select_for_update()}
    stored = ActionMunicipality.objects.filter(action__in=actions, municipality__in=allowed)
    rows = {(row.action_id, row.municipality_id): row for row in stored.select_related("action__node", "municipality")}
    new, changed, missed, kept = [], [], [], 0
    for key, version in wanted.items():
        row = rows.get(key)
        if key[0] not in actions:
            continue
        if row is None:
            new.append(_new_row(key, answer))
        elif row.version != version:
            missed.append(row)
        elif answer.changes(row):
            kept += not replace
            changed += [row] if replace else []
    _store(new, changed, answer, by)
    return Outcome(len(new) + len(changed), kept, tuple(missed))


def _store(new: list[ActionMunicipality], changed: list[ActionMunicipality], answer: Answer, by: User) -> None:
    for row in changed:
        answer.write_on(row)
        row.version += 1
    bulk_create_with_history(new, ActionMunicipality, batch_size=200, default_user=by)
    fields = ["takes_part", "since", "elaboration", "version"]
    bulk_update_with_history(changed, ActionMunicipality, fields, batch_size=200, default_user=by)


def _new_row(key: Key, answer: Answer) -> ActionMunicipality:
    action, municipality = key
    return ActionMunicipality(
        action_id=action,
        municipality_id=municipality,
        takes_part=answer.takes_part,
        since=answer.since,
        elaboration=answer.elaboration,
    )


def _planned(
    action: Action, chosen: list[Municipality], rows: dict[Key, ActionMunicipality], answer: Answer
) -> Planned:
    new = tuple(one.name for one in chosen if (action.pk, one.pk) not in rows)
    standing = [(one.name, rows[action.pk, one.pk]) for one in chosen if (action.pk, one.pk) in rows]
    other = tuple((name, row) for name, row in standing if answer.changes(row))
    return Planned(action, new, other, len(standing) - len(other))


def _rows_of(actions: Iterable[Action], columns: Iterable[Municipality]) -> dict[Key, ActionMunicipality]:
    rows = ActionMunicipality.objects.filter(action__in=list(actions), municipality__in=list(columns))
    return {(row.action_id, row.municipality_id): row for row in rows}

"""A region's own table becomes rows of ours: its columns matched by the user, its words for phase and so on too.

Nothing gets lost: what is not matched, or says what our column cannot hold, goes behind the description under its
own heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from actions.exchange.columns import BY_NAME, READ, folded
from actions.exchange.lists import Lists
from actions.exchange.mistakes import NotUnderstoodError
from actions.exchange.reading import Given, GivenRow
from actions.exchange.sheets import ReadCell, ReadRow
from actions.exchange.tables import Table
from actions.exchange.understanding import understand

LEAVE_OUT = ""
APPEND = "append"
MAPPED = ("node", "phase", "assessment", "priority")  # their words are matched one by one
MAX_TITLE = 200
_STRICT = {"title", "node", "phase", "assessment", "priority", "puller", "owner"}


@dataclass(frozen=True)
class Matching:
    """What the user chose: which table, its head row, and for each column by its place our column."""

    table: int = 0
    head: int = 0  # the place of the head among the rows; -1: no head
    columns: Mapping[str, str] = field(default_factory=dict)
    node: int | None = None  # for rows whose node the table does not tell
    values: Mapping[str, str] = field(default_factory=dict)  # "phase:bezig" to one of our words

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**data)


def guess_head(table: Table) -> int:
    """The place of the row that looks most like headings, among the first ten."""
    scores: list[int] = [sum(bool(_guess(cell.text)) for cell in row.cells) for row in table.rows[:10]]
    best = max(scores, default=0)
    return scores.index(best) if best else 0


def headings(table: Table, head: int) -> list[str]:
    """What each column is called; without a heading its number."""
    row = table.rows[head].cells if 0 <= head < len(table.rows) else ()
    texts = [" ".join(row[place].text.split()) if place < len(row) else "" for place in range(table.width)]
    return [text[:80] or f"Kolom {place}" for place, text in enumerate(texts, 1)]


def samples(table: Table, head: int, place: int) -> list[str]:
    """The first three texts below a heading."""
    below = (row.cells[place].text for row in table.rows[head + 1 :] if place < len(row.cells))
    return [" ".join(text.split())[:80] for text in below if text.strip()][:3]


def guess_columns(table: Table, head: int) -> dict[str, str]:
    """Our column for each of theirs, each at most once; what we do not recognise goes behind the description."""
    guessed: dict[str, str] = {}
    for place, heading in enumerate(headings(table, head)):
        name = _guess(heading)
        guessed[str(place)] = name if name and name not in guessed.values() else APPEND
    if "title" not in guessed.values():
        guessed[_widest(table, head)] = "title"
    return guessed


def _guess(heading: str) -> str:
    said = folded(re.sub(r"[^\w\s]", " ", heading))
    for column in READ:
        if said and said in {folded(column.heading), column.name, *column.synonyms}:
            return column.name
    words = set(said.split())
    for column in READ:
        if words & ({folded(column.heading)} | {word for word in column.synonyms if " " not in word}):
            return column.name
    return ""


def _widest(table: Table, head: int) -> str:
    """The column with the most different texts: most likely what the actions are called."""
    counts: Counter[int] = Counter()
    for row in table.rows[head + 1 :]:
        counts.update(place for place, cell in enumerate(row.cells) if cell.text.strip())
    return str(counts.most_common(1)[0][0] if counts else 0)


def unknown_values(table: Table, matching: Matching, lists: Lists) -> list[tuple[str, str]]:
    """(our column, their word) for every word that we do not know, each once."""
    found: dict[str, tuple[str, str]] = {}
    for row in table.rows[matching.head + 1 :]:
        for name, cell in _matched(row, matching):
            if name in MAPPED and cell.text.strip() and not cell.problem and not _is_known(name, cell.text, lists):
                found.setdefault(value_key(name, cell.text), (name, " ".join(cell.text.split())))
    return list(found.values())[:100]


def value_key(name: str, text: str) -> str:
    return f"{name}:{folded(text)}"


def _matched(row: ReadRow, matching: Matching) -> Iterator[tuple[str, ReadCell]]:
    for place, cell in enumerate(row.cells):
        yield matching.columns.get(str(place), LEAVE_OUT), cell


def _is_known(name: str, text: str, lists: Lists) -> bool:
    try:
        understand(name, text, lists, None)
    except NotUnderstoodError:
        return False
    return True


def given_of_table(table: Table, matching: Matching, lists: Lists, *, half_year: str, titles: set[str]) -> Given:
    """The rows of the table as if they stood in our workbook. `titles` are those that the programme has already."""
    making = _Making(table, matching, lists)
    rows = [row for read in table.rows[matching.head + 1 :] if (row := making.row(read))]
    known = [row.cells["title"].text for row in rows if folded(row.cells["title"].text) in titles]
    if known:
        shown = ", ".join(f"‘{title}’" for title in known[:5]) + (" en andere" if len(known) > 5 else "")
        making.notices.append(f"Deze titels staan al in uw programma: {shown}. Neem ze niet nog eens over.")
    return Given(table.name, half_year, tuple(rows), notices=tuple(making.notices))


@dataclass
class _Making:
    table: Table
    matching: Matching
    lists: Lists
    notices: list[str] = field(default_factory=list)

    def row(self, read: ReadRow) -> GivenRow | None:
        """One row; without a title it is no action, and a notice says what it said."""
        cells: dict[str, ReadCell] = {}
        more: list[str] = []
        for place, (name, cell) in enumerate(_matched(read, self.matching)):
            if not cell.text.strip() and not cell.problem:
                continue
            if name == APPEND or (name and not self._fits(name, cell)):
                more.append(f"{self._heading(place)}: {cell.text.strip()}")
            elif name:
                cells[name] = self._meant(name, cell)
        if not cells.get("title", ReadCell("", "")).text.strip():
            self._tell_untitled(read)
            return None
        _move_state_without_phase(cells, more)
        self._shorten_title(cells, more)
        self._add_node(cells)
        if more:
            said = cells.get("description", ReadCell(cells["title"].place, ""))
            cells["description"] = ReadCell(said.place, "\n\n".join(filter(None, [said.text.strip(), *more])))
        blank = {column.name: ReadCell(cells["title"].place, "") for column in READ}
        return GivenRow(read.number, blank | cells)

    def _heading(self, place: int) -> str:
        return headings(self.table, self.matching.head)[place]

    def _fits(self, name: str, cell: ReadCell) -> bool:
        """Whether our column can hold what it says; names and choices are asked about instead."""
        if name in MAPPED and name != "node" and self._choice(name, cell) == LEAVE_OUT:
            return _is_known(name, cell.text, self.lists)
        if cell.problem or name in _STRICT:
            return True
        return _is_known(name, self._meant(name, cell).text, self.lists)

    def _choice(self, name: str, cell: ReadCell) -> str | None:
        return self.matching.values.get(value_key(name, cell.text), LEAVE_OUT)

    def _meant(self, name: str, cell: ReadCell) -> ReadCell:
        chosen = self._choice(name, cell) if name in MAPPED else LEAVE_OUT
        if chosen:
            return ReadCell(cell.place, chosen, cell.problem)
        if name == "partners" and ":" not in cell.text:
            return ReadCell(cell.place, "\n".join(re.split(r"\s*[,;\n]\s*", cell.text.strip())), cell.problem)
        return cell

    def _tell_untitled(self, read: ReadRow) -> None:
        said = " ".join(cell.text for cell in read.cells if cell.text.strip())
        if len(self.notices) < 50:
            self.notices.append(
                f"Rij {read.number} heeft geen titel en gaat niet mee: ‘{' '.join(said.split())[:120]}’."
            )

    def _shorten_title(self, cells: dict[str, ReadCell], more: list[str]) -> None:
        """A long text becomes a title of its first line, and goes whole into the description."""
        title = cells["title"]
        line = title.text.strip().split("\n")[0].strip()
        if line == " ".join(title.text.split()) and len(line) <= MAX_TITLE:
            return
        short = line if len(line) <= MAX_TITLE else f"{line[: MAX_TITLE - 1].rsplit(' ', 1)[0][: MAX_TITLE - 1]}…"
        cells["title"] = ReadCell(title.place, short, title.problem)
        more.insert(0, title.text.strip())

    def _add_node(self, cells: dict[str, ReadCell]) -> None:
        if "node" in cells and cells["node"].text.strip():
            return
        node = next((node for node in self.lists.nodes if node.pk == self.matching.node), None)
        cells["node"] = ReadCell(cells["title"].place, str(node) if node else "")


def _move_state_without_phase(cells: dict[str, ReadCell], more: list[str]) -> None:
    """Without a phase there is no half year's state to keep koers and explanation in."""
    if "phase" in cells:
        return
    for name in ("assessment", "explanation"):
        if cell := cells.pop(name, None):
            more.append(f"{BY_NAME[name].heading}: {cell.text.strip()}")


def column_choices() -> list[tuple[str, str]]:
    """What a column of theirs may be."""
    ours = [(column.name, column.heading) for column in READ]
    return [(APPEND, "Achter de omschrijving, met de kop"), (LEAVE_OUT, "Niet overnemen"), *ours]

"""The actions × municipalities matrix on paper: what it says, and how that becomes a PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from actions.matrix import Matrix
from actions.models import Participation
from ghnt import clock
from ghnt.documents.drawing import Head
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui.dates import long_date, short_date
from programmes.models import RegionalProgramme

ON_A_PAGE = 13  # municipalities beside the names of the actions, on A4 turned
WORDS = {Participation.YES: "mee", Participation.LATER: "later", Participation.NO: "niet"}


@dataclass(frozen=True)
class PrintedRow:
    name: str
    cells: tuple[tuple[str, str], ...]  # (word, "vanaf" date), ("", "") = no answer


@dataclass(frozen=True)
class PrintedGroup:
    title: str
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True)
class PrintedPart:
    """As many municipalities as fit beside the names; the names stand on each part again."""

    heading: str
    municipalities: tuple[str, ...]
    groups: tuple[PrintedGroup, ...]

    @property
    def width(self) -> int:
        return len(self.municipalities) + 1


@dataclass(frozen=True)
class MatrixDocument:
    head: Head
    region: str
    subtitle: str
    sentence: str
    filters: tuple[str, ...]
    parts: tuple[PrintedPart, ...]


def content_of(matrix: Matrix, programme: RegionalProgramme, filters: tuple[str, ...]) -> str:
    """All that the document says, as canonical JSON."""
    return canonical_json(
        {
            "region": programme.region.name,
            "programme": programme.title,
            "on": clock.today().isoformat(),
            "filters": list(filters),
            "sentence": matrix.sentence,
            "municipalities": [one.name for one in matrix.municipalities],
            "groups": [
                {
                    "title": str(group.node),
                    "rows": [
                        {
                            "name": f"{row.action.code} {row.action.title}",
                            "cells": [
                                [cell.takes_part, cell.since.isoformat() if cell.since else ""] for cell in row.cells
                            ],
                        }
                        for row in group.rows
                    ],
                }
                for group in matrix.groups
            ],
        }
    )


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/action_municipalities.html", document_of(content), identifier=fingerprint(content))


def document_of(content: str) -> MatrixDocument:
    """What the template shows of a content: municipalities in parts that fit a page."""
    said = json.loads(content)
    day = long_date(date.fromisoformat(said["on"]))
    title = f"Acties en gemeenten, {said['region']}, {day}"
    return MatrixDocument(
        head=Head(title, f"Regio {said['region']}", said["programme"], said["on"], said["on"], False),
        region=said["region"],
        subtitle=f"{said['programme']}, stand van {day}",
        sentence=said["sentence"],
        filters=tuple(said["filters"]),
        parts=_parts(said),
    )


def _parts(said: dict) -> tuple[PrintedPart, ...]:
    names = said["municipalities"]
    return tuple(_part(said, start, names[start : start + ON_A_PAGE]) for start in range(0, len(names), ON_A_PAGE))


def _part(said: dict, start: int, names: list[str]) -> PrintedPart:
    total, end = len(said["municipalities"]), start + len(names)
    heading = "Alle gemeenten" if len(names) == total else f"Gemeenten {start + 1} tot en met {end} van {total}"
    groups = tuple(
        PrintedGroup(
            group["title"],
            tuple(PrintedRow(row["name"], _printed(row["cells"][start:end])) for row in group["rows"]),
        )
        for group in said["groups"]
    )
    return PrintedPart(heading, tuple(names), groups)


def _printed(cells: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (WORDS[Participation(answer)] if answer else "", short_date(date.fromisoformat(since)) if since else "")
        for answer, since in cells
    )

"""The line of time on paper: what it says, and how that becomes a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString

from actions import timeline
from actions.models import Action
from actions.timeline import TimelineRow
from ghnt import clock
from ghnt.documents.drawing import Head, in_document_font
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.ui import schedule
from ghnt.ui.dates import long_date
from programmes.models import RegionalProgramme

IN_A_DRAWING = 12  # rows, so that a drawing stands on one page


@dataclass(frozen=True)
class PrintedPart:
    caption: str
    drawings: tuple[SafeString, ...]
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class TimelineDocument:
    head: Head
    region: str
    subtitle: str
    today: str
    filters: tuple[str, ...]
    parts: tuple[PrintedPart, ...]


def content_of(actions: Iterable[Action], programme: RegionalProgramme, filters: tuple[str, ...]) -> str:
    """All that the document says, as canonical JSON, of actions in the order of the outline."""
    return canonical_json(
        {
            "region": programme.region.name,
            "programme": programme.title,
            "on": clock.today().isoformat(),
            "filters": list(filters),
            "parts": [
                {"title": str(node), "rows": [_said(action) for action in found]}
                for node, found in groupby(actions, key=lambda action: action.node)
            ],
        }
    )


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/action_timeline.html", document_of(content), identifier=fingerprint(content))


def document_of(content: str) -> TimelineDocument:
    said = json.loads(content)
    today = date.fromisoformat(said["on"])
    day = long_date(today)
    days = [_day(row[name]) for part in said["parts"] for row in part["rows"] for name in ("begin", "end")]
    known = [one for one in days if one]
    scale = schedule.Scale.around(min(known, default=None), max(known, default=None), today)
    title = f"Tijdlijn van de acties, {said['region']}, {day}"
    return TimelineDocument(
        head=Head(title, f"Regio {said['region']}", said["programme"], said["on"], said["on"], False),
        region=said["region"],
        subtitle=f"{said['programme']}, stand van {day}",
        today=day,
        filters=tuple(said["filters"]),
        parts=tuple(_part(part, scale) for part in said["parts"]),
    )


def _part(part: dict, scale: schedule.Scale) -> PrintedPart:
    rows = tuple(_row(row, scale.today) for row in part["rows"])
    caption = timeline.drawing_title(part["title"], rows)
    pieces = [rows[start : start + IN_A_DRAWING] for start in range(0, len(rows), IN_A_DRAWING)]
    drawings = (schedule.schedule([row.span for row in piece], scale, title=caption) for piece in pieces)
    return PrintedPart(caption, tuple(in_document_font(drawing) for drawing in drawings), rows)


def _said(action: Action) -> dict:
    return {
        "code": action.code,
        "title": action.title,
        "begin": action.start.isoformat() if action.start else "",
        "end": action.end.isoformat() if action.end else "",
        "ended": timeline.has_ended(action),
        "milestones": [
            [one.title, one.due.isoformat() if one.due else "", str(one.state)] for one in action.milestones.all()
        ],
    }


def _row(row: dict, today: date) -> TimelineRow:
    moments = tuple((title, _day(due), state) for title, due, state in row["milestones"])
    begin, end = _day(row["begin"]), _day(row["end"])
    return timeline.make_row(0, row["code"], row["title"], begin, end, row["ended"], moments, today)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

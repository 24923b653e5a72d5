"""The bottlenecks for a meeting on paper: what the list says, and how that becomes a PDF."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from actions.bottlenecks.agenda import AgendaRow, agenda_of
from actions.bottlenecks.forms import block_titles
from actions.bottlenecks.waiting import waiting_words
from actions.models import BottleneckAgendaRendering
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents import jobs
from ghnt.documents.drawing import Fact, Head, known
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.documents.words import long_date
from programmes import wording
from programmes.models import Meeting
from programmes.year_calendar import hours_of, name_of
from regions.rights import Rights


@dataclass(frozen=True)
class PrintedBottleneck:
    number: int
    title: str
    facts: tuple[Fact, ...]
    note: str
    text: str
    proposed_solution: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BottleneckAgenda:
    head: Head
    title: str
    stand: str
    facts: tuple[Fact, ...]
    items: tuple[PrintedBottleneck, ...]


def content_of(meeting: Meeting, rights: Rights) -> str:
    """All that the list says to one person, as canonical JSON."""
    on = clock.today()
    blocks = block_titles().blocks
    return canonical_json(
        {
            "body": name_of(meeting.body),
            "whose": meeting.body.whose,
            "date": meeting.date.isoformat(),
            "hours": hours_of(meeting),
            "place": meeting.place,
            "on": on.isoformat(),
            "items": [_said(row, blocks) for row in agenda_of(meeting, rights, on=on)],
        }
    )


def _said(row: AgendaRow, blocks: dict[int, Any]) -> dict[str, Any]:
    bottleneck = row.bottleneck
    return {
        "code": bottleneck.code,
        "title": bottleneck.title,
        "whose": row.whose,
        "regions": sorted(str(one.region) for one in bottleneck.regional_ones.all()),
        "blocks": list(wording.names(blocks, [block.pk for block in bottleneck.blocks.all()])),
        "since": localdate(bottleneck.raised_at).isoformat() if row.waits and bottleneck.raised_at else "",
        "note": row.item.note,
        "text": bottleneck.text,
        "proposed_solution": bottleneck.proposed_solution,
        "said": [[step.get_kind_display(), step.text] for step in row.said],
    }


@transaction.atomic
def request_agenda(*, meeting: Meeting, content: str, by: User) -> BottleneckAgendaRendering:
    """The job for this content, made once for each person who asks."""
    rendering, is_new = BottleneckAgendaRendering.ask(content=content, by=by, meeting=meeting)
    if is_new:
        jobs.wake_after_commit(rendering)
    return rendering


def draw(rendering: BottleneckAgendaRendering) -> RenderedPdf:
    """The PDF of one job. Raises RenderingError."""
    return draw_content(rendering.content)


def draw_content(content: str) -> RenderedPdf:
    return draw_document("pdf/bottleneck_agenda.html", document_of(content), identifier=fingerprint(content))


def document_of(content: str) -> BottleneckAgenda:
    said = json.loads(content)
    day = long_date(said["date"]).replace(" ", "\N{NO-BREAK SPACE}")
    title = f"Knelpunten voor {said['body']}, {day}"
    whose = "Landelijk programma" if said["whose"] == "landelijk" else f"Regio {said['whose']}"
    return BottleneckAgenda(
        head=Head(title, whose, title, said["on"], said["on"], False),
        title=title,
        stand=f"{whose}, stand van {long_date(said['on'])}",
        facts=known(
            (
                ("Overleg", said["body"]),
                ("Datum", long_date(said["date"])),
                ("Tijd", said["hours"]),
                ("Plaats", said["place"]),
                ("Knelpunten", str(len(said["items"]))),
            )
        ),
        items=tuple(_printed(number, item, said["on"]) for number, item in enumerate(said["items"], 1)),
    )


def _printed(number: int, item: dict[str, Any], on: str) -> PrintedBottleneck:
    since = item["since"]
    waits = waiting_words(date.fromisoformat(since), date.fromisoformat(on)) if since else ""
    return PrintedBottleneck(
        number=number,
        title=f"{item['code']} {item['title']}",
        facts=known(
            (
                ("Van", item["whose"]),
                ("Regio’s", ", ".join(item["regions"])),
                ("Bouwstenen", ", ".join(item["blocks"])),
                ("Wacht", f"{waits}, voorgelegd op {long_date(since)}" if since else ""),
            )
        ),
        note=item["note"],
        text=item["text"],
        proposed_solution=item["proposed_solution"],
        said=tuple((label, text) for label, text in item["said"]),
    )

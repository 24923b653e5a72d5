"""The overview of a bundle as a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from ghnt.documents.workbook import Cell, Sheet
from programmes.review.overview import Overview

COLUMNS = (
    ("Gemeente", 28),
    ("Overleg", 30),
    ("Datum", 14),
    ("Voorstel", 40),
    ("Uitkomst", 18),
    ("Letterlijke conclusie", 60),
    ("Reactie gevraagd", 16),
    ("Nagekeken", 20),
    ("Wat klopt er niet", 50),
    ("Door", 24),
    ("Op", 14),
    ("Over een eerdere tekst", 16),
    ("Afhandeling", 16),
    ("Antwoord", 50),
)


def sheets_of(overview: Overview) -> list[Sheet]:
    """A row for each municipality and conclusion, and how many reviewed each conclusion."""
    counts = [
        (one.current.body, one.current.date, one.proposal.subject, one.reviewed, one.sent, ", ".join(one.silent))
        for one in overview.columns
    ]
    heads = (("Overleg", 30), ("Datum", 14), ("Voorstel", 40), ("Nagekeken", 12), ("Gemeenten", 12), ("Nog niet", 60))
    return [Sheet("Nakijken", COLUMNS, _rows(overview)), Sheet("Per conclusie", heads, counts)]


def _rows(overview: Overview) -> Iterator[tuple[Cell, ...]]:
    for line in overview.lines:
        for column, cell in zip(overview.columns, line.cells, strict=True):
            if not cell.is_sent:
                continue
            told = (column.current.body, column.current.date, column.proposal.subject, column.current.outcome.label)
            asked = "ja" if column.item.asks_reaction else "nee"
            said: tuple[Cell, ...] = (cell.mark.label,)
            if (review := cell.review) is not None:
                older = "ja" if cell.is_about_an_older_text else "nee"
                day = timezone.localdate(review.at)
                said += (review.text, review.by_name, day, older, review.get_answer_display(), review.answer_text)
            yield (line.municipality.name, *told, column.current.text, asked, *said)

"""The chapter Na dit programma: which actions go on, are finished or go over."""

from __future__ import annotations

from collections import Counter

from ghnt.documents.words import listed
from reporting.content import DestinyTold, ReportContent
from reporting.spoken.blocks import Block, Column, Grid

COLUMNS = (Column("Actie", 35), Column("Wat gebeurt ermee", 30), Column("Toelichting", 35))


def tell_succession(content: ReportContent) -> tuple[Block, ...]:
    """One table, under how many actions have which choice."""
    if not content.destinies:
        return ()
    counts = Counter(one.choice for one in content.destinies)
    caption = listed(tuple(f"{count} keer ‘{choice[0].lower()}{choice[1:]}’" for choice, count in counts.items()))
    rows = [_row(one) for one in content.destinies]
    return (Grid(f"Keuzes van de regio per actie: {caption}", COLUMNS, rows),)


def _row(one: DestinyTold) -> tuple[str, str, str]:
    choice = f"{one.choice}: {one.to}" if one.to else one.choice
    return (f"{one.number} {one.title}", choice, one.note)

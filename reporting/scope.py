"""What a round asks about the plan of a region: all of it, or of a narrower round what stands under its blocks."""

from __future__ import annotations

from programmes.models import RegionalProgramme
from reporting.models import ReportRound, RoundScope
from reporting.national import NationalWords, blocks_of, words_on
from reporting.standing import Outline, outline_of


def chosen_blocks(round: ReportRound) -> frozenset[int] | None:
    """The keys of the national blocks that a narrower round is about; None when it asks everything."""
    if round.scope != RoundScope.CHOSEN:
        return None
    return frozenset(block.pk for block in round.blocks.all())


def outline_for(
    programme: RegionalProgramme | None,
    round: ReportRound,
    *,
    detailed: bool = True,
    words: NationalWords | None = None,
) -> Outline:
    """The outline with the actions that a report of the round tells of, in a constant number of queries.

    Of a narrower round the actions under its blocks: their own, those of the nearest node that has any, and those above
    their measures. A node stays when it leads to such an action or bears such a block. Without blocks nothing stays.
    """
    chosen = chosen_blocks(round)
    if chosen is None:
        return outline_of(programme, round.half_year, detailed=detailed)
    if not chosen:
        return Outline([], [])
    outline = outline_of(programme, round.half_year)
    words = words or words_on(round.programme, round.half_year.end)
    told = [one for one in outline.standing if blocks_of(words, outline, one) & chosen]
    bearing = [node for node in outline.nodes if chosen & {block.pk for block in node.blocks.all()}]
    return outline.narrowed(told, bearing)

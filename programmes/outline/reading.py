"""Which programme holds for a region, and how its outline reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from ghnt.periods import HalfYear
from programmes import wording
from programmes.catalogue import CatalogueTitles
from programmes.models import Goal, OutlineNode, Programme, RegionalProgramme
from regions.models import Region
from regions.rights import Rights

NodeSentences = Callable[[RegionalProgramme, Rights, date], dict[int, str]]
_sentence_sources: list[NodeSentences] = []


@dataclass(frozen=True)
class OutlineRow:
    """One node as the programme page shows it."""

    node: OutlineNode
    level: int  # 1 = top
    level_name: str  # the region's own word for that level
    blocks: tuple[str, ...]
    goals: tuple[Goal, ...]
    sentence: str  # what the layers above say about it, such as how its actions go


def tell_about_nodes(source: NodeSentences) -> None:
    """A layer above registers what it knows of nodes: programme, viewer's rights and date → sentence per node."""
    _sentence_sources.append(source)


def programme_for(region: Region, half_year: HalfYear, *, on: date) -> RegionalProgramme | None:
    """The programme that ran at the end of the half year; before the region's first one, the running one."""
    programmes = RegionalProgramme.objects
    return programmes.running(region, half_year.end) or programmes.running(region, on)


def current_or_coming(region: Region, *, on: date) -> RegionalProgramme | None:
    """The running programme; for a region that has only one to come, that one."""
    coming = RegionalProgramme.objects.filter(region=region).order_by("valid_from")
    return RegionalProgramme.objects.running(region, on) or coming.first()


def national_programme(on: date) -> Programme:
    """The national programme that a regional one begun on the date belongs to."""
    started = Programme.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    programme = started or Programme.objects.order_by("valid_from").first()
    if programme is None:
        raise ValidationError("Er is nog geen landelijk programma. Vraag de beheerder om het toe te voegen.")
    return programme


def outline_rows(programme: RegionalProgramme, rights: Rights, *, on: date) -> tuple[OutlineRow, ...]:
    """The outline in reading order, with blocks in the words of the edition in force; a constant number of queries."""
    nodes = list(OutlineNode.objects.of(programme).prefetch_related("blocks", "goals"))
    titles = wording.titles_in_force(programme.programme, on=on)
    sentences = node_sentences(programme, rights, on=on)
    return tuple(_row(programme, node, titles, sentences.get(node.pk, "")) for node in nodes)


def node_sentences(programme: RegionalProgramme, rights: Rights, *, on: date) -> dict[int, str]:
    found: dict[int, str] = {}
    for source in _sentence_sources:
        for pk, sentence in source(programme, rights, on).items():
            found[pk] = f"{found[pk]} {sentence}" if pk in found else sentence
    return found


def _row(programme: RegionalProgramme, node: OutlineNode, titles: CatalogueTitles, sentence: str) -> OutlineRow:
    blocks = wording.names(titles.blocks, (block.pk for block in node.blocks.all()))
    level_name = programme.level_name(node.tree_depth)
    return OutlineRow(node, node.tree_depth + 1, level_name, blocks, tuple(node.goals.all()), sentence)

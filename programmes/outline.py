"""A region's own programme and outline: which one holds, how it reads, and the changes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError

from ghnt.periods import HalfYear
from programmes import wording
from programmes.catalogue import CatalogueTitles
from programmes.models import BuildingBlock, OutlineNode, Programme, RegionalProgramme
from regions.models import Region
from regions.rights import Rights

MAX_LEVELS = 3

NodeSentences = Callable[[RegionalProgramme, Rights, date], dict[int, str]]
_sentence_sources: list[NodeSentences] = []


@dataclass(frozen=True)
class OutlineRow:
    """One node as the programme page shows it."""

    node: OutlineNode
    level: int  # 1 = top
    blocks: tuple[str, ...]
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
    nodes = list(OutlineNode.objects.of(programme).prefetch_related("blocks"))
    titles = wording.titles_in_force(programme.programme, on=on)
    sentences = node_sentences(programme, rights, on=on)
    return tuple(_row(node, titles, sentences.get(node.pk, "")) for node in nodes)


def node_sentences(programme: RegionalProgramme, rights: Rights, *, on: date) -> dict[int, str]:
    found: dict[int, str] = {}
    for source in _sentence_sources:
        for pk, sentence in source(programme, rights, on).items():
            found[pk] = f"{found[pk]} {sentence}" if pk in found else sentence
    return found


def parent_choices(programme: RegionalProgramme, node: OutlineNode | None = None) -> list[OutlineNode]:
    """The nodes that may stand above `node` (a new one when None) without a loop or a fourth level."""
    outline = list(OutlineNode.objects.of(programme))
    height = _height(outline, node)
    below = {item.pk for item in outline if node is not None and node.pk in item.tree_path}
    return [item for item in outline if item.pk not in below and item.tree_depth + 1 + height <= MAX_LEVELS]


@transaction.atomic
def add_node(*, node: OutlineNode, blocks: Iterable[BuildingBlock]) -> OutlineNode:
    """Save a new node at the end of the outline. Its history gets the blocks too."""
    last = OutlineNode.objects.filter(programme=node.programme).aggregate(last=Max("position"))["last"]
    node.position = 0 if last is None else last + 1
    node.save()
    node.blocks.set(blocks)
    return node


@transaction.atomic
def change_node(*, node: OutlineNode, blocks: Iterable[BuildingBlock], seen_version: int) -> OutlineNode:
    """Save a changed node; raises EditConflictError when somebody else changed it since `seen_version`."""
    node.claim(seen_version)
    node.save()
    node.blocks.set(blocks)
    return node


def why_not_deleted(node: OutlineNode) -> str:
    """The reason that the node may not go, with the way on; empty when it may."""
    actions, children = node.actions.count(), node.children.count()
    if actions:
        there_are = "valt nog 1 actie" if actions == 1 else f"vallen nog {actions} acties"
        return f"Onder dit onderdeel {there_are}. Kies daarvoor eerst een ander onderdeel."
    if children:
        there_are = "valt nog 1 onderdeel" if children == 1 else f"vallen nog {children} onderdelen"
        return f"Onder dit onderdeel {there_are}. Verwijder of verplaats die eerst."
    return ""


@transaction.atomic
def delete_node(*, node: OutlineNode) -> None:
    """Delete an empty node; raises ValidationError with the reason when actions or nodes hang on it."""
    locked = OutlineNode.objects.select_for_update().get(pk=node.pk)
    if reason := why_not_deleted(locked):
        raise ValidationError(reason)
    try:
        locked.delete()
    except ProtectedError as error:  # a layer above tells about it, such as a report
        raise ValidationError(
            "Over dit onderdeel is al geschreven in een rapportage. U kunt het niet verwijderen."
        ) from error


def _row(node: OutlineNode, titles: CatalogueTitles, sentence: str) -> OutlineRow:
    blocks = wording.names(titles.blocks, (block.pk for block in node.blocks.all()))
    return OutlineRow(node, node.tree_depth + 1, blocks, sentence)


def _height(outline: list[OutlineNode], node: OutlineNode | None) -> int:
    """How many levels a node takes with everything below it."""
    if node is None:
        return 1
    below = [item for item in outline if node.pk in item.tree_path]
    return max((item.tree_depth for item in below), default=0) - min((i.tree_depth for i in below), default=0) + 1

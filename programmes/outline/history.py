"""What happened to a node: who changed what, when, from which words into which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from programmes import wording
from programmes.catalogue import CatalogueTitles
from programmes.models import OutlineNode

_LABELS = {
    "parent": "Valt onder",
    "code": "Nummer",
    "title": "Titel",
    "text": "Toelichting",
    "blocks": "Landelijke bouwstenen",
    "removed_at": "Verwijderd",
    "position": "Volgorde",
}
MOST = 50


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class NodeChange:
    """One moment at which the node was saved."""

    at: datetime
    by: str
    fields: tuple[FieldChange, ...]  # none when the node was made


def node_history(node: OutlineNode, titles: CatalogueTitles) -> tuple[NodeChange, ...]:
    """The latest fifty changes, newest first, blocks in the words of the edition in force."""
    records = list(node.history.select_related("history_user")[: MOST + 1])
    parents, blocks = _names(records), _blocks(records)
    words = [_words(record, titles, parents, blocks.get(record.pk, [])) for record in records]
    found = [
        NodeChange(record.history_date, str(record.history_user or ""), _differences(earlier, later))
        for record, (later, earlier) in zip(records, pairwise(words), strict=False)
    ]
    told = [change for change in found if change.fields]
    made = records[-1] if records and len(records) <= MOST else None
    return (*told, NodeChange(made.history_date, str(made.history_user or ""), ())) if made else tuple(told)


def _names(records: list[Any]) -> dict[int, str]:
    keys = {record.parent_id for record in records if record.parent_id}
    return {node.pk: str(node) for node in OutlineNode.objects.filter(pk__in=keys)}


def _blocks(records: list[Any]) -> dict[int, list[int]]:
    """The blocks of all records in one query; the library would ask them record by record."""
    found: dict[int, list[int]] = {}
    if records:
        rows = records[0].blocks.model.objects.filter(history__in=records)
        for history, block in rows.values_list("history", "buildingblock"):
            found.setdefault(history, []).append(block)
    return found


def _words(record: Any, titles: CatalogueTitles, parents: dict[int, str], blocks: list[int]) -> dict[str, str]:
    return {
        "parent": parents.get(record.parent_id, "") if record.parent_id else "",
        "code": record.code,
        "title": record.title,
        "text": record.text,
        "blocks": "\n".join(wording.names(titles.blocks, blocks)),
        "removed_at": "ja" if record.removed_at else "",
        "position": str(record.position + 1),
    }


def _differences(before: dict[str, str], after: dict[str, str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(label, before[name] if name != "position" else "", after[name] if name != "position" else "")
        for name, label in _LABELS.items()
        if before[name] != after[name]
    )

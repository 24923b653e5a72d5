"""Numbers that follow the order of the outline: 1, 1.1, 1.1.1; a region that writes P1 or A at the top keeps that."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from string import ascii_uppercase

from django.core.exceptions import ValidationError
from django.db import transaction

from programmes.models import OutlineNode, RegionalProgramme
from programmes.outline.tree import Tree

_TOO_LONG = "Nummer {code} is te lang. Zet minder onderdelen onder elkaar en probeer het opnieuw."
LONGEST = 12
_TOP = re.compile(r"(?P<begin>[^\d.]*)\d+(\.\d+)*")


@dataclass(frozen=True)
class NewCode:
    node: OutlineNode
    old: str
    new: str


def new_codes(tree: Tree) -> tuple[NewCode, ...]:
    """The nodes whose number would change, in reading order."""
    tops = tree.children(None)
    changes = [
        one for node, code in zip(tops, _top_codes(tops), strict=True) for one in _with_those_below(tree, node, code)
    ]
    return tuple(change for change in changes if change.old != change.new)


@transaction.atomic
def renumber(*, programme: RegionalProgramme, seen: str) -> tuple[NewCode, ...]:
    """Give every node the number of its place. Sealed reports and versions keep the numbers of their day.

    Raises ValidationError with code "changed" when the outline is no longer the one of `seen`.
    """
    changes = new_codes(Tree.held(programme, seen))
    for change in changes:
        if len(change.new) > LONGEST:
            raise ValidationError(_TOO_LONG.format(code=change.new))
    _free_the_old(changes)
    for change in changes:
        node = change.node
        node.claim(node.version)
        node.code = change.new
        node.save(update_fields=["code", "version"])
    return changes


def _with_those_below(tree: Tree, node: OutlineNode, code: str) -> list[NewCode]:
    found = [NewCode(node, node.code, code)]
    for place, child in enumerate(tree.children(node.pk), start=1):
        found += _with_those_below(tree, child, f"{code}.{place}")
    return found


def _top_codes(nodes: list[OutlineNode]) -> list[str]:
    """1, 2, 3, or as most of them are written now: P1, P2, P3 or A, B, C."""
    written = [node.code for node in nodes]
    lettered = [code for code in written if len(code) == 1 and code in ascii_uppercase]
    if len(written) < 2 * len(lettered) and len(written) <= len(ascii_uppercase):
        return list(ascii_uppercase[: len(written)])
    begins = Counter(match["begin"] if (match := _TOP.fullmatch(code)) else "" for code in written)
    begin = begins.most_common(1)[0][0] if begins else ""
    return [f"{begin}{place}" for place, _code in enumerate(written, start=1)]


def _free_the_old(changes: tuple[NewCode, ...]) -> None:
    """A number may stand at one node only, also halfway; these in-between ones never come into the history."""
    for change in changes:
        OutlineNode.objects.filter(pk=change.node.pk).update(code=f"~{change.node.pk}")

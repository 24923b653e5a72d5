"""The number that comes after the last one: 3 after 2, 2.1 as the first under 2, P10 after P9, C after B."""

from __future__ import annotations

import re

from programmes.models import OutlineNode
from programmes.outline.tree import Tree

_LETTERED = re.compile(r"(.*[^A-Za-z])?[A-Ya-y]")
_COUNTED = re.compile(r"(?P<begin>.*?)(?P<number>\d+)")


def next_code(tree: Tree, above: OutlineNode | None) -> str:
    """A number that nobody has yet, for one more node at the end under `above`."""
    siblings = tree.children(above.pk if above else None)
    first = f"{above.code}.1" if above else "1"
    code = _after(siblings[-1].code) if siblings else first
    used = {node.code for node in tree.nodes.values()}
    while code in used:
        code = _after(code)
    return code


def _after(code: str) -> str:
    if counted := _COUNTED.fullmatch(code):
        return f"{counted['begin']}{int(counted['number']) + 1}"
    if _LETTERED.fullmatch(code):
        return f"{code[:-1]}{chr(ord(code[-1]) + 1)}"
    return f"{code}2"

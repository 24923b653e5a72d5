"""A text with light marks as paragraphs and list items in plain values, for documents that are no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from markdown_it.token import Token

from ghnt.ui.rich_text import light_tokens


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"
    CONTINUED = "continued"  # a further paragraph of a list item


@dataclass(frozen=True)
class Piece:
    """Words, a link when it has an address; "\\n" alone is a line break."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Block:
    """`depth` is 1 for a list of the top; `begins_list` says that numbers start anew, at `number`."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    depth: int = 0
    begins_list: bool = False
    number: int = 1

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def text_blocks(value: str) -> tuple[Block, ...]:
    """The paragraphs and list items of a text in reading order; one over the limit comes line by line, unmarked."""
    if not value.strip():
        return ()
    try:
        tokens = light_tokens(value)
    except ValidationError:
        return tuple(Block(BlockKind.PARAGRAPH, (Piece(line),)) for line in value.splitlines() if line.strip())
    reader = _Reader()
    for token in tokens:
        reader.read(token)
    return tuple(reader.blocks)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lists: list[tuple[BlockKind, int]] = []  # the lists that are open, outermost first
        self.begins_list = False
        self.begins_item = False

    def read(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            kind = BlockKind.BULLET if token.type == "bullet_list_open" else BlockKind.NUMBER
            self.lists.append((kind, int(token.attrGet("start") or 1)))
            self.begins_list = True
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.begins_item = True
        elif token.type == "inline":
            self._add(_pieces(token.children or []))

    def _add(self, pieces: tuple[Piece, ...]) -> None:
        if not self.lists:
            self.blocks.append(Block(BlockKind.PARAGRAPH, pieces))
            return
        kind, number = self.lists[-1]
        shown = kind if self.begins_item else BlockKind.CONTINUED
        self.blocks.append(Block(shown, pieces, len(self.lists), self.begins_list, number))
        self.begins_item = self.begins_list = False


def _pieces(tokens: list[Token]) -> tuple[Piece, ...]:
    pieces, url = [], ""
    for token in tokens:
        if token.type == "link_open":
            url = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            url = ""
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append(Piece("\n"))
        elif token.content:
            pieces.append(Piece(token.content, url))
    return tuple(pieces)

"""Text as plain text with light marks: a blank line between paragraphs, `- ` or `1. ` before a list item."""

import re

from ghnt.ui.text import TAG, clean_pasted

LIST_ITEM = re.compile(r"(?:[-–•·▪◦*]|\d{1,2}[.)]) +(?=\S)")
_BULLET = re.compile(r"^[–•·▪◦*] (?=\S)")
_BLOCK = re.compile(r"(</?(?:ul|ol|p|div|h[1-6])\b[^<>]*>)", re.IGNORECASE)
_LIST_TAG = re.compile(r"<(/?)(?:ul|ol)\b", re.IGNORECASE)
# An item ends with a sentence, or the next one begins with a capital: "2019 - 2021" is no new item.
_NEXT_ITEM = re.compile(
    r"""(?:(?<=[.,;!?…])|(?<=[.,;!?…][)”’"']))\ -\ (?=\S)|\ -\ (?=[<(“‘"']*[^\W\d_a-zà-ÿ])""", re.VERBOSE
)
_EMPTY_LINES = re.compile(r"\n{3,}")
_ANY_DASH = re.compile(r"(?<!\d) - | - (?!\d)")


def one_line(pasted: str) -> str:
    """The words of a cell, without tags."""
    return " ".join(clean_pasted(pasted).text.split())


def marked_text(pasted: str) -> str:
    """All words of a longer text, without tags, with a line per list item, also of lists never closed."""
    if re.search(r"<li\b", pasted, re.IGNORECASE):
        text = clean_pasted(pasted).text
    elif TAG.search(pasted):
        text = clean_pasted(_EMPTY_LINES.sub("\n\n", _spread_lists(pasted)).replace("\n", "<br>")).text
    else:
        text = _spread_lists(pasted)
    lines = "\n".join(_tidy(line) for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip("\n")


def list_items(marked: str) -> tuple[str, ...]:
    """The items of the lists in a marked text; what is indented under an item belongs to it."""
    items: list[str] = []
    margin: int | None = None
    for line in marked.split("\n"):
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        match = LIST_ITEM.match(words)
        if match and (margin is None or indent <= margin):
            items.append(words[match.end() :])
            margin = indent
        elif words and margin is not None:
            items[-1] += f"\n{words}" if match else f" {words}"
        else:
            margin = None
    return tuple(items)


def _spread_lists(pasted: str) -> str:
    """Each item on its own line, without the tags of lists. An unclosed list ends at the next paragraph."""
    parts, in_list = [], False
    for part in _BLOCK.split(pasted):
        if match := _LIST_TAG.match(part):
            in_list = not match[1]
            parts.append("\n\n")
        elif _BLOCK.match(part):
            in_list = False
            parts.append(part)
        else:
            parts.append("\n".join(_spread_line(line, in_list) for line in part.split("\n")))
    return "".join(parts)


def _spread_line(line: str, in_list: bool) -> str:
    words = " ".join(line.split())
    start = re.search(r"(?:^| )(?=- \S)" if in_list else r"^(?=- \S)|(?<=:) (?=- \S)", words)
    if start:
        lead, items = words[: start.start()], [f"- {item}" for item in _dash_items(words[start.end() + 2 :])]
    elif in_list and (start := re.search(r"(?:^| )(?=1[.)] \S)", words)):
        lead, items = words[: start.start()], _numbered_items(words[start.end() :])
    else:
        return line
    indent = line[: len(line) - len(line.lstrip())] if not lead else ""
    return "\n".join(([lead, ""] if lead else []) + [f"{indent}{item}" for item in items])


def _dash_items(words: str) -> list[str]:
    return (_ANY_DASH if words[:1].islower() else _NEXT_ITEM).split(words)


def _numbered_items(words: str) -> list[str]:
    items, number = [], 2
    while match := re.search(rf" (?={number}[.)] \S)", words):
        items.append(words[: match.start()])
        words, number = words[match.end() :], number + 1
    return [*items, words]


def _tidy(line: str) -> str:
    """Only an item keeps its indent, from two spaces on: that makes it part of the item above it."""
    text = _BULLET.sub("- ", " ".join(line.split()))
    indent = len(line) - len(line.lstrip(" "))
    return f"{' ' * indent}{text}" if indent > 1 and LIST_ITEM.match(text) else text

"""Writes well-formed HTML as plain text with light marks."""

import re
from html.parser import HTMLParser

LISTS, CELLS = {"ul", "ol"}, {"td", "th"}
PARAGRAPHS = {"p", "table", "blockquote", "pre", "dl", "h1", "h2", "h3", "h4", "h5", "h6"} | LISTS
BLOCKS = PARAGRAPHS | {"div", "tr", "dt", "dd", "li"}
KEPT = BLOCKS | CELLS | {"br", "a"}

_BLANK_LINES = re.compile(r"\n\s*\n")
_INLINE_ITEM = re.compile(r"(?:(?<=\s)|^)((?:-|\d{1,2}\.) (?=[^\W\d_a-z]))")
_MAX_DEPTH = 8


class TextReader(HTMLParser):
    """A line per list item and table row, a blank line between paragraphs."""

    def __init__(self, keep_line_ends: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.keep_line_ends = keep_line_ends
        self.written: list[str] = []
        self.open: list[str] = []
        self.counters: list[int] = []
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.written.append("\n")
            return
        self._break_before(tag)
        self.open.append(tag)
        if tag in LISTS:
            self.counters.append(0)
        elif tag == "li":
            self._start_item()
        elif tag in CELLS:
            self.written.append("\t")
        elif tag == "a":
            self.links.append((dict(attrs).get("href") or "", len(self.written)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        self.open.pop()  # nh3 writes well-formed HTML
        if tag in LISTS:
            self.counters.pop()
        elif tag == "a":
            self._end_link()
        self._break_before(tag)

    def handle_data(self, data: str) -> None:
        data = data.replace("\xa0", " ").replace("\t", " ")
        if not data.strip() and self._ends_line():
            return
        if self.open and self.open[-1] in LISTS:
            data = _split_items(data)
        elif not self.keep_line_ends and "pre" not in self.open:
            data = "\n\n".join(re.sub(r"\s+", " ", part) for part in _BLANK_LINES.split(data))
        self.written.append(data)

    def result(self) -> str:
        lines = (_tidy(line) for line in "".join(self.written).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")

    def _break_before(self, tag: str) -> None:
        """End the line or the paragraph where a block begins or ends; a cell and an item stay on one line."""
        if tag not in BLOCKS:
            return
        in_cell = not CELLS.isdisjoint(self.open)
        if in_cell or ("li" in self.open and tag not in LISTS | {"li", "tr"}):
            self.written.append(" ")
        else:
            self._end_line(1 if tag not in PARAGRAPHS or (tag in LISTS and self.counters) else 2)

    def _end_line(self, wanted: int) -> None:
        tail = "".join(self.written[-4:]).rstrip(" ")
        present = len(tail) - len(tail.rstrip("\n"))
        if tail and present < wanted:
            self.written.append("\n" * (wanted - present))

    def _ends_line(self) -> bool:
        return not self.written or self.written[-1].endswith("\n")

    def _start_item(self) -> None:
        lists = [tag for tag in self.open if tag in LISTS]
        if not lists:  # an item that lost its list
            self.written.append("- ")
            return
        self.counters[-1] += 1
        mark = f"{self.counters[-1]}. " if lists[-1] == "ol" else "- "
        self.written.append("   " * min(len(lists) - 1, _MAX_DEPTH) + mark)

    def _end_link(self) -> None:
        target, start = self.links.pop()
        label = "".join(self.written[start:])
        if target in {"", label, f"mailto:{label}", f"{label}/"}:
            return
        plain = label.strip() and not re.search(r"[\[\]\\\n]", label) and not re.search(r"[\s()<>\\]", target)
        self.written[start:] = [f"[{label.strip()}]({target})" if plain else f"{label} ({target})"]


def _split_items(text: str) -> str:
    """Systems write a list as `<ul> - One - Two`, without items: each becomes a line."""
    return _INLINE_ITEM.sub(r"\n\1", re.sub(r"[ ]+", " ", text))


def _tidy(line: str) -> str:
    """One line with its cells apart, single spaces, and an indent only before a list mark."""
    cells = " | ".join(cell.rstrip(" ") for cell in re.split(r"\t[ \t]*", line.strip("\t")))
    indent = re.match(r" *(?=(?:-|\d+\.) )", cells)
    return (indent[0] if indent else "") + re.sub(r" {2,}", " ", cells.strip())

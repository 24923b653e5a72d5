"""How deep pasted HTML nests, counted as a browser would: parsing it takes time with the square of its depth."""

MOST = 50

_CLOSED_BY_THE_SAME = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "td": {"td", "th"}, "th": {"td", "th"}}
_BORDERS = {"table", "td", "th"}
_TABLE_PARTS = {"table", "tr", "td", "th"}


class OpenElements:
    """The elements that are open while the tags of a text go by, without `br` and `a`."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def start(self, name: str) -> bool:
        """Open an element, if it does not lie too deep."""
        while self._open and self._open[-1] in {"p"} | _CLOSED_BY_THE_SAME.get(name, set()):
            self._open.pop()
        if len(self._open) >= MOST:
            return False
        self._open.append(name)
        return True

    def end(self, name: str) -> bool:
        """Close the nearest of the open elements, if there is one; a list item ends within its own list."""
        borders = {"table"} if name in _TABLE_PARTS else _BORDERS | ({"ul", "ol"} if name == "li" else set())
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place] == name:
                del self._open[place:]
                return True
            if self._open[place] in borders:
                return False
        return False

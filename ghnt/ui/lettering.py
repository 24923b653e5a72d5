"""How wide words are in a drawing: SVG text does not wrap by itself."""

from collections.abc import Iterator

# Thousandths of the size, on the safe side of Source Sans 3; the rest counts as an average letter.
_NARROW, _WIDE = set("fijlrtI.,:;|!'()[]/- "), set("mwMWOQGDHNUV%&@")


def text_width(text: str, size: float) -> float:
    """An estimate in units of the drawing."""
    return sum(300 if letter in _NARROW else 820 if letter in _WIDE else 540 for letter in text) * size / 1000


def wrap(text: str, width: float, size: float) -> list[str]:
    """Lines that fit: broken at spaces, after a slash or hyphen, and inside a word that is too long."""
    lines, line = [], ""
    for piece in _pieces(text, width, size):
        if line and text_width((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    piece = ""
    for letter in text:
        if text_width(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
        if letter in " /-":
            yield piece
            piece = ""
    yield piece

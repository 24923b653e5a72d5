"""Shapes as SVG with presentation attributes only, for the page and for the PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

FONT: Final = "Source Sans 3 Variable, Source Sans 3, sans-serif"
INK, MUTED, EDGE, WHITE = "#1a161e", "#4c4653", "#655f6d", "#ffffff"
FONT_SIZE, LINE_HEIGHT = 16, 19


@dataclass(frozen=True)
class Paint:
    """How a segment or tile looks: its surface, the text on it, and an outline where the surface is white."""

    fill: str
    text_fill: str = INK
    outline: str | None = None
    diagonal: bool = False


def number(value: float) -> str:
    """As short as SVG allows, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def together(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def drawing(
    size: tuple[float, float], title: str, parts: Iterable[SafeString], *, name: str = "", role: str = "img"
) -> SafeString:
    """The whole picture, with its sentence as `<title>`: WeasyPrint reads no aria-label."""
    width, height = (number(length) for length in size)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg"{} role="{}" width="{}" height="{}" viewBox="0 0 {} {}"'
        ' font-family="{}" font-size="{}"><title>{}</title>{}</svg>',
        format_html(' class="{}"', name) if name else "",
        *(role, width, height, width, height, FONT, FONT_SIZE, title, together(parts)),
    )


def lines_of_text(lines: Sequence[str], x: float, y: float, fill: str = INK) -> SafeString:
    """Lines under each other, the first with its base line at `y`."""
    return format_html_join(
        "",
        '<text x="{}" y="{}" fill="{}">{}</text>',
        ((number(x), number(y + LINE_HEIGHT * index), fill, line) for index, line in enumerate(lines)),
    )


def centred_text(text: str, x: float, y: float, fill: str, size: float = FONT_SIZE) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" fill="{}" text-anchor="middle" font-size="{}" font-weight="600">{}</text>',
        *(number(x), number(y), fill, number(size), text),
    )


def rectangle(x: float, y: float, width: float, height: float, paint: Paint) -> SafeString:
    """A filled rectangle; an outline stays within it, a diagonal says "vervallen"."""
    if paint.outline is None:
        return _rect(x, y, width, height, paint.fill, SafeString(""))
    stroke = format_html(' stroke="{}" stroke-width="1.5"', paint.outline)
    drawn = _rect(x + 0.75, y + 0.75, max(width - 1.5, 0.5), height - 1.5, paint.fill, stroke)
    return together([drawn, _diagonal(x, y, min(width, height), height, stroke)]) if paint.diagonal else drawn


def _rect(x: float, y: float, width: float, height: float, fill: str, stroke: SafeString) -> SafeString:
    lengths = (number(length) for length in (x, y, width, height))
    return format_html('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>', *lengths, fill, stroke)


def _diagonal(x: float, y: float, width: float, height: float, stroke: SafeString) -> SafeString:
    points = (number(length) for length in (x + 1, y + height - 1, x + width - 1, y + 1))
    return format_html('<path d="M{} {}L{} {}"{}/>', *points, stroke)


def in_font(svg: str, family: str) -> SafeString:
    """The same drawing in another family, for a document that has its own files of the font."""
    return mark_safe(svg.replace(FONT, family))  # noqa: S308 - a drawing of ours, and a name from the code

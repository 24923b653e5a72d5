"""The national pages of a book: what all its regions tell together, in counts and never in averages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ghnt.documents.drawing import Cover, Head, in_document_font, known
from ghnt.documents.words import long_date
from ghnt.periods import HalfYear
from ghnt.ui import charts
from reporting.bundles.national_figures import NationalFigures, national_figures
from reporting.bundles.order import LeftOut, RoundOrder
from reporting.pdf.drawings import Chart, Key, assessment_chart, phase_chart

IN_BOOK, CONCEPT, NOT_IN_BOOK = charts.OWN_TILE, charts.OTHER_TILE, charts.ASSESSMENT_PAINT[None]
KEYS = (
    Key("book_in", "in dit boek"),
    Key("book_concept", "in dit boek, nog niet geaccepteerd"),
    Key("book_out", "niet in dit boek"),
)


@dataclass(frozen=True)
class RegionEntry:
    """A region in the contents, with the address of its first page within the book and its page numbers in words."""

    name: str
    address: str
    pages: str
    is_concept: bool


@dataclass(frozen=True)
class BookFront:
    head: Head
    cover: Cover
    tiles: SafeString
    sentence: str
    regions: tuple[RegionEntry, ...]
    figures: NationalFigures
    bars: tuple[Chart, ...]
    keys: tuple[Key, ...]
    left_out: tuple[LeftOut, ...]
    first_label: str

    @property
    def example(self) -> RegionEntry:
        return self.regions[0]


def front_of(order: RoundOrder, pages: Sequence[int]) -> BookFront:
    """`pages`: how many each region has, in the order of its parts. Raises AlteredSealError."""
    figures = national_figures(order)
    period = HalfYear.parse(order.half_year).label
    return BookFront(
        head=_head(order, period),
        cover=_cover(order, period),
        tiles=_map(order),
        sentence=_sentence(order),
        regions=tuple(_entry(part, number) for part, number in zip(order.parts, pages, strict=True)),
        figures=figures,
        bars=_bars(figures),
        keys=tuple(key for key in KEYS if key.css_class != "book_concept" or order.holds_concepts),
        left_out=order.left_out,
        first_label=f"{order.parts[0].region}-1",
    )


def _head(order: RoundOrder, period: str) -> Head:
    return Head(
        title=f"Landelijk boek, voortgangsrapportages {period}",
        author=order.programme,
        subject=f"Voortgangsrapportages van {_regions(len(order.parts))} in één boek",
        created=order.day,
        modified=order.day,
        is_concept=order.holds_concepts,
    )


def _cover(order: RoundOrder, period: str) -> Cover:
    concepts = sum(not part.is_accepted for part in order.parts)
    facts = (
        ("Regio’s", _share(order)),
        ("Stand", _stand(concepts)),
        ("Later heropend", ", ".join(part.name for part in order.parts if part.is_accepted and part.is_reopened)),
        ("Uitvraag", order.round_name),
        ("Bijgewerkt tot en met", long_date(order.day)),
    )
    return Cover(
        programme=order.programme,
        region="Landelijk boek",
        kind="Voortgangsrapportages van de regio’s",
        period=period,
        running=f"Landelijk boek, bijgewerkt tot en met {long_date(order.day)}",
        facts=known(facts),
    )


def _stand(concepts: int) -> str:
    if not concepts:
        return "Alle rapportages zijn geaccepteerd"
    return f"CONCEPT: {concepts} {'rapportage is' if concepts == 1 else 'rapportages zijn'} nog niet geaccepteerd"


def _share(order: RoundOrder) -> str:
    return f"{len(order.parts)} van {_regions(len(order.parts) + len(order.left_out))}"


def _regions(number: int) -> str:
    return f"{number} {'regio' if number == 1 else 'regio’s'}"


def _sentence(order: RoundOrder) -> str:
    return f"Dit boek bevat de rapportages van {_share(order)}."


def _entry(part, number: int) -> RegionEntry:  # type: ignore[no-untyped-def]
    last = f" t/m {part.region}-{number}" if number > 1 else ""
    return RegionEntry(part.name, f"boek:{part.region.lower()}", f"{part.region}-1{last}", not part.is_accepted)


def _map(order: RoundOrder) -> SafeString:
    paints = {part.region: (IN_BOOK if part.is_accepted else CONCEPT) for part in order.parts}
    words = {part.region: (KEYS[0] if part.is_accepted else KEYS[1]).label for part in order.parts}
    tiles = [
        charts.Tile(
            *(tile.code, tile.name, tile.row, tile.column),
            fill=(paint := paints.get(tile.code, NOT_IN_BOOK)).fill,
            text_fill=paint.text_fill,
            outline=paint.outline,
            label=words.get(tile.code, KEYS[2].label),
        )
        for tile in order.tiles
    ]
    title = f"Kaart van de regio’s. {_sentence(order)} In dit boek: {', '.join(part.name for part in order.parts)}."
    return in_document_font(charts.tile_map(tiles, title=title))


def _bars(figures: NationalFigures) -> tuple[Chart, ...]:
    total = figures.together.total
    if not total.total:
        return ()
    return (
        assessment_chart([total], ["Alle regio’s"], figures.together.assessment_sentence),
        phase_chart([total], ["Alle regio’s"], figures.together.phase_sentence),
    )

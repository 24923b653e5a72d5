"""The network of a region as PDF and as workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ghnt.documents.drawing import Fact, Head, known
from ghnt.documents.drawing import draw as draw_document
from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import fingerprint
from ghnt.documents.words import listed, long_date
from ghnt.documents.workbook import Cell, Sheet
from programmes.network.content import Network, PostLine, read_content
from programmes.network.drawing import drawn_in_document


@dataclass(frozen=True)
class PrintedNetwork:
    head: Head
    facts: tuple[Fact, ...]
    said: Network
    drawing: SafeString


def draw(content: str) -> RenderedPdf:
    """The PDF of a content. Raises RenderingError."""
    return draw_document("pdf/network.html", printed(read_content(content)), identifier=fingerprint(content))


def printed(said: Network) -> PrintedNetwork:
    title = f"Netwerk regio {said.region}, {long_date(said.on)}"
    facts = known((("Stand van", long_date(said.on)), ("Regioadviseur", listed(said.advisers))))
    head = Head(title, f"Regio {said.region}", title, said.on, said.on, is_concept=False)
    return PrintedNetwork(head, facts, said, drawn_in_document(said))


def sheets(network: Network, posts: tuple[PostLine, ...]) -> list[Sheet]:
    """Posts past and present, bodies, organisations; no contacts: they stand in no export."""
    bodies = (("Overleg", 40), ("Soort", 30), ("Hoe vaak", 24), ("Plaatsen", 10), ("Volgende vergadering", 20))
    partners = (("Organisatie", 44), ("Soort", 26), ("Contactpersonen", 16), ("Plaatsen in overleggen", 22))
    return [
        posts_sheet(posts),
        Sheet(
            "Overleggen",
            bodies,
            [[one.name, one.kind, one.rhythm, one.seats, _day(one.next_meeting)] for one in network.bodies],
        ),
        Sheet(
            "Organisaties",
            partners,
            [[one.name, group.kind, one.contacts, one.seats] for group in network.groups for one in group.partners],
        ),
        Sheet(
            "Gemeenten",
            (("Gemeente", 36), ("Centrumgemeente", 16), ("Stuurt de projectleider aan", 26)),
            [[one.name, _yes(one.is_centre), _yes(one.steers)] for one in network.places],
        ),
    ]


def posts_sheet(posts: tuple[PostLine, ...]) -> Sheet:
    columns = (
        *(("Functie", 26), ("Naam", 30), ("E-mail", 34), ("Telefoon", 18), ("Uren per week", 14), ("Werkgever", 36)),
        *(("Aangestuurd door", 36), ("Vanaf", 16), ("Laatste dag", 16)),
    )
    return Sheet("Functies", columns, [_post_row(post) for post in posts])


def _post_row(post: PostLine) -> list[Cell]:
    return [
        *(post.kind, post.person, post.email, post.phone, post.hours, post.employer, post.steering_words),
        *(_day(post.since), _day(post.until)),
    ]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _yes(said: bool) -> str:
    return "ja" if said else "nee"

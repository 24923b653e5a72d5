"""The network of a region drawn: who steers whom, where it is discussed, with whom."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString

from ghnt.documents.drawing import in_document_font
from ghnt.ui.layers import MEDIUM, SOFT, STRONG, Box, Layer, Line, page_layers, wide_layers
from programmes.network.content import BodyLine, Network, counted

MOST_NAMES = 24
LEADER, BODIES = "leader", "bodies"


def drawn(network: Network) -> SafeString:
    """For a page: wide, and anew for a narrow screen."""
    return page_layers(_layers(network), _lines(network), title=network.sentence)


def drawn_in_document(network: Network) -> SafeString:
    return in_document_font(wide_layers(_layers(network), _lines(network), title=network.sentence))


def _layers(network: Network) -> list[Layer]:
    centres = [Box(place.slug, place.name, [_role(place.steers)], MEDIUM) for place in network.centres]
    return [
        Layer("Centrumgemeente" if len(centres) == 1 else "Centrumgemeenten", centres),
        Layer("", list(_leading(network))),
        Layer("Overleggen, in de gebruikelijke volgorde", _bodies(network), BODIES),
        Layer("", list(_around(network))),
    ]


def _role(steers: bool) -> str:
    return "stuurt aan" if steers else ""


def _leading(network: Network) -> Iterator[Box]:
    leader = network.leader
    if leader is None:
        yield Box(LEADER, "Projectleider", ["nog niet ingevuld"], STRONG)
    else:
        yield Box(LEADER, leader.person, [leader.kind, leader.hours_words], STRONG)
    for place, post in enumerate(one for one in network.posts if not one.leads):
        yield Box(f"post-{place}", post.person, [post.kind], MEDIUM)
    for place, name in enumerate(network.advisers):
        yield Box(f"adviser-{place}", name, ["Regioadviseur"])


def _bodies(network: Network) -> list[Box]:
    return [_body(*one) for one in enumerate(network.bodies, 1)]


def _body(place: int, body: BodyLine) -> Box:
    return Box(f"body-{body.pk}", f"{place}. {body.name}", [body.kind_words, body.rhythm], SOFT)


def _around(network: Network) -> Iterator[Box]:
    names = [place.name for place in network.places]
    words = ", ".join(names[:MOST_NAMES]) + (f" en {len(names) - MOST_NAMES} andere" if names[MOST_NAMES:] else "")
    yield Box("places", counted(len(names), "gemeente", "gemeenten"), [words])
    if network.groups:
        kinds = [f"{group.kind}: {len(group.partners)}" for group in network.groups]
        yield Box("partners", counted(len(network.partners), "partner", "partners"), kinds)


def _lines(network: Network) -> list[Line]:
    lines = [Line(place.slug, LEADER) for place in network.centres if place.steers]
    lines += [Line(LEADER, f"adviser-{place}", is_dotted=True) for place in range(len(network.advisers))][:1]
    below = [BODIES] if network.bodies else ["places", "partners"]
    lines += [Line(LEADER, key) for key in below]
    return [*lines, Line(BODIES, "places"), Line(BODIES, "partners")]

"""The network of the country: who orders and decides, the team, the learning circles, and each region's people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Q
from django.utils.safestring import SafeString

from actions.models import LearningCircle
from ghnt.documents.words import listed
from ghnt.ui.layers import MEDIUM, SOFT, STRONG, Box, Layer, Line, page_layers
from ghnt.ui.svg import Paint
from programmes.network.collecting import advisers_by_region, bodies_with_counts, body_line, post_line
from programmes.network.content import BodyLine, PostLine, counted
from regions.models import NATIONAL_POSTS, Body, BodyKind, BodyLevel, Organisation, Post, PostKind, Region
from regions.organisations import organisations_of
from regions.posts import leading, period_words, posts_of

MOST_CIRCLES, MOST_ORGANISATIONS, MOST_PAST = 40, 200, 40
LEVELS = (
    (BodyKind.CLIENT, "Opdrachtgevers"),
    (BodyKind.STEERING, "Stuurgroep: neemt knelpunten in wet en regels weg"),
    (BodyKind.CORE_TEAM, "Kernteam: verzamelt knelpunten en goede voorbeelden"),
)
REGIONS, OTHERS = "regions", "others"


@dataclass(frozen=True)
class CircleLine:
    name: str
    url: str
    regions: tuple[str, ...]


@dataclass(frozen=True)
class RegionLine:
    name: str
    slug: str
    leader: str
    hours: str
    since: str
    advisers: tuple[str, ...]


@dataclass(frozen=True)
class NationalNetwork:
    on: date
    bodies: tuple[tuple[BodyKind, BodyLine], ...]
    posts: tuple[PostLine, ...]
    past_posts: tuple[PostLine, ...]
    circles: tuple[CircleLine, ...]
    regions: tuple[RegionLine, ...]
    organisations: tuple[Organisation, ...]

    @property
    def sentence(self) -> str:
        """All that the drawing shows, in words."""
        parts = []
        for kind, label in LEVELS:
            if names := tuple(body.name for held, body in self.bodies if held == kind):
                parts.append(f"{label.split(':')[0]}: {listed(names)}.")
        if self.posts:
            parts.append(f"Landelijk programmateam: {listed(tuple(post.person for post in self.posts))}.")
        if self.circles:
            circles = listed(tuple(one.name for one in self.circles))
            parts.append(f"{counted(len(self.circles), 'leerkring', 'leerkringen')}: {circles}.")
        led = sum(bool(region.leader) for region in self.regions)
        parts.append(f"{counted(len(self.regions), 'regio', 'regio’s')}, waarvan {led} met een projectleider.")
        return " ".join(parts)

    @property
    def drawing(self) -> SafeString:
        return page_layers(list(self._layers()), list(self._lines()), title=self.sentence)

    def _layers(self) -> Iterator[Layer]:
        told = {kind for kind, _label in LEVELS}
        for kind, label in LEVELS:
            paint = STRONG if kind == BodyKind.STEERING else MEDIUM
            boxes = [_body(body, paint) for held, body in self.bodies if held == kind]
            yield Layer(label, boxes, str(kind))
        team = [Box(f"post-{one.pk}", one.person, [one.kind]) for one in self.posts]
        yield Layer("Landelijk programmateam", team, "team")
        circles = [Box(f"circle-{at}", one.name, [_regions(one)], SOFT) for at, one in enumerate(self.circles)]
        yield Layer("Leerkringen", circles, "circles")
        led = sum(bool(region.leader) for region in self.regions)
        words = [f"{led} met een projectleider"] if self.regions else []
        yield Layer("", [Box(REGIONS, counted(len(self.regions), "regio", "regio’s"), words, MEDIUM)])
        others = [_body(body, SOFT) for held, body in self.bodies if held not in told]
        yield Layer("Andere landelijke overleggen", others, OTHERS)

    def _lines(self) -> Iterator[Line]:
        """From every layer that has boxes to the next; the other bodies stand outside the line."""
        filled = [layer.key or REGIONS for layer in self._layers() if layer.boxes and layer.key != OTHERS]
        yield from (Line(upper, lower) for upper, lower in pairwise(filled))


def _body(body: BodyLine, paint: Paint) -> Box:
    return Box(f"body-{body.pk}", body.name, [body.rhythm], paint)


def _regions(circle: CircleLine) -> str:
    return counted(len(circle.regions), "regio", "regio’s")


def national_network(*, on: date) -> NationalNetwork:
    """Constant number of queries."""
    bodies = bodies_with_counts(Body.objects.filter(level=BodyLevel.NATIONAL), on=on)
    order = list(NATIONAL_POSTS)
    found = sorted(posts_of(None)[: MOST_PAST * 2], key=lambda post: order.index(PostKind(post.kind)))
    posts = [post_line(post, on=on) for post in found]
    return NationalNetwork(
        on=on,
        bodies=tuple((BodyKind(body.kind), body_line(body)) for body in bodies),
        posts=tuple(post for post in posts if post.is_current),
        past_posts=tuple(post for post in posts if not post.is_current)[:MOST_PAST],
        circles=_circles(on),
        regions=_region_lines(on),
        organisations=tuple(organisations_of(None)[:MOST_ORGANISATIONS]),
    )


def _circles(on: date) -> tuple[CircleLine, ...]:
    running = LearningCircle.objects.present().filter(Q(ends__isnull=True) | Q(ends__gte=on))
    return tuple(
        CircleLine(circle.name, circle.get_absolute_url(), tuple(sorted(one.name for one in circle.regions.all())))
        for circle in running.prefetch_related("regions")[:MOST_CIRCLES]
    )


def _region_lines(on: date) -> tuple[RegionLine, ...]:
    regions = list(Region.objects.valid(on).order_by("name"))
    posts: defaultdict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.valid(on).filter(region__isnull=False):
        posts[post.region_id or 0].append(post)
    advisers = advisers_by_region([region.pk for region in regions], on)
    return tuple(_region_line(region, leading(posts[region.pk]), advisers[region.pk]) for region in regions)


def _region_line(region: Region, leader: Post | None, advisers: tuple[str, ...]) -> RegionLine:
    if leader is None:
        return RegionLine(region.name, region.slug, "", "", "", advisers)
    hours = f"{leader.hours_a_week} uur per week" if leader.hours_a_week else ""
    who = leader.person if leader.kind == "leader" else f"{leader.person}, {leader.get_kind_display().lower()}"
    return RegionLine(region.name, region.slug, who, hours, period_words(leader), advisers)

"""The menu of one request: what this visitor may open, and where the visitor is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from ghnt import clock
from regions.models import Municipality, Region, Role
from regions.rights import Right, Rights


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Navigation:
    product_links: tuple[Link, ...]
    region: Region | None = None
    side_links: tuple[tuple[Link, ...], ...] = ()  # of the region, or of the country
    region_switch: tuple[Link, ...] = ()
    footer_links: tuple[Link, ...] = ()


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Context processor. Somebody who is not signed in has no menu."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    rights: Rights = request.rights  # type: ignore[attr-defined]
    own = _own_regions(rights)
    is_national_page = request.path.startswith("/landelijk/") and _reads_nationally(rights)
    region = None if is_national_page else _region_of(request, own)
    links = _region_links(request, region, rights, own) if region else _national_links(request, rights)
    switch = tuple(Link(item.name, _front_page(item, rights)) for item in own)
    products, footer = tuple(_product_links(request, rights)), (_link(request, "Hulp", "help"),)
    return {"navigation": Navigation(products, region, tuple(links), switch, footer)}


def _front_page(region: Region, rights: Rights) -> str:
    """Where a visitor starts in a region: a secretary has its meetings and no overview."""
    reads = rights.may(Right.READ_REGION, region)
    return reverse("region_overview" if reads else "programmes:meeting_list", args=[region.slug])


def _own_regions(rights: Rights) -> list[Region]:
    """The regions of which somebody holds a role, or whose bodies somebody serves."""
    if not (rights.by_region or rights.by_body):
        return []
    held = Region.objects.filter(pk__in=rights.by_region)
    served = Region.objects.filter(bodies__in=rights.by_body)
    return list((held | served).distinct())


def _region_of(request: HttpRequest, own: list[Region]) -> Region | None:
    """The region the page is about, or the only one of the visitor."""
    if about := getattr(request, "region_of_page", None):  # of a page that has no region in its address
        return about
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match and match.route.startswith("regio/") else None
    if slug is None:
        return own[0] if len(own) == 1 else None
    known = {region.slug: region for region in own}
    return known.get(slug) or Region.objects.filter(slug=slug).first()


def _product_links(request: HttpRequest, rights: Rights) -> Iterator[Link]:
    yield _link(request, "Mijn werk", "my_work")
    waiting = getattr(request.user, "unread_notices", 0)  # a user who signed in this very moment has none counted yet
    yield replace(_link(request, "Meldingen", "notices:list"), count=waiting)
    if _reads_nationally(rights):
        yield replace(_link(request, "Landelijk", "national_overview"), current=False)  # the menu beside it says where
    yield _link(request, "Regio’s", "regions:region_list")
    yield _link(request, "Catalogus", "programmes:catalogue", prefix="/catalogus/")
    if rights.may(Right.WRITE_REFERENCE):
        yield _link(request, "Inzage", "reporting:national_exact_views")
        yield _link(request, "Beheer", "admin:index")


def _reads_nationally(rights: Rights) -> bool:
    return rights.may(Right.JUDGE_REPORT) or Role.ADVISER in rights.roles


def _national_links(request: HttpRequest, rights: Rights) -> Iterator[tuple[Link, ...]]:
    """What stands about the country, for who reads regions at national level."""
    if not _reads_nationally(rights):
        return
    rounds = (("Rondes", "reporting:round_list"),) if rights.may(Right.WRITE_ROUNDS) else ()
    yield tuple(
        _link(request, label, name)
        for label, name in (("Landelijk beeld", "national_overview"), ("Rapportages", "reporting:inbox"), *rounds)
    )
    yield tuple(_link(request, label, name) for label, name in NATIONAL)


def _region_links(
    request: HttpRequest, region: Region, rights: Rights, own: list[Region]
) -> Iterator[tuple[Link, ...]]:
    """The own municipality on top, then two groups; nothing that the visitor would not be let into."""
    if own_ones := tuple(_municipality_links(request, region, rights)):
        yield own_ones
    groups = (
        (
            ("Overzicht", "region_overview", rights.may(Right.READ_REGION, region)),
            ("Acties", "actions:action_list", rights.may(Right.READ_REGION, region)),
            ("Besluiten", "programmes:proposal_list", _reads_decisions(rights, region, own)),
            ("Vergaderingen", "programmes:meeting_list", _reads_decisions(rights, region, own)),
            ("Nakijken", "programmes:review_list", rights.may(Right.READ_MUNICIPAL_ROWS, region)),
            ("Rapportages", "reporting:report_list", rights.may(Right.READ_SUBMITTED_REPORT, region)),
        ),
        (
            ("Programma", "programmes:programme_detail", rights.may(Right.READ_REGION, region)),
            ("Cijfers", "reporting:figure_list", rights.may(Right.READ_REGION, region)),
            ("Knelpunten", "actions:bottleneck_list", rights.may(Right.READ_REGION, region)),
            ("Leren", "actions:learning", rights.may(Right.READ_REGION, region)),
            ("Middelen", "actions:means", rights.may(Right.READ_REGION, region)),
            ("Netwerk", "programmes:network", rights.may(Right.READ_REGION, region)),
        ),
    )
    for group in groups:
        links = tuple(_link(request, label, name, region.slug) for label, name, shown in group if shown)
        if links:
            yield links


def _municipality_links(request: HttpRequest, region: Region, rights: Rights) -> Iterator[Link]:
    """An officer's own page and what to review; with more than one municipality each by its name."""
    held = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    found = list(Municipality.objects.in_region(region, on=clock.today()).filter(pk__in=held)) if held else []
    for one in found:
        label, also = ("Onze gemeente", "") if len(found) == 1 else (f"Gemeente {one}", f", {one}")
        page = _link(request, label, "our_municipality", one.slug, prefix=f"/gemeente/{one.slug}/")
        review = _link(request, f"Nakijken{also}", "programmes:municipal_review_list", one.slug)
        scans = _link(request, f"Scans{also}", "reporting:municipal_scan_list", one.slug)
        yield replace(page, current=page.current and not (review.current or scans.current))
        yield review
        yield scans


def _reads_decisions(rights: Rights, region: Region, own: list[Region]) -> bool:
    return rights.may(Right.READ_REGION, region) or (region in own and bool(rights.bodies(Right.RECORD_CONCLUSIONS)))


def _link(request: HttpRequest, label: str, name: str, *args: str, prefix: str = "") -> Link:
    url = reverse(name, args=args)
    also = (*(reverse(other, args=args) for other in ALSO.get(name, ())), *ELSEWHERE.get(name, ()))
    below = also if name in EXACT else (prefix or url, *also)
    here = request.path == url or request.path.startswith(below)
    return Link(label, url, here)


NATIONAL = (
    ("Cijfers", "reporting:national_figures"),
    ("Knelpunten", "actions:national_bottleneck_list"),
    ("Leren", "actions:national_learning"),
    ("Middelen", "actions:national_means"),
    ("Netwerk", "national_network"),
)

# Pages that stand under a menu item without standing under its address.
ALSO = {
    "reporting:figure_list": ("reporting:scan_list",),
    "programmes:proposal_list": ("programmes:remark_list",),
    "programmes:meeting_list": ("programmes:body_list", "programmes:contact_list", "programmes:follow_up_list"),
    "actions:action_list": ("reporting:progress_now", "actions:puller_request_list", "actions:initiative_list"),
    "programmes:programme_detail": (
        "programmes:programme_list",
        "reporting:programme_plan",
        "programmes:promise_list",
        "programmes:recess_list",
    ),
    "reporting:national_figures": ("reporting:national_indicator_list",),
    "actions:national_bottleneck_list": ("actions:national_meeting_list",),
    "programmes:network": ("hand_over",),
    "national_overview": ("actions:national_coverage",),
    "reporting:round_list": ("reporting:book", "reporting:question_set_list"),
    "reporting:inbox": (
        "reporting:comparison",
        "reporting:national_differences",
        "reporting:all_answers",
        "reporting:signal_list",
    ),
}
# Addresses without a region of pages that stand under a menu item.
ELSEWHERE = {
    "programmes:meeting_list": ("/vergaderingen/",),
    "actions:national_bottleneck_list": ("/vergaderingen/",),
    "reporting:round_list": ("/bestanden/",),
    "actions:learning": ("/leren/",),
    "actions:national_learning": ("/leren/",),
    "reporting:figure_list": ("/scanlijsten/",),
    "reporting:national_figures": ("/scanlijsten/",),
}
EXACT: Iterable[str] = ("my_work", "region_overview", "national_overview")

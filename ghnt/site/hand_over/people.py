"""Who is who in a region: posts past and present, bodies, who has an account, the officers of each municipality."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q

from ghnt.site.hand_over.content import AccountLine, OfficerLine, People
from programmes.network.collecting import advisers_of, bodies_with_counts, body_line, post_line
from regions.contacts import contacts_in
from regions.models import Body, CentreMunicipality, Municipality, Organisation, Region, Role, RoleAssignment
from regions.posts import posts_of

MOST_POSTS, MOST_ACCOUNTS = 30, 100


def people_of(region: Region, *, on: date) -> People:
    """Constant number of queries."""
    return People(
        posts=tuple(post_line(post, on=on) for post in posts_of(region)[:MOST_POSTS]),
        advisers=advisers_of(region, on),
        bodies=tuple(map(body_line, bodies_with_counts(Body.objects.filter(region=region), on=on))),
        accounts=_accounts(region, on),
        officers=_officers(region, on),
        organisations=Organisation.objects.filter(region=region).count(),
        contacts=contacts_in(region).count(),
    )


def _accounts(region: Region, on: date) -> tuple[AccountLine, ...]:
    """Who signs in for the region itself; region advisers and municipal officers stand elsewhere."""
    held = RoleAssignment.objects.valid(on).filter(user__is_active=True).exclude(role=Role.ADVISER)
    held = held.filter(Q(region=region) | Q(body__region=region)).select_related("user", "body")
    found: defaultdict[tuple[Role, str], tuple[str, ...]] = defaultdict(tuple)
    for one in held.order_by("user__name", "body__order", "pk")[:MOST_ACCOUNTS]:
        found[Role(one.role), str(one.user)] += (str(one.body),) if one.body else ()
    order = list(Role)
    return tuple(
        AccountLine(name, str(role.label), whose)
        for (role, name), whose in sorted(found.items(), key=lambda pair: order.index(pair[0][0]))
    )


def _officers(region: Region, on: date) -> tuple[OfficerLine, ...]:
    """Every municipality; without an officer too, so that who comes knows whom to look for."""
    held = RoleAssignment.objects.valid(on).filter(role=Role.MUNICIPAL, user__is_active=True)
    names: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    own = Municipality.objects.in_region(region, on=on)
    for key, name in held.filter(municipality__in=own.order_by().values("pk")).values_list(
        "municipality", "user__name"
    ):
        names[key or 0] += (name,)
    centres = set(CentreMunicipality.objects.valid(on).filter(region=region).values_list("municipality", flat=True))
    return tuple(OfficerLine(one.name, names[one.pk], one.pk in centres) for one in own.order_by("name"))

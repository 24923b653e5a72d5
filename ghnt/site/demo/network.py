"""The demo's networks: national bodies and posts, who led a region before, a replacement during leave, a hand-over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.site.demo.people import DOMAIN, GOOI
from ghnt.site.hand_over.keeping import save_own_words
from regions.contacts import save_contact
from regions.models import (
    Body,
    BodyKind,
    BodyLevel,
    Contact,
    Municipality,
    Organisation,
    OrganisationKind,
    Post,
    PostKind,
    Region,
)

Row = dict[str, Any]
ZOB, GRONINGEN = "zuidoost-brabant", "groningen"
BODIES = (
    ("Bestuurlijk overleg opdrachtgevers", BodyKind.CLIENT, "twee keer per jaar"),
    ("Landelijke stuurgroep", BodyKind.STEERING, "twee keer per jaar"),
    ("Kernteam", BodyKind.CORE_TEAM, "zes keer per jaar"),
    ("Landelijk panel van ervaringsdeskundigen", BodyKind.EXPERIENCE, "vier keer per jaar"),
)
TEAM: tuple[Row, ...] = (
    {"kind": PostKind.PROGRAMME_MANAGER, "person": "Noor Verhage", "hours_a_week": 36, "valid_from": date(2019, 9, 1)},
    {
        "kind": PostKind.PROGRAMME_MANAGER,
        "person": "Bertram Oosterling",
        "hours_a_week": 36,
        "valid_from": date(2018, 4, 1),
        "valid_to": date(2019, 9, 1),
    },
    {"kind": PostKind.REGION_ADVISER, "person": "Ilias Benali", "hours_a_week": 32, "valid_from": date(2019, 1, 1)},
    {
        "kind": PostKind.REGION_ADVISER,
        "person": "Petra Nooitgedagt",
        "hours_a_week": 28,
        "valid_from": date(2019, 1, 1),
    },
    {"kind": PostKind.TEAM_MEMBER, "person": "Hugo Zandbelt", "hours_a_week": 24, "valid_from": date(2020, 2, 1)},
)
# Whoever led before the leader of today, and who stood in for a while.
EARLIER: dict[str, tuple[Row, ...]] = {
    GOOI: (
        {
            "person": "Frederiek Langhout",
            "hours_a_week": 16,
            "valid_from": date(2018, 7, 1),
            "valid_to": date(2019, 2, 1),
            "steering": ("hilversum",),
        },
        {
            "kind": PostKind.REPLACEMENT,
            "person": "Sanne Oudeman",
            "hours_a_week": 18,
            "valid_from": date(2021, 3, 1),
            "valid_to": date(2021, 5, 1),
            "steering": ("hilversum",),
        },
    ),
    ZOB: (
        {
            "kind": PostKind.STARTER,
            "person": "Leontien Krekelberg",
            "hours_a_week": 16,
            "valid_from": date(2018, 6, 1),
            "valid_to": date(2019, 3, 15),
            "steering": ("eindhoven", "helmond"),
        },
    ),
    GRONINGEN: (
        {
            "person": "Evert Kloosterhuis",
            "hours_a_week": 24,
            "valid_from": date(2018, 5, 1),
            "valid_to": date(2019, 1, 15),
            "steering": ("groningen",),
        },
    ),
}
OWN_WORDS: dict[str, tuple[str, str]] = {
    GOOI: (
        "De wethouders beslissen sneller als zij het voorstel een week eerder telefonisch horen.\n\n"
        "Afspraken die nergens anders staan:\n\n"
        "- De politie levert cijfers alleen op verzoek, vraag ze in de eerste week van januari en juli.\n"
        "- De klankbordgroep vergadert in de oneven weken, nooit op woensdag.\n"
        "- Wijdemeren wil eerst een ambtelijk gesprek voordat een stuk naar het college gaat.",
        "Het archief van vóór 2019 staat bij het regiokantoor, in de map GHNT.\n\nDe gedeelde mailbox beheert de"
        " secretaris.",
    ),
    ZOB: (
        "Eindhoven en Helmond sturen samen aan. Stem elk voorstel met beide ambtelijk opdrachtgevers af voordat het"
        " naar de stuurgroep gaat.\n\nDe Peelgemeenten hebben een eigen overleg vóór de stuurgroep.",
        "De projectplannen van MDA++ staan bij het team van Oost-Brabant.",
    ),
}


def make_national_network() -> None:
    """Before the regions: every region can let its proposals pass by these bodies."""
    for order, (name, kind, rhythm) in enumerate(BODIES, 1):
        Body.objects.create(name=name, kind=kind, rhythm=rhythm, order=order, level=BodyLevel.NATIONAL)
    for row in TEAM:
        login = row["person"].split()[0].lower()
        Post.objects.create(**row, email=f"{login}@{DOMAIN}", phone="088 555 01 00")
    Organisation.objects.create(name="Landelijk steunpunt Veilig Thuis", kind=OrganisationKind.VEILIG_THUIS)
    Organisation.objects.create(name="Leerhuis Veilig Opgroeien", kind=OrganisationKind.OTHER)


def tell_network(region: Region, *, by: User) -> None:
    """After the network of a region was loaded, before its reports are sealed."""
    _complete_leader(region)
    for row in EARLIER.get(region.slug, ()):
        values = {key: row[key] for key in row if key != "steering"}
        post = Post.objects.create(region=region, email=_email(row["person"]), **values)
        post.steering_municipalities.set(Municipality.objects.filter(slug__in=row["steering"]))
    if region.slug in OWN_WORDS:
        _add_contacts(region)
        text, where = OWN_WORDS[region.slug]
        with clock.standing_at(date(2021, 6, 28)):
            save_own_words(region=region, text=text, where=where, seen=0, by=by)


def _complete_leader(region: Region) -> None:
    """How to reach the leader; where no municipality steers yet, the region's centre municipalities do."""
    post = Post.objects.get(region=region)
    post.email, post.phone = _email(post.person), "088 555 02 00"
    post.save()
    if not post.steering_municipalities.exists():
        post.steering_municipalities.set(Municipality.objects.filter(centre__region=region))


def _add_contacts(region: Region) -> None:
    """At two organisations somebody to call; one of them leaves soon."""
    names = (("Anouk Terhorst", "teammanager", None), ("Wim Duinhoven", "beleidsadviseur", timedelta(days=60)))
    partners = Organisation.objects.filter(region=region).exclude(kind=OrganisationKind.MUNICIPALITY).order_by("pk")
    for organisation, (name, function, leaves) in zip(partners[:2], names, strict=False):
        day = date(2021, 7, 12) + leaves if leaves else None
        contact = Contact(organisation=organisation, name=name, function=function, leaves_on=day)
        contact.email, contact.phone = _email(name), "088 555 03 00"
        save_contact(contact=contact, seen=0)


def _email(person: str) -> str:
    return f"{person.lower().replace(' ', '.')}@{DOMAIN}"

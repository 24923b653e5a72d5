"""Posts, national and past ones too, and the hand-over of a home."""

from datetime import date

from regions.models import Body, BodyKind, BodyLevel, CentreMunicipality, Organisation, OrganisationKind, Post, PostKind
from regions.models import HandOver as OwnWords
from tests import factories


def put_network(home, leader):
    """Fill `home.around` with the numbers that addresses ask for; the country has one of each for both homes."""
    CentreMunicipality.objects.get_or_create(
        municipality=home.municipality, defaults={"region": home.region, "valid_from": date(2018, 1, 1)}
    )
    factories.PostFactory(region=home.region, person="Eerder Iemand", valid_to=date(2019, 1, 1))
    post = factories.PostFactory(
        region=home.region, valid_from=date(2019, 1, 1), email="marit@demo.example", phone="088 555"
    )
    post.steering_municipalities.add(home.municipality)
    OwnWords.objects.create(region=home.region, text="Bel eerst de wethouder.", where="In de map.", changed_by=leader)
    partner = factories.OrganisationFactory(region=home.region, kind=OrganisationKind.SHELTER, name="Opvang De Linde")
    home.around |= {"post": post.pk, "organisation": partner.pk} | _of_country()


def _of_country():
    """The same rows for every home."""
    body, _ = Body.objects.get_or_create(
        name="Landelijke stuurgroep", level=BodyLevel.NATIONAL, defaults={"kind": BodyKind.STEERING}
    )
    post, _ = Post.objects.get_or_create(
        person="Noor Verhage", kind=PostKind.PROGRAMME_MANAGER, defaults={"valid_from": date(2019, 1, 1)}
    )
    organisation, _ = Organisation.objects.get_or_create(name="Landelijk steunpunt", region=None)
    return {
        "national_body": body.pk,
        "national_post": post.pk,
        "national_organisation": organisation.pk,
    }

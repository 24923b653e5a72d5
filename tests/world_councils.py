"""What the councils of a home do: a step, a motion, a promise, a recess, and a link for a clerk."""

from datetime import date

from programmes import dossier_links
from programmes.models import ProgrammeVersion
from tests import factories


def put_councils(home, leader):
    """Add to `home.around` what the addresses of adoption ask for."""
    version = ProgrammeVersion.objects.get(programme__region=home.region, number=1)
    adoption = version.adoptions.get(municipality=home.municipality)
    factories.AdoptionStepFactory(adoption=adoption, name="College", position=1, done_on=date(2021, 6, 8))
    step = factories.AdoptionStepFactory(adoption=adoption, name="Raad", position=2, planned_on=date(2021, 7, 1))
    link, secret = dossier_links.make_link(
        version=version, addressee="Griffie", valid_to=date(2021, 9, 1), nonce="n" * 43, by=leader
    )
    home.around |= {
        "adoption_step": step.pk,
        "motion": factories.CouncilMotionFactory(adoption=adoption).pk,
        "promise": factories.CouncilPromiseFactory(region=home.region, municipality=home.municipality).pk,
        "recess": factories.RecessFactory(region=home.region).pk,
        "dossier_link": link.pk,
        "dossier_secret": secret,
    }

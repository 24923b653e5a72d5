"""Who sits in the body of a home, a body without history, and an agenda that somebody asked for as PDF."""

from datetime import date

from programmes.models import DecisionDocumentKind, DecisionRendering
from regions.models import Contact
from tests import factories


def put_bodies(home, asker):
    """Fill `home.around` with the numbers that addresses ask for."""
    organisation = factories.OrganisationFactory(region=home.region, name=f"Opvang {home.region.name}")
    contact = Contact.objects.create(
        organisation=organisation, name="Ida Houwink", function="teamleider", email="ida@demo.example", phone="088 555"
    )
    substitute = Contact.objects.create(organisation=organisation, name="Bas Essers", leaves_on=date(2021, 9, 1))
    factories.SeatFactory(
        body=home.body,
        organisation=organisation,
        function="lid namens de opvang",
        contact=contact,
        substitute=substitute,
        substitute_from=date(2021, 7, 1),
        substitute_to=date(2021, 8, 31),
    )
    document = DecisionRendering.objects.create(
        region=home.region, kind=DecisionDocumentKind.AGENDA, meeting=home.meeting, content="{}", asked_by=asker
    )
    home.around |= {
        "contact": contact.pk,
        "empty_body": factories.BodyFactory(region=home.region, name="Denktank").pk,
        "decision_document": document.pk,
    }

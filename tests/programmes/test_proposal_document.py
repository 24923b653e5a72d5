import json
from datetime import date

import pytest
from django.urls import reverse

from ghnt.documents import jobs
from programmes.models import DecisionDocumentKind, DecisionRendering, Outcome, RemarkFollowUp, RemarkState
from programmes.printed_proposal import document_of
from programmes.proposal_document import dossier_content, draw_proposal, proposal_content
from programmes.proposal_versions import fix_version
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)
LONG = "Verantwoordelijkheidsverdelingsoverzicht" * 5
NASTY = (
    LONG,
    "<script>alert('x')</script> & \"aanhaling\"",
    "štěně őrült → ✓ ≥",
    "- een\n- twee\n\n1. drie",
    "=1+1",
    "ء 漢字",
)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def dossier(proposal, user):
    return dossier_content(proposal, proposal.region, rights_of(user, on=TODAY))


@pytest.fixture
def proposal(region, leader):
    """A round with a corrected conclusion whose remark is followed up, and a step ahead."""
    found = factories.ProposalFactory(region=region, subject="Projectplan", contact="Marit", explanation="Omdat.")
    factories.ProposedDecisionFactory(proposal=found, number=1, text="Stel vast.")
    round_ = factories.RoundFactory(proposal=found, name="Eerste lezing")
    step = factories.RouteStepFactory(round=round_, body__region=region, body__name="Klankbordgroep", position=1)
    old = factories.ConclusionFactory(step=step, text="Akoord.", outcome=Outcome.objects.get(code="agreed"))
    new = factories.ConclusionFactory(
        step=step,
        text="Akkoord, met een opmerking.",
        outcome=Outcome.objects.get(code="agreed_with_remarks"),
        replaces=old,
        reason="Verschreven",
    )
    remark = factories.RemarkFactory(conclusion=new, text="Maak een planning.")
    version, _ = fix_version(proposal=found, note="Naar de klankbordgroep", by=leader)
    RemarkFollowUp.objects.create(
        remark=remark, state=RemarkState.PROCESSED, explanation="Staat in hoofdstuk 3.", proposal_version=version
    )
    factories.RouteStepFactory(round=round_, body__region=region, body__name="Directieoverleg", position=2)
    return found


def test_proposal_content_is_the_form(proposal):
    said = json.loads(proposal_content(proposal, proposal.region))
    assert (said["subject"], said["decisions"], said["explanation"]) == ("Projectplan", ["Stel vast."], "Omdat.")
    document = document_of(said)
    assert (document.kind, document.versions) == ("Voorstel", ())
    assert [(one.round, one.body, one.date) for one in document.stations] == [
        ("Ronde 1 Eerste lezing", "Klankbordgroep", document.stations[0].date),
        ("Ronde 1 Eerste lezing", "Directieoverleg", "datum volgt"),
    ]
    assert document.stations[0].conclusion.text == "Akkoord, met een opmerking."
    assert document.stations[0].replaced == ()


def test_dossier_content_tells_all_that_became_of_it(proposal, leader):
    document = document_of(json.loads(dossier(proposal, leader)))
    station = document.stations[0]
    assert [old.text for old in station.replaced] == ["Akoord."]
    assert station.conclusion.reason == "Verschreven"
    (remark,) = station.conclusion.remarks
    assert (remark.text, remark.became.label, remark.sentence) == (
        "Maak een planning.",
        "Verwerkt",
        "Staat in hoofdstuk 3.",
    )
    assert remark.places == ("Versie 1 van het voorstel",)
    (version,) = document.versions
    assert (version.note, version.answered) == ("Naar de klankbordgroep", ("Klankbordgroep: Maak een planning.",))


def test_document_of_a_proposal_that_stays_says_so(proposal):
    proposal.may_distribute = False
    document = document_of(json.loads(proposal_content(proposal, proposal.region)))
    assert dict(document.facts)["Verspreiden"] == "Nee, dit voorstel blijft binnen de regio"


def test_document_with_many_bodies_is_a_list(proposal, region, leader):
    for number in range(8):
        factories.RouteStepFactory(round=proposal.rounds.get(), body__region=region, position=number + 3)
    assert document_of(json.loads(dossier(proposal, leader))).route.is_wide


@pytest.mark.parametrize("name", ["proposal_pdf", "proposal_dossier"])
def test_pdf_is_asked_for_by_a_post_and_once_a_person(client, proposal, leader, name):
    address = reverse(f"programmes:{name}", args=["eigen", proposal.pk])
    assert client.get(address).status_code == 405
    with jobs.asleep():
        pages = [client.post(address) for _ in range(2)]
    rendering = DecisionRendering.objects.get()
    assert {page["Location"] for page in pages} == {
        reverse("programmes:decision_document", args=["eigen", rendering.pk])
    }
    kinds = {"proposal_pdf": DecisionDocumentKind.PROPOSAL, "proposal_dossier": DecisionDocumentKind.DOSSIER}
    assert (rendering.kind, rendering.proposal) == (kinds[name], proposal)


def test_pdf_of_a_hidden_proposal_is_unknown_to_who_may_not_read_it(client, region, leader):
    hidden = factories.ProposalFactory(region=region, may_distribute=False)
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
    for name in ("proposal_pdf", "proposal_dossier"):
        assert client.post(reverse(f"programmes:{name}", args=["eigen", hidden.pk])).status_code == 404
    assert not DecisionRendering.objects.exists()


def nasty(region, leader):
    found = factories.ProposalFactory(
        region=region, subject=LONG, explanation="\n\n".join(NASTY), contact=NASTY[1], reference="=1+1", unit=NASTY[2]
    )
    for number, text in enumerate(NASTY, 1):
        factories.ProposedDecisionFactory(proposal=found, number=number, text=text)
    for number in (1, 2):
        round_ = factories.RoundFactory(proposal=found, number=number, name=LONG[:60])
        for position, text in enumerate(NASTY, 1):
            step = factories.RouteStepFactory(
                round=round_, body__region=region, body__name=f"{number} {text}"[:160], position=position
            )
            remark = factories.RemarkFactory(conclusion__step=step, conclusion__text=text, text=text)
            if number == 1:
                RemarkFollowUp.objects.create(remark=remark, state=RemarkState.NOT_TAKEN, explanation=text)
    fix_version(proposal=found, note=LONG[:200], by=leader)
    return found


@pytest.mark.parametrize("kind", ["normal", "empty", "nasty"])
def test_pdfs_are_accessible(proposal, region, leader, kind, assert_accessible_pdf):
    shown = {"normal": lambda: proposal, "empty": lambda: factories.ProposalFactory(region=region)}
    one = shown[kind]() if kind in shown else nasty(region, leader)
    for content in (proposal_content(one, region), dossier(one, leader)):
        pdf = draw_proposal(content)
        assert_accessible_pdf(pdf.body)
        assert draw_proposal(content).sha256 == pdf.sha256


@pytest.mark.parametrize("rows", [1, 3])
def test_dossier_takes_the_same_queries(proposal, region, leader, django_assert_num_queries, rows):
    for number in range(rows):
        step = factories.RouteStepFactory(round=proposal.rounds.get(), body__region=region, position=number + 3)
        factories.RemarkFactory(conclusion__step=step)
    one = type(proposal).objects.select_related("region").get(pk=proposal.pk)
    rights = rights_of(leader, on=TODAY)
    with django_assert_num_queries(15):
        dossier_content(one, one.region, rights)

from datetime import date

import pytest
from django.urls import reverse

from ghnt.documents.files import RenderedPdf
from ghnt.documents.sealing import canonical_json
from programmes.models import ProgrammeEvent, ProgrammeRendering, ProgrammeVersion
from regions.models import Role
from reporting.programme_document import versions
from reporting.programme_document.content import Selection
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2021, 7, 12)


@pytest.fixture
def version(world):
    return ProgrammeVersion.objects.get(programme=world.own.node.programme)


def url(name, *args, region="eigen", **query):
    return reverse(f"reporting:programme_{name}", args=[region, *args], query=query or None)


def adopt(version):
    user = factories.UserFactory()
    return versions.adopt(version=version, date=TODAY, basis="Besluit van de stuurgroep", by=user)


def change(node, title="Eerder en beter in beeld"):
    node.title = title
    node.save()


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_version_list_makes_a_version_once(as_role, world):
    change(world.own.node)
    client = as_role("editor")
    response = client.post(url("version_list"), {"note": "Tweede ronde"})
    assert response["Location"] == url("version_detail", 2)
    page = text(client.post(url("version_list"), {"note": "Tweede ronde"}))
    assert "Er is niets veranderd sinds versie 2." in page
    assert ProgrammeVersion.objects.filter(programme=world.own.node.programme).count() == 2


def test_version_list_tells_state_note_and_pdf(as_role, version):
    adopt(version)
    job = ProgrammeRendering.objects.get(version=version)
    page = text(as_role("reader").get(url("version_list")))
    assert "Vastgesteld" in page
    assert "wordt gemaakt" in page
    assert "Versie vastleggen" not in page
    job.claim()
    job.finish(RenderedPdf(b"%PDF-1.7 proef", 3, "proef"))
    assert url("version_pdf", 1) in text(as_role("reader").get(url("version_list")))


@pytest.mark.parametrize("rows", [1, 3])
def test_version_list_has_a_fixed_number_of_queries(as_role, world, version, rows, django_assert_num_queries):
    for number in range(rows):
        change(world.own.node, f"Naam {number}")
        versions.make_version(programme=version.programme, note="", by=factories.UserFactory())
    client = as_role("leader")
    with django_assert_num_queries(10):
        client.get(url("version_list"))


def test_version_detail_reads_as_it_was_sealed(as_role, world, version):
    change(world.own.node, "Heel anders")
    page = text(as_role("reader").get(url("version_detail", 1)))
    assert "Eerder in beeld" in page
    assert "Heel anders" not in page
    assert "Niemand is alleen." in page
    assert "In behandeling geven" not in page


def test_version_goes_from_concept_to_adopted(as_role, version):
    client = as_role("leader")
    client.post(url("version_treat", 1))
    assert "Versie terugnemen" in text(client.get(url("version_detail", 1)))
    client.post(url("version_withdraw", 1))
    page = text(client.post(url("version_adopt", 1), {"date": "13-7-2021", "basis": "Besluit"}))
    assert "13 juli 2021 is nog niet geweest. Kies een datum tot en met vandaag." in page
    response = client.post(url("version_adopt", 1), {"date": "1-7-2021", "basis": "Besluit van de stuurgroep"})
    assert response["Location"] == url("version_detail", 1)
    page = text(client.get(url("version_detail", 1)))
    assert "Vastgesteld op 1 juli 2021, op grond van: Besluit van de stuurgroep" in page
    assert "Versie vaststellen" not in page
    assert client.get(url("version_adopt", 1))["Location"] == url("version_detail", 1)


def test_version_step_that_the_state_forbids_is_told(as_role, version):
    client = as_role("editor")
    page = text(client.post(url("version_withdraw", 1), follow=True))
    assert "U kunt deze versie nu niet terugnemen: zij is een concept." in page
    assert not ProgrammeEvent.objects.exists()


def test_adopt_tells_what_municipalities_still_have_to_do(as_role, version):
    page = text(as_role("leader").get(url("version_adopt", 1)))
    assert "Vastgesteld in 0 van 2 gemeenten" in page


def stranger(client, role=Role.READER):
    scope = {} if role == Role.ADMINISTRATOR else {"region": factories.RegionFactory()}
    assignment = factories.RoleAssignmentFactory(role=role, **scope)
    client.force_login(assignment.user)
    return client


@pytest.mark.parametrize("name", ["version_detail", "version_pdf", "version_pdf_state", "version_differences"])
def test_concept_is_not_there_for_another_region(client, version, name):
    assert stranger(client).get(url(name, 1)).status_code == 404


def test_adopted_version_is_read_in_every_region(client, world, version):
    adopt(version)
    change(world.own.node)
    versions.make_version(programme=version.programme, note="Geheim concept", by=factories.UserFactory())
    visitor = stranger(client)
    page = text(visitor.get(url("version_detail", 1)))
    assert "Niemand is alleen." in page
    assert "alle regio’s en het landelijk team" in page
    listed = text(visitor.get(url("version_list")))
    assert url("version_detail", 1) in listed
    assert "Geheim concept" not in listed
    assert visitor.get(url("version_detail", 2)).status_code == 404
    assert visitor.get(url("version_differences", 1, met="nu")).status_code == 404
    assert visitor.get(url("version_differences", 1, met="2")).status_code == 404
    assert visitor.get(url("plan", versie="2")).status_code == 404
    assert visitor.post(url("version_list"), {"note": "x"}).status_code == 403
    assert visitor.post(url("plan")).status_code == 403


def test_replaced_version_stays_readable_in_every_region(client, world, version):
    adopt(version)
    change(world.own.node)
    adopt(versions.make_version(programme=version.programme, note="", by=factories.UserFactory()))
    page = text(stranger(client).get(url("version_detail", 1)))
    assert "Vervangen" in page


def test_leader_elsewhere_changes_nothing_at_an_adopted_version(client, version):
    adopt(version)
    visitor = stranger(client, Role.LEADER)
    for name in ("version_treat", "version_withdraw", "version_adopt", "version_pdf_retry"):
        assert visitor.post(url(name, 1)).status_code == 403


def test_adopted_version_is_not_for_an_administrator(client, version):
    adopt(version)
    assert stranger(client, Role.ADMINISTRATOR).get(url("version_detail", 1)).status_code == 404


def test_differences_with_now_and_between_versions(as_role, world, version):
    change(world.own.node, "Eerder en beter in beeld")
    client = as_role("reader")
    page = text(client.get(url("version_differences", 1, met="nu")))
    assert "Wat is er sinds versie 1 veranderd?" in page
    assert "was: <del>Eerder in beeld</del>, is nu: <ins>Eerder en beter in beeld</ins>" in page
    versions.make_version(programme=version.programme, note="", by=factories.UserFactory())
    page = text(client.get(url("version_differences", 1, met="2")))
    assert "Verschillen tussen versie 1 en 2" in page
    assert text(client.get(url("version_differences", 2))).count("Verschillen tussen versie 1 en 2") > 0


def test_differences_read_words_aloud(as_role, world, version):
    node = world.own.node
    node.text = "Wij zien geweld eerder, omdat iedereen weet waarop te letten en wie te bellen."
    node.save()
    versions.make_version(programme=version.programme, note="", by=factories.UserFactory())
    node.text = node.text.replace("eerder", "veel eerder")
    node.save()
    page = text(as_role("reader").get(url("version_differences", 2, met="nu")))
    assert '<ins><span class="visually-hidden">toegevoegd: </span>veel </ins>' in page


@pytest.mark.parametrize("met", ["9", "abc", "1" * 30, "-1"])
def test_differences_with_an_unknown_version_are_unknown(as_role, version, met):
    assert as_role("reader").get(url("version_differences", 1, met=met)).status_code == 404


def test_plan_is_read_and_its_pdf_asked_for_by_post_alone(as_role, world, version):
    client = as_role("reader")
    address = url("plan", versie="1", jaar="2021", onderdeel=str(world.own.node.pk))
    assert "Van deze keuze is nog geen pdf gemaakt." in text(client.get(address))
    plans = ProgrammeRendering.objects.filter(version=version, kind="plan")
    assert not plans.exists()
    assert client.post(address)["Location"] == address
    client.post(address)
    assert plans.get().selection == canonical_json(Selection(2021, str(world.own.node.pk)))
    assert "Wij maken de pdf" in text(client.get(address))


def test_plan_pdf_is_downloaded_under_the_same_choice(as_role, version):
    client = as_role("reader")
    client.post(url("plan", jaar="2021"))
    job = ProgrammeRendering.objects.get(kind="plan", version=version)
    job.claim()
    job.finish(RenderedPdf(b"%PDF-1.7 proef", 3, "proef"))
    response = client.get(url("plan_pdf", jaar="2021"))
    assert b"".join(response) == b"%PDF-1.7 proef"
    assert 'filename="uitvoeringsplan-eigen-2021-versie-1.pdf"' in response["Content-Disposition"]
    assert client.get(url("plan_pdf", jaar="2020")).status_code == 302


@pytest.mark.parametrize("query", [{"jaar": "1800"}, {"jaar": "x"}, {"onderdeel": "999999"}, {"versie": "9"}])
def test_plan_of_an_unknown_choice_is_unknown(as_role, version, query):
    client = as_role("reader")
    assert client.get(url("plan", **query)).status_code == 404
    assert client.post(url("plan", **query)).status_code == 404


def test_plan_takes_the_adopted_version_unless_another_is_named(as_role, world, version):
    adopt(version)
    change(world.own.node)
    versions.make_version(programme=version.programme, note="", by=factories.UserFactory())
    client = as_role("reader")
    assert "uit versie 1" in text(client.get(url("plan")))
    assert "uit versie 2" in text(client.get(url("plan", versie="2")))


def test_pages_follow_the_programme_that_the_address_names(as_role, world):
    old = factories.RegionalProgrammeFactory(region=world.own.region, valid_from=date(2015, 1, 1), title="Vorige")
    client = as_role("leader")
    response = client.post(url("version_list", programma=str(old.pk)), {"note": ""})
    assert response["Location"] == url("version_detail", 1, programma=str(old.pk))
    assert "Vorige" in text(client.get(response["Location"]))
    assert client.get(url("version_list", programma=str(world.other.node.programme.pk))).status_code == 404

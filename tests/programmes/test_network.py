import json
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ghnt.documents.sealing import canonical_json
from programmes.models import DecisionRendering
from programmes.network import network_of, paper, read_content
from programmes.network.drawing import drawn
from regions.models import Body, BodyLevel, Contact, Organisation, OrganisationKind, Post, PostKind, Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


def signed_in(client, role, **scope):
    user = factories.RoleAssignmentFactory(role=role, **scope).user
    client.force_login(user)
    return user


@pytest.fixture
def leader(client, region):
    return signed_in(client, Role.LEADER, region=region)


@pytest.fixture
def national(client):
    return signed_in(client, Role.NATIONAL)


def url(name, *args):
    return reverse(f"programmes:{name}", args=args)


def centre(region, name):
    member = factories.RegionMembershipFactory(target=region, municipality__name=name)
    return factories.CentreMunicipalityFactory(region=region, municipality=member.municipality).municipality


def led(region, *names):
    post = factories.PostFactory(region=region, person="Joost Verbruggen")
    post.steering_municipalities.set([centre(region, name) for name in names])
    return post


def typed(**more):
    return {"kind": "leader", "person": "Joris Vink", "valid_from": "1 juli 2021", "seen_version": "0"} | more


def test_network_says_who_steers_together(region):
    led(region, "Helmond", "Eindhoven")
    said = network_of(region, on=TODAY)
    assert said.caption == "Eindhoven en Helmond sturen samen Joost Verbruggen, regionaal projectleider, aan."
    assert [(place.name, place.steers) for place in said.centres] == [("Eindhoven", True), ("Helmond", True)]


def test_drawing_has_a_line_from_each_steering_municipality_and_says_all_in_its_title(region):
    led(region, "Helmond", "Eindhoven")
    factories.BodyFactory(region=region, name="Stuurgroep Samen", rhythm="elk kwartaal")
    said = network_of(region, on=TODAY)
    svg = drawn(said)
    wide = svg[: svg.index("</svg>")]
    assert wide.count("<path") == 4  # two centre municipalities, the bodies, the municipalities below
    assert f"<title>{said.sentence}</title>" in svg
    assert svg.count("Stuurgroep Samen") == 4  # in both drawings and in their titles


def test_network_counts_partners_by_kind_and_no_municipalities(region):
    for kind in (OrganisationKind.SHELTER, OrganisationKind.CARE, OrganisationKind.MUNICIPALITY):
        factories.OrganisationFactory(region=region, kind=kind)
    factories.OrganisationFactory(kind=OrganisationKind.CARE)
    said = network_of(region, on=TODAY)
    assert [(group.kind, len(group.partners)) for group in said.groups] == [("Zorg of welzijn", 1), ("Opvang", 1)]


def test_region_adviser_stands_in_the_network(region):
    user = factories.UserFactory(name="Ilias Benali")
    factories.RoleAssignmentFactory(user=user, role=Role.ADVISER, region=region)
    assert network_of(region, on=TODAY).advisers == ("Ilias Benali",)


def test_kept_content_is_read_back(region):
    led(region, "Eindhoven")
    said = network_of(region, on=TODAY)
    assert read_content(canonical_json(said)) == said


@pytest.mark.parametrize("rows", [1, 3])
def test_network_page_takes_as_many_queries_for_more_rows(client, leader, region, rows, django_assert_num_queries):
    led(region, "Eindhoven")
    for _ in range(rows):
        factories.BodyFactory(region=region)
        factories.OrganisationFactory(region=region, kind=OrganisationKind.CARE)
        factories.RegionMembershipFactory(target=region)
        factories.PostFactory(region=region, kind=PostKind.REPLACEMENT)
    with django_assert_num_queries(12):
        assert client.get(url("network", "eigen")).status_code == 200


def test_network_page_of_an_empty_region_has_a_way_on(client, leader):
    text = client.get(url("network", "eigen")).text
    assert "Nog geen projectleider ingevuld." in text
    assert url("post_create", "eigen") in text


def test_network_pdf_is_asked_for_and_accessible(client, leader, region, assert_accessible_pdf):
    led(region, "Helmond", "Eindhoven")
    factories.BodyFactory(region=region, name="Stuurgroep Samen")
    factories.OrganisationFactory(region=region, kind=OrganisationKind.CARE)
    answer = client.post(url("network_pdf", "eigen"), follow=True)
    rendering = DecisionRendering.objects.get()
    assert "Netwerk als pdf, regio Eigen" in answer.text
    assert json.loads(rendering.content)["region"] == "Eigen"
    assert_accessible_pdf(paper.draw(rendering.content).body)


def test_network_pdf_is_gone_for_who_no_longer_reads_the_region(client, leader, region):
    client.post(url("network_pdf", "eigen"))
    rendering = DecisionRendering.objects.get()
    leader.role_assignments.update(valid_to=TODAY)
    assert client.get(url("decision_document", "eigen", rendering.pk)).status_code == 404


def test_workbook_has_past_posts_and_no_contacts(client, leader, region):
    factories.PostFactory(region=region, person="Eerder Iemand", valid_to=date(2020, 1, 1))
    organisation = factories.OrganisationFactory(region=region, kind=OrganisationKind.CARE)
    Contact.objects.create(organisation=organisation, name="Ida Houwink", email="ida@demo.example")
    book = load_workbook(BytesIO(b"".join(client.get(url("network_workbook", "eigen")).streaming_content)))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None]
    assert "Eerder Iemand" in cells
    assert not [cell for cell in cells if "Ida" in cell or "ida@" in cell]


def test_post_is_begun_with_its_employer_and_both_municipalities(client, leader, region):
    both = [centre(region, name).pk for name in ("Eindhoven", "Helmond")]
    data = typed(steering_municipalities=both, new_employer="Gemeente Eindhoven", hours_a_week="24")
    assert client.post(url("post_create", "eigen"), data).status_code == 302
    post = Post.objects.get()
    assert (post.person, post.hours_a_week, str(post.employer)) == ("Joris Vink", 24, "Gemeente Eindhoven")
    assert set(post.steering_municipalities.values_list("pk", flat=True)) == set(both)


def test_refused_post_keeps_what_was_typed_and_makes_no_employer(client, leader, region):
    led(region, "Eindhoven")
    answer = client.post(url("post_create", "eigen"), typed(new_employer="Nieuwe Stichting"))
    assert "al projectleider" in answer.text
    assert 'value="Joris Vink"' in answer.text
    assert not Organisation.objects.filter(name="Nieuwe Stichting").exists()


def test_post_takes_no_municipality_employer_or_kind_from_elsewhere(client, leader, region):
    strange = centre(factories.RegionFactory(), "Elders").pk
    employer = factories.OrganisationFactory().pk
    data = typed(steering_municipalities=[strange], employer=employer, kind="team_member")
    answer = client.post(url("post_create", "eigen"), data)
    assert answer.status_code == 200
    assert {"kind", "employer", "steering_municipalities"} <= set(answer.context["form"].errors)
    assert not Post.objects.exists()


@pytest.mark.parametrize("name", ["post_update", "post_end", "post_after", "post_remove"])
def test_post_of_another_region_is_unknown(client, leader, name):
    strange = factories.PostFactory()
    assert client.get(url(name, "eigen", strange.pk)).status_code == 404


def test_post_that_a_colleague_changed_gives_both_texts(client, leader, region):
    post = led(region, "Eindhoven")
    Post.objects.filter(pk=post.pk).update(version=1, person="Joost V.")
    answer = client.post(url("post_update", "eigen", post.pk), typed(person="Joost Verbruggen-Smit"))
    assert answer.status_code == 409
    assert "Joost V." in answer.text
    assert "Joost Verbruggen-Smit" in answer.text


def test_ending_a_post_leads_to_what_is_left_to_do(client, leader, region):
    post = led(region, "Eindhoven")
    user = factories.UserFactory(name="Joost Verbruggen")
    factories.RoleAssignmentFactory(user=user, role=Role.LEADER, region=region)
    organisation = factories.OrganisationFactory(region=region)
    contact = Contact.objects.create(organisation=organisation, name="Joost Verbruggen")
    body = factories.BodyFactory(region=region, name="Stuurgroep Samen")
    factories.SeatFactory(body=body, organisation=organisation, contact=contact)
    data = {"last_day": "31 augustus 2021", "seen_version": "0"}
    answer = client.post(url("post_end", "eigen", post.pk), data, follow=True)
    assert Post.objects.get().valid_to == date(2021, 9, 1)
    assert url("contact_update", "eigen", contact.pk) in answer.text
    assert "Plaatsen van Stuurgroep Samen bijwerken" in answer.text
    assert "De beheerder beëindigt rollen" in answer.text
    assert reverse("hand_over", args=["eigen"]) in answer.text


def test_successor_begins_the_day_after_under_the_same_municipalities(client, leader, region):
    post = led(region, "Helmond", "Eindhoven")
    post.valid_to = date(2021, 9, 1)
    post.save()
    answer = client.get(url("post_create", "eigen"), {"na": post.pk})
    form = answer.context["form"]
    assert form["valid_from"].value() == date(2021, 9, 1)
    assert answer.text.count("checked") == 3  # the kind and both municipalities


def test_past_posts_stay_readable_for_a_reader_who_may_not_write(client, region):
    signed_in(client, Role.READER, region=region)
    factories.PostFactory(region=region, person="Eerder Iemand", valid_to=date(2020, 1, 1))
    text = client.get(url("post_list", "eigen")).text
    assert "Van 1 januari 2018 tot en met 31 december 2019" in text
    assert "Wijzigen" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_post_list_takes_as_many_queries_for_more_rows(client, leader, region, rows, django_assert_num_queries):
    led(region, "Eindhoven")
    for _ in range(rows):
        post = factories.PostFactory(region=region, kind=PostKind.REPLACEMENT)
        post.employer = factories.OrganisationFactory(region=region)
        post.save()
    with django_assert_num_queries(8):
        assert client.get(url("post_list", "eigen")).status_code == 200


def test_organisation_is_renamed_everywhere_at_once(client, leader, region):
    organisation = factories.OrganisationFactory(region=region, name="De Brug")
    factories.SeatFactory(body=factories.BodyFactory(region=region, name="Stuurgroep"), organisation=organisation)
    data = {"name": "De Nieuwe Brug", "kind": "care", "seen_version": "0"}
    answer = client.post(url("organisation_update", "eigen", organisation.pk), data, follow=True)
    assert "De Nieuwe Brug" in answer.text
    assert "Stuurgroep" in answer.text


def test_organisation_with_a_name_that_is_taken_is_refused(client, leader, region):
    factories.OrganisationFactory(region=region, name="De Brug")
    data = {"name": "de brug", "kind": "care", "seen_version": "0"}
    assert "Deze organisatie staat er al" in client.post(url("organisation_create", "eigen"), data).text
    assert Organisation.objects.count() == 1


def test_organisation_that_a_colleague_renamed_gives_both_texts(client, leader, region):
    organisation = factories.OrganisationFactory(region=region, name="De Brug")
    Organisation.objects.filter(pk=organisation.pk).update(version=1, name="Brug")
    data = {"name": "De Nieuwe Brug", "kind": "care", "seen_version": "0"}
    answer = client.post(url("organisation_update", "eigen", organisation.pk), data)
    assert answer.status_code == 409
    assert "Naam: Brug" in answer.text


def test_national_team_keeps_posts_bodies_and_organisations_of_the_country(client, national):
    client.post(url("national_post_create"), typed(kind="region_adviser"))
    client.post(url("national_body_create"), {"name": "Kernteam", "kind": "core_team", "rhythm": "zes keer per jaar"})
    client.post(url("national_organisation_create"), {"name": "Landelijk steunpunt", "kind": "other"})
    post, body, organisation = Post.objects.get(), Body.objects.get(), Organisation.objects.get()
    assert (post.region, post.kind) == (None, PostKind.REGION_ADVISER)
    assert (body.level, body.rhythm) == (BodyLevel.NATIONAL, "zes keer per jaar")
    assert organisation.region is None


def test_national_body_is_ended_by_a_date(client, national):
    body = factories.BodyFactory(region=None, level=BodyLevel.NATIONAL, name="Kernteam", kind="core_team")
    data = {"name": "Kernteam", "kind": "core_team", "ended_on": "1 juli 2021", "seen_version": "0"}
    client.post(url("national_body_update", body.pk), data)
    assert not Body.objects.active(TODAY).exists()


def test_leader_cannot_keep_what_is_national(client, leader):
    assert client.post(url("national_post_create"), typed(kind="region_adviser")).status_code == 403
    assert not Post.objects.exists()

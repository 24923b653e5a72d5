import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import ActionMilestone
from ghnt.site import hand_over
from ghnt.site.hand_over.keeping import save_own_words
from ghnt.site.work import work_of
from ghnt.ui.editing import EditConflictError
from programmes.models import DecisionRendering, Meeting
from regions.models import Contact, HandOver, Role
from regions.rights import rights_of
from tests import factories
from tests.documents.reading import text_of

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)
PAGE = "/regio/eigen/overdracht/"


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(user__name="Joris Vink", role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def fill(region, numbers=(0,)):
    """A programme with actions, meetings past and to come, people."""
    programme = region.programmes.first() or factories.RegionalProgrammeFactory(region=region)
    node = factories.OutlineNodeFactory(programme=programme)
    for number in numbers:
        action = factories.ActionFactory(node=node, title=f"Werkafspraak {number}")
        factories.ActionUpdateFactory(action=action, assessment="stalled", explanation="Er is geen geld.")
        body = factories.BodyFactory(region=region, name=f"Stuurgroep {number}", rhythm="elk kwartaal")
        ActionMilestone.objects.create(action=action, title=f"Alles getekend {number}", due=date(2021, 7, 1))
        Meeting.objects.create(body=body, date=date(2021, 9, 1))
        Meeting.objects.create(body=body, date=date(2021, 12, 1))
        factories.PostFactory(
            region=region, person=f"Vervanger {number}", kind="replacement", valid_to=date(2020, 1, 1)
        )
        member = factories.RegionMembershipFactory(target=region)
        factories.RoleAssignmentFactory(
            user__name=f"Ambtenaar {number}", role=Role.MUNICIPAL, municipality=member.municipality
        )
        factories.RoleAssignmentFactory(user__name="Renske Blokhuis", role=Role.SECRETARY, body=body)


def test_hand_over_tells_what_runs_waits_comes_and_who_is_who(client, leader, region):
    fill(region)
    factories.PostFactory(region=region, person="Marit Hoekzema", valid_to=date(2021, 7, 1))
    text = client.get(PAGE).text
    assert "1 actie: 1 stagneert." in text
    assert "Er is geen geld." in text
    assert "Mijlpaal melden of verzetten: Alles getekend 0" in text
    assert "1 september 2021" in text
    assert "1 december 2021" not in text  # more than three months ahead
    assert "Marit Hoekzema" in text
    assert "Ambtenaar 0" in text
    assert "Renske Blokhuis, secretaris van Stuurgroep 0" in text


def test_hand_over_waits_are_those_of_mijn_werk(leader, region):
    fill(region)
    said = hand_over.hand_over_of(region, on=TODAY)
    own = work_of(rights_of(leader, on=TODAY), on=TODAY)
    waiting = [row.title for group in said.waits for row in group.rows if group.title != "Rapportage"]
    assert waiting == [row.task.title for group in own.groups for row in group.rows]
    assert waiting


def test_hand_over_of_a_region_without_anything_is_readable(client, leader):
    text = client.get(PAGE).text
    assert "Deze regio heeft nu geen lopend programma." in text
    assert "Nog niets opgeschreven." in text


def test_contacts_stand_on_the_page_and_not_in_the_pdf(client, leader, region):
    organisation = factories.OrganisationFactory(region=region, name="De Brug")
    Contact.objects.create(organisation=organisation, name="Ida Houwink", email="ida@demo.example")
    assert "Ida Houwink" in client.get(PAGE).text
    client.post(f"{PAGE}pdf/")
    assert "Houwink" not in DecisionRendering.objects.get().content


def test_hand_over_pdf_is_accessible_and_says_the_same(client, leader, region, assert_accessible_pdf):
    fill(region)
    words = {"text": "Bel eerst de wethouder.", "where": "In de map.", "seen_version": "0"}
    client.post(f"{PAGE}wijzigen/", words)
    assert "Overdracht als pdf, regio Eigen" in client.post(f"{PAGE}pdf/", follow=True).text
    rendering = DecisionRendering.objects.get()
    assert json.loads(rendering.content)["own_words"]["by"] == "Joris Vink"
    pdf = hand_over.draw(rendering.content).body
    assert_accessible_pdf(pdf)
    text = " ".join(text_of(pdf).split())
    for said in ("Bel eerst de wethouder.", "Alles getekend 0", "1 actie: 1 stagneert.", "Ambtenaar 0"):
        assert said in text


def test_hand_over_pdf_is_gone_for_who_may_only_read_the_region(client, leader, region):
    client.post(f"{PAGE}pdf/")
    page = reverse("programmes:decision_document", args=["eigen", DecisionRendering.objects.get().pk])
    assert client.get(page).status_code == 200
    leader.role_assignments.update(role=Role.READER)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [(Role.EDITOR, 200), (Role.READER, 403), (Role.ADVISER, 403), (Role.NATIONAL, 403)]
)
def test_hand_over_is_for_who_writes_in_the_region(client, region, role, status):
    scope = {} if role == Role.NATIONAL else {"region": region}
    client.force_login(factories.RoleAssignmentFactory(role=role, **scope).user)
    assert client.get(PAGE).status_code == status


def test_who_holds_two_roles_may_what_either_may(client, region):
    user = factories.RoleAssignmentFactory(role=Role.READER, region=region).user
    factories.RoleAssignmentFactory(user=user, role=Role.EDITOR, region=region)
    client.force_login(user)
    assert client.get(PAGE).status_code == 200


def test_own_words_of_a_colleague_are_not_overwritten(client, leader, region):
    save_own_words(region=region, text="Eerst dit.", where="", seen=0, by=leader)
    answer = client.post(f"{PAGE}wijzigen/", {"text": "Nee, dat.", "where": "", "seen_version": "0"})
    assert answer.status_code == 409
    assert "Eerst dit." in answer.text
    assert "Nee, dat." in answer.text
    assert HandOver.objects.get().text == "Eerst dit."


def test_two_first_edits_at_once_make_one_row(leader, region):
    save_own_words(region=region, text="Eerst dit.", where="", seen=0, by=leader)
    with pytest.raises(EditConflictError):
        save_own_words(region=region, text="Ook dit.", where="", seen=0, by=leader)
    assert HandOver.objects.count() == 1


def test_hand_over_takes_as_many_queries_for_more_rows(client, leader, region):
    fill(region)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    fill(region, (1, 2))
    with CaptureQueriesContext(connection) as three:
        assert "Stuurgroep 2" in client.get(PAGE).text
    assert len(three) == len(one)

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from actions.models import LearningCircle
from ghnt.site.national_network import national_network
from regions.models import BodyKind, BodyLevel, PostKind, Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = TODAY


def fill(times=1):
    for number in range(times):
        kind = (BodyKind.STEERING, BodyKind.CORE_TEAM, BodyKind.CLIENT)[number]
        factories.BodyFactory(region=None, level=BodyLevel.NATIONAL, kind=kind, name=f"Overleg {kind.label}")
        factories.PostFactory(region=None, kind=PostKind.TEAM_MEMBER, person=f"Lid {number}")
        region = factories.RegionFactory(name=f"Regio {number}", slug=f"r{number}")
        factories.PostFactory(region=region, person=f"Leider {number}")
        factories.RoleAssignmentFactory(user__name=f"Adviseur {number}", role=Role.ADVISER, region=region)
        LearningCircle.objects.create(name=f"Kring {number}", slug=f"kring-{number}").regions.add(region)


def signed_in(client, role, **scope):
    client.force_login(factories.RoleAssignmentFactory(role=role, **scope).user)


def test_everybody_who_signs_in_reads_who_leads_each_region(client):
    fill(1)
    signed_in(client, Role.READER, region=factories.RegionFactory(name="Ander", slug="ander"))
    text = client.get(reverse("national_network")).text
    assert "Leider 0" in text
    assert "Adviseur 0" in text
    assert "2 regio’s, waarvan 1 met een projectleider." in text
    assert "Functie toevoegen" not in text


def test_national_drawing_goes_from_stuurgroep_to_regions():
    fill(3)
    said = national_network(on=TODAY)
    svg = str(said.drawing)
    wide = svg[: svg.index("</svg>")]
    assert wide.count("<path") == 5  # client, stuurgroep, kernteam, team, circles, regions
    assert wide.index("Overleg Opdrachtgevers", wide.index("</title>")) < wide.index(
        "Overleg Kernteam", wide.index("</title>")
    )
    assert said.sentence in svg


def test_a_circle_that_ended_or_was_thrown_away_is_not_told():
    LearningCircle.objects.create(name="Oud", slug="oud", ends=date(2021, 7, 11))
    LearningCircle.objects.create(name="Weg", slug="weg", removed_at="2021-07-01T12:00:00+02:00")
    LearningCircle.objects.create(name="Nu", slug="nu", ends=TODAY)
    assert [one.name for one in national_network(on=TODAY).circles] == ["Nu"]


def test_past_national_posts_stay(client):
    factories.PostFactory(
        region=None, kind=PostKind.PROGRAMME_MANAGER, person="Bertram", valid_from=date(2018, 4, 1), valid_to=TODAY
    )
    said = national_network(on=TODAY)
    assert [one.person for one in said.past_posts] == ["Bertram"]
    assert not said.posts


def test_national_workbook_has_a_row_for_each_region(client):
    fill(3)
    signed_in(client, Role.NATIONAL)
    answer = client.get(reverse("national_network_workbook"))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert [row[1] for row in sheet.values] == ["Projectleider", "Leider 0", "Leider 1", "Leider 2"]


@pytest.mark.parametrize("times", [1, 3])
def test_national_network_takes_as_many_queries_for_more_rows(client, times, django_assert_num_queries):
    fill(times)
    signed_in(client, Role.NATIONAL)
    with django_assert_num_queries(12):
        assert client.get(reverse("national_network")).status_code == 200

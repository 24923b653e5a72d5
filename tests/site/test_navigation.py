"""Which item of the menu is the one where the visitor is."""

import pytest
from django.urls import reverse

from regions.models import Role
from tests.factories import BodyFactory, MeetingFactory, RegionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "item"),
    [
        ("programmes:programme_list", "programmes:programme_detail"),
        ("reporting:programme_plan", "programmes:programme_detail"),
        ("programmes:outline", "programmes:programme_detail"),
        ("programmes:remark_list", "programmes:proposal_list"),
        ("programmes:body_list", "programmes:meeting_list"),
        ("programmes:review_list", "programmes:review_list"),
        ("region_overview", "region_overview"),
    ],
)
def test_region_menu_marks_where_the_visitor_is(client, page, item):
    region = RegionFactory(slug="rivierenland")
    client.force_login(RoleAssignmentFactory(role=Role.LEADER, region=region).user)
    assert current(client, reverse(page, args=[region.slug])) == [reverse(item, args=[region.slug])]


@pytest.mark.parametrize(
    ("page", "item"),
    [("actions:national_coverage", "national_overview"), ("reporting:inbox", "reporting:inbox")],
)
def test_product_menu_marks_where_the_visitor_is(client, page, item):
    client.force_login(RoleAssignmentFactory(role=Role.NATIONAL).user)
    assert current(client, reverse(page)) == [reverse(item)]


def test_adviser_of_one_region_has_the_national_menu_on_national_pages(client):
    region = RegionFactory(slug="rivierenland")
    client.force_login(RoleAssignmentFactory(role=Role.ADVISER, region=region).user)
    assert current(client, reverse("reporting:inbox")) == [reverse("reporting:inbox")]
    assert current(client, reverse("region_overview", args=["rivierenland"])) == ["/regio/rivierenland/"]


@pytest.mark.parametrize(
    ("address", "item"),
    [
        ("/landelijk/indicatoren/", "reporting:national_figures"),
        ("/landelijk/cijfers/inlezen/", "reporting:national_figures"),
        ("/scanlijsten/", "reporting:national_figures"),
        ("/leren/leerkringen/", "actions:national_learning"),
        ("/landelijk/overleggen/", "actions:national_bottleneck_list"),
    ],
)
def test_national_menu_marks_pages_that_stand_elsewhere(client, address, item):
    client.force_login(RoleAssignmentFactory(role=Role.NATIONAL).user)
    assert current(client, address) == [reverse(item)]


def current(client, address):
    menu = client.get(address).context["navigation"]
    groups = (menu.product_links, *menu.side_links)
    return [link.url for group in groups for link in group if link.current]


def test_page_without_a_region_in_its_address_has_the_menu_of_its_region(client):
    """Of a leader of two regions too, who has no region of one's own to fall back on."""
    region = RegionFactory(slug="rivierenland")
    user = RoleAssignmentFactory(role=Role.LEADER, region=region).user
    RoleAssignmentFactory(role=Role.LEADER, region=RegionFactory(), user=user)
    client.force_login(user)
    meeting = MeetingFactory(body=BodyFactory(region=region))
    assert current(client, meeting.get_absolute_url()) == [reverse("programmes:meeting_list", args=["rivierenland"])]


def test_secretary_of_two_regions_switches_between_their_meetings(client):
    user = RoleAssignmentFactory(role=Role.SECRETARY, body=BodyFactory(region__slug="rivierenland")).user
    RoleAssignmentFactory(role=Role.SECRETARY, body=BodyFactory(region__slug="ander"), user=user)
    client.force_login(user)
    switch = client.get(reverse("my_work")).context["navigation"].region_switch
    assert {client.get(link.url).status_code for link in switch} == {200}
    assert len(switch) == 2

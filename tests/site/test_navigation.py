"""Which item of the menu is the one where the visitor is."""

import pytest
from django.urls import reverse

from regions.models import Role
from tests.factories import RegionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "item"),
    [
        ("programmes:programme_list", "programmes:programme_detail"),
        ("reporting:programme_plan", "programmes:programme_detail"),
        ("programmes:outline", "programmes:programme_detail"),
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


def current(client, address):
    menu = client.get(address).context["navigation"]
    groups = (menu.product_links, *menu.region_links)
    return [link.url for group in groups for link in group if link.current]

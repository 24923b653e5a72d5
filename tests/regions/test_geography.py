from datetime import date

import pytest

from regions.geography import area_of, centre_of, placements, region_of
from regions.models import Municipality, RegionMembership
from tests import factories


@pytest.mark.parametrize(
    ("name", "on", "region", "area", "centre"),
    [
        ("Appingedam", date(2020, 12, 31), "Groningen", "Groningen", "Groningen"),
        ("Appingedam", date(2021, 1, 1), None, None, None),
        ("Eemsdelta", date(2020, 12, 31), None, None, None),
        ("Eemsdelta", date(2021, 1, 1), "Groningen", "Groningen", "Groningen"),
        ("Weesp", date(2022, 3, 23), "Gooi en Vechtstreek", "Gooi en Vechtstreek", "Hilversum"),
        ("Weesp", date(2022, 3, 24), None, None, None),
        ("Haaren", date(2020, 12, 31), "Brabant Noordoost", "Brabant Noordoost", "'s-Hertogenbosch"),
        ("Hoeksche Waard", date(2021, 7, 12), "Zuid-Holland Zuid", "Zuid-Holland-Zuid", "Nissewaard"),
        ("Eemnes", date(2021, 7, 12), "Gooi en Vechtstreek", "Utrecht", "Hilversum"),
        ("Alphen-Chaam", date(2023, 12, 31), "West-Brabant", "West-Brabant", "Breda"),
        ("Alphen-Chaam", date(2024, 1, 1), "West-Brabant", "Midden-Brabant", "Breda"),
        ("Hattem", date(2017, 12, 31), None, None, None),
    ],
)
def test_municipality_belongs_to_what_held_on_the_date(loaded, name, on, region, area, centre):
    municipality = Municipality.objects.get(name=name)
    found = (region_of(municipality, on=on), area_of(municipality, on=on), centre_of(municipality, on=on))
    assert [thing and thing.name for thing in found] == [region, area, centre]


def test_region_holds_merged_municipalities_until_they_end(loaded):
    region = RegionMembership.objects.filter(target__slug="groningen").first().target
    names = {"Appingedam", "Delfzijl", "Loppersum", "Eemsdelta"}

    def shown(on):
        found = Municipality.objects.in_region(region, on=on).values_list("name", flat=True)
        return names & {*found}, len(found)

    assert shown(date(2020, 12, 31)) == ({"Appingedam", "Delfzijl", "Loppersum"}, 12)
    assert shown(date(2021, 1, 1)) == ({"Eemsdelta"}, 10)


@pytest.mark.parametrize("number", [1, 3])
def test_placements_ask_three_questions_for_any_number(db, number, django_assert_num_queries):
    members = factories.RegionMembershipFactory.create_batch(number)
    with django_assert_num_queries(3):
        found = placements([member.municipality for member in members], on=date(2021, 7, 12))
    assert [placement.region for placement in found.values()] == members
    assert [placement.area for placement in found.values()] == [None] * number

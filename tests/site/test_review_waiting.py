"""Nakijken in Mijn werk."""

from datetime import date

import pytest

from ghnt.site.review_waiting import conclusions_to_know, conclusions_to_review, not_right_to_answer
from programmes.models import Verdict
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db

ON, BY = date(2021, 7, 12), date(2021, 7, 20)


@pytest.fixture
def municipality():
    return factories.RegionMembershipFactory().municipality


@pytest.fixture
def region(municipality):
    return municipality.region_memberships.get().target


def _rights(role, **scope):
    return rights_of(factories.RoleAssignmentFactory(role=role, **scope).user, on=ON)


def _items(region, municipality, number, **bundle):
    bundle = factories.ReviewBundleFactory(region=region, **bundle)
    items = factories.ReviewItemFactory.create_batch(number, bundle=bundle, asks_reaction=bundle.react_by is not None)
    for item in items:
        factories.ReviewAddresseeFactory(item=item, municipality=municipality)
    return items


def test_officer_has_the_conclusions_left_with_their_date(region, municipality):
    items = _items(region, municipality, 3, react_by=BY, title="Stuurgroep")
    factories.ConclusionReviewFactory(item=items[0], municipality=municipality)
    _items(region, municipality, 1, react_by=ON)  # the date has come
    rights = _rights(Role.MUNICIPAL, municipality=municipality, region=None)
    tasks = list(conclusions_to_review(rights, on=ON))
    assert [(task.title, task.due) for task in tasks] == [("2 conclusies nakijken", BY)]
    assert tasks[0].why == f"Conclusies van Stuurgroep, regio {region}"


def test_officer_reads_what_is_for_information_without_a_date(region, municipality):
    _items(region, municipality, 2)
    rights = _rights(Role.MUNICIPAL, municipality=municipality, region=None)
    (group,) = conclusions_to_know(rights, on=ON)
    assert (group.title, [row.task.title for row in group.rows]) == (
        "Ter kennisneming",
        ["2 conclusies ter kennisneming"],
    )
    assert list(conclusions_to_review(rights, on=ON)) == []


def test_another_municipality_has_nothing_to_review(region, municipality):
    _items(region, municipality, 2, react_by=BY)
    other = factories.RegionMembershipFactory(target=region).municipality
    rights = _rights(Role.MUNICIPAL, municipality=other, region=None)
    assert list(conclusions_to_review(rights, on=ON)) == []


def test_leader_has_the_unanswered_ones_of_each_bundle(region, municipality):
    items = _items(region, municipality, 3, title="Stuurgroep")
    for item, answer in zip(items, ("", "", "kept"), strict=True):
        factories.ConclusionReviewFactory(
            item=item, municipality=municipality, verdict=Verdict.NOT_RIGHT, text="Nee.", answer=answer
        )
    (task,) = not_right_to_answer(_rights(Role.LEADER, region=region))
    assert task.title == "‘Klopt niet’ beantwoorden: Stuurgroep"
    assert task.why == f"Gemeenten zeiden 2 keer dat een conclusie niet klopt, regio {region}"
    assert list(not_right_to_answer(_rights(Role.READER, region=region))) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_waiting_reviews_take_the_same_queries(region, municipality, django_assert_num_queries, rows):
    for _ in range(rows):
        (item,) = _items(region, municipality, 1, react_by=BY)
        factories.ConclusionReviewFactory(item=item, verdict=Verdict.NOT_RIGHT, text="Nee.")
    officer = _rights(Role.MUNICIPAL, municipality=municipality, region=None)
    leader = _rights(Role.LEADER, region=region)
    with django_assert_num_queries(6):
        assert len(list(conclusions_to_review(officer, on=ON))) == rows
        assert len(list(not_right_to_answer(leader))) == rows

"""Whom to tell agrees with who may, for every right, role and scope."""

from datetime import date

import pytest

from regions.addressees import holders
from regions.models import Role
from regions.rights import Right, rights_of
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2021, 7, 12)


@pytest.fixture
def country():
    """A region with a municipality and a body, and one person for every role in it."""
    region = factories.RegionFactory()
    municipality = factories.RegionMembershipFactory(target=region).municipality
    body = factories.BodyFactory(region=region)
    scopes = {Role.MUNICIPAL: {"municipality": municipality}, Role.SECRETARY: {"body": body}}
    scopes |= {role: {"region": region} for role in (Role.LEADER, Role.EDITOR, Role.READER, Role.ADVISER)}
    for role in Role:
        user = factories.UserFactory(name=role.value)
        factories.RoleAssignmentFactory(user=user, role=role, **scopes.get(role, {}))
    return region, municipality, body


@pytest.mark.parametrize("right", list(Right))
def test_holders_are_those_whose_rights_say_so(right, country):
    region, municipality, body = country
    assignments = region.role_assignments.model.objects.select_related("user")
    held = {one.user: rights_of(one.user, on=ON) for one in assignments}

    def names(may):
        return sorted(user.name for user, rights in held.items() if may(rights))

    def found(**scope):
        return [user.name for user in holders(right, on=ON, **scope)]

    assert found(region=region) == names(lambda rights: right in rights.by_region.get(region.pk, ()))
    assert found(municipality=municipality) == names(lambda rights: municipality.pk in rights.municipalities(right))
    assert found(body=body) == names(lambda rights: body.pk in rights.bodies(right))
    assert found() == names(lambda rights: right in rights.national)


def test_holders_of_a_report_are_leader_and_editor_of_that_region_alone(country):
    region, _municipality, _body = country
    factories.RoleAssignmentFactory(region=factories.RegionFactory())

    assert [user.name for user in holders(Right.WRITE_REPORT, region=region, on=ON)] == ["editor", "leader"]
    assert [user.name for user in holders(Right.JUDGE_REPORT, on=ON)] == ["national"]


def test_holders_leave_out_who_left_and_who_comes_later(country):
    region, _municipality, _body = country
    factories.RoleAssignmentFactory(region=region, valid_to=ON)
    factories.RoleAssignmentFactory(region=region, valid_from=date(2021, 7, 13))
    factories.RoleAssignmentFactory(region=region, user=factories.UserFactory(is_active=False))

    assert [user.name for user in holders(Right.SUBMIT_REPORT, region=region, on=ON)] == ["leader"]


def test_holders_name_somebody_with_two_roles_once(country):
    region, municipality, _body = country
    leader = holders(Right.SUBMIT_REPORT, region=region, on=ON)[0]
    factories.RoleAssignmentFactory(user=leader, role=Role.EDITOR, region=region)
    factories.RoleAssignmentFactory(user=leader, role=Role.MUNICIPAL, municipality=municipality)

    assert holders(Right.READ_REGION, region=region, on=ON).count(leader) == 1


def test_holders_for_a_municipality_that_merged_are_nobody(country):
    _region, municipality, _body = country
    municipality.valid_to = date(2021, 1, 1)
    municipality.save()

    assert holders(Right.WRITE_MUNICIPAL_ROWS, municipality=municipality, on=ON) == []
    assert [user.name for user in holders(Right.WRITE_MUNICIPAL_ROWS, municipality=municipality, on=date(2020, 12, 31))]


def test_holders_take_one_scope_at_a_time(country):
    region, municipality, _body = country

    with pytest.raises(ValueError, match="one scope"):
        holders(Right.READ_REGION, region=region, municipality=municipality, on=ON)

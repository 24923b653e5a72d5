from datetime import date

import pytest

from programmes.models import VersionEventKind, VersionState
from regions.models import Role
from regions.rights import rights_of
from reporting.programme_document.states import ALLOWED, Verb, may, states_of
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)
S, V, K = VersionState, Verb, VersionEventKind

# Who may do what: everything that is not here is refused.
EXPECTED = {
    *((S.CONCEPT, V.TREAT, role) for role in (Role.LEADER, Role.EDITOR)),
    *((S.TREATED, V.WITHDRAW, role) for role in (Role.LEADER, Role.EDITOR)),
    (S.CONCEPT, V.ADOPT, Role.LEADER),
    (S.TREATED, V.ADOPT, Role.LEADER),
}


@pytest.fixture
def region():
    return factories.RegionFactory()


def rights_with(role, region):
    scope = {
        Role.NATIONAL: {},
        Role.ADMINISTRATOR: {},
        Role.MUNICIPAL: {"municipality": factories.RegionMembershipFactory(target=region).municipality},
        Role.SECRETARY: {"body": factories.BodyFactory(region=region)},
    }.get(role, {"region": region})
    return rights_of(factories.RoleAssignmentFactory(role=role, **scope).user, on=ON)


@pytest.mark.parametrize("role", list(Role))
def test_allowed_table_holds_for_every_state_verb_and_role(role, region):
    rights = rights_with(role, region)
    found = {(state, verb, role) for state in S for verb in V if may(state, verb, rights, region)}
    assert found == {cell for cell in EXPECTED if cell[2] == role}


def test_allowed_table_gives_nothing_in_another_region(region):
    other = factories.RegionFactory()
    rights = rights_with(Role.LEADER, region)
    assert not any(may(state, verb, rights, other) for state in S for verb in V)


def test_allowed_table_of_two_roles_is_the_sum(region):
    user = factories.UserFactory()
    factories.RoleAssignmentFactory(user=user, role=Role.EDITOR, region=region)
    factories.RoleAssignmentFactory(user=user, role=Role.NATIONAL)
    rights = rights_of(user, on=ON)
    found = {(state, verb) for state in S for verb in V if may(state, verb, rights, region)}
    assert found == {(S.CONCEPT, V.TREAT), (S.TREATED, V.WITHDRAW)}


def test_allowed_table_has_a_row_for_every_state():
    assert set(ALLOWED) == set(S)


def version_with(programme, number, *kinds, on=ON):
    version = factories.ProgrammeVersionFactory(programme=programme, number=number)
    for kind in kinds:
        basis = "Besluit" if kind == K.ADOPTED else ""
        factories.ProgrammeEventFactory(version=version, kind=kind, date=on, basis=basis)
    return version


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), S.CONCEPT),
        ((K.TREATED,), S.TREATED),
        ((K.TREATED, K.WITHDRAWN), S.CONCEPT),
        ((K.TREATED, K.WITHDRAWN, K.TREATED), S.TREATED),
        ((K.ADOPTED,), S.ADOPTED),
        ((K.TREATED, K.ADOPTED), S.ADOPTED),
    ],
)
def test_states_of_follow_the_last_event(kinds, state):
    version = version_with(factories.RegionalProgrammeFactory(), 1, *kinds)
    assert states_of([version]) == {version.pk: state}


def test_states_of_say_replaced_once_a_later_version_is_adopted():
    programme = factories.RegionalProgrammeFactory()
    first = version_with(programme, 1, K.ADOPTED, on=date(2020, 3, 1))
    second = version_with(programme, 2)
    third = version_with(programme, 3, K.ADOPTED, on=date(2021, 3, 1))
    assert states_of([first, second, third]) == {first.pk: S.REPLACED, second.pk: S.CONCEPT, third.pk: S.ADOPTED}

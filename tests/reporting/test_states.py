from datetime import date

import pytest

from ghnt.periods import HalfYear
from regions.models import Role
from regions.rights import rights_of
from reporting.models import EventKind, Report, ReportRound
from reporting.rounds import half_year_to_fill
from reporting.states import ADOPTED, ALLOWED, LATE, ReportState, Verb, marks_beside, may, state_of
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)
S, V = ReportState, Verb

# Who may do what: everything that is not here is refused.
EXPECTED = {
    *((state, verb, Role.LEADER) for state in (S.NOT_STARTED, S.DRAFT, S.RETURNED) for verb in (V.WRITE, V.SUBMIT)),
    *((state, V.WRITE, Role.EDITOR) for state in (S.NOT_STARTED, S.DRAFT, S.RETURNED)),
    (S.SUBMITTED, V.RETURN, Role.NATIONAL),
    (S.SUBMITTED, V.ACCEPT, Role.NATIONAL),
    (S.SUBMITTED, V.ADOPT, Role.LEADER),
    (S.ACCEPTED, V.ADOPT, Role.LEADER),
}


@pytest.fixture
def region():
    return factories.RegionFactory()


@pytest.fixture
def municipality(region):
    return factories.RegionMembershipFactory(target=region).municipality


def _rights(role, region, municipality):
    scope = {
        Role.NATIONAL: {},
        Role.ADMINISTRATOR: {},
        Role.MUNICIPAL: {"municipality": municipality},
        Role.SECRETARY: {"body": factories.BodyFactory(region=region)},
    }.get(role, {"region": region})
    assignment = factories.RoleAssignmentFactory(role=role, **scope)
    return rights_of(assignment.user, on=ON)


@pytest.mark.parametrize("role", list(Role))
def test_allowed_table_holds_for_every_state_verb_and_role(role, region, municipality):
    rights = _rights(role, region, municipality)
    found = {(state, verb, role) for state in S for verb in V if may(state, verb, rights, region)}
    assert found == {cell for cell in EXPECTED if cell[2] == role}


def test_allowed_table_gives_nothing_in_another_region(municipality, region):
    other = factories.RegionFactory()
    rights = _rights(Role.LEADER, region, municipality)
    assert not any(may(state, verb, rights, other) for state in S for verb in V)


def test_allowed_table_of_two_roles_is_the_sum(region, municipality):
    user = factories.UserFactory()
    factories.RoleAssignmentFactory(user=user, role=Role.LEADER, region=region)
    factories.RoleAssignmentFactory(user=user, role=Role.NATIONAL)
    rights = rights_of(user, on=ON)
    found = {(state, verb) for state in S for verb in V if may(state, verb, rights, region)}
    expected = {(state, verb) for state, verb, role in EXPECTED if role in {Role.LEADER, Role.NATIONAL}}
    assert found == expected


def test_allowed_table_has_a_row_for_every_state():
    assert set(ALLOWED) == set(ReportState)


def _with_events(*kinds: EventKind) -> Report:
    """Every submission seals a version; the other events are about the last one."""
    report = factories.ReportFactory()
    version = None
    for number, kind in enumerate(kinds, 1):
        if kind == EventKind.SUBMITTED:
            version = report.versions.create(number=number, schema=1, content="{}", sha256="0", by_name="N")
        adoption = {"body_name": "Stuurgroep", "date": ON} if kind == EventKind.ADOPTED else {}
        report.events.create(version=version, kind=kind, by_name="N", **adoption)
    return report


SUBMITTED, RETURNED = EventKind.SUBMITTED, EventKind.RETURNED


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), S.DRAFT),
        ((SUBMITTED,), S.SUBMITTED),
        ((SUBMITTED, RETURNED), S.RETURNED),
        ((SUBMITTED, RETURNED, SUBMITTED), S.SUBMITTED),
        ((SUBMITTED, EventKind.ACCEPTED), S.ACCEPTED),
        ((SUBMITTED, EventKind.ADOPTED), S.SUBMITTED),
        ((SUBMITTED, EventKind.ADOPTED, RETURNED), S.RETURNED),
        ((SUBMITTED, EventKind.ACCEPTED, EventKind.ADOPTED), S.ACCEPTED),
    ],
)
def test_state_of_follows_the_last_event(kinds, state):
    assert state_of(_with_events(*kinds)) is state


def test_state_of_nothing_is_not_started():
    assert state_of(None) is S.NOT_STARTED


def test_marks_beside_says_late_on_the_due_date_until_submission():
    round_ = factories.ReportRoundFactory(due=date(2021, 9, 15))
    assert marks_beside(None, round_, date(2021, 9, 14)) == ()
    assert marks_beside(None, round_, date(2021, 9, 15)) == (LATE,)
    assert marks_beside(_with_events(SUBMITTED), round_, date(2021, 9, 15)) == ()
    assert marks_beside(_with_events(SUBMITTED, RETURNED), round_, date(2021, 9, 15)) == ()


def test_marks_beside_says_adopted():
    report = _with_events(SUBMITTED, EventKind.ADOPTED)
    assert marks_beside(report, report.round, ON) == (ADOPTED,)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (None, HalfYear(2021, 1)),
        ((), HalfYear(2021, 1)),
        ((SUBMITTED,), HalfYear(2021, 2)),
        ((SUBMITTED, RETURNED), HalfYear(2021, 1)),
        ((SUBMITTED, EventKind.ACCEPTED), HalfYear(2021, 2)),
    ],
)
def test_half_year_to_fill_is_that_of_the_open_round_until_submission(kinds, expected):
    factories.ReportRoundFactory(opens=date(2021, 6, 15))
    region = factories.RegionFactory() if kinds is None else _with_events(*kinds).region
    assert half_year_to_fill(region, ON) == expected


def test_half_year_to_fill_waits_for_the_opening():
    factories.ReportRoundFactory(opens=date(2021, 7, 13), due=date(2021, 9, 15))
    region = factories.RegionFactory()
    assert half_year_to_fill(region, ON) == HalfYear(2021, 2)
    assert half_year_to_fill(region, date(2021, 7, 13)) == HalfYear(2021, 1)


def test_half_year_to_fill_follows_the_programme_that_the_region_runs():
    factories.ReportRoundFactory(half_year=HalfYear(2020, 2), opens=date(2021, 1, 10), due=date(2021, 3, 16))
    following = factories.ProgrammeFactory(slug="tks", name="Toekomst", abbreviation="T")
    factories.ReportRoundFactory(code="tks-2021-H1", programme=following)
    assert ReportRound.objects.count() == 2
    region = factories.RegionalProgrammeFactory().region
    assert half_year_to_fill(region, ON) == HalfYear(2020, 2)

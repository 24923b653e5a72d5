from datetime import date

import pytest

from ghnt.periods import HalfYear
from regions.models import Role
from regions.rights import rights_of
from reporting.models import EventKind, Report, ReportRound
from reporting.rounds import half_year_to_fill, rounds_to_write
from reporting.states import ADOPTED, ALLOWED, LATE, ReportState, Verb, marks_beside, may, state_of
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)
S, V = ReportState, Verb

WRITABLE = (S.NOT_STARTED, S.DRAFT, S.RETURNED, S.REOPENED)

# Who may do what: everything that is not here is refused.
EXPECTED = {
    *((state, verb, Role.LEADER) for state in WRITABLE for verb in (V.WRITE, V.SUBMIT)),
    *((state, V.WRITE, Role.EDITOR) for state in WRITABLE),
    (S.SUBMITTED, V.WITHDRAW, Role.LEADER),
    (S.SUBMITTED, V.OPEN, Role.NATIONAL),
    (S.SUBMITTED, V.RETURN, Role.NATIONAL),
    (S.SUBMITTED, V.ACCEPT, Role.NATIONAL),
    (S.SUBMITTED, V.ADOPT, Role.LEADER),
    (S.OPENED, V.RETURN, Role.NATIONAL),
    (S.OPENED, V.ACCEPT, Role.NATIONAL),
    (S.OPENED, V.ADOPT, Role.LEADER),
    (S.ACCEPTED, V.ADOPT, Role.LEADER),
    (S.ACCEPTED, V.REOPEN, Role.NATIONAL),
    (S.SEALED, V.WITHDRAW, Role.LEADER),
    (S.SEALED, V.ADOPT, Role.LEADER),
    (S.ADOPTED, V.REOPEN, Role.LEADER),
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


def test_writable_states_are_those_of_the_table():
    assert {state for state in S if state.is_writable} == set(WRITABLE)
    assert {state for state in S if state.is_judged} == {S.SUBMITTED, S.OPENED}


def test_every_state_has_a_look():
    assert all(state.icon and state.tone for state in S)


def _with_events(*kinds: EventKind, own: bool = False) -> Report:
    """Every submission seals a version; the other events are about the last one."""
    report = factories.ReportFactory()
    if own:
        report.round = factories.OwnRoundFactory(owner=report.region)
        report.save()
    version = None
    for number, kind in enumerate(kinds, 1):
        if kind == EventKind.SUBMITTED:
            version = report.versions.create(number=number, schema=1, content="{}", sha256="0", by_name="N")
        adoption = {"body_name": "Stuurgroep", "date": ON} if kind == EventKind.ADOPTED else {}
        reason = {"reason": "Cijfers kloppen niet."} if kind == EventKind.REOPENED else {}
        report.events.create(version=version, kind=kind, by_name="N", **adoption, **reason)
    return report


SUBMITTED, RETURNED, WITHDRAWN, OPENED = (
    EventKind.SUBMITTED,
    EventKind.RETURNED,
    EventKind.WITHDRAWN,
    EventKind.OPENED,
)
ACCEPTED, REOPENED, TOLD_ADOPTED = EventKind.ACCEPTED, EventKind.REOPENED, EventKind.ADOPTED


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), S.DRAFT),
        ((SUBMITTED,), S.SUBMITTED),
        ((SUBMITTED, WITHDRAWN), S.DRAFT),
        ((SUBMITTED, OPENED), S.OPENED),
        ((SUBMITTED, OPENED, RETURNED), S.RETURNED),
        ((SUBMITTED, RETURNED), S.RETURNED),
        ((SUBMITTED, RETURNED, SUBMITTED), S.SUBMITTED),
        ((SUBMITTED, ACCEPTED), S.ACCEPTED),
        ((SUBMITTED, TOLD_ADOPTED), S.SUBMITTED),
        ((SUBMITTED, OPENED, TOLD_ADOPTED), S.OPENED),
        ((SUBMITTED, TOLD_ADOPTED, RETURNED), S.RETURNED),
        ((SUBMITTED, ACCEPTED, TOLD_ADOPTED), S.ACCEPTED),
        ((SUBMITTED, ACCEPTED, REOPENED), S.REOPENED),
        ((SUBMITTED, ACCEPTED, REOPENED, SUBMITTED), S.SUBMITTED),
    ],
)
def test_state_of_follows_the_last_event(kinds, state):
    assert state_of(_with_events(*kinds)) is state


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), S.DRAFT),
        ((SUBMITTED,), S.SEALED),
        ((SUBMITTED, WITHDRAWN), S.DRAFT),
        ((SUBMITTED, TOLD_ADOPTED), S.ADOPTED),
        ((SUBMITTED, TOLD_ADOPTED, REOPENED), S.REOPENED),
        ((SUBMITTED, TOLD_ADOPTED, REOPENED, SUBMITTED), S.SEALED),
    ],
)
def test_state_of_an_own_report_knows_no_national_team(kinds, state):
    assert state_of(_with_events(*kinds, own=True)) is state


def test_state_of_nothing_is_not_started():
    assert state_of(None) is S.NOT_STARTED


DUE = date(2021, 9, 15)


def test_marks_beside_says_late_on_the_due_date_until_submission():
    assert marks_beside(None, DUE, date(2021, 9, 14)) == ()
    assert marks_beside(None, DUE, DUE) == (LATE,)
    assert marks_beside(_with_events(SUBMITTED), DUE, DUE) == ()
    assert marks_beside(_with_events(SUBMITTED, RETURNED), DUE, DUE) == ()
    assert marks_beside(_with_events(SUBMITTED, WITHDRAWN), DUE, DUE) == (LATE,)


def test_marks_beside_says_adopted():
    report = _with_events(SUBMITTED, TOLD_ADOPTED)
    assert marks_beside(report, DUE, ON) == (ADOPTED,)
    assert marks_beside(_with_events(SUBMITTED, TOLD_ADOPTED, own=True), DUE, ON) == ()


def test_marks_beside_names_the_accepted_version_while_a_new_one_is_made():
    assert marks_beside(_with_events(SUBMITTED, ACCEPTED), DUE, ON) == ()
    [mark] = marks_beside(_with_events(SUBMITTED, ACCEPTED, REOPENED), DUE, ON)
    assert mark.label == "Versie 1 geaccepteerd"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (None, HalfYear(2021, 1)),
        ((), HalfYear(2021, 1)),
        ((SUBMITTED,), HalfYear(2021, 2)),
        ((SUBMITTED, RETURNED), HalfYear(2021, 1)),
        ((SUBMITTED, OPENED), HalfYear(2021, 2)),
        ((SUBMITTED, WITHDRAWN), HalfYear(2021, 1)),
        ((SUBMITTED, ACCEPTED), HalfYear(2021, 2)),
        ((SUBMITTED, ACCEPTED, REOPENED), HalfYear(2021, 1)),
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


def test_half_year_to_fill_takes_no_notice_of_extra_and_own_rounds():
    factories.ReportRoundFactory(opens=date(2021, 6, 15))
    region = factories.RegionFactory()
    factories.OwnRoundFactory(owner=region, half_year=HalfYear(2021, 2), opens=date(2021, 7, 1))
    factories.ExtraRoundFactory(half_year=HalfYear(2022, 1), opens=date(2021, 7, 1))
    assert half_year_to_fill(region, ON) == HalfYear(2021, 1)


def test_half_year_to_fill_takes_no_notice_of_a_round_that_asks_others():
    factories.ReportRoundFactory(opens=date(2021, 6, 15), is_for_all=False)
    assert half_year_to_fill(factories.RegionFactory(), ON) == HalfYear(2021, 2)


def test_rounds_to_write_are_those_that_the_region_did_not_hand_in():
    report = _with_events(SUBMITTED)
    extra = factories.ExtraRoundFactory(opens=date(2021, 7, 1), due=date(2021, 10, 1))
    own = factories.OwnRoundFactory(owner=report.region, opens=date(2021, 7, 1), due=date(2021, 8, 1))
    factories.ExtraRoundFactory(code="later", name="Later", opens=date(2021, 8, 1), due=date(2021, 10, 1))
    factories.OwnRoundFactory(owner=factories.RegionFactory(), opens=date(2021, 7, 1))
    assert [one.round for one in rounds_to_write(report.region, ON)] == [own, extra]

"""The state of a proposal follows from its route; who may do what with it is a table, of which every cell is walked."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes.models import Outcome, Proposal, ProposalState
from programmes.proposal_states import (
    ALLOWED,
    STEP_ALLOWED,
    StationState,
    StepVerb,
    Verb,
    may,
    may_step,
    state_of,
)
from programmes.route import route_of
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 4)
TODAY = date(2021, 7, 12)


def add(round_, outcome="", day=None, planned=None):
    step = factories.RouteStepFactory(
        round=round_, body__region=round_.proposal.region, planned_date=planned, position=round_.steps.count() + 1
    )
    if outcome:
        factories.ConclusionFactory(step=step, outcome=Outcome.objects.get(code=outcome), date=day or DAY)
    return step


def both(proposal):
    """As one function and as the annotation say it."""
    derived = state_of(Proposal.objects.get(pk=proposal.pk))
    annotated = Proposal.objects.with_state().get(pk=proposal.pk)
    assert (annotated.state, annotated.is_running) == (derived.value, derived.is_open)
    return derived


def test_state_without_steps_is_concept():
    proposal = factories.ProposalFactory()
    assert both(proposal) == ProposalState.CONCEPT
    factories.RoundFactory(proposal=proposal)
    assert both(proposal) == ProposalState.CONCEPT


@pytest.mark.parametrize(
    ("outcomes", "planned", "expected"),
    [
        ([], DAY, ProposalState.RUNNING),
        ([], None, ProposalState.NO_DATE),
        (["agreed"], DAY, ProposalState.RUNNING),
        (["agreed"], None, ProposalState.NO_DATE),
        (["deferred"], DAY, ProposalState.HELD),
        (["not_agreed"], DAY, ProposalState.ENDED),
    ],
)
def test_state_with_a_step_ahead(outcomes, planned, expected):
    round_ = factories.RoundFactory()
    for outcome in outcomes:
        add(round_, outcome)
    add(round_, planned=planned)
    assert both(round_.proposal) == expected


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (["agreed"], ProposalState.AGREED),
        (["agreed_with_reservation"], ProposalState.AGREED),
        (["noted"], ProposalState.TREATED),
        (["agreed", "noted"], ProposalState.TREATED),
        (["deferred"], ProposalState.HELD),
        (["deferred", "agreed"], ProposalState.AGREED),
        (["not_agreed"], ProposalState.ENDED),
        (["not_agreed", "agreed"], ProposalState.AGREED),
    ],
)
def test_state_when_all_is_treated(outcomes, expected):
    round_ = factories.RoundFactory()
    for outcome in outcomes:
        add(round_, outcome)
    assert both(round_.proposal) == expected


def test_state_is_what_was_concluded_last_not_what_stands_last():
    round_ = factories.RoundFactory()
    add(round_, "not_agreed", day=DAY + timedelta(days=30))
    add(round_, "agreed", day=DAY)
    assert both(round_.proposal) == ProposalState.ENDED


def test_state_follows_a_correction():
    round_ = factories.RoundFactory()
    first = factories.ConclusionFactory(step=add(round_), outcome=Outcome.objects.get(code="not_agreed"), date=DAY)
    assert both(round_.proposal) == ProposalState.ENDED
    factories.ConclusionFactory(
        step=first.step, outcome=Outcome.objects.get(code="agreed"), date=DAY, replaces=first, reason="Verschreven"
    )
    assert both(round_.proposal) == ProposalState.AGREED


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"agrees": True}, ProposalState.AGREED),
        ({"ends_route": True}, ProposalState.ENDED),
        ({"asks_follow_up": True}, ProposalState.HELD),
        ({"agrees": True, "asks_follow_up": True}, ProposalState.AGREED),
        ({}, ProposalState.TREATED),
    ],
)
def test_state_follows_the_flags_of_an_outcome_that_a_region_added(flags, expected):
    none = dict.fromkeys(("agrees", "ends_route", "asks_follow_up"), False)
    own = factories.OutcomeFactory(code="eigen", label="Eigen uitkomst", **{**none, **flags})
    step = add(factories.RoundFactory())
    factories.ConclusionFactory(step=step, outcome=own, date=DAY)
    assert both(step.round.proposal) == expected


STEPS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["", "agreed", "noted", "deferred", "not_agreed"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_state_of_any_route_is_the_same_derived_and_annotated(django_db_blocker, steps):
    proposal = factories.ProposalFactory()
    rounds = {}
    for number, outcome, days, is_dated in steps:
        round_ = rounds.get(number) or factories.RoundFactory(proposal=proposal, number=number)
        rounds[number] = round_
        add(round_, outcome, DAY + timedelta(days=days), DAY if is_dated else None)
    both(proposal)


def test_state_decides_which_station_is_next():
    round_ = factories.RoundFactory()
    add(round_, "not_agreed")
    add(round_)
    assert route_of(round_.proposal).next is None
    later = factories.RoundFactory(proposal=round_.proposal, number=2)
    add(later, "agreed", day=DAY + timedelta(days=9))
    add(later)
    assert route_of(Proposal.objects.get(pk=round_.proposal_id)).next is not None


ROLES = {
    "leader": [(Role.LEADER, "region")],
    "editor": [(Role.EDITOR, "region")],
    "secretary": [(Role.SECRETARY, "body")],
    "other_secretary": [(Role.SECRETARY, "other_body")],
    "municipal": [(Role.MUNICIPAL, "municipality")],
    "reader": [(Role.READER, "region")],
    "adviser": [(Role.ADVISER, "region")],
    "national": [(Role.NATIONAL, "")],
    "administrator": [(Role.ADMINISTRATOR, "")],
    "leader_elsewhere": [(Role.LEADER, "other_region")],
    "secretary_and_reader": [(Role.SECRETARY, "body"), (Role.READER, "region")],
}
WRITERS = {"leader", "editor"}
RECORDERS = WRITERS | {"secretary", "secretary_and_reader"}


@pytest.fixture
def holders():
    region, other_region = factories.RegionFactory.create_batch(2)
    body, other_body = factories.BodyFactory.create_batch(2, region=region)
    scope = {
        "region": region,
        "other_region": other_region,
        "body": body,
        "other_body": other_body,
        "municipality": factories.RegionMembershipFactory(target=region).municipality,
    }
    users = {}
    for name, held in ROLES.items():
        users[name] = factories.UserFactory()
        for role, key in held:
            field = key.removeprefix("other_")
            given = {field: scope[key]} if key else {}
            factories.RoleAssignmentFactory(user=users[name], role=role, **given)
    return region, body, users


def test_proposal_table_has_every_cell(holders):
    region, _body, users = holders
    assert set(ALLOWED) == set(ProposalState)
    for name, user in users.items():
        rights = rights_of(user, on=TODAY)
        for state in ProposalState:
            for verb in Verb:
                assert may(state, verb, rights, region) is (name in WRITERS), (name, state, verb)


def test_step_table_has_every_cell(holders):
    region, body, users = holders
    ahead = {StepVerb.CHANGE: WRITERS, StepVerb.MOVE: WRITERS, StepVerb.REMOVE: WRITERS, StepVerb.RECORD: RECORDERS}
    expected = {
        StationState.PAST: {StepVerb.CORRECT: RECORDERS},
        StationState.NEXT: ahead,
        StationState.PLANNED: ahead,
    }
    assert set(STEP_ALLOWED) == set(StationState)
    for name, user in users.items():
        rights = rights_of(user, on=TODAY)
        for state in StationState:
            for verb in StepVerb:
                allowed = name in expected[state].get(verb, set())
                assert may_step(state, verb, rights, region, body.pk) is allowed, (name, state, verb)


def routes():
    """By state: outcomes of the steps in order ("" = open), and whether the open one has a date."""
    return {
        ProposalState.CONCEPT: ([], False),
        ProposalState.RUNNING: ([""], True),
        ProposalState.NO_DATE: ([""], False),
        ProposalState.HELD: (["deferred"], False),
        ProposalState.AGREED: (["agreed"], False),
        ProposalState.TREATED: (["noted"], False),
        ProposalState.ENDED: (["not_agreed"], False),
    }


@pytest.mark.parametrize("state", list(ProposalState))
def test_pages_of_a_proposal_answer_as_the_table_says(client, holders, state):
    region, body, users = holders
    round_ = factories.RoundFactory(proposal__region=region)
    seat = factories.RouteStepFactory(round=factories.RoundFactory(proposal=round_.proposal, number=9), body=body)
    outcomes, is_dated = routes()[state]
    for outcome in outcomes:
        add(round_, outcome, planned=DAY if is_dated else None)
    if state not in (ProposalState.RUNNING, ProposalState.NO_DATE):
        seat.delete()
    assert both(round_.proposal) == state
    pages = {
        Verb.EDIT: "proposal_update",
        Verb.PLAN: "route_detail",
        Verb.REMOVE: "proposal_remove",
        Verb.FIX: "proposal_version_fix",
    }
    for name, user in users.items():
        client.force_login(user)
        for verb, page in pages.items():
            address = reverse(f"programmes:{page}", args=[region.slug, round_.proposal_id])
            status = client.post(address).status_code if verb == Verb.FIX else client.get(address).status_code
            assert (status in (200, 302)) is (name in WRITERS), (name, verb, status)
            if name in ("leader_elsewhere", "administrator"):
                assert status == 404

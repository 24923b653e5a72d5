"""Who may do what with a decision list at which stage: every cell."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from programmes.decision_list.states import ALLOWED, Stage, Verb, allowed, refuse_unless, stage_of
from programmes.models import Meeting, MeetingState
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)
S, V = Stage, Verb
EXPECTED = {
    S.COMING: {V.DRAFT},
    S.OPEN: {V.DRAFT, V.RECORD, V.CORRECT},
    S.CANCELLED: set(),
    S.RECORDED: {V.CORRECT},
}
RECORDERS = {"leader", "editor", "secretary"}
PEOPLE = (*(str(role) for role in Role), "other secretary", "other leader", "nobody")


def meeting_at(stage, body):
    values = {
        S.COMING: {"date": date(2021, 7, 13)},
        S.OPEN: {"date": ON},
        S.CANCELLED: {"date": ON, "state": MeetingState.CANCELLED},
        S.RECORDED: {"date": ON, "state": MeetingState.HELD, "recorded_at": "2021-07-12T09:00Z"},
    }[stage]
    made = factories.MeetingFactory(body=body, **values)
    return Meeting.objects.get(pk=made.pk)


def user_as(person, body):
    user = factories.UserFactory()
    elsewhere = factories.BodyFactory(region=body.region)
    scopes = {
        "other secretary": (Role.SECRETARY, {"body": elsewhere}),
        "other leader": (Role.LEADER, {"region": factories.RegionFactory()}),
        "secretary": (Role.SECRETARY, {"body": body}),
        "municipal": (
            Role.MUNICIPAL,
            {"municipality": factories.RegionMembershipFactory(target=body.region).municipality},
        ),
        "national": (Role.NATIONAL, {}),
        "administrator": (Role.ADMINISTRATOR, {}),
    }
    if person != "nobody":
        role, scope = scopes.get(person, (person, {"region": body.region}))
        factories.RoleAssignmentFactory(user=user, role=role, **scope)
    return user


@pytest.mark.parametrize("person", PEOPLE)
def test_decision_list_table_holds_for_every_stage_verb_and_role(person):
    body = factories.BodyFactory(region=factories.RegionFactory())
    rights = rights_of(user_as(person, body), on=ON)
    for stage in Stage:
        expected = EXPECTED[stage] if person in RECORDERS else set()
        assert set(allowed(meeting_at(stage, body), rights)) == expected, (person, stage)
        Meeting.objects.all().delete()


def test_decision_list_table_of_two_roles_is_the_sum():
    body = factories.BodyFactory(region=factories.RegionFactory())
    user = user_as("reader", body)
    factories.RoleAssignmentFactory(user=user, role=Role.SECRETARY, body=body)
    rights = rights_of(user, on=ON)
    assert set(allowed(meeting_at(S.OPEN, body), rights)) == EXPECTED[S.OPEN]
    other = factories.MeetingFactory(body=factories.BodyFactory(region=body.region), date=ON)
    assert allowed(other, rights) == frozenset()


@pytest.mark.parametrize("stage", list(Stage))
def test_stage_of_a_meeting_and_its_refusals(stage):
    meeting = meeting_at(stage, factories.BodyFactory())
    assert stage_of(meeting) is stage
    for verb in Verb:
        if verb in EXPECTED[stage]:
            refuse_unless(meeting, verb)
        else:
            with pytest.raises(ValidationError):
                refuse_unless(meeting, verb)


def test_table_has_a_row_for_every_stage():
    assert {stage: set(verbs) for stage, verbs in ALLOWED.items()} == EXPECTED

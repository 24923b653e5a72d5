from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from ghnt.site.papers import papers_to_send
from programmes.models import MeetingState, ProposalVersion
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture
def step():
    """On the agenda of 26 August, papers ten days before."""
    region = factories.RegionFactory()
    body = factories.BodyFactory(region=region, name="Directieoverleg", papers_days=10)
    meeting = factories.MeetingFactory(body=body, date=date(2021, 8, 26))
    proposal = factories.ProposalFactory(region=region, subject="Projectplan")
    return factories.RouteStepFactory(round__proposal=proposal, body=body, meeting=meeting)


def tasks(step, role=Role.LEADER):
    user = factories.RoleAssignmentFactory(role=role, region=step.round.proposal.region).user
    return [(task.title, task.due) for task in papers_to_send(rights_of(user, on=TODAY), on=TODAY)]


def fix(step, number, at):
    ProposalVersion.objects.create(
        proposal=step.round.proposal, number=number, schema=1, content="{}", sha256="", by_name="Iemand", at=at
    )


WAITS = [("Stukken aanleveren voor Directieoverleg: Projectplan", date(2021, 8, 16))]


def test_papers_wait_for_the_leader_of_the_region(step):
    assert tasks(step) == WAITS
    assert tasks(step, Role.READER) == []


def test_papers_of_a_meeting_with_its_own_day(step):
    step.meeting.papers_due = date(2021, 8, 20)
    step.meeting.save()
    assert tasks(step) == [(WAITS[0][0], date(2021, 8, 20))]


@pytest.mark.parametrize(
    "change",
    [
        lambda step: setattr(step.meeting, "state", MeetingState.CANCELLED),
        lambda step: setattr(step.meeting, "date", date(2021, 7, 11)),
        lambda step: setattr(step.meeting, "date", date(2021, 12, 1)),
        lambda step: setattr(step.meeting.body, "papers_days", None),
        lambda step: setattr(step.round.proposal, "removed_at", datetime(2021, 7, 1, tzinfo=UTC)),
    ],
)
def test_papers_do_not_wait_without_a_meeting_to_come(step, change):
    change(step)
    for row in (step.meeting, step.meeting.body, step.round.proposal):
        row.save()
    assert tasks(step) == []


def test_papers_of_a_concluded_step_do_not_wait(step):
    factories.ConclusionFactory(step=step)
    assert tasks(step) == []


def test_papers_stop_waiting_once_a_version_is_fixed_after_the_last_conclusion(step):
    earlier = factories.RouteStepFactory(round=step.round, body__region=step.body.region)
    factories.ConclusionFactory(step=earlier, at=datetime(2021, 6, 1, 9, tzinfo=UTC))
    fix(step, 1, datetime(2021, 5, 1, 9, tzinfo=UTC))
    assert tasks(step) == WAITS
    fix(step, 2, datetime(2021, 7, 1, 9, tzinfo=UTC))
    assert tasks(step) == []


def test_papers_stand_in_my_work(client, settings, step):
    settings.TODAY = TODAY
    client.force_login(factories.RoleAssignmentFactory(role=Role.LEADER, region=step.round.proposal.region).user)
    assert "Stukken aanleveren voor Directieoverleg: Projectplan" in client.get(reverse("my_work")).text
